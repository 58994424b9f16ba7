"""Read every file of a program once: what it says, and how many bytes it takes in the bundle.

The sizes are always those that `core.archive.measure` gives. What is slow, deflating and parsing,
is kept for the next run.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from miniprog_cli.check import cache
from miniprog_cli.check.encoding import UNREADABLE, decode
from miniprog_cli.check.parsing import Parsing
from miniprog_cli.core import kinds
from miniprog_cli.core.archive.container import CENTRAL, END, LOCAL, encode
from miniprog_cli.core.archive.content import Member, Row
from miniprog_cli.core.archive.deflate import (
    BLOCK,
    LARGE,
    is_compressed,
    pack,
    stored_bytes,
    unreadable,
    weigh,
)
from miniprog_cli.core.bundle import files, generated
from miniprog_cli.core.facts import Program
from miniprog_cli.core.image import HEAD, identify
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes
from miniprog_cli.core.runtime import names_mini

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Readings

_WORTH_THREADS = 256 * 1024
"""Bytes of a project from which on threads save more time than they take to import and start."""


class Survey:
    """What the files of a project say, and the size of its bundle for each host asked for.

    `identity` is that of all that rules may see of the files, 32 bytes.
    """

    def __init__(
        self, project: Project, sizes: Mapping[str, Sizes], identity: bytes, found: "_Found"
    ) -> None:
        self.sizes = sizes
        self.identity = identity
        self._project = project
        self._found = found

    @cached_property
    def program(self) -> Program:
        """The facts of the files. What was kept of them is read now, if it is needed at all."""
        try:
            return self._found.program()
        except UNREADABLE:
            if not self._found.known:
                raise
            # What was kept is something else than we wrote
            again = _found(self._project, {}, {}, sized=bool(self.sizes))
            again.keep(self._project)
            return again.program()


class _Look(NamedTuple):
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


def survey(
    project: Project, hosts: Collection[str], *, keep: bool = True, rows: Iterable[Row] = ()
) -> Survey:
    """Read the files; the sizes of the bundle are computed for some hosts, by name.

    With `keep`, what was found out is kept for the next run, and what is known is not done again.
    `rows` are of files that were packed already: these very bytes are looked at.

    Raises:
        FileChanged: a file is not what was packed.
        MachineError: a file cannot be read.
        ManifestNotWritable: the generated manifest would not be JSON.
    """
    packed = {row.path: row for row in rows}
    found = _found(project, cache.load(project) if keep else {}, packed, sized=bool(hosts))
    if keep:
        found.keep(project)
    looks = found.looks
    without = Sizes(sum(look.raw_bytes for look in looks), sum(look.bundle_bytes for look in looks))
    with_mini = project.native is None and any(look.names_mini for look in looks)
    sizes = {host: _with_generated(without, project, host, with_mini=with_mini) for host in hosts}
    return Survey(project, sizes, found.identity(), found)


class _Found(NamedTuple):
    """What was found out about the files: their facts are encoded, by path."""

    looks: Sequence[_Look]
    facts: Mapping[str, bytes]
    known: cache.Known

    def program(self) -> Program:
        """Decode the facts, in the order of the files.

        Raises:
            UNREADABLE: some were kept by somebody else.
        """
        found = self.facts
        return Program(
            (one.path, decode(found[one.path])) for one in self.looks if one.path in found
        )

    def identity(self) -> bytes:
        """Identify the files: their names, and what rules may see of each."""
        from hashlib import sha256

        rows = (
            look.path.encode("utf-8", "surrogatepass") + b"\0" + look.seen for look in self.looks
        )
        return sha256(b"".join(rows)).digest()

    def keep(self, project: Project) -> None:
        """Keep what is not known yet for the next run."""
        seen = {
            look.key: cache.Kept(look.stored_bytes, self.facts.get(look.path, b""))
            for look in self.looks
            if look.key is not None
        }
        if any(self.known.get(key) != kept for key, kept in seen.items()):
            cache.save(project, seen, self.known)


def _found(
    project: Project, known: cache.Known, packed: Mapping[str, Row], *, sized: bool
) -> _Found:
    """Read the files in threads, and parse what is not known."""
    members = list(files(project))
    readings = _readings(project)
    parsing = Parsing(readings)
    looks: list[_Look] = []
    work = partial(_look, known=known, packed=packed, own=readings, sized=sized)
    try:
        with _in_order(project, members, work, sized=sized) as results:
            for look in results:
                if look.content is not None:
                    parsing.add(look.path, look.content)
                elif look.facts:
                    parsing.found[look.path] = look.facts
                looks.append(look._replace(content=None))
        parsing.work()
    finally:
        parsing.close()
    return _Found(looks, parsing.found, known)


def _readings(project: Project) -> "Readings":
    if project.native is None:
        return kinds.NO_READINGS
    from miniprog_cli.hosts.dialects import readings

    return readings()


def _in_order(
    project: Project, members: Sequence[Member], look: Callable[[Member], _Look], *, sized: bool
) -> AbstractContextManager[Iterator[_Look]]:
    """Look at each file, with threads where there is much to deflate."""
    if not sized or sum(file.bytes for file in project.shipped.values()) < _WORTH_THREADS:
        return nullcontext(map(look, members))
    from miniprog_cli.core.archive.line import in_order

    return in_order(look, members, weigh=weigh, drop=_forget)


def _look(
    member: Member,
    known: cache.Known,
    packed: Mapping[str, Row],
    own: Collection[str],
    *,
    sized: bool,
) -> _Look:
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
                return _Look(member.name, size, _headers(member.name) + size, _seen(file, size))
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


def _recalled(name: str, kind: str, row: Row, known: cache.Known) -> _Look | None:
    """Give what is known of a file that was packed, without reading it once more."""
    if not kind:
        return _picture(name, row) if row.picture else None
    digest = bytes.fromhex(row.sha256)
    key = cache.key(digest, kind)
    kept = known.get(key)
    if kept is None:
        return None
    size = _headers(name) + kept.stored_bytes
    return _Look(name, row.bytes, size, digest, key, kept.stored_bytes, kept.facts)


def _picture(name: str, row: Row) -> _Look:
    """Give what rules see of a file that was packed as it is."""
    return _Look(name, row.bytes, _headers(name) + row.bytes, bytes.fromhex(row.picture))


def _read(name: str, kind: str, content: bytes, known: cache.Known, *, sized: bool) -> _Look:
    """Look up what is known of a content, and deflate it where its size is not."""
    from hashlib import sha256

    digest = sha256(content).digest()
    key = cache.key(digest, kind)
    kept = known.get(key)
    stored = kept.stored_bytes if kept else cache.UNKNOWN
    if sized and stored == cache.UNKNOWN:
        stored = stored_bytes(name, content)
    return _Look(
        name,
        len(content),
        _headers(name) + stored,
        digest if kind else identify(content[:HEAD], len(content)),
        key,
        stored,
        kept.facts if kept else b"",
        content if kind and not kept else None,
        names_mini(name, content),
    )


def _large(member: Member, size: int, seen: bytes, digest: bytes, known: cache.Known) -> _Look:
    """Deflate a large file that nothing is parsed of through the disk, keeping nothing of it."""
    key = cache.key(digest, "")
    if kept := known.get(key):
        stored = kept.stored_bytes
    else:
        packed = pack(member)
        packed.drop()
        size, stored = packed.row.bytes, packed.stored_bytes
    return _Look(member.name, size, _headers(member.name) + stored, seen, key, stored)


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


def _with_generated(without: Sizes, project: Project, host: str, *, with_mini: bool) -> Sizes:
    """Add what differs from host to host: what is generated for it."""
    raw_bytes, bundle_bytes = without
    for name, data, *_ in generated(project, host, with_mini=with_mini):
        if isinstance(data, bytes):
            raw_bytes += len(data)
            bundle_bytes += _headers(name) + stored_bytes(name, data)
    return Sizes(raw_bytes, bundle_bytes + END.size)


def _forget(_: _Look) -> None:
    """Give up a result that nobody fetches: there is nothing to close."""


def _headers(name: str) -> int:
    """Count the bytes of a file's local header and of its entry in the central directory."""
    return LOCAL.size + CENTRAL.size + 2 * len(encode(normalize(name)))
