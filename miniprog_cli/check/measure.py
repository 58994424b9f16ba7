"""How big the bundle for a host would be, and what the host's limits say to it."""

from collections.abc import Iterator
from typing import NamedTuple

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

    Limits on main and sub-packages are about native projects and are left out for HTML.
    """
    for limit in context.host.limits:
        if limit.scope == "total":
            raw = limit.measure == "raw"
            size = context.sizes.raw_bytes if raw else context.sizes.bundle_bytes
            yield LimitVerdict(limit, size)
        elif limit.scope == "file":
            sizes = (file.bytes for file in context.project.shipped.values())
            yield LimitVerdict(limit, max(sizes, default=0))
