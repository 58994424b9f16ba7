"""How many bytes a bundle would have, without writing it; what is slow about that is kept.

The number is always the one that `core.archive.measure` gives.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from miniprog_cli.check import cache
from miniprog_cli.core.archive.container import CENTRAL, END, LOCAL, MANIFEST_NAME, encode
from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.archive.deflate import (
    BLOCK,
    LARGE,
    is_compressed,
    pack,
    stored_bytes,
    unreadable,
)
from miniprog_cli.core.bundle import generated_manifest, members
from miniprog_cli.core.inside import open_inside, read_inside
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes
from miniprog_cli.core.size import KB, MB

WORTH_KEEPING = MB
"""Bytes of a project from which on finding the cache takes less time than deflating anew."""
WORTH_THREADS = 128 * KB
"""Bytes of a project from which on threads to deflate it save more time than starting them takes."""


class _Sized(NamedTuple):
    """What a file takes in the zip, headers included, and what has to be kept to know it again."""

    raw_bytes: int
    bundle_bytes: int
    digest: bytes | None = None
    stored_bytes: int = 0


def sizes_of(project: Project, hosts: Sequence[str], *, keep: bool = True) -> dict[str, Sizes]:
    """Compute both measures of the bundle for each host.

    With `keep`, what was found out is kept for the next run, and what is known is not done again.

    Raises:
        MachineError: a file cannot be read.
        ManifestNotWritable: the generated manifest would not be JSON.
    """
    if not hosts:
        return {}
    known = cache.load() if keep and is_worth_keeping(project) else None
    files = [one for one in members(project, hosts[0]) if isinstance(one.data, Path)]
    sized = list(_each(project, partial(_sized, known=known), files))
    if known is not None:
        _keep(sized, known)
    return {host: _sum([*sized, _manifest(project, host)]) for host in hosts}


def is_worth_keeping(project: Project) -> bool:
    """Tell whether a project is so large that what its files came to is kept."""
    return _bytes(project) >= WORTH_KEEPING


def _bytes(project: Project) -> int:
    return sum(file.bytes for file in project.shipped.values())


def _each(
    project: Project, work: Callable[[Member], _Sized], files: Sequence[Member]
) -> Iterable[_Sized]:
    if _bytes(project) < WORTH_THREADS:
        return map(work, files)
    from miniprog_cli.core.archive.line import in_order

    return in_order(work, files, _forget)


def _keep(sized: Sequence[_Sized], known: Mapping[bytes, int]) -> None:
    found = {one.digest: one.stored_bytes for one in sized if one.digest is not None}
    if found.keys() - known.keys():
        cache.save(found)


def _sum(sized: Sequence[_Sized]) -> Sizes:
    bundle_bytes = sum(one.bundle_bytes for one in sized) + END.size
    return Sizes(sum(one.raw_bytes for one in sized), bundle_bytes)


def _manifest(project: Project, host: str) -> _Sized:
    return _of(MANIFEST_NAME, generated_manifest(project.manifest, host))


def _sized(member: Member, known: Mapping[bytes, int] | None) -> _Sized:
    if isinstance(member.data, bytes):
        return _of(member.name, member.data)
    try:
        if known is None or is_compressed(member.name):
            return _read(member, member.data)
        raw_bytes, digest, content = _digest(member.data, member.top)
    except OSError as error:
        raise unreadable(member.data, error) from error
    stored = known.get(digest)
    if stored is None:
        stored = _streamed(member)[1] if content is None else stored_bytes(member.name, content)
    return _Sized(raw_bytes, _headers(member.name) + stored, digest, stored)


def _read(member: Member, path: Path) -> _Sized:
    if path.stat().st_size >= LARGE:
        raw_bytes, stored = _streamed(member)
        return _Sized(raw_bytes, _headers(member.name) + stored)
    return _of(member.name, read_inside(path, member.top))


def _of(name: str, content: bytes) -> _Sized:
    return _Sized(len(content), _headers(name) + stored_bytes(name, content))


def _streamed(member: Member) -> tuple[int, int]:
    """Deflate a large file through the disk, keeping nothing of it: its size, and what is stored."""
    packed = pack(member)
    packed.drop()
    return packed.row.bytes, packed.stored_bytes


def _forget(_: _Sized) -> None:
    """Give up a result that nobody fetches: there is nothing to close."""


def _digest(path: Path, top: str | None) -> tuple[int, bytes, bytes | None]:
    """Read a file: its size, half its SHA-256 and, where it is not large, its content."""
    from hashlib import sha256

    with open_inside(path, top) as file:
        content = file.read(LARGE)
        if len(content) < LARGE:
            return len(content), sha256(content).digest()[:16], content
        size, digest = len(content), sha256(content)
        while block := file.read(BLOCK):
            size += len(block)
            digest.update(block)
    return size, digest.digest()[:16], None


def _headers(name: str) -> int:
    """Count the bytes of a file's local header and of its entry in the central directory."""
    return LOCAL.size + CENTRAL.size + 2 * len(encode(normalize(name)))
