"""Zips that are no bundles: one function a shape, each as close to a good bundle as it can be.

Everything is built from `struct` here, not with the code under test. A shape's docstring is what
the refusal must say.
"""

import struct
import zlib
from collections.abc import Callable
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


# names


def slip() -> bytes:
    """has a step '..'"""
    return bundle(Zipped("../../evil.js"))


def slip_inside() -> bytes:
    """has a step '..'"""
    return bundle(Zipped("a/../../evil.js"))


def absolute() -> bytes:
    """is absolute"""
    return bundle(Zipped("/etc/cron.d/evil"))


def drive() -> bytes:
    """contains ':', which Windows cannot store"""
    return bundle(Zipped("C:evil.js"))


def alternate_stream() -> bytes:
    """contains ':', which Windows cannot store"""
    return bundle(Zipped("a.js:hidden"))


def backslash() -> bytes:
    """contains '\\', which Windows cannot store"""
    return bundle(Zipped("..\\evil.js"))


def empty_name() -> bytes:
    """is empty"""
    return bundle(Zipped(""))


def empty_step() -> bytes:
    """has an empty step"""
    return bundle(Zipped("a//b.js"))


def nul_in_name() -> bytes:
    """contains U+0000, a control character"""
    return bundle(Zipped("a.js\0.png"))


def newline_in_name() -> bytes:
    """contains U+000A, a control character"""
    return bundle(Zipped("a\nb.js"))


def escape_in_name() -> bytes:
    """contains U+001B, a control character"""
    return bundle(Zipped("\x1b[2J.js"))


def bidi_in_name() -> bytes:
    """contains U+202E, which changes the reading direction"""
    return bundle(Zipped("photo\u202egpj.js"))


def invisible_in_name() -> bytes:
    """contains U+200B, which cannot be seen"""
    return bundle(Zipped("a\u200b.js"))


def device_name() -> bytes:
    """has the name of a Windows device: 'nul.js'"""
    return bundle(Zipped("a/nul.js"))


def device_name_superscript() -> bytes:
    """has the name of a Windows device: 'COM¹'"""
    return bundle(Zipped("COM¹"))


def trailing_dot() -> bytes:
    """ends in a dot"""
    return bundle(Zipped("a.js."))


def trailing_space() -> bytes:
    """ends in a space"""
    return bundle(Zipped("a.js "))


def long_name() -> bytes:
    """has a name of 256 bytes; 255 is the most"""
    return bundle(Zipped("a" * 256))


def long_path() -> bytes:
    """is 1,026 bytes long; 1,024 is the most"""
    return bundle(Zipped("/".join(["a" * 200] * 5 + ["b" * 21])))


def name_not_utf8() -> bytes:
    """has a name that is not UTF-8"""
    return bundle(Zipped(b"caf\xe9.js", flags=0))


def name_overlong_utf8() -> bytes:
    """has a name that is not UTF-8"""
    return bundle(Zipped(b"..\xc0\xafevil.js"))


def name_not_nfc() -> bytes:
    """is not written in NFC"""
    return bundle(Zipped("e\u0301.js"))


def nfc_nfd_pair() -> bytes:
    """is not written in NFC"""
    return bundle(Zipped("\u00e9.js"), Zipped("e\u0301.js"))


def case_pair() -> bytes:
    """App.js and app.js are one name where case does not count"""
    return bundle(Zipped("App.js"), Zipped("app.js"))


def case_pair_of_folders() -> bytes:
    """Img and img are one name where case does not count"""
    return bundle(Zipped("Img/a.js"), Zipped("img/b.js"))


def case_pair_sharp_s() -> bytes:
    """strasse.js and straße.js are one name where case does not count"""
    return bundle(Zipped("strasse.js"), Zipped("straße.js"))


def duplicate() -> bytes:
    """'a.js', is there twice"""
    return bundle(Zipped("a.js", b"good"), Zipped("a.js", b"evil"))


def file_and_folder() -> bytes:
    """a would be both a file and a folder"""
    return bundle(Zipped("a"), Zipped("a/b.js"))


def folder_entry() -> bytes:
    """is a folder; a bundle lists only files"""
    return bundle(Zipped("a/", attributes=0o40755 << 16 | 0x10))


def folder_entry_with_file_mode() -> bytes:
    """is a folder; a bundle lists only files"""
    return bundle(Zipped("a/"))


# attributes of one entry


def symbolic_link() -> bytes:
    """is a symbolic link"""
    return bundle(Zipped("a.js", b"/etc/passwd", attributes=0o120777 << 16))


