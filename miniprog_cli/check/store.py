"""Files of ours in the user's cache folder (``MINIPROG_CACHE_DIR`` chooses another).

They only save time: they may be deleted whenever one likes, a damaged one is ignored, and where
they cannot be written nothing is said.
"""

import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path

from miniprog_cli.core.inside import FileChanged, open_inside

_CHECKSUM = 4
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def folder() -> Path:
    """Name the folder; it need not exist, and cannot for a user who has no home."""
    chosen = os.environ.get("MINIPROG_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "linux":
        # As platformdirs does: importing it takes a twentieth of the time of a whole check
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        if not base.startswith("/"):  # the XDG specification: others are to be ignored
            base = os.path.expanduser("~/.cache")  # noqa: PTH111
        # Without a home, as in a container with a user of its own, this is a literal `~`: no folder
        return Path(base if base.startswith("/") else os.devnull, "miniprog")
    from platformdirs import user_cache_path

    return user_cache_path("miniprog")


def read(path: Path, header: bytes, most: int) -> bytes:
    """Give what was written under this header; nothing where that is not what the file holds.

    A file of another user is not read: it could make a check say anything.
    """
    try:
        with open_inside(path, None, buffering=-1) as file:
            if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                return b""
            data = file.read(len(header) + most + _CHECKSUM)
    except (OSError, FileChanged):
        return b""
    body, checksum = data[len(header) : -_CHECKSUM], data[-_CHECKSUM:]
    return body if data.startswith(header) and checksum == _checksum(body) else b""


def write(path: Path, header: bytes, body: bytes, *, most_files: int) -> None:
    """Replace a file, and drop the oldest of its kind: its name up to the ``-``."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, header + body + _checksum(body))
        _sweep(path.parent, path.name.partition("-")[0], most_files)


def _replace(path: Path, data: bytes) -> None:
    # The identity of the thread as well: preview checks in one
    import threading

    temporary = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    temporary.unlink(missing_ok=True)
    # Addresses that the files name are in it, and with them perhaps a token
    descriptor = os.open(temporary, _WRITING, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _sweep(where: Path, kind: str, most_files: int) -> None:
    prefixes = (f"{kind}-", f".{kind}-")
    found = [entry for entry in os.scandir(where) if entry.name.startswith(prefixes)]
    if len(found) > most_files:
        found.sort(key=lambda entry: entry.stat().st_mtime)
        for entry in found[: len(found) - most_files]:
            Path(entry.path).unlink(missing_ok=True)


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM)
