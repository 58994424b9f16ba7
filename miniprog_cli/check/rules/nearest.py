"""What a path that does not exist may have meant."""

from collections import defaultdict
from functools import lru_cache
from posixpath import relpath, splitext

from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project

_LOOKS = 3
"""How many paths that are nearly the same are looked at."""
_ALIKE = 0.75
_NAME_ALIKE = 0.6
"""How much of two paths, and of two names, is the same; long folders make any two paths alike."""
_SOURCES = (
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".jsx",
    ".scss",
    ".sass",
    ".less",
    ".styl",
    ".vue",
    ".svelte",
)
"""Suffixes of what no browser reads: nobody means such a file who did not write its suffix."""


class Meant(NamedTuple):
    """What to say of a path that does not ship, and the file that was probably meant."""

    says: str | None = None
    path: str | None = None
    sure: bool = False
    """Whether only upper and lower case differ, so that it can be no other file."""


def nearest(
    project: Project, path: str, *, seen_from: str = "", dotted: bool = False, guess: bool = True
) -> Meant:
    """Say why a path is not among the files that ship, or which one was meant.

    What was meant is named as it is written in a file of the folder `seen_from`, and where it is
    `dotted` with a dot in front, without which an import would name a package. Without `guess`,
    which takes time with the number of files, only what is certain is said.
    """
    if file := _left_out(project, path):
        return Meant(f"{file.path} is there but does not ship: {file.reason}")
    if shipped := _folded(project).get(path.casefold()):
        says = f"the file is called {shipped[0]}; upper and lower case differ on phones"
        return Meant(says, shipped[0], sure=len(shipped) == 1)
    meant = _guessed(project, path, seen_from, dotted=dotted) if guess else None
    return meant or Meant(f"add {project.in_project(path)}, or correct the path")


def _guessed(project: Project, path: str, seen_from: str, *, dotted: bool) -> Meant | None:
    near = _moved(project, path) or _close(project, path)
    if near and _is_read(near, path):
        name = relpath(near, seen_from or ".")
        dot = "./" if dotted and not name.startswith("../") else ""
        return Meant(f"did you mean {dot}{name}?", near)
    if project.is_beside_root(path):
        return Meant(f"{path} lies outside the root {project.manifest.root}; move it there")
    if near and splitext(near)[0] == splitext(path)[0]:
        return Meant(f"{near} is there, which no browser reads: ship what a build makes of it")
    return None


def _is_read(near: str, path: str) -> bool:
    """Tell whether a browser can read a file, or its suffix is the one that was written."""
    suffix = splitext(near)[1].lower()
    return suffix not in _SOURCES or suffix == splitext(path)[1].lower()


def _moved(project: Project, path: str) -> str | None:
    """Give the only file of that name, in whatever folder."""
    found = _by_name(project).get(_name(path).casefold(), [])
    return found[0] if len(found) == 1 else None


def _close(project: Project, path: str) -> str | None:
    """Give the file whose path is nearly the same, if its own name is, too."""
    from difflib import SequenceMatcher, get_close_matches

    wanted, (stem, suffix) = _stem(path), splitext(path.casefold())
    for near in get_close_matches(path, list(project.shipped), n=_LOOKS, cutoff=_ALIKE):
        other = splitext(near.casefold())
        same = other[0] == stem or other[1] == suffix
        if same and SequenceMatcher(None, wanted, _stem(near)).ratio() >= _NAME_ALIKE:
            return near
    return None


def _name(path: str) -> str:
    """Give what a file is known by: its name; of an index page the folder's."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if name == "index.html" and folder else name


def _stem(path: str) -> str:
    """Give its name without the suffix, in which all pictures of a kind are alike."""
    return splitext(_name(path))[0]


@lru_cache(maxsize=1)
def _by_name(project: Project) -> dict[str, list[str]]:
    names = defaultdict[str, list[str]](list)
    for path in project.shipped:
        names[_name(path).casefold()].append(path)
    return names


@lru_cache(maxsize=1)
def _folded(project: Project) -> dict[str, list[str]]:
    folded = defaultdict[str, list[str]](list)
    for path in project.shipped:
        folded[path.casefold()].append(path)
    return folded


def _left_out(project: Project, path: str) -> ProjectFile | None:
    """Find the outermost folder around a path that does not ship, or the file itself."""
    ignored = _ignored(project)
    ends = (at + 1 for at, character in enumerate(path) if character == "/")
    return next((ignored[path[:end]] for end in (*ends, None) if path[:end] in ignored), None)


@lru_cache(maxsize=1)
def _ignored(project: Project) -> dict[str, ProjectFile]:
    return {file.path: file for file in project.files if not file.included}
