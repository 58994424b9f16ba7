"""A few lines of a source around a place, cut to what fits beside a program."""

import re

from miniprog_cli.core.namedtuple import NamedTuple

AROUND = 3
"""Lines before and after the place."""

WIDEST = 120
"""Characters of a line that are shown: a file that a bundler wrote may be one line of a megabyte."""

LEAD = 24
"""Of these, how many stand before the place where a line is cut."""

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
"""What ends a line to a script engine."""


class Excerpt(NamedTuple):
    """Lines of a file; `caret` counts the characters before the place in the line it is on."""

    first: int
    """The number of the first line, from 1."""
    lines: tuple[str, ...]
    line: int
    """The number of the line of the place."""
    caret: int

    def as_json(self) -> dict[str, object]:
        """Give what is sent to a page."""
        return {**self._asdict(), "lines": list(self.lines)}


def lines_of(text: str) -> list[str]:
    """Split a source where script engines count a new line."""
    return _BREAK.split(text)


def excerpt(lines: list[str], line: int, column: int) -> Excerpt | None:
    """Take the lines around a place, counted from 1 in characters; None for a line that is not."""
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1]
    at = min(max(column - 1, 0), len(text))
    if len(text) > WIDEST:
        left = max(0, at - LEAD)
        cut = text[left : left + WIDEST].expandtabs(1)
        return Excerpt(first=line, lines=(cut,), line=line, caret=at - left)
    first = max(1, line - AROUND)
    # behind the break that ends a file is no line, unless that is the place
    last = line + AROUND if lines[-1] or line == len(lines) else min(line + AROUND, len(lines) - 1)
    shown = tuple(each[:WIDEST].expandtabs(1) for each in lines[first - 1 : last])
    return Excerpt(first=first, lines=shown, line=line, caret=at)


def characters(line: str, units: int) -> int:
    """Turn a column from 1 in UTF-16 units, as browsers count, into one in characters."""
    if line.isascii():
        return units
    taken = 0
    for number, character in enumerate(line, start=1):
        taken += 2 if ord(character) > 0xFFFF else 1
        if taken >= units:
            return number
    return len(line) + 1
