"""Zips whose parts do not follow each other as in a bundle."""

import struct

from tests.core.hostile.zipped import Zipped, bundle, container, good, manifest


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
