"""Accept a bundle only in canonical form, within bounds of memory and time.

The rule is short: the headers rebuilt from what the directory says must equal those in the file,
and together they must cover every byte of it. What a lenient reader and a strict one would see
differently therefore cannot occur.
"""

import os
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Protocol

from miniprog_cli.core.archive.container import LOCAL, MANIFEST_NAME, STORED, Entry, local_header
from miniprog_cli.core.archive.content import Row, content_digest
from miniprog_cli.core.archive.deflate import crc32
from miniprog_cli.core.archive.directory import read_directory
from miniprog_cli.core.archive.identity import parse_manifest
from miniprog_cli.core.archive.refusal import HINT, NotABundle, difference
from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.namedtuple import NamedTuple

BLOCK = 64 * 1024
"""Bytes read at a time. From 128 KB on glibc takes memory from the system anew for each block."""


class BundleNotFound(MiniprogError):
    """There is no file where the bundle should be."""


class VerifiedBundle(NamedTuple):
    """A bundle whose every byte was looked at: an `ArchiveReport`, and its ``miniprog.json``."""

    rows: tuple[Row, ...]
    raw_bytes: int
    bundle_bytes: int
    content_digest: str
    sha256: str
    manifest: dict[str, object]


def verify(path: Path) -> VerifiedBundle:
    """Read a bundle from front to back and refuse every other form of zip.

    The digests are those of the bytes that were looked at. Memory is a few MB whatever the files
    hold; 10,000 names of the greatest length make it 66 MB.

    Raises:
        NotABundle: what is wrong, and in which entry.
        BundleNotFound: there is no such file.
        MachineError: the file cannot be read.
    """
    with _opened(path) as (file, size):
        entries, tail = read_directory(file, size)
        file.seek(0)
        stream = _Hashed(file)
        rows, manifest = _read_entries(stream, entries)
        stream.digest.update(tail)
        return _verified(rows, manifest, size, stream.digest.hexdigest())


def take(
    path: Path, *, copied: Callable[[BinaryIO], memoryview | None] = lambda _: None
) -> tuple[VerifiedBundle, memoryview]:
    """Verify a bundle as `verify` does, and give the very bytes that were looked at.

    Not what the file may hold later. Raises the same. `copied` may copy the open file to where
    nobody else writes, and give the bytes of the copy: then those are looked at.
    """
    with _opened(path) as (file, size):
        entries, tail = read_directory(file, size)  # what is no bundle does not get into memory
        data = copied(file)
        if data is None:
            file.seek(0)
            data = memoryview(file.read())
        if len(data) != size or bytes(data[size - len(tail) :]) != tail:
            raise NotABundle("it changed while it was read")
        with _digest_of(data) as digest:
            rows, manifest = _read_entries(_Held(data), entries)
            return _verified(rows, manifest, size, digest()), data


@contextmanager
def _opened(path: Path) -> Generator[tuple[BinaryIO, int], None, None]:
    """Open a bundle, tell its size in bytes, and give its name to what is wrong with it."""
    try:
        with open_inside(path, None, buffering=-1) as file:
            yield file, os.fstat(file.fileno()).st_size
    except NotABundle as refusal:
        message = f"{path.name} is not a bundle: {refusal.message}"
        raise NotABundle(message, hint=refusal.hint or HINT) from None
    except (FileNotFoundError, FileChanged) as error:
        why = "it is no file" if isinstance(error, FileChanged) else error.strerror
        raise BundleNotFound(
            f"no bundle at {path}: {why}", hint="name a file that `pack` wrote"
        ) from error
    except OSError as error:
        raise MachineError(f"cannot read {path}: {error.strerror or error}") from error


class _Readable(Protocol):
    """What can be read from front to back."""

    def read(self, size: int, /) -> bytes | memoryview: ...


class _Held:
    """Bytes in memory, read without copying them."""

    def __init__(self, data: memoryview) -> None:
        self._left = data

    def read(self, size: int, /) -> memoryview:
        found, self._left = self._left[:size], self._left[size:]
        return found


class _Hashed:
    """A file, with the digest of all that was read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = sha256()

    def read(self, size: int, /) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


@contextmanager
def _digest_of(data: memoryview) -> Generator[Callable[[], str], None, None]:
    """Compute a SHA-256 in a thread of its own; asking for it waits for the thread."""
    digest = sha256()
    thread = Thread(target=digest.update, args=(data,), daemon=True)

    def wait() -> str:
        thread.join()
        return digest.hexdigest()

    thread.start()
    try:
        yield wait
    finally:
        thread.join()


def _read_entries(file: _Readable, entries: list[Entry]) -> tuple[list[Row], bytes]:
    """Look at every byte in front of the directory; give the rows, and ``miniprog.json``."""
    kept = bytearray()
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        where = f"entry {number}, {entry.name!r}"
        _require_header(file, entry, where)
        keep = kept if entry.name == MANIFEST_NAME else None
        rows.append(_read_content(file, entry, where, keep))
    return rows, bytes(kept)


def _verified(rows: list[Row], manifest: bytes, size: int, digest: str) -> VerifiedBundle:
    return VerifiedBundle(
        rows=tuple(rows),
        raw_bytes=sum(row.bytes for row in rows),
        bundle_bytes=size,
        content_digest=content_digest(rows),
        sha256=digest,
        manifest=parse_manifest(manifest),
    )


def _require_header(file: _Readable, entry: Entry, where: str) -> None:
    wanted = local_header(entry)
    found = file.read(len(wanted))
    if found != wanted:
        raise NotABundle(f"{where}, {difference(LOCAL, bytes(found), wanted)}")


def _read_content(file: _Readable, entry: Entry, where: str, keep: bytearray | None) -> Row:
    digest, crc, size = sha256(), 0, 0
    pieces = _stored if entry.method == STORED else _inflated
    try:
        for piece in pieces(file, entry):
            digest.update(piece)
            crc = crc32(piece, crc)
            size += len(piece)
            if size > entry.raw_bytes:
                raise NotABundle(f"{where}, unpacks to more than its {entry.raw_bytes:,} bytes")
            if keep is not None:
                keep += piece
    except zlib.error as error:
        raise NotABundle(f"{where}, cannot be unpacked: {error}") from error
    if size != entry.raw_bytes:
        raise NotABundle(f"{where}, unpacks to {size:,} bytes instead of {entry.raw_bytes:,}")
    if crc != entry.crc:
        raise NotABundle(f"{where}, does not match its checksum")
    return Row(entry.name, size, digest.hexdigest())


def _stored(file: _Readable, entry: Entry) -> Iterator[bytes | memoryview]:
    size = entry.stored_bytes
    while size > 0 and (block := file.read(min(size, BLOCK))):
        size -= len(block)
        yield block


def _inflated(file: _Readable, entry: Entry) -> Iterator[bytes | memoryview]:
    """Yield at most `BLOCK` bytes at a time, so that a bomb is noticed before it goes off."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in _stored(file, entry):
        if inflater.eof:
            raise zlib.error("bytes follow the deflated data")
        yield inflater.decompress(block, BLOCK)
        while inflater.unconsumed_tail:
            yield inflater.decompress(inflater.unconsumed_tail, BLOCK)
    while not inflater.eof and (piece := inflater.decompress(b"", BLOCK)):
        yield piece
    if inflater.unused_data:
        raise zlib.error("bytes follow the deflated data")
    if not inflater.eof:
        raise zlib.error("the deflated data is cut off")