def executable() -> bytes:
    """has mode 100755; a bundle has 100644"""
    return bundle(Zipped("a.js", attributes=0o100755 << 16))


def device_file() -> bytes:
    """has mode 20644; a bundle has 100644"""
    return bundle(Zipped("a.js", attributes=0o20644 << 16))


def dos_attributes() -> bytes:
    """has attributes 0x81a40001; a bundle has 0x81a40000"""
    return bundle(Zipped("a.js", attributes=0o100644 << 16 | 1))


def made_on_windows() -> bytes:
    """has system made by 0; a bundle has 3"""
    return bundle(Zipped("a.js", made_by=20))


def text_flag() -> bytes:
    """has internal attributes 1; a bundle has 0"""
    return bundle(Zipped("a.js", internal=1))


def other_time() -> bytes:
    """has time 1; a bundle has 0"""
    return bundle(Zipped("a.js", time=1))


def other_date() -> bytes:
    """has date 23702; a bundle has 33"""
    return bundle(Zipped("a.js", date=23702))


def encrypted() -> bytes:
    """is encrypted"""
    return bundle(Zipped("a.js", b"x" * 12, flags=1))


def strongly_encrypted() -> bytes:
    """is encrypted"""
    return bundle(Zipped("a.js", b"x" * 12, flags=0x41))


def data_descriptor() -> bytes:
    """keeps its sizes in a data descriptor"""
    crc = zlib.crc32(b"hello")
    return bundle(
        Zipped(
            "a.js",
            b"hello",
            flags=8,
            local={"crc": 0, "size": 0, "packed_size": 0},
            after=b"PK\7\x08" + struct.pack("<III", crc, 5, 5),
        )
    )


def data_descriptor_unflagged() -> bytes:
    """follows a gap"""
    after = b"PK\7\x08" + struct.pack("<III", zlib.crc32(b"hello"), 5, 5)
    return bundle(Zipped("a.js", b"hello", after=after))


def utf8_flag_on_ascii() -> bytes:
    """has the UTF-8 flag exactly where it should not"""
    return bundle(Zipped("a.js", flags=0x800))


def utf8_flag_missing() -> bytes:
    """has the UTF-8 flag exactly where it should not"""
    return bundle(Zipped("é.js", flags=0))


def patch_flag() -> bytes:
    """has flags 0x0020; a bundle has 0x0000"""
    return bundle(Zipped("a.js", flags=0x20))


def bzip2() -> bytes:
    """is packed by method 12; a bundle knows 0 and 8"""
    import bz2

    return bundle(Zipped("a.js", b"hello", method=12, packed=bz2.compress(b"hello")))


def lzma() -> bytes:
    """is packed by method 14; a bundle knows 0 and 8"""
    return bundle(Zipped("a.js", b"hello", method=14, packed=b"hello"))


def newer_version_needed() -> bytes:
    """has version needed 63; a bundle has 20"""
    return bundle(Zipped("a.js", needed=63))


def local_extra() -> bytes:
    """follows a gap"""
    return bundle(Zipped("a.js", extra=b"UT\5\0\1\0\0\0\0"))


def central_extra() -> bytes:
    """has an extra field"""
    return bundle(Zipped("a.js", central_extra=b"ux\4\0\1\0\0\0"))


def unicode_path_extra() -> bytes:
    """has an extra field"""
    other = b"\x01" + struct.pack("<I", zlib.crc32(b"a.js")) + b"../evil.js"
    extra = b"up" + struct.pack("<H", len(other)) + other
    return bundle(Zipped("a.js", extra=extra, central_extra=extra))


def entry_comment() -> bytes:
    """has a comment"""
    return bundle(Zipped("a.js", comment=b"hi"))


def other_disk() -> bytes:
    """has disk 1; a bundle has 0"""
    return bundle(Zipped("a.js", disk=1))


# local header against directory


def other_local_name() -> bytes:
    """has another name in its own header than in the directory"""
    return bundle(Zipped("a.js", local={"name": "b.js"}))


def longer_local_name() -> bytes:
    """follows a gap"""
    return bundle(Zipped("a.js", local={"name": "evil.js"}))


def other_local_method() -> bytes:
    """has method 8; a bundle has 0"""
    return bundle(Zipped("a.js", b"hello", local={"method": 8, "packed": b"hello"}))


def other_local_size() -> bytes:
    """has size 4; a bundle has 5"""
    return bundle(Zipped("a.js", b"hello", local={"size": 4}))


def other_local_checksum() -> bytes:
    """has checksum 1;"""
    return bundle(Zipped("a.js", b"hello", local={"crc": 1}))


