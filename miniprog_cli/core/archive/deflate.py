"""Turn one file into the bytes that its place in the zip takes, reading it exactly once.

Read once, because a file that an editor saves meanwhile must not get the checksum of one version
and the content of another.
"""

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

import deflate as libdeflate

from miniprog_cli.core.archive.container import DEFLATED, STORED
from miniprog_cli.core.archive.content import Member, Row
from miniprog_cli.core.errors import MachineError
from miniprog_cli.core.image import HEAD, identify
from miniprog_cli.core.inside import open_inside
from miniprog_cli.core.namedtuple import NamedTuple

LEVEL = 6
"""The default of zip, zlib and libdeflate; libdeflate's 6 is half as fast again as zlib's, and 1 to
2 % smaller (measured on 6 and 58 MB of web files)."""
LARGE = 4 * 1024 * 1024
"""From this size on, in bytes, a file passes through a temporary file instead of the memory, and
through zlib, as libdeflate wants it whole."""
IMPLEMENTATION = (
    f"libdeflate of {libdeflate.__version__}, zlib {zlib.ZLIB_RUNTIME_VERSION}, level {LEVEL}"
)
"""What the bytes of a bundle depend on besides its content."""
BLOCK = 256 * 1024

# Its types leave open what it takes
_libdeflate = cast("Callable[[bytes, int], bytearray]", libdeflate.deflate_compress)  # pyright: ignore[reportUnknownMemberType]
crc32 = cast("Callable[[bytes | memoryview, int], int]", libdeflate.crc32)  # pyright: ignore[reportUnknownMemberType]
"""Go on from a checksum, 0 to begin with; as zlib's, in a tenth of the time."""

ALREADY_COMPRESSED = frozenset(
    {"avif", "gif", "heic", "jpeg", "jpg", "jxl", "png", "webp"}
    | {"aac", "flac", "m4a", "m4v", "mov", "mp3", "mp4", "ogg", "ogv", "opus", "webm"}
    | {"woff", "woff2"}
    | {"7z", "br", "bz2", "gz", "rar", "xz", "zip", "zst"}
)
"""Suffixes of formats that deflate cannot shrink noticeably: trying costs a third of the time."""


class Packed(NamedTuple):
    """A file ready to be written: `data` is what the zip holds, whole or as a temporary file."""

    row: Row
    method: int
    crc: int
    stored_bytes: int
    data: bytes | IO[bytes]

    def blocks(self) -> Iterator[bytes]:
        """Yield the data, and drop the temporary file when done."""
        if isinstance(self.data, bytes):
            yield self.data
            return
        with self.data as file:
            file.seek(0)
            while block := file.read(BLOCK):
                yield block

    def drop(self) -> None:
        """Give up the temporary file of data that will not be written."""
        if not isinstance(self.data, bytes):
            self.data.close()


def pack(member: Member) -> Packed:
    """Read, hash and deflate one file; the name is taken to be in NFC.

    Raises:
        MachineError: the file cannot be read, or the disk for temporary files is full.
    """
    if isinstance(member.data, bytes):
        return _pack_bytes(member.name, member.data)
    try:
        with open_inside(member.data, member.top) as file:
            size = os.fstat(file.fileno()).st_size
            if size >= LARGE:
                return _pack_stream(member.name, file)
            # Each call gives up the interpreter's lock, so one to read it all; a byte more tells
            # a file that grew meanwhile.
            data = file.read(size + 1)
            return _pack_bytes(member.name, data if len(data) == size else data + file.read())
    except OSError as error:
        raise unreadable(member.data, error) from error


def weigh(member: Member) -> int:
    """Guess how many bytes of memory a file takes while it is packed."""
    size = len(member.data) if isinstance(member.data, bytes) else member.bytes
    return min(size, LARGE)


def unreadable(path: Path, error: OSError) -> MachineError:
    """Say that a file cannot be read, and why."""
    return MachineError(
        f"cannot pack {path}: {error.strerror or error}",
        hint="check that the file is still there and that you may read it",
    )


def stored_bytes(name: str, data: bytes) -> int:
    """Count what `pack` would store of some content, without the headers."""
    if is_compressed(name):
        return len(data)
    return min(len(_deflated(data)), len(data))


def _deflated(data: bytes) -> bytes:
    if len(data) >= LARGE:
        return zlib.compress(data, LEVEL, -zlib.MAX_WBITS)
    return bytes(_libdeflate(data, LEVEL))


def _pack_bytes(name: str, data: bytes) -> Packed:
    from hashlib import sha256

    is_final = is_compressed(name)
    packed = data if is_final else _deflated(data)
    smaller = len(packed) < len(data)
    picture = identify(data[:HEAD], len(data)).hex() if is_final else ""
    return Packed(
        row=Row(name, len(data), sha256(data).hexdigest(), picture),
        method=DEFLATED if smaller else STORED,
        crc=crc32(data, 0),
        stored_bytes=len(packed) if smaller else len(data),
        data=packed if smaller else data,
    )


def _pack_stream(name: str, file: IO[bytes]) -> Packed:
    """Do the same block by block: the bytes equal those of `_pack_bytes`."""
    from hashlib import sha256

    digest, crc, size, start = sha256(), 0, 0, b""
    deflater = None if is_compressed(name) else zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
    spool = _spool()
    while block := file.read(BLOCK):
        start = start or block
        digest.update(block)
        crc = crc32(block, crc)
        size += len(block)
        spool.write(deflater.compress(block) if deflater else block)
    spool.write(deflater.flush() if deflater else b"")
    method = DEFLATED if spool.tell() < size else STORED
    if deflater and method == STORED:
        spool = _inflated(spool)
    picture = "" if deflater else identify(start[:HEAD], size).hex()
    row = Row(name, size, digest.hexdigest(), picture)
    return Packed(row=row, method=method, crc=crc, stored_bytes=spool.tell(), data=spool)


def _inflated(deflated: IO[bytes]) -> IO[bytes]:
    """Get back the bytes that were read, as the file itself must not be read again."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    spool = _spool()
    with deflated:
        deflated.seek(0)
        while block := deflated.read(BLOCK):  # it was not smaller, so a block gives little more
            spool.write(inflater.decompress(block))
    return spool


def _spool() -> IO[bytes]:
    from tempfile import TemporaryFile

    return TemporaryFile()


def is_compressed(name: str) -> bool:
    """Tell by its suffix whether a file is stored as it is."""
    _, dot, suffix = name.rpartition(".")
    return bool(dot) and suffix.lower() in ALREADY_COMPRESSED
