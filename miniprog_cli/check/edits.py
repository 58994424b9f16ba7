"""Change characters of a file and keep every byte around them.

Findings count the characters of a text in which what is not UTF-8 is replaced (`syntax.facts`);
here such bytes are kept, so that a file in another encoding, or a damaged one, stays as it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from miniprog_cli.core.finding import Edit
from miniprog_cli.core.kinds import WIDE
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import Lines

_NONE = -1
_KEPT = re.compile("[\udc80-\udcff]+")
"""What ``surrogateescape`` makes of bytes that are not UTF-8."""


class Stretch(NamedTuple):
    """Characters of a `Text`, by their offsets in it, and what is to stand there."""

    start: int
    end: int
    text: str


class _Damage(NamedTuple):
    """A run of bytes that are not UTF-8: where findings see it, and where it stands in the text."""

    shown_start: int
    shown_end: int
    end: int


class Text(NamedTuple):
    """The characters of a file, every other byte escaped; it is written back byte for byte."""

    text: str
    lines: Lines
    damages: tuple[_Damage, ...]
    size: int
    """Characters that findings count; `_NONE` where nothing can be changed."""

    @classmethod
    def of(cls, content: bytes) -> "Text":
        """Read the bytes of a file, whatever they are."""
        if content[:2] in WIDE:
            return cls(content.decode("utf-8", "surrogateescape"), Lines.of(""), (), _NONE)
        shown = content.decode("utf-8", "replace")
        text = content.decode("utf-8", "surrogateescape")
        return cls(text, Lines.of(shown), tuple(_damages(text)), len(shown))

    def stretch(self, edit: Edit) -> Stretch | None:
        """Find what an edit replaces; None where it cannot be done without touching other bytes.

        That is where it begins or ends amid bytes that are not UTF-8, or brings characters that a
        file in another encoding would show as others; and in UTF-16, whose characters are others.
        """
        start, end = self._offset(*edit.span[:2]), self._offset(*edit.span[2:])
        if start is None or end is None or end < start:
            return None
        if self.damages and not edit.text.isascii():
            return None
        return Stretch(start, end, edit.text)

    def replaced(self, stretches: Iterable[Stretch]) -> bytes:
        """Write the text with some stretches replaced, which may not overlap."""
        parts: list[str] = []
        at = 0
        for one in sorted(stretches):
            parts += (self.text[at : one.start], one.text)
            at = one.end
        parts.append(self.text[at:])
        return "".join(parts).encode("utf-8", "surrogateescape")

    def _offset(self, line: int, column: int) -> int | None:
        """Give the offset of a place in the text; None where there is no such character."""
        if not 1 <= line <= len(self.lines.starts):
            return None
        shown = self.lines.starts[line - 1] + column - 1
        if not 0 <= shown <= self.size:
            return None
        before = bisect_left(self.damages, shown, key=lambda one: one.shown_start)
        if before == 0:
            return shown
        damage = self.damages[before - 1]
        inside = shown < damage.shown_end
        return None if inside else damage.end + shown - damage.shown_end


class Taken:
    """The stretches of one text that are to be replaced; none of them overlap."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []

    def is_free(self, one: Stretch) -> bool:
        """Tell whether a stretch overlaps none; two insertions at one place do."""
        at = bisect_right(self.stretches, one)
        return not any(_overlap(one, other) for other in self.stretches[max(0, at - 1) : at + 1])

    def add(self, one: Stretch) -> None:
        """Take a free stretch."""
        self.stretches.insert(bisect_right(self.stretches, one), one)


def _overlap(one: Stretch, other: Stretch) -> bool:
    """Tell whether it matters which of two stretches is replaced first."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _damages(text: str) -> Iterable[_Damage]:
    longer = 0
    for run in _KEPT.finditer(text):
        shown = len(run[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        start = run.start() - longer
        longer += len(run[0]) - shown
        yield _Damage(start, start + shown, run.end())
