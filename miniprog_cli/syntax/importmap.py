"""Import maps: the files that one names, and the names that it maps (HTML 8.1.6.3)."""

from collections.abc import Iterator

from miniprog_cli.core.facts import Role
from miniprog_cli.core.source import Json, JsonDocument, Pointer
from miniprog_cli.syntax.page import Url

MAPS = ("importmap", "importmap-shim")
"""Types of a `<script>` that is one; the second is read by es-module-shims, not by browsers."""


def mapped(document: JsonDocument, start: int) -> list[Url]:
    """Find the files of an import map; what maps a whole folder names none."""
    return [
        Url(value, start + first + 1, start + last - 1, "import map", Role.SCRIPT)
        for pointer, (first, last) in document.values.items()
        if _is_entry(pointer)
        for value in [_at(document.value, pointer)]
        if isinstance(value, str) and not value.endswith("/")
    ]


def names(document: JsonDocument) -> Iterator[str]:
    """Give the names that are mapped, in whatever scope."""
    return (str(pointer[-1]) for pointer in document.values if _is_entry(pointer))


def _is_entry(pointer: Pointer) -> bool:
    return (pointer[:1], len(pointer)) in ((("imports",), 2), (("scopes",), 3))


def _at(value: Json, pointer: Pointer) -> Json:
    for step in pointer:
        value = value[step] if isinstance(value, dict) and isinstance(step, str) else None
    return value
