"""What files came to, kept by their content between runs: their size in the zip, and their facts.

One file for each program in the user's cache folder (``MINIPROG_CACHE_DIR`` chooses another). It
only saves time: it may be deleted whenever one likes, a damaged one is ignored, and where it cannot
be written nothing is said.
"""

import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from struct import Struct
from struct import error as StructError
from typing import NamedTuple

from miniprog_cli import __version__
from miniprog_cli.check.encoding import VERSION
from miniprog_cli.core.archive.deflate import LEVEL
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.project import Project

MAX_BYTES = 32 * 1024 * 1024
"""Of one program's file; what the last run did not see is dropped first."""
MAX_FILES = 50
"""Programs whose files are kept; those not checked for the longest time are dropped."""

UNKNOWN = 2**64 - 1
"""A size that nobody asked for yet."""

_ENTRY = Struct(">16sQI")
_CHECKSUM = 4
_MOST = MAX_BYTES + 4096
"""Bytes of a whole file, with its header and checksum."""
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PREFIX = "check-"
# Sizes hold for one implementation of deflate at one level only, facts for one set of parsers
_HEADER = (
    f"miniprog {__version__}, facts {VERSION}, zlib {zlib.ZLIB_RUNTIME_VERSION}, level {LEVEL}\n"
).encode()


class Kept(NamedTuple):
    """What is known of a content: bytes in the zip without headers, and encoded facts, if any."""

    stored_bytes: int
    facts: bytes


Known = dict[bytes, Kept]
"""By `key`."""


def key(content_digest: bytes, kind: str) -> bytes:
    """Name a content that is read as some kind of file: 16 bytes."""
    return content_digest[:12] + kind.encode().ljust(4)[:4]


def load(project: Project) -> Known:
    """Read what is known of a program; nothing where nothing is kept, or where it is damaged."""
    try:
        data = _own_bytes(place(project))
    except (OSError, FileChanged):
        return {}
    body, checksum = data[len(_HEADER) : -_CHECKSUM], data[-_CHECKSUM:]
    if not data.startswith(_HEADER) or checksum != _checksum(body):
        return {}
    try:
        return dict(_entries(body))
    except StructError:
        return {}


def save(project: Project, seen: Mapping[bytes, Kept], known: Mapping[bytes, Kept]) -> None:
    """Keep what a run saw, and as much as fits of what was known before.

    Of two processes at once, one's additions may be lost.
    """
    size, parts = 0, [_HEADER]
    for one, kept in chain(seen.items(), known.items()):
        if one in seen and kept is not seen[one]:
            continue
        size += _ENTRY.size + len(kept.facts)
        if size > MAX_BYTES:
            break
        parts += (_ENTRY.pack(one, kept.stored_bytes, len(kept.facts)), kept.facts)
    body = b"".join(parts[1:])
    with suppress(OSError):
        path = place(project)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _HEADER + body + _checksum(body))
        _sweep(path.parent)


def place(project: Project) -> Path:
    """Name the file of a program; it need not exist. Two checkouts of a program share it."""
    from hashlib import sha256

    name = sha256(
        (project.manifest.id or str(project.folder)).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
    return _folder() / f"{_PREFIX}{name}"


def _folder() -> Path:
    chosen = os.environ.get("MINIPROG_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "linux":
        # As platformdirs does: importing it takes a twentieth of the time of a whole check
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111
        return Path(base, "miniprog")
    from platformdirs import user_cache_path

    return user_cache_path("miniprog")


def _own_bytes(path: Path) -> bytes:
    """Read a file of ours; one that another user put there could make a check say anything.

    Raises:
        FileChanged: it is no regular file.
        OSError: it cannot be read.
    """
    with open_inside(path, None, buffering=-1) as file:
        if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
            return b""
        return file.read(_MOST)


def _entries(body: bytes) -> Iterator[tuple[bytes, Kept]]:
    at = 0
    while at < len(body):
        one, stored_bytes, length = _ENTRY.unpack_from(body, at)
        at += _ENTRY.size + length
        yield one, Kept(stored_bytes, body[at - length : at])


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


def _sweep(folder: Path) -> None:
    found = [
        entry for entry in os.scandir(folder) if entry.name.startswith((_PREFIX, f".{_PREFIX}"))
    ]
    if len(found) > MAX_FILES:
        found.sort(key=lambda entry: entry.stat().st_mtime)
        for entry in found[: len(found) - MAX_FILES]:
            Path(entry.path).unlink(missing_ok=True)


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM)
