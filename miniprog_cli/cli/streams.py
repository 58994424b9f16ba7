"""Standard output and error: encodings, colour, closed pipes."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO


def prepare() -> None:
    """Make writing never raise for a character that the terminal's encoding lacks.

    Users sit at GBK consoles and in C locales; a message with a question mark beats a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def finish() -> None:
    """Flush what is left; a reader that went away is no fault."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            silence()
        except (OSError, ValueError):
            pass  # a full disk or a closed stream: there is nobody left to tell


def silence() -> None:
    """Point both streams at nothing, so that the interpreter's own flush at exit is quiet too."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nothing, number)
    os.close(nothing)


def carries(stream: TextIO, text: str) -> bool:
    """Tell whether a stream's encoding has every character of a text."""
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def coloured(stream: TextIO) -> bool:
    """Tell whether to colour what goes to a stream: ``NO_COLOR``, ``FORCE_COLOR``, a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def interactive() -> bool:
    """Tell whether a person can be asked: standard input and error are a terminal, and no CI."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get("CI")
