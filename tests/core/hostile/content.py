"""Content that is not what its header says."""

from tests.core.hostile.zipped import Zipped, bundle, deflate


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
