"""The bytes around the files: headers of the canonical zip, and how large a bundle may be.

Field order and meaning: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

import os
from pathlib import Path
from struct import Struct

from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple

MANIFEST_NAME = "miniprog.json"
"""Where a bundle describes itself."""
MAX_MANIFEST_BYTES = 1024 * 1024
"""More than a manifest written by hand can need."""

MAX_FILES = 10_000
"""Files in one bundle: 20 times a large program, and few enough to keep the directory in memory."""
MAX_RAW_BYTES = 200 * 1024 * 1024
"""Unpacked size of one bundle: 20 times what HTML hosts take; a second's work to unpack."""
MAX_RATIO = 100
"""How often its own size a bundle may unpack to, beyond `FREE_RAW_BYTES`. Code and JSON reach 20."""
FREE_RAW_BYTES = 10 * 1024 * 1024
"""Unpacked size that no ratio is asked for: blank pictures and logs can be squeezed a lot."""

STORED = 0
DEFLATED = 8

LOCAL = Struct("<4sHHHHHIIIHH")
CENTRAL = Struct("<4sBBHHHHHIIIHHHHHII")
END = Struct("<4sHHHHIIH")
LOCAL_MAGIC = b"PK\x03\x04"
CENTRAL_MAGIC = b"PK\x01\x02"
END_MAGIC = b"PK\x05\x06"

_VERSION = 20
_UNIX = 3
_UTF8 = 0x800
_MIDNIGHT = 0
_DAY = 1 << 5 | 1  # 1980-01-01, the first day that zip can say
_ATTRIBUTES = 0o100644 << 16


class BundleTooLarge(MiniprogError):
    """What should be packed is more than a bundle may hold."""

    exit_code = Exit.FINDINGS


class Entry(NamedTuple):
    """One file as the directory of the zip lists it; sizes and offset in bytes."""

    name: str
    method: int
    crc: int
    stored_bytes: int
    raw_bytes: int
    offset: int

    @property
    def start(self) -> int:
        """Where the data starts, right behind the local header."""
        return self.offset + LOCAL.size + len(encode(self.name))

    @property
    def end(self) -> int:
        """Where the next entry starts."""
        return self.start + self.stored_bytes


def encode(name: str) -> bytes:
    """Write a name as the zip stores it; a name that is not UTF-8 on disk keeps its bytes."""
    return name.encode("utf-8", "surrogateescape")


def local_header(entry: Entry) -> bytes:
    """Build what stands before the data of a file."""
    return LOCAL.pack(LOCAL_MAGIC, *_common(entry)) + encode(entry.name)


def central_header(entry: Entry) -> bytes:
    """Build the line of a file in the central directory."""
    return CENTRAL.pack(
        CENTRAL_MAGIC, _VERSION, _UNIX, *_common(entry), 0, 0, 0, _ATTRIBUTES, _long(entry.offset)
    ) + encode(entry.name)


def end_record(files: int, size: int, offset: int) -> bytes:
    """Build the record that ends the zip, given count, size and offset of the central directory."""
    count = min(files, 0xFFFF)
    return END.pack(END_MAGIC, 0, 0, count, count, _long(size), _long(offset), 0)


def excess(files: int, raw_bytes: int, bundle_bytes: int | None = None) -> str | None:
    """Say which cap is exceeded; without the bytes of the bundle the ratio is not looked at."""
    if files > MAX_FILES:
        return f"{files:,} files; a bundle holds at most {MAX_FILES:,}"
    if raw_bytes > MAX_RAW_BYTES:
        return f"{raw_bytes:,} bytes of files; a bundle holds at most {MAX_RAW_BYTES:,}"
    if bundle_bytes is not None and raw_bytes - FREE_RAW_BYTES > MAX_RATIO * bundle_bytes:
        return (
            f"{raw_bytes:,} bytes of files in a bundle of {bundle_bytes:,}: more than "
            f"{MAX_RATIO} times beyond {FREE_RAW_BYTES:,}"
        )
    return None


def resembles_bundle(path: Path) -> bool:
    """Tell at a glance, from both ends, whether a file may be a bundle; `verify` makes sure."""
    try:
        with path.open("rb") as file:
            start = file.read(LOCAL.size)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - END.size))
            end = file.read()
    except OSError:
        return False
    if len(start) < LOCAL.size or len(end) < END.size or not start.startswith(LOCAL_MAGIC):
        return False
    _, needed, _, _, time, date, *_, extra = LOCAL.unpack(start)
    _, _, _, _, files, table_bytes, offset, _ = END.unpack(end)
    ours = (needed, time, date, extra) == (_VERSION, _MIDNIGHT, _DAY, 0)
    return ours and end == end_record(files, table_bytes, offset)


def _common(entry: Entry) -> tuple[int, ...]:
    """List the fields that both headers have, in their common order."""
    name = encode(entry.name)
    sizes = _long(entry.stored_bytes), _long(entry.raw_bytes)
    flags = 0 if name.isascii() else _UTF8
    return (
        *(_VERSION, flags, entry.method, _MIDNIGHT, _DAY, entry.crc),
        *sizes,
        *(min(len(name), 0xFFFF), 0),
    )


def _long(number: int) -> int:
    """Fit a number into 32 bits: a project too large for a bundle can still be measured."""
    return min(number, 0xFFFFFFFF)
