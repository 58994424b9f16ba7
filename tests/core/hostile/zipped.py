"""A zip built field by field from `struct`, not with the code under test, and a good bundle."""

import struct
import zlib
from dataclasses import dataclass, field, replace
from typing import Any

MANIFEST = b'{"id": "com.example.a", "name": "A", "version": "1.0.0"}'


@dataclass
class Zipped:
    """One entry, every field of both headers free to be wrong."""

    name: bytes | str
    data: bytes = b""
    method: int = 0
    flags: int | None = None
    needed: int = 20
    time: int = 0
    date: int = 33
    crc: int | None = None
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    extra: bytes = b""
    local: dict[str, Any] = field(default_factory=dict)
    """Fields that the local header gives otherwise."""
    made_by: int = 3 << 8 | 20
    central_extra: bytes = b""
    comment: bytes = b""
    disk: int = 0
    internal: int = 0
    attributes: int = 0o100644 << 16
    offset: int | None = None
    after: bytes = b""
    """Bytes behind the data."""

    @property
    def encoded(self) -> bytes:
        return self.name.encode() if isinstance(self.name, str) else self.name

    @property
    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return self.data if self.method == 0 else deflate(self.data)

    def common(self, extra: bytes) -> bytes:
        ascii_name = self.encoded.isascii()
        flags = self.flags if self.flags is not None else (0 if ascii_name else 0x800)
        return struct.pack(
            "<HHHHHIIIHH",
            self.needed,
            flags,
            self.method,
            self.time,
            self.date,
            zlib.crc32(self.data) if self.crc is None else self.crc,
            len(self.body) if self.packed_size is None else self.packed_size,
            len(self.data) if self.size is None else self.size,
            len(self.encoded),
            len(extra),
        )

    def local_part(self) -> bytes:
        here = replace(self, **self.local)
        return (
            b"PK\3\4" + here.common(here.extra) + here.encoded + here.extra + here.body + self.after
        )

    def central_part(self, offset: int) -> bytes:
        where = offset if self.offset is None else self.offset
        return (
            b"PK\1\2"
            + struct.pack("<H", self.made_by)
            + self.common(self.central_extra)
            + struct.pack(
                "<HHHII", len(self.comment), self.disk, self.internal, self.attributes, where
            )
            + self.encoded
            + self.central_extra
            + self.comment
        )


def deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush()


def container(
    entries: list[Zipped],
    *,
    order: list[int] | None = None,
    before: bytes = b"",
    between: bytes = b"",
    behind: bytes = b"",
    comment: bytes = b"",
    shift: int = 0,
    **end: int,
) -> bytes:
    """Put entries together; `order` is that of the directory, `shift` is added to its offsets."""
    body, offsets = b"", []
    for entry in entries:
        offsets.append(len(body) + shift)
        body += entry.local_part()
    directory = b"".join(entries[n].central_part(offsets[n]) for n in order or range(len(entries)))
    body += between
    record = {
        "disk": 0,
        "start_disk": 0,
        "here": len(entries),
        "total": len(entries),
        "size": len(directory),
        "offset": len(body) + shift,
        "comment": len(comment),
        **end,
    }
    tail = b"PK\5\6" + struct.pack("<HHHHIIH", *record.values()) + comment
    return before + body + directory + tail + behind


def manifest(**fields) -> Zipped:
    return Zipped("miniprog.json", **{"data": MANIFEST, **fields})


def good() -> bytes:
    """accepted: what all the shapes here differ from in one point"""
    return container([Zipped("a.js", b"hello"), manifest(), Zipped("z.txt", b"z" * 99, method=8)])


def bundle(*entries: Zipped, **fields) -> bytes:
    """Put entries and the manifest in order of their names."""
    return container(sorted((*entries, manifest()), key=lambda entry: entry.encoded), **fields)
