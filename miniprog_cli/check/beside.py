"""New files beside those whose place they take, and what a run left of them that was killed.

Whoever makes such a file holds a lock on it until it has its place, so that another run can tell
what nobody works on any more. Where there are no locks, what is an hour old counts as that.
"""

import os
import re
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from time import time

_PREFIX, _SUFFIX = ".miniprog-", ".tmp"
_NAME = re.compile(r"\.miniprog-[a-z0-9_]{8}\.tmp")
_OLD = 3600


@contextmanager
def new_file(folder: Path) -> Generator[tuple[int, Path], None, None]:
    """Make a file in a folder; what is not renamed when this ends is taken away.

    The descriptor is the caller's to close.

    Raises:
        OSError: the folder may not be written, or the disk is full.
    """
    handle, temporary = _made(folder)
    held = os.dup(handle)  # with which it stays locked when the caller has closed it
    if _is_old_by_age():  # where an open file cannot be renamed, either
        os.close(held)
    try:
        yield handle, temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        with suppress(OSError):
            os.close(held)


def sweep(folder: Path) -> None:
    """Take away what runs left in a folder that were killed; what cannot be is left there."""
    with suppress(OSError):
        for temporary in _left(folder):
            with suppress(OSError):
                _take_away(temporary)


def _made(folder: Path) -> tuple[int, Path]:
    while True:
        handle, name = mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        _lock(handle, waits=True)
        with suppress(OSError):  # another run may have swept it away before it was locked
            if os.path.samestat(os.fstat(handle), os.lstat(name)):
                return handle, Path(name)
        os.close(handle)


def _left(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield Path(entry.path)


def _take_away(temporary: Path) -> None:
    looked = temporary.lstat()
    if hasattr(os, "geteuid") and looked.st_uid != os.geteuid():
        return
    if _is_old_by_age():
        if time() - looked.st_mtime > _OLD:
            temporary.unlink()
        return
    handle = os.open(temporary, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode) or not _lock(handle, waits=False):
            return
        if os.path.samestat(os.fstat(handle), temporary.lstat()):
            temporary.unlink()
    finally:
        os.close(handle)


def _is_old_by_age() -> bool:
    return os.name == "nt"


def _lock(handle: int, *, waits: bool) -> bool:
    """Lock an open file as long as it is; tell whether that could be done."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except (ImportError, OSError):  # somebody holds it; or a file system that knows no locks
        return False
    return True
