"""Writing files so that a reader sees all of one or none, also after a crash or a power cut."""

import errno
import hashlib
import os
import stat
import sys
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from miniprog_cli.publish.errors import DamagedRegistry, RegistryUnusable
from miniprog_cli.publish.registry.ahead import Ahead

NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Flags for opening files in a registry: a link is never followed where the system can refuse."""
_READING = os.O_RDONLY | NO_LINKS | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up

_HINTS = {
    errno.ENOSPC: "make room on the disk, then run the same command again: it finishes the job",
    errno.EDQUOT: "make room on the disk, then run the same command again: it finishes the job",
    errno.EACCES: "choose another folder with --to dir:PATH, or ask for the right to write there",
    errno.EPERM: "choose another folder with --to dir:PATH, or ask for the right to write there",
    errno.EROFS: "the disk is read-only; choose another folder with --to dir:PATH",
    errno.ENOTDIR: "a file is in the way; choose another folder with --to dir:PATH",
    errno.EEXIST: "a file is in the way; choose another folder with --to dir:PATH",
    errno.ELOOP: "a link is where the registry keeps a file; remove it",
}


@contextmanager
def explained(folder: Path) -> Generator[None, None, None]:
    """Turn what the system says about a registry folder into an error for people.

    Raises:
        RegistryUnusable: the disk or a permission stands in the way.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RegistryUnusable(
            f"cannot use the registry folder {folder}: {reason}",
            hint=_HINTS.get(error.errno or 0),
        ) from error


def make_folders(*folders: Path, within: Path) -> set[Path]:
    """Make folders and what is missing above them; give those that now hold new names.

    `within` is the registry's own folder: what lies below it is ours, so a link there is refused.
    The disk is not waited for: `sync_folders` does that, when there is something worth it.

    Raises:
        DamagedRegistry: a link is where a folder should be.
    """
    return {made.parent for folder in folders for made in _make(folder, within)}


def _make(folder: Path, within: Path) -> Iterator[Path]:
    """Make a folder and what is missing above it, and give those that were missing."""
    if folder != within:
        yield from _make(folder.parent, within)
        refuse_link(folder)
    if not folder.is_dir():
        folder.mkdir(parents=folder == within, exist_ok=True)
        yield folder


def are_folders(*paths: Path) -> bool:
    """Tell whether all are there, looking no further than to the first that is missing.

    Raises:
        OSError: something else is in the place of one, or it cannot be found out.
    """
    for path in paths:
        try:
            found = stat.S_ISDIR(path.stat().st_mode)
        except FileNotFoundError:
            found = False
            if not os.path.lexists(path):
                return False
        if not found:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    return True


def refuse_link(path: Path) -> None:
    """Refuse a link, which could make us read or write outside the registry.

    Raises:
        DamagedRegistry: it is one.
    """
    if path.is_symlink():
        raise DamagedRegistry(
            f"{path} is a link, which a registry never has inside", hint="remove it"
        )


@contextmanager
def written(files: Mapping[Path, bytes | memoryview], ahead: Ahead) -> Generator[None, None, None]:
    """Write files and wait for the disk, for the context to rename them; then remove what is left.

    A name that a file is given only now can never stand for half of its bytes. What was written
    `ahead` is only named.
    """
    try:
        with ExitStack() as opened:
            known = {path: ahead.named(path, data) for path, data in files.items()}
            _sync(
                [
                    _write(path, data, opened) if (there := known[path]) is None else there
                    for path, data in files.items()
                ]
            )
        yield
    finally:  # after a full disk or Ctrl-C, too: leave nothing half-written
        for path in files:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def sync_folders(folders: Iterable[Path]) -> None:
    """Have the names in some folders survive a power cut, where the system can be told."""
    if sys.platform == "win32":  # folders cannot be opened there; NTFS journals its names
        return
    with ExitStack() as opened:
        _sync([_open(folder, os.O_RDONLY, opened) for folder in folders])


def read(path: Path, most: int) -> bytes:
    """Read a whole file, never through a link.

    Raises:
        DamagedRegistry: it has more than `most` bytes, or is no file. A sparse one costs whoever
            made it nothing, and us all the memory there is.
        OSError: it is not there, or cannot be read.
    """
    with os.fdopen(os.open(path, _READING), "rb") as file:
        size = _size_of(file, path)
        data = b"" if size > most else file.read(most + 1)
    if (size := max(size, len(data))) > most:
        raise DamagedRegistry(
            f"{path} has {size:,} bytes; a registry has at most {most:,} there",
            hint="restore that file from a copy",
        )
    return data


def intact(path: Path, digest: str, size: int | None = None) -> bool:
    """Tell whether a file is there and has the bytes that the digest stands for."""
    try:
        with os.fdopen(os.open(path, _READING), "rb") as file:
            found = _size_of(file, path)
            if size is not None and found != size:
                return False
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}" == digest
    except (OSError, DamagedRegistry):
        return False


def _size_of(file: BinaryIO, path: Path) -> int:
    """Tell the size of an open file in bytes.

    Raises:
        DamagedRegistry: it is a pipe or a device, which may have no end.
    """
    info = os.fstat(file.fileno())
    if not stat.S_ISREG(info.st_mode):
        raise DamagedRegistry(f"{path} is not a file", hint="restore that file from a copy")
    return info.st_size


def _write(path: Path, data: bytes | memoryview, opened: ExitStack) -> int:
    descriptor = _open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINKS, opened)
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
    return descriptor


def _open(path: Path, flags: int, opened: ExitStack) -> int:
    descriptor = os.open(path, flags, 0o666)
    opened.callback(os.close, descriptor)
    return descriptor


def _sync(descriptors: Sequence[int]) -> None:
    """Wait for the disk, for all at once: what a journal commits for one, it commits for all.

    Raises:
        OSError: the first that the disk refused; the others have been waited for, too.
    """
    refused: list[OSError] = []

    def wait(descriptor: int) -> None:
        try:
            os.fsync(descriptor)
        except OSError as error:
            refused.append(error)

    threads = [threading.Thread(target=wait, args=(one,)) for one in descriptors[1:]]
    for thread in threads:
        thread.start()
    for descriptor in descriptors[:1]:  # a thread for one alone would only cost time
        wait(descriptor)
    for thread in threads:
        thread.join()
    if refused:
        raise refused[0]
