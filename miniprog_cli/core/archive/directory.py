"""Read the central directory of a zip and hold it to the canonical form."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from miniprog_cli.core import names
from miniprog_cli.core.archive.container import (
    CENTRAL,
    CENTRAL_MAGIC,
    DEFLATED,
    END,
    END_MAGIC,
    LOCAL_MAGIC,
    MANIFEST_NAME,
    MAX_FILES,
    MAX_MANIFEST_BYTES,
    STORED,
    Entry,
    central_header,
    end_record,
    excess,
)
from miniprog_cli.core.archive.refusal import NotABundle, difference, end_missing

_MAX_RECORD = CENTRAL.size + names.MAX_PATH_BYTES
_LARGEST_END = END.size + 0xFFFF  # with the longest comment


def read_directory(file: BinaryIO, size: int) -> tuple[list[Entry], bytes]:
    """Return the entries in their order, and the bytes from the directory to the end of the file.

    Everything that headers alone can tell is checked here; nothing is unpacked.

    Raises:
        NotABundle: the directory is not canonical, or promises more than a bundle may hold.
    """
    files, table_bytes, offset = _read_end(file, size)
    if files > MAX_FILES or table_bytes > files * _MAX_RECORD:
        raise NotABundle(excess(files, 0) or "the directory is larger than its entries can be")
    file.seek(offset)
    tail = file.read(table_bytes + END.size)
    entries = list(_entries(tail[: -END.size], files))
    _require_cover(file, entries, offset)
    for collision in names.collisions(entry.name for entry in entries):
        raise NotABundle(f"{collision.reason}, on systems that fold names")
    too_much = excess(files, sum(entry.raw_bytes for entry in entries), size)
    if too_much:
        raise NotABundle(f"it unpacks to {too_much}")
    _require_manifest(entries)
    return entries, tail


def _read_end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Return count, size and offset of the directory, when the end record is the canonical one."""
    file.seek(max(0, size - _LARGEST_END), os.SEEK_SET)
    tail = file.read(_LARGEST_END)
    end = tail[-END.size :]
    if len(end) < END.size or not end.startswith(END_MAGIC):
        raise NotABundle(end_missing(tail))
    _, _, _, _, files, table_bytes, offset, _ = END.unpack(end)
    if files == 0xFFFF or 0xFFFFFFFF in {table_bytes, offset} or tail[-42:-38] == b"PK\x06\x07":
        raise NotABundle("it is a zip64, which a bundle never needs")
    if end != end_record(files, table_bytes, offset):
        raise NotABundle("the end record has a comment, or speaks of several disks")
    gap = size - END.size - table_bytes - offset
    if gap:
        raise NotABundle(
            f"the directory ends {abs(gap):,} bytes {'before' if gap > 0 else 'behind'} the end "
            "record: something stands before the zip or inside it"
        )
    return files, table_bytes, offset


def _entries(table: bytes, files: int) -> Iterator[Entry]:
    at, last, expected = 0, "", 0
    for number in range(1, files + 1):
        entry, at = _entry(table, at, number)
        where = f"entry {number}, {entry.name!r}"
        _require_name(entry.name, where)
        if number > 1 and entry.name <= last:
            twice = entry.name == last
            raise NotABundle(f"{where}, {'is there twice' if twice else 'is out of order'}")
        if entry.offset != expected:
            how = "overlaps what stands before it" if entry.offset < expected else "follows a gap"
            raise NotABundle(f"{where}, {how}: it starts at {entry.offset:,}, not at {expected:,}")
        last, expected = entry.name, entry.end
        yield entry
    if at != len(table):
        raise NotABundle(f"{len(table) - at:,} bytes in the directory belong to no entry")


def _entry(table: bytes, at: int, number: int) -> tuple[Entry, int]:
    header = table[at : at + CENTRAL.size]
    if len(header) < CENTRAL.size or not header.startswith(CENTRAL_MAGIC):
        raise NotABundle(f"entry {number} is missing from the directory")
    fields = CENTRAL.unpack(header)
    method, crc, stored_bytes, raw_bytes, length, offset = fields[5], *fields[8:12], fields[-1]
    encoded = table[at + CENTRAL.size : at + CENTRAL.size + length]
    try:
        name = encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise NotABundle(f"entry {number}, {encoded!r}, has a name that is not UTF-8") from None
    entry = Entry(
        name=name,
        method=method,
        crc=crc,
        stored_bytes=stored_bytes,
        raw_bytes=raw_bytes,
        offset=offset,
    )
    _require_header(entry, header + encoded, f"entry {number}, {name!r}")
    return entry, at + CENTRAL.size + length


def _require_header(entry: Entry, found: bytes, where: str) -> None:
    wanted = central_header(entry)
    if found != wanted:
        raise NotABundle(f"{where}, {difference(CENTRAL, found, wanted)}")
    if entry.method not in {STORED, DEFLATED}:
        raise NotABundle(f"{where}, is packed by method {entry.method}; a bundle knows 0 and 8")
    if entry.method == STORED and entry.stored_bytes != entry.raw_bytes:
        raise NotABundle(f"{where}, is stored but gives two sizes")
    # Else gigabytes of empty blocks could stand for a small file, and take a minute to read
    if entry.method == DEFLATED and entry.stored_bytes >= entry.raw_bytes:
        raise NotABundle(f"{where}, is deflated without getting smaller")


def _require_name(name: str, where: str) -> None:
    if name.endswith("/"):
        raise NotABundle(f"{where}, is a folder; a bundle lists only files")
    for problem in names.problems(name):
        raise NotABundle(f"{where}, {problem}")
    if names.normalize(name) != name:
        raise NotABundle(f"{where}, is not written in NFC")


def _require_manifest(entries: list[Entry]) -> None:
    manifest = next((entry for entry in entries if entry.name == MANIFEST_NAME), None)
    if manifest is None:
        raise NotABundle(f"it has no {MANIFEST_NAME} at its root")
    if manifest.raw_bytes > MAX_MANIFEST_BYTES:
        raise NotABundle(f"its {MANIFEST_NAME} is larger than {MAX_MANIFEST_BYTES:,} bytes")


def _require_cover(file: BinaryIO, entries: list[Entry], offset: int) -> None:
    end = entries[-1].end if entries else 0
    if end == offset:
        return
    file.seek(0)
    if not file.read(len(LOCAL_MAGIC)).startswith(LOCAL_MAGIC):
        raise NotABundle("something stands before the zip")
    raise NotABundle(f"the entries end at {end:,}, but the directory starts at {offset:,}")
