"""The empty profile that a browser is started on: a folder in the temporary one, and then none.

A preview that is killed leaves its folder behind. So each is held by a lock, which the system lets
go of however a process ends, and whoever makes one first removes those that nobody holds.
"""

import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

PREFIX = "miniprog-browser-"
LOCK = "in-use"
YOUNG = 60.0
"""Seconds for which a folder is left alone: its maker may be about to lock it, its browser to end."""

TRIES, PAUSE = 20, 0.05
"""How often a folder is removed before it is left for the next time, and the seconds in between."""


@contextmanager
def profile() -> Generator[Path, None, None]:
    """Make a folder, and remove it afterwards.

    Raises:
        OSError: none can be made.
    """
    with suppress(OSError):  # whatever it is, it can wait for the next time
        remove_dead(Path(tempfile.gettempdir()))
    # named before it is made, by us: Ctrl-C inside tempfile's own making would leave it there
    folder = Path(tempfile.gettempdir(), PREFIX + secrets.token_hex(16))
    try:
        folder.mkdir(0o700)
        with open(folder / LOCK, "xb", opener=_private) as lock:
            _take(lock.fileno())
            yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder in which the last processes of a browser may have been writing just now."""
    for _ in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(PAUSE)


def remove_dead(top: Path) -> None:
    """Remove the folders in `top` that are this user's, and that nobody holds any more."""
    if sys.platform == "win32":
        return  # where the temporary folder is the user's own, and is cleared by the system
    for folder in _ours(top):
        with suppress(OSError), ExitStack() as undo:
            lock = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
            undo.callback(os.close, lock)
            if time.time() - os.fstat(lock).st_mtime > YOUNG:
                _take(lock)
                shutil.rmtree(folder, ignore_errors=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _ours(top: Path) -> Iterator[Path]:
    """Give the folders, not links to some, that this user has made under our name."""
    with os.scandir(top) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid == os.geteuid():
                        yield Path(entry.path)


def _take(lock: int) -> None:
    """Lock an open file for this process.

    Raises:
        OSError: another process holds it.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
