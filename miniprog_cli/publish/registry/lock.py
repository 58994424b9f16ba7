"""A lock between processes that the system lets go of when its holder dies."""

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from miniprog_cli.publish.errors import RegistryBusy
from miniprog_cli.publish.registry.durable import NO_LINKS

PATIENCE = 60.0
"""Seconds to wait for other publishers; one holds the lock for a fraction of a second."""
_PAUSE = 0.01


def take(descriptor: int) -> None:
    """Lock an open file for this process, or raise OSError at once.

    The lock belongs to the open file, so it ends with the process however that ends: no stale lock
    is ever left to be judged by age or by process number.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(
    path: Path, *, patience: float = PATIENCE, take: Callable[[int], None] = take
) -> Generator[None, None, None]:
    """Hold the lock at `path` for as long as the context lasts; the file stays.

    `take` locks an open file or raises OSError.

    Raises:
        RegistryBusy: others kept the lock for `patience` seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o666)
    try:
        _wait(descriptor, path, time.monotonic() + patience, take)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, deadline: float, take: Callable[[int], None]) -> None:
    while True:
        try:
            return take(descriptor)
        except (BlockingIOError, PermissionError) as error:  # Windows says "permission denied"
            if time.monotonic() > deadline:
                raise RegistryBusy(
                    f"another process keeps {path} locked", hint="try again when it has finished"
                ) from error
        time.sleep(_PAUSE)