def no_local_header() -> bytes:
    """has no header where one is expected"""
    return good().replace(b"PK\3\4", b"PK\3\5", 1)


# content


def bad_checksum() -> bytes:
    """does not match its checksum"""
    return bundle(Zipped("a.js", b"hello", crc=0))


def bad_deflate() -> bytes:
    """cannot be unpacked"""
    return bundle(Zipped("a.js", b"hello" * 99, method=8, packed=b"\xff" * 9))


def cut_deflate() -> bytes:
    """the deflated data is cut off"""
    return bundle(Zipped("a.js", b"hello" * 9, method=8, packed=deflate(b"hello" * 9)[:-3]))


def bytes_behind_deflate() -> bytes:
    """bytes follow the deflated data"""
    data = b"hello" * 99
    return bundle(Zipped("a.js", data, method=8, packed=deflate(data) + b"hidden"))


def many_bytes_behind_deflate() -> bytes:
    """bytes follow the deflated data"""
    hidden = b"hidden" * (8 << 20)
    packed = deflate(b"hello") + hidden
    return bundle(Zipped("a.js", b"hello", method=8, packed=packed, size=60 << 20))


def two_deflate_streams() -> bytes:
    """bytes follow the deflated data"""
    both = deflate(b"good" * 99) + deflate(b"evil" * 99)
    return bundle(Zipped("a.js", b"good" * 99, method=8, packed=both))


def unpacks_to_more() -> bytes:
    """unpacks to more than its 495 bytes"""
    return bundle(Zipped("a.js", b"hello" * 99, method=8, packed=deflate(b"hello" * 100)))


def unpacks_to_less() -> bytes:
    """unpacks to 5 bytes instead of 12"""
    return bundle(Zipped("a.js", b"hello", method=8, size=12))


def stored_with_two_sizes() -> bytes:
    """is stored but gives two sizes"""
    return bundle(Zipped("a.js", b"hello", size=6))


def deflated_to_more() -> bytes:
    """is deflated without getting smaller"""
    empty_blocks = b"\0\0\0\xff\xff" * 1000
    return bundle(Zipped("a.js", b"hello", method=8, packed=empty_blocks + deflate(b"hello")))


def bomb() -> bytes:
    """more than 100 times beyond"""
    return bundle(Zipped("a.js", b"\0" * (100 << 20), method=8))


def bomb_beyond_the_cap() -> bytes:
    """a bundle holds at most 209,715,200"""
    return bundle(Zipped("a.js", b"\0" * 1000, method=8, size=3 << 30))


def bomb_that_lies() -> bytes:
    """unpacks to more than its 262,144 bytes"""
    packed = deflate(b"\0" * (100 << 20))
    return bundle(Zipped("a.js", b"\0" * (1 << 18), method=8, packed=packed))


def too_many_files() -> bytes:
    """10,001 files; a bundle holds at most 10,000"""
    return bundle(*(Zipped(f"f{number:05}") for number in range(10_000)))


# the container


def out_of_order() -> bytes:
    """'a.js', is out of order"""
    return container([manifest(), Zipped("a.js")])


def directory_in_another_order() -> bytes:
    """follows a gap: it starts at 34, not at 0"""
    return container([Zipped("a.js"), manifest()], order=[1, 0])


def local_name_of_equal_length_and_an_extra() -> bytes:
    """has an extra field"""
    return bundle(
        Zipped(
            "a.js",
            b"hello" * 3,
            local={"extra": b"hello", "packed": b"hello" * 2, "packed_size": 15},
        )
    )


def data_in_another_order() -> bytes:
    """follows a gap"""
    return container([manifest(), Zipped("a.js", b"hello")], order=[1, 0])


def prefixed() -> bytes:
    """something stands before the zip"""
    return bundle(Zipped("a.js"), before=b"#!/bin/sh\n")


def prefixed_with_right_offsets() -> bytes:
    """follows a gap: it starts at 10, not at 0"""
    return bundle(Zipped("a.js"), before=b"#!/bin/sh\n", shift=10)


def gap_before_directory() -> bytes:
    """the directory starts at"""
    return bundle(Zipped("a.js"), between=b"hidden")


def unlisted_entry() -> bytes:
    """the directory starts at"""
    return bundle(Zipped("a.js"), between=Zipped("z.js", b"evil").local_part())


def overlapping() -> bytes:
    """overlaps what stands before it"""
    return container([Zipped("a.js", b"hello"), manifest(offset=0)])


