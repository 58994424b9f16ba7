"""What a script says: the globals it uses, what it refers to, and where it is broken."""

from collections import Counter
from collections.abc import Iterable, Iterator

from miniprog_cli.core.facts import MAX_SAME, Form
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.guards import Guards
from miniprog_cli.syntax.offsets import Offsets
from miniprog_cli.syntax.page import Url


class Usage(NamedTuple):
    """A global that a script uses, and the characters from and to which its name stands."""

    name: str
    form: Form
    start: int
    end: int
    argument: str | None
    partial: bool
    guard: str | None


class Script(NamedTuple):
    """What a script says; offsets are in characters of its text."""

    uses: tuple[Usage, ...]
    references: tuple[Url, ...]
    faults: tuple[Break, ...]


def in_characters(found: Script, offsets: Offsets) -> Script:
    """Turn offsets in bytes into offsets in characters."""
    if offsets.plain:
        return found
    offsets.learn(place for group in found for one in group for place in (one.start, one.end))
    return Script(
        tuple(one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.uses),
        tuple(
            one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.references
        ),
        tuple(one._replace(start=offsets[one.start], end=offsets[one.end]) for one in found.faults),
    )


def bounded(uses: Iterable[Usage], guards: Guards) -> Iterator[Usage]:
    """Give uses in the order in which they stand, with what guards them; of many alike, the first."""
    seen = Counter[tuple[str, Form, str | None, str | None]]()
    for use in sorted(uses, key=_start):
        guard = guards.at(use.start)
        kind = (use.name, use.form, use.argument, guard)
        seen[kind] += 1
        if seen[kind] <= MAX_SAME:
            yield use._replace(guard=guard) if guard else use


def _start(use: Usage) -> int:
    return use.start
