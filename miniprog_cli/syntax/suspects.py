"""Places where a script may be wrong, by its text alone: which, and what looks at the tree there."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple

MAX_LOOKED = 200
"""How many places of one kind are looked at in one script; what has more was made by a compiler."""
_OPENING = re.compile(rb"(?:\(\?P<at>)?((?:\\[^\w\s]|[\w ,<&=!-])+)")


class Suspect(NamedTuple):
    """A kind of place, and what says what is wrong with the path to one.

    `needle` is a text without which there is none: to look for a text that is not there costs a
    tenth of what to look for a pattern does.
    """

    needle: bytes
    pattern: bytes
    check: Callable[[list[Node]], str | None]

    def places(self, source: bytes) -> Iterator[tuple[int, int]]:
        """Yield what the group `at` of the pattern spans, of so many places."""
        if self.needle in source:
            # which compiles it, once: most patterns have nothing to be looked for in a small program
            for match in islice(re.finditer(self.pattern, source), MAX_LOOKED):
                yield match.span("at")


def suspect(
    pattern: bytes, check: Callable[[list[Node]], str | None], needle: bytes | None = None
) -> Suspect:
    """Make one of a pattern, which begins with a text that is searched for at once."""
    opening = _OPENING.match(pattern)
    first = opening.group(1) if opening else b""
    return Suspect(needle or first.replace(b"\\", b""), pattern, check)
