"""What grew since another state of a program, given as plain sizes in bytes."""

from collections.abc import Mapping

from miniprog_cli.core.namedtuple import NamedTuple


class Change(NamedTuple):
    """A file that has another size than before; None where it is new, or gone."""

    path: str
    bytes: int | None
    was: int | None

    @property
    def growth(self) -> int:
        """How many bytes more it has; fewer are negative."""
        return (self.bytes or 0) - (self.was or 0)


def changes(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[Change, ...]:
    """List the files whose size changed, those that grew most first."""
    paths = now.keys() | before.keys()
    found = (Change(path, now.get(path), before.get(path)) for path in paths)
    changed = (one for one in found if one.bytes != one.was)
    return tuple(sorted(changed, key=lambda one: (-one.growth, one.path)))
