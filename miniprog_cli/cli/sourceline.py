"""The place of a finding in its file: the source line, and carets below it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import columns, dim, style
from miniprog_cli.core.finding import Span
from miniprog_cli.core.inside import FileChanged, read_start

_MOST = 16 * 1024 * 1024
"""Bytes of a file that are looked at to show a line of it."""
_WIDEST = 76
"""Columns of a source line that are shown where there is no terminal."""
_NARROWEST = 20
_CONTEXT = 1
"""Lines shown before and after: enough to know the place by, and fifty findings stay readable."""
_LONG = 400
"""Characters of a line that a build wrote: it is not shown around a place, nor what is around it."""
_CUT = "..."
"""Where a long line is cut: three characters, for not every console has the one."""


def lines_of(path: Path) -> list[str]:
    """Read a file's lines; none where it cannot be shown, as of a pipe that nobody writes to.

    Secrets are covered, whatever the finding is about that a line is shown for.
    """
    from miniprog_cli.core.kinds import decoded
    from miniprog_cli.syntax.secrets import concealed

    try:
        text = concealed(decoded(read_start(path, _MOST)))
    except (OSError, FileChanged):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def marked(lines: list[str], span: Span, stream: TextIO | None) -> Iterator[str]:
    """Show the place, with the lines around it; of one that takes several the first and the last.

    Where `stream` is a terminal, long lines are cut to fit it.
    """
    last = min(span.end_line, len(lines))
    context = _CONTEXT if len(lines[span.line - 1]) <= _LONG else 0
    before = _around(lines, range(span.line - context, span.line))
    after = _around(lines, range(last + 1, last + 1 + context))
    gutter = " " * len(str(max([last, *after])))
    yield dim(f"{gutter} |", stream)
    yield from _unmarked(before, gutter, stream)
    first = lines[span.line - 1]
    is_single = last == span.line
    stop = span.end_column if is_single else len(first) + 1
    yield from _marked(first, span.line, gutter, slice(span.column - 1, stop - 1), stream)
    if not is_single:
        if last - span.line > 1:
            yield dim(f"{gutter} …", stream)
        line = lines[last - 1]
        start = len(line) - len(line.lstrip())
        part = slice(start, max(start, span.end_column - 1))
        yield from _marked(line, last, gutter, part, stream)
    yield from _unmarked(after, gutter, stream)


def _around(lines: list[str], numbers: range) -> dict[int, str]:
    """Give the lines of these numbers that tell a reader something."""
    there = {one: lines[one - 1] for one in numbers if 0 < one <= len(lines)}
    return {one: line for one, line in there.items() if line.strip() and len(line) <= _LONG}


def _unmarked(lines: dict[int, str], gutter: str, stream: TextIO | None) -> Iterator[str]:
    for number, line in lines.items():
        _, shown = _window(line, slice(0), _room(stream, len(f"{gutter} | ")))
        cut = _CUT if len(shown) < len(line) else ""
        yield f"{dim(f'{number:>{len(gutter)}} |', stream)} {shown}{dim(cut, stream)}"


def _room(stream: TextIO | None, before: int) -> int:
    """Count the columns that are left of a terminal's line; without one a usual number."""
    if stream is None or not stream.isatty():
        return _WIDEST
    return max(streams.columns(stream) - before, _NARROWEST)


def _marked(
    line: str, number: int, gutter: str, part: slice, stream: TextIO | None
) -> Iterator[str]:
    """Write a line, cut around the part where it is long, and mark the part below it."""
    begin, shown = _window(line, part, _room(stream, len(f"{gutter} | ")))
    before, inside = shown[: part.start - begin], shown[part.start - begin : part.stop - begin]
    ahead = _CUT if begin else ""
    behind = _CUT if begin + len(shown) < len(line) else ""
    caret = " " * (len(ahead) + columns(before)) + "^" * max(1, columns(inside))
    numbered = dim(f"{number:>{len(gutter)}} |", stream)
    yield f"{numbered} {dim(ahead, stream)}{shown}{dim(behind, stream)}"
    yield f"{dim(f'{gutter} |', stream)} {style(caret, 'red', stream)}"


def _window(line: str, part: slice, room: int) -> tuple[int, str]:
    """Choose what is shown of a line, and say where it begins: its start if the part is in it."""
    if len(line) <= room and columns(line) <= room:
        return 0, _inert(line)
    room -= 2 * len(_CUT)
    from_start = part.stop <= room and columns(line[: part.stop]) <= room
    begin = 0 if from_start else max(0, part.start - room // 3)
    shown = _inert(line[begin : begin + room])
    while columns(shown) > room:
        shown = shown[:-1]
    return begin, shown


def _inert(text: str) -> str:
    """Keep each character one column or two wide."""
    return "".join(one if one.isprintable() else "?" for one in text.replace("\t", " "))
