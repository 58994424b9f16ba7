"""Writing a bundle to the disk while it is still being looked at.

On Linux a file need not have a name before it is whole and wanted (``O_TMPFILE``), so nothing is left
of it where the bundle is refused, or the publisher killed. What is looked at is that copy, which is
nobody else's, without ever reading it into memory of our own: touching 10 MB of that for the first
time takes longer than copying them. Elsewhere, and where the system refuses, nothing is written
ahead, and everything in its turn.
"""

import mmap
import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import BinaryIO, Self

NAMELESS = getattr(os, "O_TMPFILE", 0)
AT_ONCE = 8 << 20
"""Bytes copied before Ctrl-C is looked at."""


class Ahead:
    """One file of a registry folder, on its way; a context manager."""

    def __init__(self, folder: Path) -> None:
        """Prepare for a folder, which need not exist: then nothing is written ahead."""
        self._folder = folder
        self._data: memoryview | None = None
        self._descriptor = -1
        self._thread: Thread | None = None
        self._is_whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._thread:
            self._thread.join()
        if self._descriptor >= 0:
            os.close(self._descriptor)

    def copied(self, file: BinaryIO) -> memoryview | None:
        """Copy an open file and give the bytes of the copy; None where there can be none.

        Only the first one is copied. The bytes may be used after the context, too.
        """
        if not NAMELESS or self._descriptor >= 0:
            return None
        with suppress(OSError, ValueError):  # no folder yet, a file system that cannot; no bytes
            flags = NAMELESS | os.O_RDWR | os.O_CLOEXEC
            self._descriptor = os.open(self._folder, flags, 0o666)
            _copy(file.fileno(), self._descriptor)
            # mapped all at once: page by page it would be as slow as reading
            shared = mmap.MAP_SHARED | getattr(mmap, "MAP_POPULATE", 0)
            self._data = memoryview(mmap.mmap(self._descriptor, 0, shared, mmap.PROT_READ))
            self._thread = Thread(target=self._sync, daemon=True)
            self._thread.start()
        return self._data

    def named(self, path: Path, data: bytes | memoryview) -> int | None:
        """Name the file of these bytes; give its descriptor, or None where there is no such file.

        The bytes have reached the disk. The name has not; the descriptor is closed with the context.
        """
        if self._thread is None or data is not self._data:
            return None
        self._thread.join()
        if not self._is_whole:
            return None
        try:
            # a descriptor to start from is what makes Python follow the link in /proc
            os.link(
                f"/proc/self/fd/{self._descriptor}", path,
                src_dir_fd=self._descriptor, follow_symlinks=True,
            )  # fmt: skip
        except OSError:  # another disk, or no /proc
            return None
        return self._descriptor

    def _sync(self) -> None:
        with suppress(OSError):  # it is written again in its turn, and then it is told
            os.fsync(self._descriptor)
            self._is_whole = True


def _copy(source: int, target: int) -> None:
    """Copy a file from its beginning to its end.

    Raises:
        OSError: the disk is full, or the system cannot do it.
    """
    done = 0
    while sent := os.sendfile(target, source, done, AT_ONCE):
        done += sent