def quoted_overlap() -> bytes:
    """overlaps what stands before it"""
    inner = manifest().local_part()
    return container([Zipped("a.js", inner), manifest(offset=34)])


def trailing() -> bytes:
    """6 bytes follow the end of the zip"""
    return good() + b"hidden"


def commented() -> bytes:
    """the zip has a comment"""
    return bundle(comment=b"hello")


def comment_with_an_end_record() -> bytes:
    """something stands before the zip or inside it"""
    return bundle(comment=b"PK\5\6" + bytes(18))


def two_zips() -> bytes:
    """something stands before the zip or inside it"""
    return good() + good()


def two_directories() -> bytes:
    """the directory starts at"""
    entry = Zipped("a.js", b"hello")
    return bundle(entry, between=entry.central_part(0))


def zip64_count() -> bytes:
    """it is a zip64"""
    return bundle(here=0xFFFF, total=0xFFFF)


def zip64_locator() -> bytes:
    """it is a zip64"""
    whole = good()
    end64 = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 3, 3, 0, 0)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, len(whole) - 22, 1)
    return whole[:-22] + end64 + locator + whole[-22:]


def several_disks() -> bytes:
    """speaks of several disks"""
    return bundle(disk=1, start_disk=1)


def counts_differ() -> bytes:
    """speaks of several disks"""
    return bundle(Zipped("a.js"), here=1)


def count_too_small() -> bytes:
    """in the directory belong to no entry"""
    return bundle(Zipped("a.js"), here=1, total=1)


def count_too_large() -> bytes:
    """entry 3 is missing from the directory"""
    return bundle(Zipped("a.js"), here=3, total=3)


def directory_far_too_large() -> bytes:
    """the directory is larger than its entries can be"""
    start = len(manifest().local_part())
    return bundle(between=bytes(5000), size=5000 + len(manifest().central_part(0)), offset=start)


def cut_off() -> bytes:
    """it is no zip, or the end is cut off"""
    return good()[:-1]


def cut_in_the_middle() -> bytes:
    """it is no zip, or the end is cut off"""
    return good()[: len(good()) // 2]


def empty() -> bytes:
    """it is no zip, or the end is cut off"""
    return b""


def no_zip() -> bytes:
    """it is no zip, or the end is cut off"""
    return b"<!doctype html>" * 100


def no_files() -> bytes:
    """it has no miniprog.json at its root"""
    return container([])


# the manifest


def no_manifest() -> bytes:
    """it has no miniprog.json at its root"""
    return container([Zipped("a.js", b"hello")])


def manifest_one_folder_down() -> bytes:
    """it has no miniprog.json at its root"""
    return container([Zipped("src/miniprog.json", MANIFEST)])


def manifest_not_json() -> bytes:
    """its miniprog.json cannot be parsed"""
    return container([manifest(data=b"{")])


def manifest_not_utf8() -> bytes:
    """its miniprog.json cannot be parsed"""
    return container([manifest(data=MANIFEST.replace(b'"A"', b'"\xff"'))])


def manifest_with_nan() -> bytes:
    """its miniprog.json cannot be parsed"""
    return container([manifest(data=MANIFEST.replace(b'"A"', b'"A", "x": NaN'))])


def manifest_with_a_member_twice() -> bytes:
    """its miniprog.json cannot be parsed"""
    return container([manifest(data=MANIFEST.replace(b'"A"', b'"A", "id": "b"'))])


def manifest_nested_too_deep() -> bytes:
    """its miniprog.json cannot be parsed"""
    return container([manifest(data=b"[" * 100_000 + b"]" * 100_000, method=8)])


def manifest_a_list() -> bytes:
    """its miniprog.json is not an object"""
    return container([manifest(data=b"[]")])


def manifest_without_id() -> bytes:
    """its miniprog.json has no id"""
    return container([manifest(data=MANIFEST.replace(b'"id"', b'"key"'))])


def manifest_with_wrong_version() -> bytes:
    """its miniprog.json has no version"""
    return container([manifest(data=MANIFEST.replace(b'"1.0.0"', b"1"))])


def manifest_too_large() -> bytes:
    """its miniprog.json is larger than 1,048,576 bytes"""
    return container([manifest(data=MANIFEST + b" " * (1 << 20), method=8)])


SHAPES: tuple[Callable[[], bytes], ...] = tuple(
    shape
    for name, shape in list(globals().items())
    if callable(shape)
    and getattr(shape, "__module__", None) == __name__
    and not isinstance(shape, type)
    and name not in {"deflate", "container", "manifest", "bundle", "good"}
)
