"""Read every file of a program once: what it says, and how many bytes it takes in the bundle.

The sizes are always those that `core.archive.measure` gives. What is slow, deflating and parsing,
is kept for the next run.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from miniprog_cli.check import cache
from miniprog_cli.check.encoding import decode
from miniprog_cli.check.parsing import Parsing
from miniprog_cli.core.archive.container import CENTRAL, END, LOCAL, MANIFEST_NAME, encode
from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.archive.deflate import (
    BLOCK,
    LARGE,
    is_compressed,
    pack,
    stored_bytes,
    unreadable,
    weigh,
)
from miniprog_cli.core.bundle import files, generated_manifest
from miniprog_cli.core.facts import Program
from miniprog_cli.core.inside import open_inside
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes
from miniprog_cli.syntax import facts

_WORTH_THREADS = 256 * 1024
"""Bytes of a project from which on threads save more time than they take to import and start."""


class Survey(NamedTuple):
    """What the files of a project say, and the size of its bundle for each host asked for."""

    program: Program
    sizes: Mapping[str, Sizes]


class _Look(NamedTuple):
    """One file that was read: bytes as it is and in the zip, and what is known of its content.

    `content` is what has still to be parsed.
    """

    path: str
    raw_bytes: int
    bundle_bytes: int
    key: bytes | None = None
    stored_bytes: int = 0
    facts: bytes = b""
    content: bytes | None = None


def survey(project: Project, hosts: Collection[str], *, keep: bool = True) -> Survey:
    """Read the files; the sizes of the bundle are computed for some hosts, by name.

    With `keep`, what was found out is kept for the next run, and what is known is not done again.

    Raises:
        MachineError: a file cannot be read.
        ManifestNotWritable: the generated manifest would not be JSON.
    """
    known = cache.load(project) if keep else {}
    looks, found = _looks(project, known, sized=bool(hosts))
    try:
        decoded = _program(looks, found)
    except (ValueError, TypeError, KeyError, RecursionError):
        known = cache.Known()  # what is kept is not what we kept, so none of it counts
        looks, found = _looks(project, known, sized=bool(hosts))
        decoded = _program(looks, found)
    if keep:
        _keep(project, looks, found, known)
    without = Sizes(sum(look.raw_bytes for look in looks), sum(look.bundle_bytes for look in looks))
    return Survey(decoded, {host: _with_manifest(without, project, host) for host in hosts})


def _program(looks: Sequence[_Look], found: Mapping[str, bytes]) -> Program:
    """Read the facts.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: some are none.
    """
    return Program((look.path, decode(found[look.path])) for look in looks if look.path in found)


def _looks(
    project: Project, known: cache.Known, *, sized: bool
) -> tuple[Sequence[_Look], Mapping[str, bytes]]:
    """Read the files in threads, and parse what is not known; the facts are encoded, by path."""
    members = list(files(project))
    parsing = Parsing()
    looks: list[_Look] = []
    work = partial(_look, known=known, sized=sized)
    try:
        with _in_order(project, members, work) as found:
            for look in found:
                if look.content is not None:
                    parsing.add(look.path, look.content)
                elif look.facts:
                    parsing.found[look.path] = look.facts
                looks.append(look._replace(content=None))
        parsing.work()
    finally:
        parsing.close()
    return looks, parsing.found


def _in_order(
    project: Project, members: Sequence[Member], look: Callable[[Member], _Look]
) -> AbstractContextManager[Iterator[_Look]]:
    """Look at each file, with threads where there is much to deflate."""
    if sum(file.bytes for file in project.shipped.values()) < _WORTH_THREADS:
        return nullcontext(map(look, members))
    from miniprog_cli.core.archive.line import in_order

    return in_order(look, members, weigh=weigh, drop=_forget)


def _look(member: Member, known: cache.Known, *, sized: bool) -> _Look:
    kind = facts.kind_of(member.name)
    try:
        with open_inside(Path(str(member.data)), member.top) as file:
            size = os.fstat(file.fileno()).st_size
            if kind == "txt" and size >= LARGE and not _is_text(file):
                kind = ""
            if not kind and (not sized or is_compressed(member.name)):
                return _Look(member.name, size, _headers(member.name) + size)
            if not kind and size >= LARGE:
                return _large(member, size, _digest(file), known)
            content = file.read()
    except OSError as error:
        raise unreadable(Path(str(member.data)), error) from error
    return _read(member.name, kind, content, known, sized=sized)


def _read(name: str, kind: str, content: bytes, known: cache.Known, *, sized: bool) -> _Look:
    """Look up what is known of a content, and deflate it where its size is not."""
    from hashlib import sha256

    key = cache.key(sha256(content).digest(), kind)
    kept = known.get(key)
    stored = kept.stored_bytes if kept else cache.UNKNOWN
    if sized and stored == cache.UNKNOWN:
        stored = stored_bytes(name, content)
    return _Look(
        name,
        len(content),
        _headers(name) + stored,
        key,
        stored,
        kept.facts if kept else b"",
        content if kind and not kept else None,
    )


def _large(member: Member, size: int, digest: bytes, known: cache.Known) -> _Look:
    """Deflate a large file that nothing is parsed of through the disk, keeping nothing of it."""
    key = cache.key(digest, "")
    if kept := known.get(key):
        stored = kept.stored_bytes
    else:
        packed = pack(member)
        packed.drop()
        size, stored = packed.row.bytes, packed.stored_bytes
    return _Look(member.name, size, _headers(member.name) + stored, key, stored)


def _is_text(file: BinaryIO) -> bool:
    """Look at the start of a file, which is then read from there again."""
    text = facts.is_text(file.read(BLOCK))
    file.seek(0)
    return text


def _digest(file: BinaryIO) -> bytes:
    from hashlib import sha256

    digest = sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.digest()


def _keep(
    project: Project, looks: Sequence[_Look], found: Mapping[str, bytes], known: cache.Known
) -> None:
    seen = {
        look.key: cache.Kept(look.stored_bytes, found.get(look.path, b""))
        for look in looks
        if look.key is not None
    }
    if any(known.get(key) != kept for key, kept in seen.items()):
        cache.save(project, seen, known)


def _with_manifest(without: Sizes, project: Project, host: str) -> Sizes:
    """Add what differs from host to host: the generated manifest."""
    manifest = generated_manifest(project.manifest, host)
    written = _headers(MANIFEST_NAME) + stored_bytes(MANIFEST_NAME, manifest)
    return Sizes(without.raw_bytes + len(manifest), without.bundle_bytes + written + END.size)


def _forget(_: _Look) -> None:
    """Give up a result that nobody fetches: there is nothing to close."""


def _headers(name: str) -> int:
    """Count the bytes of a file's local header and of its entry in the central directory."""
    return LOCAL.size + CENTRAL.size + 2 * len(encode(normalize(name)))
