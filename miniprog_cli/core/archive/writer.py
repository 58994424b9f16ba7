"""Write a canonical bundle, or measure the one that would be written."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from itertools import chain
from typing import BinaryIO

from miniprog_cli.core import names
from miniprog_cli.core.archive.container import (
    BundleTooLarge,
    Entry,
    central_header,
    end_record,
    excess,
    local_header,
)
from miniprog_cli.core.archive.content import ArchiveReport, Member, Row, content_digest
from miniprog_cli.core.archive.deflate import Packed, pack, weigh
from miniprog_cli.core.archive.line import in_order
from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple


class NotPortable(MiniprogError):
    """A name cannot be stored on every system, or two names clash on some."""

    exit_code = Exit.FINDINGS


class Begun(NamedTuple):
    """Files that threads are at: their names in order, and in that order what comes of them."""

    names: tuple[str, ...]
    packed: Iterator[Packed]


@contextmanager
def begun(members: Iterable[Member]) -> Generator[Begun, None, None]:
    """Have threads read and deflate files, while it is found out what else is in the bundle.

    They stop where what they made takes 32 MB. What is not written when the context ends is
    thrown away; what they could not read is raised where it would be written.
    """
    ordered = _ordered(members)
    with _packed(ordered) as packed:
        yield Begun(tuple(member.name for member in ordered), packed)


def write(members: Iterable[Member], out: BinaryIO, ahead: Begun | None = None) -> ArchiveReport:
    """Write a canonical bundle from front to back; `out` need not be seekable and stays open.

    The order of the members does not matter; those that were begun `ahead` are in the bundle, too.
    What was written before an error is no bundle.

    Raises:
        NotPortable: `verify` would refuse a name, or two together.
        BundleTooLarge: more files or bytes than a bundle may hold.
        MachineError: a file cannot be read.
        OSError: `out` cannot be written.
    """
    if ahead is None:
        with begun(members) as all_of_them:
            return write((), out, all_of_them)
    ordered = _ordered(members)
    paths = sorted([*ahead.names, *(member.name for member in ordered)])
    _require_portable(paths)
    _require_small(len(paths), 0)
    report = _assemble(_small(_merged(ahead, ordered)), out.write)
    _require_small(len(paths), report.raw_bytes, report.bundle_bytes)
    return report


def measure(members: Iterable[Member]) -> ArchiveReport:
    """Compute what `write` would report, for any names and sizes, and keep no output.

    Raises:
        MachineError: a file cannot be read.
    """
    with _packed(_ordered(members)) as packed:
        return _assemble(packed, len)


def _packed(members: list[Member]) -> AbstractContextManager[Iterator[Packed]]:
    return in_order(pack, members, weigh=weigh, drop=Packed.drop)


def _merged(ahead: Begun, more: Iterable[Member]) -> Iterator[Packed]:
    """Pack some files between those that were begun, each in its turn."""
    waiting = deque(more)
    for name in ahead.names:
        while waiting and waiting[0].name < name:
            yield pack(waiting.popleft())
        yield next(ahead.packed)
    yield from map(pack, waiting)


def _ordered(members: Iterable[Member]) -> list[Member]:
    normal = (member._replace(name=names.normalize(member.name)) for member in members)
    return sorted(normal, key=lambda member: member.name)


def _require_portable(paths: list[str]) -> None:
    for path in paths:
        for problem in names.problems(path):
            raise NotPortable(f"{path!r} {problem}", hint="rename the file")
    for collision in names.collisions(paths):
        raise NotPortable(collision.reason, hint="rename one of the two")


def _require_small(files: int, raw_bytes: int, bundle_bytes: int | None = None) -> None:
    too_much = excess(files, raw_bytes, bundle_bytes)
    if too_much:
        raise BundleTooLarge(
            f"the bundle would hold {too_much}", hint="leave files out, or load them from a server"
        )


def _small(files: Iterator[Packed]) -> Iterator[Packed]:
    """Pass the files on until they are too many bytes, so that the disk is not filled in vain."""
    raw_bytes = 0
    for count, packed in enumerate(files, 1):
        raw_bytes += packed.row.bytes
        try:
            _require_small(count, raw_bytes)
        except BundleTooLarge:
            packed.drop()
            raise
        yield packed


def _assemble(files: Iterator[Packed], emit: Callable[[bytes], object]) -> ArchiveReport:
    rows: list[Row] = []
    directory: list[bytes] = []
    digest, offset = sha256(), 0
    for packed in files:
        entry = _entry(packed, offset)
        for block in chain((local_header(entry),), packed.blocks()):
            digest.update(block)
            emit(block)
        rows.append(packed.row)
        directory.append(central_header(entry))
        offset = entry.end
    table = b"".join(directory)
    tail = table + end_record(len(rows), len(table), offset)
    digest.update(tail)
    emit(tail)
    return ArchiveReport(
        rows=tuple(rows),
        raw_bytes=sum(row.bytes for row in rows),
        bundle_bytes=offset + len(tail),
        content_digest=content_digest(rows),
        sha256=digest.hexdigest(),
    )


def _entry(packed: Packed, offset: int) -> Entry:
    return Entry(
        name=packed.row.path,
        method=packed.method,
        crc=packed.crc,
        stored_bytes=packed.stored_bytes,
        raw_bytes=packed.row.bytes,
        offset=offset,
    )
