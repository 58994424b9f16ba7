"""What files came to, kept by their content between runs: their size in the zip, and their facts.

One file for each program in the user's cache folder; see `check.store`.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from struct import Struct
from struct import error as StructError

from miniprog_cli import __version__
from miniprog_cli.check import store, tool
from miniprog_cli.check.encoding import VERSION
from miniprog_cli.core.archive.deflate import IMPLEMENTATION
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project

MAX_BYTES = 32 * 1024 * 1024
"""Of one program's file; what the last run did not see is dropped first."""
MAX_FILES = 50
"""Programs whose files are kept; those not checked for the longest time are dropped."""

UNKNOWN = 2**64 - 1
"""A size that nobody asked for yet."""

_ENTRY = Struct(">16sQI")
# Sizes hold for one implementation of deflate only, facts for one set of parsers
_HEADER = f"miniprog {__version__}, facts {VERSION}, {IMPLEMENTATION}\n".encode()


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
    body = store.read(place(project), _HEADER, MAX_BYTES)
    try:
        return dict(_entries(body))
    except StructError:
        return {}


def save(project: Project, seen: Mapping[bytes, Kept], known: Mapping[bytes, Kept]) -> None:
    """Keep what a run saw, and as much as fits of what was known before.

    Of two processes at once, one's additions may be lost.
    """
    size, parts = 0, list[bytes]()
    for one, kept in chain(seen.items(), known.items()):
        if one in seen and kept is not seen[one]:
            continue
        size += _ENTRY.size + len(kept.facts)
        if size > MAX_BYTES:
            break
        parts += (_ENTRY.pack(one, kept.stored_bytes, len(kept.facts)), kept.facts)
    store.write(place(project), _HEADER, b"".join(parts), most_files=MAX_FILES)


def place(project: Project) -> Path:
    """Name the file of a program; it need not exist. Two checkouts of a program share it."""
    from hashlib import sha256

    program = project.manifest.id or str(project.folder)
    # The tool is in the name, not in the header: two environments would delete each other's
    name = f"{tool.identity()}\0{program}".encode("utf-8", "surrogatepass")
    return store.folder() / f"check-{sha256(name).hexdigest()[:16]}"


def _entries(body: bytes) -> Iterator[tuple[bytes, Kept]]:
    at = 0
    while at < len(body):
        one, stored_bytes, length = _ENTRY.unpack_from(body, at)
        at += _ENTRY.size + length
        yield one, Kept(stored_bytes, body[at - length : at])
