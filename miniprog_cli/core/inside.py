"""Open files that somebody else may be changing: never a pipe, never one outside a folder.

A look at a path says nothing about what a later `open` of it finds: a build may have put a link
there meanwhile. So what counts is the file that is open.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from miniprog_cli.core.errors import MachineError

_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to opens at once, to be refused
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class FileChanged(MachineError):
    """A file became something else between the look at it and the reading of it."""


def open_inside(path: Path, top: str | None, *, buffering: int = 0) -> BinaryIO:
    """Open a regular file for reading that lies in `top`, a resolved folder; None is anywhere.

    Links are followed where they stay in `top`.

    Raises:
        FileChanged: it is no regular file, or lies elsewhere.
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, _READING)
    try:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            raise FileChanged(f"{path} is not a regular file", hint="replace it by a file")
        if top is not None and not _lies_in(descriptor, info, path, top):
            raise _changed(path, "it leads out of the root")
        return open(descriptor, "rb", buffering=buffering)  # noqa: PTH123 - a descriptor
    except BaseException:
        with suppress(OSError):  # Ctrl-C may come when the file has been made, and closed again
            os.close(descriptor)
        raise


def read_inside(path: Path, top: str | None) -> bytes:
    """Read a whole file as `open_inside` opens it; raises the same."""
    with open_inside(path, top) as file:
        return file.read()


def read_start(path: Path, most: int) -> bytes:
    """Read at most that many bytes from the beginning of a regular file, wherever it lies.

    Raises:
        FileChanged: it is no regular file.
        OSError: it cannot be read.
    """
    with open_inside(path, None, buffering=-1) as file:
        return file.read(most)


def _lies_in(descriptor: int, info: os.stat_result, path: Path, top: str) -> bool:
    """Tell whether an open file lies in a folder; where it does not say itself, by its path."""
    try:
        # Linux: where the open file is, in one call, whatever the path leads to by now
        if _below(os.readlink(f"/proc/self/fd/{descriptor}"), top):  # noqa: PTH115 - in half the time
            return True
    except OSError:
        pass
    real = os.path.realpath(path)
    try:
        now = os.lstat(real)
    except OSError:
        return False
    return _below(real, top) and (now.st_dev, now.st_ino) == (info.st_dev, info.st_ino)


def _below(path: str, top: str) -> bool:
    return path.startswith(top if top.endswith(os.sep) else top + os.sep)


def _changed(path: Path, why: str) -> FileChanged:
    return FileChanged(
        f"{path} changed while it was read: {why}", hint="wait for the build to end, and try again"
    )
