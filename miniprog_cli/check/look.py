"""Read one file of a program: its bytes as it is and in the zip, and what is known of its content."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import BinaryIO

from miniprog_cli.check import cache
from miniprog_cli.core import kinds
from miniprog_cli.core.archive.container import CENTRAL, LOCAL, encode
from miniprog_cli.core.archive.content import Member, Row
from miniprog_cli.core.archive.deflate import (
    BLOCK,
    LARGE,
    is_compressed,
    pack,
    stored_bytes,
    unreadable,
)
from miniprog_cli.core.image import HEAD, identify
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.names import normalize
from miniprog_cli.core.runtime import names_mini


class Look(NamedTuple):
    """One file that was read: bytes as it is and in the zip, and what is known of its content.

    `content` is what has still to be parsed; `seen` identifies what rules may see of it.
    """

    path: str
    raw_bytes: int
    bundle_bytes: int
    seen: bytes
    key: bytes | None = None
    stored_bytes: int = 0
    facts: bytes = b""
    content: bytes | None = None
    names_mini: bool = False


def look_at(
    member: Member,
    known: cache.Known,
    packed: Mapping[str, Row],
    own: Collection[str],
    *,
    sized: bool,
) -> Look:
    """Look at a file; what was packed already, or is known, is not read or deflated once more.

    `own` are the kinds of file that only native programs have. Without `sized`, no size in the
    bundle is computed.

    Raises:
        FileChanged: it is not what was packed.
        MachineError: it cannot be read.
    """
    kind = kinds.kind_of(member.name, own)
    row = packed.get(normalize(member.name))
    if row and (look := _recalled(member.name, kind, row, known)):
        return look
    try:
        with open_inside(Path(str(member.data)), member.top) as file:
            size = os.fstat(file.fileno()).st_size
            if kind == "txt" and size >= LARGE and not _is_text(file):
                kind = ""
            if not kind and (not sized or is_compressed(member.name)):
                return Look(member.name, size, headers(member.name) + size, _seen(file, size))
            if not kind and size >= LARGE:
                seen = _seen(file, size)
                return _large(member, size, seen, _digest(file), known)
            content = file.read()
    except OSError as error:
        raise unreadable(Path(str(member.data)), error) from error
    look = _read(member.name, kind, content, known, sized=sized)
    if kind and row and look.seen.hex() != row.sha256:
        raise FileChanged(f"{member.name} changed while it was packed", hint="run it again")
    return look


def _recalled(name: str, kind: str, row: Row, known: cache.Known) -> Look | None:
    """Give what is known of a file that was packed, without reading it once more."""
    if not kind:
        return _picture(name, row) if row.picture else None
    digest = bytes.fromhex(row.sha256)
    key = cache.key(digest, kind)
    kept = known.get(key)
    if kept is None:
        return None
    size = headers(name) + kept.stored_bytes
    return Look(name, row.bytes, size, digest, key, kept.stored_bytes, kept.facts)


def _picture(name: str, row: Row) -> Look:
    """Give what rules see of a file that was packed as it is."""
    return Look(name, row.bytes, headers(name) + row.bytes, bytes.fromhex(row.picture))


def _read(name: str, kind: str, content: bytes, known: cache.Known, *, sized: bool) -> Look:
    """Look up what is known of a content, and deflate it where its size is not."""
    from hashlib import sha256

    digest = sha256(content).digest()
    key = cache.key(digest, kind)
    kept = known.get(key)
    stored = kept.stored_bytes if kept else cache.UNKNOWN
    if sized and stored == cache.UNKNOWN:
        stored = stored_bytes(name, content)
    return Look(
        name,
        len(content),
        headers(name) + stored,
        digest if kind else identify(content[:HEAD], len(content)),
        key,
        stored,
        kept.facts if kept else b"",
        content if kind and not kept else None,
        names_mini(name, content),
    )


def _large(member: Member, size: int, seen: bytes, digest: bytes, known: cache.Known) -> Look:
    """Deflate a large file that nothing is parsed of through the disk, keeping nothing of it."""
    key = cache.key(digest, "")
    if kept := known.get(key):
        stored = kept.stored_bytes
    else:
        packed = pack(member)
        packed.drop()
        size, stored = packed.row.bytes, packed.stored_bytes
    return Look(member.name, size, headers(member.name) + stored, seen, key, stored)


def _seen(file: BinaryIO, size: int) -> bytes:
    """Identify what rules see of a file that is not parsed; it is then read from the start again."""
    head = file.read(HEAD)
    file.seek(0)
    return identify(head, size)


def _is_text(file: BinaryIO) -> bool:
    """Look at the start of a file, which is then read from there again."""
    text = kinds.is_text(file.read(BLOCK))
    file.seek(0)
    return text


def _digest(file: BinaryIO) -> bytes:
    from hashlib import sha256

    digest = sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.digest()


def headers(name: str) -> int:
    """Count the bytes of a file's local header and of its entry in the central directory."""
    return LOCAL.size + CENTRAL.size + 2 * len(encode(normalize(name)))
