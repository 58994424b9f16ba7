"""What is known of every watched file, and the comparison with what is there now."""

import os
import stat
import time
from collections.abc import Iterable, Iterator
from typing import IO

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.watch.batch import Changed
from miniprog_cli.preview.watch.tree import Signature, Tree
from miniprog_cli.preview.watch.writers import has_writer

KEPT_SUFFIXES = (".html", ".htm", ".css", ".svg", ".json")
"""Files whose content is kept: what can be applied to a page in place, and the manifest."""
KEPT_BYTES = 1024 * 1024
"""Content of a file above this size is not kept."""
KEPT_BYTES_IN_ALL = 16 * 1024 * 1024
"""Once this much is kept, no further file's old content is."""
YOUNG_SECONDS = 2.0
"""A signature seen for less than this may hide a second write: file systems count in ticks of
4 ms (ext4) to 2 s (FAT), so two writes of one size can look the same."""
_CHUNK = 256 * 1024
_ATTEMPTS = 4
_UNREADABLE = b"unreadable"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class StillChanging(Exception):
    """The file was written to each time it was read."""


class BeingWritten(Exception):
    """Somebody has the file open for writing."""


class Fresh(NamedTuple):
    """A file as it was read just now, whole."""

    signature: Signature
    digest: bytes
    content: bytes | None


class _Known(NamedTuple):
    signature: Signature
    since: float
    digest: bytes | None
    """None until the file is read for the first time."""
    content: bytes | None = None


class Snapshot:
    """Every watched file as it was last told to the reader of batches."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, _Known] = {}
        self._links: dict[str, str] = {}
        self._kept = 0

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._known))

    def below(self, folder: str) -> list[str]:
        """List the known files in a folder, at any depth; the empty string means all."""
        start = folder + "/" if folder else ""
        return [path for path in self._known if path.startswith(start)]

    def look(self) -> None:
        """Note every file by its signature alone: a few ms for 500 files."""
        now = time.monotonic()
        for entry in self._tree.walk():
            if entry.signature is not None:
                self._note_link(entry.path, entry.target)
                self._known[entry.path] = _Known(signature=entry.signature, since=now, digest=None)

    def learn(self) -> None:
        """Read what was only looked at; a file that changed since the look stays unread."""
        for path, known in tuple(self._known.items()):
            if known.digest is not None:
                continue
            try:
                fresh = self.read(path)
            except StillChanging:
                continue
            if fresh and fresh.signature == known.signature:
                self._store(path, fresh, since=known.since)

    def differs(self, path: str, signature: Signature) -> bool:
        """Tell whether a file has another signature than the one that is known."""
        known = self._known.get(path)
        return known is None or known.signature != signature

    def is_young(self, path: str, now: float) -> bool:
        """Tell whether the signature is too new to prove that the content is the same."""
        known = self._known.get(path)
        return known is not None and now - known.since < YOUNG_SECONDS

    def inode(self, path: str) -> int | None:
        """Give the number by which a renamed file is recognised."""
        known = self._known.get(path)
        return known.signature.inode if known else None

    def aliases(self, paths: Iterable[str]) -> list[str]:
        """List the links that lead to one of these files: the system tells nothing of them."""
        targets = set(paths)
        return [link for link, target in self._links.items() if target in targets]

    def read(self, path: str, *, alone: bool = False) -> Fresh | None:
        """Read a file whole, in bounded memory; None where there is none.

        Raises:
            StillChanging: it was written to at every attempt.
            BeingWritten: with `alone`, if a writer has it open.
        """
        entry = self._tree.look(path)
        self._note_link(path, entry.target if entry else None)
        if entry is None or entry.signature is None:
            return None
        try:
            keep = path.lower().endswith(KEPT_SUFFIXES)
            return _read_whole(self._tree.absolute(path), keep=keep, alone=alone)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return Fresh(signature=entry.signature, digest=_UNREADABLE, content=None)

    def is_still(self, path: str, fresh: Fresh) -> bool:
        """Tell, without reading it again, whether a file is as it was read, and nobody's at work."""
        entry = self._tree.look(path)
        if entry is None or entry.signature != fresh.signature:
            return False
        try:
            descriptor = os.open(self._tree.absolute(path), _FLAGS)
        except OSError:
            return False
        try:
            return has_writer(descriptor) is False
        finally:
            os.close(descriptor)

    def is_known(self, path: str, fresh: Fresh | None) -> bool:
        """Tell whether this is what is known already."""
        known = self._known.get(path)
        if known is None or fresh is None:
            return known is None and fresh is None
        return known.digest == fresh.digest and known.signature.size == fresh.signature.size

    def commit(self, path: str, fresh: Fresh | None) -> Changed | None:
        """Take over what was read (None: the file is gone) and give the change, if it is one."""
        changed = self.change(path, fresh)
        known = self._known.get(path)
        if fresh is None:
            self._forget(path)
        # the same keeps the time since which the signature is known
        elif changed or known is None or known.signature != fresh.signature:
            self._store(path, fresh, since=time.monotonic())
        return changed

    def change(self, path: str, fresh: Fresh | None) -> Changed | None:
        """Give what taking over would change, without doing it."""
        if self.is_known(path, fresh):
            return None
        known = self._known.get(path)
        return Changed(
            path=path,
            before=known.content if known else None,
            after=fresh.content if fresh else None,
            deleted=fresh is None,
        )

    def _store(self, path: str, fresh: Fresh, *, since: float) -> None:
        self._forget(path)
        known = _Known(
            signature=fresh.signature, since=since, digest=fresh.digest, content=fresh.content
        )
        size = len(fresh.content or b"")
        if self._kept + size > KEPT_BYTES_IN_ALL:
            known, size = known._replace(content=None), 0
        self._kept += size
        self._known[path] = known

    def _forget(self, path: str) -> None:
        known = self._known.pop(path, None)
        self._kept -= len(known.content or b"") if known else 0

    def _note_link(self, path: str, target: str | None) -> None:
        if target is None:
            self._links.pop(path, None)
        else:
            self._links[path] = target


def _read_whole(full: str, *, keep: bool, alone: bool) -> Fresh:
    # Not blocking: between the look and here a pipe may have taken the file's place.
    with open(os.open(full, _FLAGS), "rb", buffering=0) as file:  # noqa: PTH123 by descriptor
        for _ in range(_ATTEMPTS):
            before = _status(file, alone=alone)
            digest, content = _digest(file, keep=keep and before.st_size <= KEPT_BYTES)
            signature = Signature.of(_status(file, alone=alone))
            if signature == Signature.of(before):
                return Fresh(signature=signature, digest=digest, content=content)
            file.seek(0)
    raise StillChanging(full)


def _status(file: IO[bytes], *, alone: bool) -> os.stat_result:
    writer = has_writer(file.fileno()) if alone else False
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise FileNotFoundError(file.name)
    # Where the system cannot say, an empty file is likely one that was just truncated.
    if writer or (writer is None and status.st_size == 0):
        raise BeingWritten(file.name)
    return status


def _digest(file: IO[bytes], *, keep: bool) -> tuple[bytes, bytes | None]:
    from hashlib import blake2b  # by now the check has loaded it

    digest = blake2b(digest_size=16)
    kept: list[bytes] = []
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        # A file that grows under us is read again; it must not fill the memory meanwhile.
        if keep and len(kept) * _CHUNK <= KEPT_BYTES:
            kept.append(chunk)
    return digest.digest(), b"".join(kept) if keep else None
