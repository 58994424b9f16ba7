"""What files came to when they were deflated, kept by their content between runs.

One file in the user's cache folder (``MINIPROG_CACHE_DIR`` chooses another). It only saves time: it
may be deleted whenever one likes, a damaged one is ignored, and where it cannot be written nothing
is said.
"""

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from struct import Struct

from miniprog_cli.core.archive.deflate import LEVEL

MAX_ENTRIES = 20_000
"""Forty programs of 500 files, in half a megabyte; the least recently written are dropped."""

_ENTRY = Struct(">16sQ")
_CHECKSUM = 4
# Sizes hold for one implementation of deflate at one level only
_HEADER = f"miniprog sizes 1, zlib {zlib.ZLIB_RUNTIME_VERSION}, level {LEVEL}\n".encode()


def load() -> dict[bytes, int]:
    """Read the sizes in bytes by digest of content; none where there are none, or damaged ones."""
    try:
        data = place().read_bytes()
    except OSError:
        return {}
    body, checksum = data[len(_HEADER) : -_CHECKSUM], data[-_CHECKSUM:]
    if not data.startswith(_HEADER) or checksum != _checksum(body) or len(body) % _ENTRY.size:
        return {}
    return dict(_ENTRY.iter_unpack(body))


def save(found: Mapping[bytes, int]) -> None:
    """Add sizes to those that are kept; of two processes at once, one's additions may be lost."""
    known = {**found, **load(), **found}
    body = b"".join(_entries(known))
    with suppress(OSError):
        _replace(place(), _HEADER + body + _checksum(body))


def place() -> Path:
    """Name the file, which need not exist."""
    chosen = os.environ.get("MINIPROG_CACHE_DIR")
    if chosen:
        return Path(chosen) / "sizes"
    from platformdirs import user_cache_path

    return user_cache_path("miniprog") / "sizes"


def _entries(known: Mapping[bytes, int]) -> Iterator[bytes]:
    for _, entry in zip(range(MAX_ENTRIES), known.items(), strict=False):
        yield _ENTRY.pack(*entry)


def _replace(path: Path, data: bytes) -> None:
    from tempfile import mkstemp

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=".sizes-")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECKSUM)
