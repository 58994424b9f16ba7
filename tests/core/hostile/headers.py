"""Local headers that say other than the directory."""

from tests.core.hostile.zipped import Zipped, bundle, good


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
