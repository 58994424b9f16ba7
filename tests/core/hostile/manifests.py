"""Bundles whose manifest is missing or none."""

from tests.core.hostile.zipped import MANIFEST, Zipped, container, manifest


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
