"""Accept a bundle only in canonical form, within bounds of memory and time.

The rule is short: the headers rebuilt from what the directory says must equal those in the file,
and together they must cover every byte of it. What a lenient reader and a strict one would see
differently therefore cannot occur.
"""

import os
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from miniprog_cli.core.archive.container import LOCAL, MANIFEST_NAME, STORED, Entry, local_header
from miniprog_cli.core.archive.content import Row, content_digest
from miniprog_cli.core.archive.directory import read_directory
from miniprog_cli.core.archive.identity import parse_manifest
from miniprog_cli.core.archive.refusal import HINT, NotABundle, difference
from miniprog_cli.core.errors import MachineError, MiniprogError

BLOCK = 256 * 1024


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


def verify(path: Path, *, tee: Callable[[bytes], object] | None = None) -> VerifiedBundle:
    """Read a bundle from front to back and refuse every other form of zip.

    The digests are those of the bytes that were looked at. Who wants these very bytes, not what the
    file may hold later, gets all of them, block by block, through `tee`. Memory is a
    few MB whatever the files hold; 10,000 names of the greatest length make it 66 MB.

    Raises:
        NotABundle: what is wrong, and in which entry.
        BundleNotFound: there is no such file.
        MachineError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _verify(_Stream(file, tee), os.fstat(file.fileno()).st_size)
    except NotABundle as refusal:
        message = f"{path.name} is not a bundle: {refusal.message}"
        raise NotABundle(message, hint=refusal.hint or HINT) from None
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BundleNotFound(
            f"no bundle at {path}: {error.strerror}", hint="name a file that `pack` wrote"
        ) from error
    except OSError as error:
        raise MachineError(f"cannot read {path}: {error.strerror or error}") from error


def _verify(stream: "_Stream", size: int) -> VerifiedBundle:
    entries, tail = read_directory(stream.file, size)
    stream.file.seek(0)
    kept = bytearray()
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        where = f"entry {number}, {entry.name!r}"
        _require_header(stream, entry, where)
        keep = kept if entry.name == MANIFEST_NAME else None
        rows.append(_read_content(stream, entry, where, keep))
    stream.look_at(tail)
    return VerifiedBundle(
        rows=tuple(rows),
        raw_bytes=sum(row.bytes for row in rows),
        bundle_bytes=size,
        content_digest=content_digest(rows),
        sha256=stream.digest.hexdigest(),
        manifest=parse_manifest(bytes(kept)),
    )


class _Stream:
    """A file read from the front, with the digest of all that was read."""

    def __init__(self, file: BinaryIO, tee: Callable[[bytes], object] | None) -> None:
        self.file = file
        self.tee = tee
        self.digest = sha256()

    def read(self, size: int) -> bytes:
        block = self.file.read(size)
        self.look_at(block)
        return block

    def look_at(self, block: bytes) -> None:
        self.digest.update(block)
        if self.tee:
            self.tee(block)

    def blocks(self, size: int) -> Iterator[bytes]:
        while size > 0 and (block := self.read(min(size, BLOCK))):
            size -= len(block)
            yield block


def _require_header(stream: _Stream, entry: Entry, where: str) -> None:
    wanted = local_header(entry)
    found = stream.read(len(wanted))
    if found != wanted:
        raise NotABundle(f"{where}, {difference(LOCAL, found, wanted)}")


def _read_content(stream: _Stream, entry: Entry, where: str, keep: bytearray | None) -> Row:
    digest, crc, size = sha256(), 0, 0
    pieces = _stored if entry.method == STORED else _inflated
    try:
        for piece in pieces(stream, entry):
            digest.update(piece)
            crc = zlib.crc32(piece, crc)
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


def _stored(stream: _Stream, entry: Entry) -> Iterator[bytes]:
    return stream.blocks(entry.stored_bytes)


def _inflated(stream: _Stream, entry: Entry) -> Iterator[bytes]:
    """Yield at most `BLOCK` bytes at a time, so that a bomb is noticed before it goes off."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in stream.blocks(entry.stored_bytes):
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
