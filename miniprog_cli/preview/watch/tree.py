"""The part of a folder that is watched, and how to walk it without ever failing."""

import os
import stat
from collections.abc import Callable, Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.watch.names import is_editor_file

NEVER_ENTERED = frozenset({"__pycache__", "node_modules"})
"""Folders of tools, like all whose name begins with a dot (`.git`, `.venv`): large, busy, and
never a part of a program. Watches there are wasted."""


class Signature(NamedTuple):
    """What `stat` tells of a file's content without reading it.

    The change time moves when a tool sets the modification time back (`cp -p`, `rsync -t`).
    """

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Signature":
        """Take the four numbers from a result of `stat`."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


class Entry(NamedTuple):
    """A folder or a file that is watched."""

    path: str
    """POSIX, relative to the watched folder, which is the empty string itself."""
    signature: Signature | None
    """None for a folder."""
    target: str | None = None
    """Where a link leads, as `path`; None for anything but a link."""


class Tree(NamedTuple):
    """A folder and what in it is watched. Paths are POSIX, relative, without a slash at the end."""

    folder: str
    """Absolute, links resolved."""
    watched: Callable[[str], bool]
    """Called with the paths of files."""
    entered: Callable[[str], bool]
    """Called with the paths of folders."""

    def absolute(self, path: str) -> str:
        """Give the system's path of a watched one."""
        return os.path.join(self.folder, path) if path else self.folder  # noqa: PTH118 hot

    def wants_file(self, path: str) -> bool:
        """Tell whether a change of this file is worth telling."""
        name = path.rpartition("/")[2]
        return not is_editor_file(name) and _is_text(path) and self.watched(path)

    def wants_folder(self, path: str) -> bool:
        """Tell whether what lies in this folder can be worth telling."""
        name = path.rpartition("/")[2]
        if name in NEVER_ENTERED or name.startswith("."):
            return False
        return _is_text(path) and self.entered(path)

    def walk(self, start: str = "") -> Iterator[Entry]:
        """Yield `start` and all that is watched below it, in no order that can be relied on.

        A folder is yielded **before** it is listed: who puts a watch on it then misses nothing.
        Links to folders are not entered. What vanishes or cannot be read is left out.
        """
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            yield Entry(path=folder, signature=None)
            for item in self._list(folder):
                path = f"{folder}/{item.name}" if folder else item.name
                if item.is_dir(follow_symlinks=False):
                    if self.wants_folder(path):
                        waiting.append(path)
                elif self.wants_file(path) and (entry := self.look(path)):
                    yield entry

    def look(self, path: str) -> Entry | None:
        """Look at one file; None where there is none, or a link leads out of the folder."""
        full = self.absolute(path)
        try:
            status, target = os.lstat(full), None
            if stat.S_ISLNK(status.st_mode):
                target = self._inside(os.path.realpath(full))
                if target is None:
                    return None
                status = os.stat(full)  # noqa: PTH116 hot
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        return Entry(path=path, signature=Signature.of(status), target=target)

    def _inside(self, full: str) -> str | None:
        start = self.folder.rstrip(os.sep) + os.sep
        return full[len(start) :].replace(os.sep, "/") if full.startswith(start) else None

    def _list(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.absolute(folder)) as entries:
                return list(entries)
        except OSError:
            return []


def _is_text(path: str) -> bool:
    """Refuse names that are not Unicode: they have no address and fit into no message."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
