"""Say in which way a zip is not a canonical bundle, for people who have to mend it."""

import stat
from struct import Struct

from miniprog_cli.core.archive.container import CENTRAL, END_MAGIC, LOCAL
from miniprog_cli.core.errors import Exit, MiniprogError

HINT = "write the bundle again with `miniprog pack`"


class NotABundle(MiniprogError):
    """The file is not a bundle in canonical form; the message says what differs, and where."""

    exit_code = Exit.FINDINGS


_COMMON = (
    *("version needed", "flags", "method", "time", "date", "checksum"),
    *("packed size", "size", "length of the name", "length of the extra field"),
)
_FIELDS: dict[Struct, tuple[str, ...]] = {
    LOCAL: ("signature", *_COMMON),
    CENTRAL: (
        *("signature", "version made by", "system made by", *_COMMON, "length of the comment"),
        *("disk", "internal attributes", "external attributes", "offset"),
    ),
}
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800


def difference(layout: Struct, found: bytes, wanted: bytes) -> str:
    """Name the first field in which a header differs from the canonical one."""
    if len(found) < layout.size:
        return "is cut off"
    values, right = layout.unpack_from(found), layout.unpack_from(wanted)
    for field, value, expected in zip(_FIELDS[layout], values, right, strict=True):
        if value != expected:
            return _say(field, value, expected)
    return "has another name in its own header than in the directory"


def _say(field: str, value: object, expected: object) -> str:
    if not isinstance(value, int) or not isinstance(expected, int):
        return f"has no header where one is expected ({value!r})"
    if field == "flags":
        return _say_flags(value, expected)
    if field == "external attributes":
        return _say_attributes(value, expected)
    if field.startswith("length of the") and field != "length of the name":
        return f"has {'an' if 'extra' in field else 'a'} {field.removeprefix('length of the ')}"
    return f"has {field} {value}; a bundle has {expected}"


def _say_flags(value: int, expected: int) -> str:
    if value & _ENCRYPTED:
        return "is encrypted"
    if value & _DESCRIPTOR:
        return "keeps its sizes in a data descriptor behind the data"
    if (value ^ expected) == _UTF8:
        return "has the UTF-8 flag exactly where it should not"
    return f"has flags 0x{value:04x}; a bundle has 0x{expected:04x}"


def _say_attributes(value: int, expected: int) -> str:
    mode = value >> 16
    if stat.S_ISLNK(mode):
        return "is a symbolic link"
    if stat.S_ISDIR(mode):
        return "is a folder; a bundle lists only files"
    if mode != expected >> 16:
        return f"has mode {mode:o}; a bundle has {expected >> 16:o}"
    return f"has attributes 0x{value:08x}; a bundle has 0x{expected:08x}"


def end_missing(tail: bytes) -> str:
    """Say why a file does not end in the record that ends a zip, given its last 64 KB."""
    at = tail.rfind(END_MAGIC)
    if at < 0 or len(tail) - at < 22:
        return "it is no zip, or the end is cut off"
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    behind = len(tail) - at - 22
    if comment == behind:
        return "the zip has a comment"
    return f"{behind:,} bytes follow the end of the zip"
