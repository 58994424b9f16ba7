"""Whether a small picture is whole: a PNG to its end, an SVG as XML that browsers take for one.

Of a larger SVG the root is looked at, which is in its `HEAD`.
"""

from pathlib import Path
from struct import unpack_from

from miniprog_cli.core.image import HEAD
from miniprog_cli.core.inside import open_inside

_SVG = "http://www.w3.org/2000/svg"


def fault(path: Path, top: str | None, format: str) -> str | None:
    """Say why a picture cannot be shown; None where nothing is wrong in the `HEAD` of it.

    Raises:
        FileChanged: it is no regular file, or lies outside the resolved folder `top`.
        OSError: the file cannot be read.
    """
    with open_inside(path, top, buffering=-1) as file:
        content = file.read(HEAD + 1)
    whole = len(content) <= HEAD
    if format == "svg":
        return _of_svg(content, whole=whole)
    is_cut = format == "png" and whole and not _ends(content)
    return "ends in the midst of the picture" if is_cut else None


def _ends(content: bytes) -> bool:
    """Tell a PNG with all its chunks (PNG 5.3), up to IEND."""
    at = len(b"\x89PNG\r\n\x1a\n")
    while at + 12 <= len(content):
        (length,) = unpack_from(">I", content, at)
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + length
    return False


def _of_svg(content: bytes, *, whole: bool) -> str | None:
    """Parse it as far as it is given; nothing in it is followed, and expat bounds what entities make."""
    from pyexpat import ExpatError, ParserCreate  # which xml.parsers.expat hands on

    names: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if not names:
            names.append(name)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(content, whole)
    except ExpatError as error:
        return f"is no XML from line {error.lineno} on"
    except LookupError:  # an encoding that expat does not know
        return None
    if names and names[0] != f"{_SVG} svg":
        return f'lacks xmlns="{_SVG}", without which no browser shows it'
    return None
