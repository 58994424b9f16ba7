"""Writing a bundle to the disk while it is still being looked at.

On Linux a file need not have a name before it is whole and wanted (``O_TMPFILE``), so nothing is left
of it where the bundle is refused, or the publisher killed. Elsewhere, and where the system refuses,
nothing is written ahead, and everything in its turn.
"""

import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

NAMELESS = getattr(os, "O_TMPFILE", 0)


class Ahead:
    """One file of a registry folder, on its way; a context manager."""

    def __init__(self, folder: Path) -> None:
        """Prepare for a folder, which need not exist: then nothing is written ahead."""
        self._folder = folder
        self._data = b""
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
            os.close(self._descriptor)

    def begin(self, data: bytes) -> None:
        """Begin to write bytes; once, and at most one file."""
        if not NAMELESS or self._thread:
            return
        with suppress(OSError):  # not there yet, or on a file system that cannot do it
            flags = NAMELESS | os.O_WRONLY | os.O_CLOEXEC
            self._descriptor = os.open(self._folder, flags, 0o666)
            self._data = data
            self._thread = Thread(target=self._write, daemon=True)
            self._thread.start()

    def named(self, path: Path, data: bytes) -> int | None:
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

    def _write(self) -> None:
        with suppress(OSError):  # it is written again in its turn, and then it is told
            left = memoryview(self._data)
            while left:
                left = left[os.write(self._descriptor, left) :]
            os.fsync(self._descriptor)
            self._is_whole = True
