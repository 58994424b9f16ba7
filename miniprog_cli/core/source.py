"""Read JSON and keep where everything stands, so that a message can point at it.

The standard library gives a position for syntax errors only, and third-party parsers that keep
positions cost more to import than a manifest takes to check.
"""

import json
import re
import sys
from bisect import bisect_right
from io import StringIO
from itertools import accumulate
from json import decoder
from typing import TYPE_CHECKING, cast

from miniprog_cli.core.finding import Span
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Pointer = tuple[str | int, ...]
"""The way to a value: member names and list positions from the outermost value inwards."""

MAX_DEPTH = 100
"""Deeper nesting is refused: no manifest needs it, and it would exhaust Python's stack."""

_scan_string = cast("Callable[[str, int, bool], tuple[str, int]]", vars(decoder)["scanstring"])
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?"
_WORD = r"[A-Za-z_$][\w$]*"
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}


class JsonError(Exception):
    """The text is not JSON; `span` is the place, `hint` what to do about it."""

    def __init__(self, message: str, span: Span, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.hint = hint


class Lines(NamedTuple):
    """Turn offsets in a text into lines and columns, both counted from 1."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        r"""Index the line starts; ``\n``, ``\r\n`` and a lone ``\r`` each end a line."""
        starts = [0, *accumulate(map(len, StringIO(text, newline="")))]
        if text[-1:] not in ("\n", "\r") and text:
            starts.pop()
        return cls(tuple(starts))

    def span(self, start: int, end: int) -> Span:
        """Give the span of ``text[start:end]``."""
        starts = self.starts
        line = bisect_right(starts, start)
        column = start - starts[line - 1] + 1
        if line == len(starts) or end < starts[line]:  # as a rule
            return Span(line, column, line, column + end - start)
        return Span(line, column, *self.place(end))

    def place(self, offset: int) -> tuple[int, int]:
        """Give the line and column of an offset in characters."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class JsonDocument(NamedTuple):
    """A parsed JSON text with the place of every value and of every member's name."""

    file: str
    text: str
    value: Json
    lines: Lines
    values: dict[Pointer, tuple[int, int]]
    keys: dict[Pointer, tuple[int, int]]
    repeated: tuple[Pointer, ...]
    """Members that are given more than once; the last one counts, as in every JSON parser."""

    def at(self, pointer: Pointer) -> Json:
        """Give the value at a pointer; None where there is none."""
        found = self.value
        for step in pointer:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def start_span(self, pointer: Pointer) -> Span:
        """Give the place of a value's first character: its brace, bracket or quote."""
        start, _ = self.values[pointer]
        return self.lines.span(start, start + 1)

    def span(self, pointer: Pointer = ()) -> Span:
        """Give the place of a value; of the nearest one around it where there is none."""
        while pointer and pointer not in self.values:
            pointer = pointer[:-1]
        return self.lines.span(*self.values[pointer])

    def key_span(self, pointer: Pointer) -> Span:
        """Give the place of a member's name; of the value where it has none."""
        if pointer in self.keys:
            return self.lines.span(*self.keys[pointer])
        return self.span(pointer)


def parse_json(data: bytes, file: str) -> JsonDocument:
    """Parse strict JSON in UTF-8 without byte order mark.

    Raises:
        JsonError: the bytes are not that; only the first fault is reported.
    """
    text = _decode(data)
    return _Parser(text, Lines.of(text)).document(file)


def _decode(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise JsonError(
            "the file begins with a byte order mark",
            Span(1, 1, 1, 2),
            hint="save it as UTF-8 without BOM",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        span = Lines.of(before).span(len(before), len(before))
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        raise JsonError(
            "the file is UTF-16, not UTF-8" if utf16 else "the file is not UTF-8",
            span,
            hint="save it as UTF-8 without BOM",
        ) from None


class _Parser:
    """One pass over the text; the only mutable thing here, and it does not outlive `parse_json`."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.values: dict[Pointer, tuple[int, int]] = {}
        self.keys: dict[Pointer, tuple[int, int]] = {}
        self.repeated: list[Pointer] = []

    def document(self, file: str) -> JsonDocument:
        value, end = self.value(self.skip(0), ())
        rest = self.skip(end)
        if rest < len(self.text):
            raise self.error("there is more text after the end of the value", rest)
        places = (self.lines, self.values, self.keys, tuple(self.repeated))
        return JsonDocument(file, self.text, value, *places)

    def value(self, at: int, pointer: Pointer) -> tuple[Json, int]:
        if len(pointer) > MAX_DEPTH:
            raise self.error(f"nested deeper than {MAX_DEPTH} levels", at)
        match self.text[at : at + 1]:
            case '"':
                value, end = cast("tuple[Json, int]", self.string(at))
            case "{":
                value, end = self.object(at, pointer)
            case "[":
                value, end = self.array(at, pointer)
            case _:
                value, end = self.plain(at)
        self.values[pointer] = (at, end)
        return value, end

    def string(self, at: int) -> tuple[str, int]:
        try:
            value, end = _scan_string(self.text, at + 1, True)
            value.encode()
        except UnicodeEncodeError:
            raise self.error(r"half of a surrogate pair is escaped with \u", at) from None
        except json.JSONDecodeError as error:
            if error.msg.startswith("Unterminated"):
                raise self.error("the string is not closed", at) from None
            if error.msg.startswith("Invalid control"):
                message = "a string may not contain a line break or another control character"
                raise self.error(message, error.pos, hint=r"write \n for a line break") from None
            raise self.error("the escape sequence is not valid", error.pos) from None
        return value, end

    def object(self, at: int, pointer: Pointer) -> tuple[Json, int]:
        found: dict[str, Json] = {}
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "}":
            name, end = self.name(here)
            inner = (*pointer, name)
            if name in found:
                self.repeated.append(inner)
            self.keys[inner] = (here, end)
            here = self.skip(end)
            if self.text[here : here + 1] != ":":
                raise self.error(f"a colon is missing after {json.dumps(name)}", here)
            found[name], here = self.value(self.skip(here + 1), inner)
            here = self.separator(here, "}")
        return found, here + 1

    def array(self, at: int, pointer: Pointer) -> tuple[Json, int]:
        found: list[Json] = []
        here = self.skip(at + 1)
        while self.text[here : here + 1] != "]":
            value, here = self.value(here, (*pointer, len(found)))
            found.append(value)
            here = self.separator(here, "]")
        return found, here + 1

    def name(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] == '"':
            return self.string(at)
        if word := re.compile(_WORD).match(self.text, at):
            raise self.error(
                f"the member name {word[0]} is not quoted", at, hint=f'write "{word[0]}"'
            )
        raise self.expected("a member name in double quotes", at)

    def separator(self, at: int, closer: str) -> int:
        """Step over a comma to the next item, or stay at the closer."""
        here = self.skip(at)
        match self.text[here : here + 1]:
            case ",":
                after = self.skip(here + 1)
                if self.text[after : after + 1] == closer:
                    hint = "JSON allows no comma after the last item; remove it"
                    raise self.error("there is a comma too many", here, hint=hint)
                return after
            case found if found == closer:
                return here
            case "":
                opener = {"}": "object", "]": "list"}[closer]
                raise self.error(f"the {opener} is not closed", here, hint=f"a {closer} is missing")
            case _:
                raise self.error("a comma is missing before this", here)

    def plain(self, at: int) -> tuple[Json, int]:
        if number := re.compile(_NUMBER).match(self.text, at):
            return self.number(number), number.end()
        if word := re.compile(_WORD).match(self.text, at):
            if word[0] in _WORDS:
                return _WORDS[word[0]], word.end()
            raise self.error(f"{word[0]} is not a JSON value", at, hint="quote it, or remove it")
        raise self.expected("a value", at)

    def number(self, match: re.Match[str]) -> int | float:
        """Read a number; one that no reader can hold is refused, so that it can be written back."""
        whole = not (match[1] or match[2])
        if whole and len(match[0]) <= sys.int_info.default_max_str_digits:
            return int(match[0])
        value = float(match[0])
        if value in (float("inf"), float("-inf")):
            raise self.error("the number is too large", match.start())
        return value

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def expected(self, what: str, at: int) -> JsonError:
        if at >= len(self.text):
            return self.error(f"the file ends where {what} should stand", at)
        if self.text.startswith(("//", "/*", "#"), at):
            return self.error("JSON allows no comments", at, hint="remove it")
        found = self.text[at]
        hint = "use double quotes" if found in "'`\u201c\u201d\u2018\u2019" else None
        return self.error(f"{found!r} stands where {what} should", at, hint=hint)

    def error(self, message: str, at: int, *, hint: str | None = None) -> JsonError:
        end = min(at + 1, len(self.text))
        return JsonError(message, self.lines.span(at, max(at, end)), hint=hint)
