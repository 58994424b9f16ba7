"""Source maps (ECMA-426): from a place in a file that was built to what it was built from.

Places are counted as in the standard: lines and columns from 0, columns in UTF-16 units.
"""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from miniprog_cli.core.namedtuple import NamedTuple

_DIGITS = {
    letter: value
    for value, letter in enumerate(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    )
}
_MORE = 32
"""The bit of a digit that says that another follows."""

MOST_BITS = 32
"""What the standard allows a number to have; more is a fault, and would never end."""

DEEPEST = 8
"""Maps within maps that are looked into: the standard allows none within the sections of one."""


class BrokenMap(ValueError):
    """A text that is no source map."""


class Original(NamedTuple):
    """A place in a source; `content` is its text, where the map holds it."""

    source: str
    """As the map names it, behind its `sourceRoot`."""
    line: int
    column: int
    content: str | None


class SourceMap(Protocol):
    """What finds the original of a place."""

    def original(self, line: int, column: int) -> Original | None:
        """Find what a place was made from; None where the map does not say."""
        ...


def numbers(segment: str) -> Iterator[int]:
    """Read the numbers of one segment, in base 64 with the sign in the lowest bit.

    Raises:
        BrokenMap: a character that is no digit, a number that has no end or too many bits.
    """
    value = shift = 0
    for letter in segment:
        digit = _DIGITS.get(letter)
        if digit is None or shift > MOST_BITS:
            raise BrokenMap(f"no number: {segment[:40]!r}")
        value += (digit & (_MORE - 1)) << shift
        if digit & _MORE:
            shift += 5
        else:
            yield -(value >> 1) if value & 1 else value >> 1
            value = shift = 0
    if shift:
        raise BrokenMap(f"a number without an end: {segment[:40]!r}")


class _Plain:
    """One map; its segments lie in arrays, as a build of some size has a million."""

    def __init__(self, fields: dict[str, object]) -> None:
        self._names = _names(fields)
        self._contents = _texts(fields.get("sourcesContent"))
        self._starts = array("l", [0])
        """For each line the number of its first segment."""
        self._columns, self._sources = array("l"), array("l")
        self._lines, self._places = array("l"), array("l")
        mappings = fields.get("mappings")
        if not isinstance(mappings, str):
            raise BrokenMap("a source map without mappings")
        try:
            self._read(mappings)
        except OverflowError:
            raise BrokenMap("a number that is too big") from None

    def original(self, line: int, column: int) -> Original | None:
        """Take the nearest segment before the place, on its line."""
        if not 0 <= line < len(self._starts) - 1:
            return None
        first, end = self._starts[line], self._starts[line + 1]
        at = bisect_right(self._columns, column, first, end) - 1
        if at < first:
            return None
        if self._columns[at] == column:
            # of several at one place the first; behind them the last, as other readers have it
            at = bisect_left(self._columns, column, first, end)
        source = self._sources[at]
        if not 0 <= source < len(self._names):
            return None
        name = self._names[source]
        content = self._contents[source] if source < len(self._contents) else None
        if name is None and content is None:
            return None
        return Original(name or "", self._lines[at], self._places[at], content)

    def _read(self, mappings: str) -> None:
        state = [0, 0, 0]
        for line in mappings.split(";"):
            self._read_line(line, state)
            self._starts.append(len(self._columns))

    def _read_line(self, line: str, state: list[int]) -> None:
        """Read the segments of a line; `state` is what the next source, line and column add to."""
        column, before = 0, len(self._columns)
        is_sorted = True
        for segment in filter(None, line.split(",")):
            change = tuple(numbers(segment))
            column += change[0]
            if column < 0 or len(change) not in (1, 4, 5):
                raise BrokenMap(f"no segment: {segment[:40]!r}")
            if len(change) > 1:
                state[:] = [now + by for now, by in zip(state, change[1:4], strict=True)]
            is_first = len(self._columns) == before
            is_sorted = is_sorted and (is_first or self._columns[-1] <= column)
            self._add(column, state if len(change) > 1 else (-1, 0, 0))
        if not is_sorted:
            self._sort(before)

    def _add(self, column: int, place: Sequence[int]) -> None:
        self._columns.append(column)
        for into, value in zip((self._sources, self._lines, self._places), place, strict=True):
            into.append(value)

    def _sort(self, first: int) -> None:
        """Put the segments of the last line in order: some tools write them as they come."""
        rows = (self._columns, self._sources, self._lines, self._places)
        order = sorted(range(first, len(self._columns)), key=self._columns.__getitem__)
        for row in rows:
            row[first:] = array("l", [row[at] for at in order])


class _Sections:
    """Maps of stretches of the file, one behind the other, as bundlers write them."""

    def __init__(self, sections: list[object], depth: int) -> None:
        self._begin: list[tuple[int, int]] = []
        self._maps: list[SourceMap] = []
        for section in sections:
            fields = _object(section)
            offset = _object(fields.get("offset"))
            line, column = offset.get("line"), offset.get("column")
            if not isinstance(line, int) or not isinstance(column, int):
                raise BrokenMap("a section without a place")
            self._begin.append((line, column))
            self._maps.append(_read(fields.get("map"), depth + 1))
        if self._begin != sorted(self._begin):
            raise BrokenMap("sections in disorder")

    def original(self, line: int, column: int) -> Original | None:
        """Ask the last section that begins before the place."""
        at = bisect_right(self._begin, (line, column)) - 1
        if at < 0:
            return None
        first, left = self._begin[at]
        return self._maps[at].original(line - first, column - left if line == first else column)


def read_map(text: str) -> SourceMap:
    """Read a source map.

    Raises:
        BrokenMap: it is none.
    """
    try:
        # the first line may keep the map from being run as a script
        value: object = json.loads(text.partition("\n")[2] if text.startswith(")]}") else text)
    except (ValueError, RecursionError):
        raise BrokenMap("not JSON") from None
    return _read(value, 0)


def _read(value: object, depth: int) -> SourceMap:
    fields = _object(value)
    if depth > DEEPEST:
        raise BrokenMap("maps within maps")
    if fields.get("version") != 3:
        raise BrokenMap("a source map of another version than 3")
    sections = fields.get("sections")
    if isinstance(sections, list):
        return _Sections(cast("list[object]", sections), depth)
    return _Plain(fields)


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BrokenMap("no object where a source map has one")
    return cast("dict[str, object]", value)


def _texts(value: object) -> list[str | None]:
    found = cast("list[object]", value) if isinstance(value, list) else []
    return [each if isinstance(each, str) else None for each in found]


def _names(fields: dict[str, object]) -> list[str | None]:
    """Give the sources behind the folder that they are relative to."""
    top = fields.get("sourceRoot")
    prefix = f"{top.rstrip('/')}/" if isinstance(top, str) and top else ""
    return [name if name is None else f"{prefix}{name}" for name in _texts(fields.get("sources"))]
