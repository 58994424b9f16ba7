"""The folders of a program's pages: against them counts what scripts load by a path of their own.

Any page may run any script, so that a path names as many files as there are folders.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, normpath


class Folders:
    """The folders that pages resolve against, each once, and the files that ship."""

    def __init__(self, folders: Iterable[str], shipped: Mapping[str, object]) -> None:
        self.all = tuple(dict.fromkeys(_plain(one) for one in folders))
        self._shipped = shipped
        self._reached = [frozenset(self.all)]
        self._named = defaultdict[str, list[str]](list)
        for path in shipped:
            self._named[basename(path)].append(path)
        self._found: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        """Tell whether a path names a file as it is seen from some folder."""
        if path not in self._found:
            self._found[path] = any(self.files(path))
        return self._found[path]

    def files(self, path: str) -> Iterator[str]:
        """Give the files that a path names as it is seen from some folders.

        There may be thousands of folders, and of paths: the files of one name are fewer.
        """
        if path.startswith("/"):
            plain = _plain(path.lstrip("/"))
            yield from (plain,) if plain in self._shipped else ()
            return
        plain, steps = _plain(path), 0
        while plain.startswith("../"):
            plain, steps = plain.removeprefix("../"), steps + 1
        folders, named = self._out_of(steps), self._named.get(basename(plain), ())
        if len(folders) < len(named):
            paths = (f"{folder}/{plain}" if folder else plain for folder in folders)
            yield from (one for one in paths if one in self._shipped)
            return
        for one in named:
            before = one.removesuffix(plain)
            if before != one and (not before or before[-1] == "/") and before[:-1] in folders:
                yield one

    def _out_of(self, steps: int) -> frozenset[str]:
        """Give the folders that are reached from the pages' by so many steps outwards."""
        while len(self._reached) <= steps:
            inner = self._reached[-1]
            self._reached.append(frozenset(dirname(one) for one in inner if one))
        return self._reached[steps]


def _plain(path: str) -> str:
    plain = normpath(path)
    return "" if plain == "." else plain
