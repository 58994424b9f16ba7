"""Texts of a program's files for the browser, read again only where a file has changed.

Every page that is opened asks for all sources of its package: reading some hundred files would be
most of what it waits for.
"""

import json
import os
import time
from collections.abc import Callable, Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.content import fingerprint

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times tell of every change: no file system counts more coarsely."""


class Found(NamedTuple):
    """A file: where it lies, and its path from the folder that was looked into."""

    file: str
    path: str


class Held(NamedTuple):
    """What a file holds, and a tag that names this content."""

    data: bytes
    tag: str


class _Kept(NamedTuple):
    """How a file looked, and what it held; None where it cannot be given."""

    stamp: tuple[int, ...]
    held: Held | None


class Texts:
    """What files held when they were last read."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def read(self, file: str, read: Callable[[], bytes | None]) -> Held | None:
        """Give what a file holds, None where it cannot be given; `read` reads it."""
        try:
            info = os.stat(file)  # noqa: PTH116 - thousands of times, and Path takes longer than stat
        except OSError:
            return None
        stamp = (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino, info.st_dev)
        kept = self._kept.get(file)
        if kept is not None and kept.stamp == stamp:
            return kept.held
        now = time.time_ns()
        data = read()
        held = None if data is None else held_of(data)
        self._kept.pop(file, None)
        # what is written in the moment after the look may leave the times as they are
        if now - max(stamp[:2]) > _SETTLED:
            self._kept[file] = _Kept(stamp, held)
        return held


def held_of(data: bytes) -> Held:
    """Name a content."""
    return Held(data, fingerprint(data))


def bundle(texts: dict[str, Held]) -> bytes:
    """Write texts one after the other, behind a line of JSON with the path, length and tag of each.

    Not as JSON as a whole: a browser has to read all of that, also what no page asks for.
    """
    index = json.dumps([(path, len(held.data), held.tag) for path, held in texts.items()])
    return b"".join((index.encode(), b"\n", *(held.data for held in texts.values())))


def walk(folder: str, enters: Callable[[str], bool], path: str = "") -> Iterator[Found]:
    """Yield the files below a folder; `path` is what the paths of its files begin with.

    `enters` is asked of every folder by its path; links to folders are passed over.
    """
    waiting = [(folder, f"{path}/" if path else "")]
    while waiting:
        here, prefix = waiting.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=_name)
        except OSError:
            continue
        for entry in found:
            below = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if enters(below):
                    waiting.append((entry.path, f"{below}/"))
            elif not entry.is_symlink() or entry.is_file():
                yield Found(entry.path, below)


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name
