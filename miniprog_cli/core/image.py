"""The format and size of a picture, from its first bytes."""

import re
from contextlib import suppress
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from

from miniprog_cli.core.inside import open_inside
from miniprog_cli.core.namedtuple import NamedTuple

HEAD = 64 * 1024
"""How much of a file is read: enough for the frame header of a JPEG behind its metadata."""
_WEBP_HEADER = 30
"""Bytes from the start to the end of the size, in the longest of the three forms."""


def identify(start: bytes, size: int) -> bytes:
    """Identify a picture by the `HEAD` of it, which is all that is looked at, and its size in bytes."""
    from hashlib import sha256

    return sha256(size.to_bytes(8) + start[:HEAD]).digest()


class Picture(NamedTuple):
    """A picture's format (png, jpeg, gif, webp or svg) and its size in pixels, or units for svg."""

    format: str
    width: float
    height: float
    moves: bool = False
    """Whether it is animated."""


def read_picture(path: Path, top: str | None = None) -> Picture | None:
    """Read a picture's header; None where it is none of the five formats, or broken.

    Raises:
        FileChanged: it is no regular file, or lies outside the resolved folder `top`.
        OSError: the file cannot be read.
    """
    with open_inside(path, top, buffering=-1) as file:
        head = file.read(HEAD)
    try:
        return _read(head)
    except (IndexError, ValueError, struct_error):
        return None


def _read(head: bytes) -> Picture | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = unpack_from(">II", head, 16)
        return Picture("png", width, height, b"acTL" in head)
    if head[:6] in (b"GIF87a", b"GIF89a"):
        width, height = unpack_from("<HH", head, 6)
        # the extension that says how often to repeat; pictures that stand still have none
        return Picture("gif", width, height, b"NETSCAPE2.0" in head)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    return _svg(head)


def _jpeg(head: bytes) -> Picture | None:
    at = 2
    while at + 9 < len(head):
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4])
        if head[at] != 0xFF:
            return None
        # The frame headers SOF0 to SOF15, without the tables and extensions between them
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack_from(">HH", head, at + 5)
            return Picture("jpeg", width, height)
        at += 2 + length
    return None


def _webp(head: bytes) -> Picture | None:
    if len(head) < _WEBP_HEADER:
        return None
    match head[12:16]:
        case b"VP8X":
            width, height = (
                int.from_bytes(head[24:27], "little"),
                int.from_bytes(head[27:30], "little"),
            )
            return Picture("webp", width + 1, height + 1, moves=bool(head[20] & 2))
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8 ":
            width, height = unpack_from("<HH", head, 26)
            return Picture("webp", width & 0x3FFF, height & 0x3FFF)
        case _:
            return None


def _svg(head: bytes) -> Picture | None:
    """Read the root element only: nothing inside an SVG is expanded or followed."""
    from xml.parsers.expat import ExpatError, ParserCreate  # not for any other picture

    found: list[Picture | None] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(_svg_size(attributes) if name.rpartition(":")[2] == "svg" else None)

    parser = ParserCreate()
    parser.StartElementHandler = start
    # What matters is whether the root element was read before. LookupError: an unknown encoding
    with suppress(ExpatError, LookupError):
        parser.Parse(head, False)
    return found[0] if found else None


def _svg_size(attributes: dict[str, str]) -> Picture:
    numbers = [_number(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    width, height = _number(attributes.get("width")), _number(attributes.get("height"))
    if width and height:
        return Picture("svg", width, height)
    if len(numbers) == 4 and numbers[2] and numbers[3]:
        return Picture("svg", numbers[2], numbers[3])
    return Picture("svg", 1, 1)  # without any size it fills whatever square it is put in


def _number(text: str | None) -> float | None:
    """Read a length without its unit; None for a percentage or nonsense."""
    match = re.fullmatch(
        r"([0-9]++(?:\.[0-9]*+)?|\.[0-9]++)\s*+(?:px|pt|mm|cm|in|em|rem)?", (text or "").strip()
    )
    return float(match[1]) if match else None
