"""How big the bundle for a host would be, and what the host's limits say to it."""

from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context
from miniprog_cli.core.size import Limit


class LimitVerdict(NamedTuple):
    """One limit of a host beside the bytes it is about."""

    limit: Limit
    bytes: int

    @property
    def ok(self) -> bool:
        """Exactly the limit is allowed."""
        return self.bytes <= self.limit.limit_bytes


def measured(context: Context) -> Iterator[LimitVerdict]:
    """Hold the project against each of the host's limits.

    Limits on main and sub-packages are about native projects and are left out for HTML. What native
    projects are measured by are the files that the vendor's tool packs, without what we generate.
    """
    if context.project.native:
        yield from _packages(context.project, context.host.limits)
        return
    for limit in context.host.limits:
        if limit.scope == "total":
            raw = limit.measure == "raw"
            size = context.sizes.raw_bytes if raw else context.sizes.bundle_bytes
            yield LimitVerdict(limit, size)
        elif limit.scope == "file":
            sizes = (file.bytes for file in context.project.shipped.values())
            yield LimitVerdict(limit, max(sizes, default=0))


def package_sizes(project: Project) -> dict[str, int]:
    """Give the bytes of the files of each package by its root, the main one, ``""``, first."""
    if project.native is None:
        return {}
    app = project.native.app
    found = {package.root: 0 for package in app.packages}
    for path, file in project.shipped.items():
        found[app.package_of(path).root] += file.bytes
    return found


def _packages(project: Project, limits: tuple[Limit, ...]) -> Iterator[LimitVerdict]:
    sizes = package_sizes(project)
    for limit in limits:
        if limit.scope == "total":
            yield LimitVerdict(limit, sum(sizes.values()))
        elif limit.scope == "main":
            yield LimitVerdict(limit, sizes[""])
        elif limit.scope == "subpackage":
            for root in filter(None, sizes):
                yield LimitVerdict(limit._replace(name=f"sub-package {root}"), sizes[root])
