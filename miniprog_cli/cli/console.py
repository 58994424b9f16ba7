"""What a command says: data on standard output, talk on standard error.

Names of files, members of manifests and what pages log come from outside, and a terminal acts on
some characters: `plain` spells those out, and what is written passes a last filter, which lets
through the colours that `style` makes and nothing else of the kind.
"""

import re
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import TextIO

from miniprog_cli.cli import streams
from miniprog_cli.core.namedtuple import NamedTuple

SCHEMA = 1
"""Version of the JSON documents; keys are only ever added."""

# Controls but line break and tab, what turns the reading direction or cannot be seen, surrogates.
# Joiners are not among them: emoji and several scripts are written with them.
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
CONTROL = f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_INVISIBLE}]"
_CODES = {"red": 31, "green": 32, "yellow": 33, "cyan": 36, "white": 37}
_PLAIN, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_COLOUR = r"\x1b\[(?:[0-2]|[39][0-7])m"
"""The sequences that `style` and `dim` make; others could hide text or move the cursor."""

_NARROWEST = 30
"""Columns below which a line is not broken any more."""
_ASCII = {"✓": "ok", "✗": "x", "→": "->", "…": "...", "·": "-", "—": "-", "\u00d7": "x", "─": "-"}


class Console(NamedTuple):
    """Where a command reports to.

    With `json`, standard output holds exactly one document and nothing else; `quiet` keeps
    results and errors only; `verbose` adds detail.
    """

    json: bool = False
    quiet: bool = False
    verbose: int = 0

    def result(self, text: str = "") -> None:
        """Write a line of the result to standard output; not in JSON, where `document` does."""
        if not self.json:
            _write(sys.stdout, text)

    def document(self, content: Mapping[str, object]) -> None:
        """Write the JSON document, if that is what was asked for."""
        if self.json:
            write_document(content)

    def say(self, text: str = "") -> None:
        """Tell a person what happens, on standard error; not when quiet or in JSON."""
        if not self.quiet and not self.json:
            _write(sys.stderr, text)

    def detail(self, text: str) -> None:
        """Tell what only ``-v`` asks for."""
        if self.verbose:
            _write(sys.stderr, text)

    def warn(self, text: str) -> None:
        """Tell what a person must know even when quiet."""
        _write(sys.stderr, f"{style('warning', 'yellow', sys.stderr)}: {text}")


def write_document(content: Mapping[str, object]) -> None:
    """Write one JSON document, or one line of several, to standard output."""
    import json  # not for --help, nor for what is said to a person

    text = json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, default=str)
    if not streams.carries_document(sys.stdout, text):
        text = json.dumps({"schema": SCHEMA, **content}, default=str)
    text = re.sub(CONTROL, lambda found: json.dumps(found[0])[1:-1], text)
    streams.written.add("document")
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def plain(text: str) -> str:
    """Spell out what a terminal would act on, line breaks included: for text from outside."""
    if text.isprintable():
        return text
    return re.sub(f"{CONTROL}|[\\t\\n]", _spelt, text)


def style(text: str, colour: str, stream: TextIO | None = None, *, bold: bool = True) -> str:
    """Colour a text if its stream (standard output unless told) shows colour."""
    text = plain(text)
    if not streams.coloured(stream or sys.stdout):
        return text
    return f"\x1b[{_CODES[colour]}m{_BOLD * bold}{text}{_PLAIN}"


def dim(text: str, stream: TextIO | None = None) -> str:
    """Write a text less brightly where that can be shown."""
    text = plain(text)
    return f"{_DIM}{text}{_PLAIN}" if streams.coloured(stream or sys.stdout) else text


def folded(text: str, indent: int, stream: TextIO | None, *, start: int | None = None) -> str:
    """Break a line between words where a terminal ends; without one it stays a line.

    `indent` are the columns before the lines that follow, and before the text unless `start` says
    how many those are.
    """
    if stream is None or not stream.isatty():
        return text
    wide = streams.columns(stream)
    room = max(wide - indent, _NARROWEST)
    left = room if start is None else wide - start
    first, *words = text.split(" ")
    lines = [first]
    if columns(first) > left < room:
        lines, left = ["", first], room
    for word in words:
        if columns(lines[-1]) + 1 + columns(word) <= left:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            left = room
    return f"\n{' ' * indent}".join(lines)


def columns(text: str) -> int:
    """Count the columns of a terminal that a text takes: East Asian characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(character) else 1 + (east_asian_width(character) in "WF")
        for character in text
    )


def link(url: str) -> str:
    """Write an address so that it stands out."""
    return style(url, "cyan", sys.stderr, bold=False)


def ask(question: str, default: str) -> str:
    """Ask a person on standard error; Enter takes the default. Only where `interactive`."""
    import typer

    prompt: Callable[..., str] = typer.prompt
    with _line_ended():
        return prompt(plain(question), default=default, err=True)


def agreed(question: str) -> bool:
    """Ask a person on standard error for yes or no. Only where `interactive`."""
    import typer

    with _line_ended():
        return typer.confirm(plain(question), err=True)


@contextmanager
def _line_ended() -> Generator[None, None, None]:
    """End the line of a question that nobody answers: what follows begins a line of its own."""
    import typer

    try:
        yield
    except typer.Abort:
        streams.tell("\n")
        raise


def uncoloured(text: str) -> str:
    """Write a text for a file: without colours, and with nothing that a terminal would act on."""
    return _filtered(text, coloured=False)


def _write(stream: TextIO, text: str) -> None:
    text = _filtered(text, coloured=streams.coloured(stream))
    if not streams.carries(stream, text):
        for symbol, plain in _ASCII.items():
            text = text.replace(symbol, plain)
    if stream is sys.stderr:
        streams.tell(f"{text}\n")
    else:
        stream.write(f"{streams.inert(text)}\n")


def _filtered(text: str, *, coloured: bool) -> str:
    """Let through line breaks, tabs and, where they are shown, our own colours."""
    if text.isprintable():
        return text
    texts, colours = re.split(_COLOUR, text), re.findall(_COLOUR, text)
    between = [*(colours if coloured else [""] * len(colours)), ""]
    spelt = (re.sub(CONTROL, _spelt, one) for one in texts)
    return "".join(part for pair in zip(spelt, between, strict=True) for part in pair)


def _spelt(character: re.Match[str]) -> str:
    return character[0].encode("unicode_escape").decode()
