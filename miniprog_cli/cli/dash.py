"""``-`` where a file is asked for: standard output, or a refusal, but never a file of that name."""

import sys
from pathlib import Path

from miniprog_cli.cli.output import OutputTaken
from miniprog_cli.core.errors import MiniprogError

STANDARD_OUTPUT = Path("-")

_INSTEAD = {
    "--ready-file": "--json tells the addresses on standard output",
    "--pictures": "name a folder",
}


class NoStandardStream(MiniprogError):
    """An option was given ``-`` that needs a file, or a folder."""


def require_names(*options: tuple[str, Path | None]) -> None:
    """Refuse ``-`` for options that standard output, or input, cannot serve.

    Raises:
        NoStandardStream: naming the first one.
    """
    for option, path in options:
        if path == STANDARD_OUTPUT:
            hint = _INSTEAD.get(option, "name a file")
            raise NoStandardStream(f"{option} takes no -", hint=hint)


def require_room(option: str, *, json: bool, text: bool = False) -> None:
    """Refuse to write where something else is written, or bytes that are no text to a person.

    Raises:
        OutputTaken: standard output is for the JSON document, or is a terminal.
    """
    if json:
        hint = "leave one of them out, or name a file"
        raise OutputTaken(f"--json and {option} - both write to standard output", hint=hint)
    if sys.stdout.isatty() and not text:
        hint = "name a file, or lead standard output to a file or another program"
        raise OutputTaken(f"{option} -: standard output is a terminal", hint=hint)
