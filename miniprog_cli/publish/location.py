"""Which registry is meant, and where it is."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import DialectUnclear, ProjectNotFound, SeveralProjects
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.shape import Fault
from miniprog_cli.publish.errors import RegistryMiswritten, UnknownRegistry

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project

VARIABLE = "MINIPROG_REGISTRY"


class Location(NamedTuple):
    """A registry folder, as an absolute path."""

    path: Path

    @property
    def address(self) -> str:
        """Write the place as ``--to`` takes it."""
        return f"dir:{self.path}"


def parse(address: str, *, base: Path) -> Location:
    """Read ``dir:PATH``; a relative path starts at `base`, a leading ``~`` is the user's home.

    Raises:
        UnknownRegistry: the address is of another kind, which nothing can be submitted to yet.
    """
    kind, colon, path = address.partition(":")
    if kind == "oci" and colon:
        raise UnknownRegistry(
            f"{address!r}: registries reached over the network are not supported yet",
            hint="publish to a folder with dir:PATH; skopeo can copy it to a registry",
        )
    if kind != "dir" or not path:
        meant = path if colon else address
        raise UnknownRegistry(
            f"{address!r} is not the address of a registry",
            hint=f"write dir:PATH, such as dir:{meant or 'registry'}",
        )
    try:
        if "\0" in path:
            raise RuntimeError("no file has a name with NUL")
        return Location(path=_plain(Path(base, Path(path).expanduser()).absolute()))
    except RuntimeError as error:  # of a user who is not known, too
        raise UnknownRegistry(f"{address!r}: {error}", hint="write dir:PATH") from None


def _plain(path: Path) -> Path:
    """Take the ``..`` out of a path, unless it then leads elsewhere: behind a link, it may."""
    plain = Path(os.path.normpath(path))
    return plain if os.path.realpath(plain) == os.path.realpath(path) else path


def locate(
    to: str | None,
    *,
    environment: Mapping[str, str],
    project: Callable[[], "Project | None"] = lambda: None,
) -> Location:
    """Choose the registry: `to`, else `MINIPROG_REGISTRY`, else the project's, else the default.

    Relative paths start at the current folder, in ``publish.to`` of a project at the project's.
    `project` is only called when the first two are missing. The default is ``registry/`` in the
    user's data directory.

    Raises:
        UnknownRegistry: the address chosen is not one that this version can use.
        RegistryMiswritten: the project names one, wrongly.
    """
    named = environment.get(VARIABLE) if to is None else to
    if named or to is not None:  # an empty variable is none; an empty option is a mistake
        return parse(named or "", base=Path.cwd())
    found = project()
    if found:
        _require_well_written(found)
    if found and found.manifest.publish_to:
        return parse(found.manifest.publish_to, base=found.folder)
    return Location(path=default_folder())


def _require_well_written(project: "Project") -> None:
    """Refuse a manifest whose own registry is wrong: the user's would be taken for it, unnoticed."""
    for wrong in project.manifest.violations:
        if wrong.fault is Fault.WRONG and wrong.pointer[:1] == ("publish",):
            raise RegistryMiswritten(
                f"{project.folder / FILE_NAME}: {wrong.message}",
                hint=wrong.hint or "correct publish.to, or name a registry with --to",
            )


def project_here() -> "Project | None":
    """Open the project of the current folder, for commands that can do without one.

    Raises:
        ManifestUnreadable: there is one, but its manifest cannot be parsed.
    """
    from miniprog_cli.hosts import open_project

    try:
        return open_project()
    except (ProjectNotFound, SeveralProjects, DialectUnclear):
        return None


def default_folder() -> Path:
    """Name the registry folder that is used when nobody names one."""
    from platformdirs import user_data_path

    return user_data_path("miniprog", appauthor=False) / "registry"
