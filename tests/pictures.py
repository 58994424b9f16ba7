"""Tiny pictures made by code: real headers, next to no pixels."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """A black greyscale picture that every decoder reads."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width + 1) * height))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(width: int, height: int) -> bytes:
    """The headers of a baseline picture behind an EXIF block, as a phone writes them."""
    exif = b"\xff\xe1" + struct.pack(">H", 34) + b"Exif\0\0" + bytes(26)
    tables = b"\xff\xc4" + struct.pack(">H", 5) + bytes(3)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + exif + tables + frame + b"\xff\xda" + bytes(20) + b"\xff\xd9"


def webp(width: int, height: int, form: str = "VP8 ") -> bytes:
    """The header of a lossy (``"VP8 "``), lossless (``VP8L``) or extended (``VP8X``) picture."""
    match form:
        case "VP8X":
            sizes = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
            body = bytes(4) + sizes
        case "VP8L":
            body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
        case _:
            body = b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width, height)
    body += bytes(10)
    chunk = form.encode() + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def gif(width: int, height: int, *, moves: bool = True) -> bytes:
    """The header of an animated picture that repeats for ever, or of one that stands still."""
    screen = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + bytes(6)
    repeat = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" if moves else b""
    return screen + repeat + b"\x3b"


MAKERS = {"png": png, "jpeg": jpeg, "webp": webp, "gif": gif}
