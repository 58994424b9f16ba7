"""What an entry may not be, nor say of itself."""

import struct
import zlib

from tests.core.hostile.zipped import Zipped, bundle


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
