"""Standard output and error: encodings, colour, closed pipes."""

import os
import re
import sys
from contextlib import suppress
from enum import StrEnum
from io import TextIOWrapper
from typing import BinaryIO, TextIO

_USUAL = 80
"""Columns of a terminal that does not say how many it has."""

written: set[str] = set()
"""``document`` once this run has begun to write one: there is only one, whatever comes after it."""


class Colour(StrEnum):
    """When to colour what is written."""

    AUTO = "auto"
    """On a terminal, unless ``NO_COLOR`` or ``FORCE_COLOR`` says otherwise."""
    ALWAYS = "always"
    NEVER = "never"


def use_colour(when: Colour) -> None:
    """Note when to colour, from here on and in every program that is started."""
    if when is not Colour.AUTO:
        chosen, other = "FORCE_COLOR", "NO_COLOR"
        if when is Colour.NEVER:
            chosen, other = other, chosen
        os.environ.pop(other, None)
        os.environ[chosen] = "1"


def prepare() -> None:
    """Make writing never raise for a character that the terminal's encoding lacks.

    Users sit at GBK consoles and in C locales; a message with a question mark beats a traceback.
    """
    written.clear()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def inert(text: str) -> str:
    """Keep GitHub's runner from obeying what files and their names say.

    It takes commands from every line that a job writes (actions/runner, ActionCommand.cs): ``::``
    in front, behind white space also, and ``##[`` anywhere.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return re.sub(r"(?m)^(\s*)::", r"\1\\::", text).replace("##[", r"##\[")


def tell(text: str) -> None:
    """Write to standard error; where that fails there is nobody left to tell, and no reason to stop."""
    with suppress(OSError, ValueError):
        sys.stderr.write(inert(text))
    flush(sys.stderr)


def write_bytes(stream: TextIO, content: bytes) -> None:
    """Write bytes as they are, behind what was written before; to a stream of text as text."""
    stream.flush()
    buffer: BinaryIO | None = getattr(stream, "buffer", None)
    if buffer:
        buffer.write(content)
    else:
        stream.write(content.decode("utf-8", "replace"))


def finish() -> OSError | None:
    """Flush what is left; give what stood in the way of the output, such as a full disk.

    A reader that went away is no fault.
    """
    failures = [flush(stream) for stream in (sys.stdout, sys.stderr)]
    return failures[0]


def flush(stream: TextIO) -> OSError | None:
    """Write out what a stream holds back; where that fails, nothing of it is tried again."""
    try:
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        return error
    except ValueError:
        pass  # closed: whoever did that wants no output
    return None


def silence(*chosen: TextIO) -> None:
    """Point streams (both unless told) at nothing: the interpreter's own flush at exit is quiet too."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in chosen or (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nothing, stream.fileno())
    os.close(nothing)


def carries(stream: TextIO, text: str) -> bool:
    """Tell whether a stream's encoding has every character of a text."""
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def carries_document(stream: TextIO, text: str) -> bool:
    """Tell whether what reads a document will understand it: such are UTF-8 wherever they are read."""
    encoding = (stream.encoding or "ascii").lower().replace("_", "-")
    return encoding in ("utf-8", "utf8") and carries(stream, text)


def columns(stream: TextIO) -> int:
    """Count the columns of a stream's terminal; 80 where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL


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
