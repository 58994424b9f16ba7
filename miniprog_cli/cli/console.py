"""What a command says: data on standard output, talk on standard error."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple, TextIO

import typer

from miniprog_cli.cli import streams

SCHEMA = 1
"""Version of the JSON documents; keys are only ever added."""

_ASCII = {"✓": "ok", "✗": "x", "→": "->", "…": "...", "·": "-", "—": "-"}


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
    text = json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, default=str)
    if not streams.carries(sys.stdout, text):
        text = json.dumps({"schema": SCHEMA, **content}, default=str)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def style(text: str, colour: str, stream: TextIO | None = None, *, bold: bool = True) -> str:
    """Colour a text if its stream (standard output unless told) shows colour."""
    if not streams.coloured(stream or sys.stdout):
        return text
    return typer.style(text, fg=colour, bold=bold)


def dim(text: str, stream: TextIO | None = None) -> str:
    """Write a text less brightly where that can be shown."""
    return typer.style(text, dim=True) if streams.coloured(stream or sys.stdout) else text


def link(url: str) -> str:
    """Write an address so that it stands out."""
    return style(url, "cyan", sys.stderr, bold=False)


def ask(question: str, default: str) -> str:
    """Ask a person on standard error; Enter takes the default. Only where `interactive`."""
    prompt: Callable[..., str] = typer.prompt
    return prompt(question, default=default, err=True)


def _write(stream: TextIO, text: str) -> None:
    if not streams.carries(stream, text):
        for symbol, plain in _ASCII.items():
            text = text.replace(symbol, plain)
    stream.write(f"{text}\n")
