"""What a path that does not exist may have meant."""

from collections import defaultdict
from functools import lru_cache
from os.path import isfile
from posixpath import relpath
from typing import NamedTuple

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.project import Project


class Meant(NamedTuple):
    """What to say of a path that does not ship, and the file that was probably meant."""

    says: str | None = None
    path: str | None = None
    sure: bool = False
    """Whether only upper and lower case differ, so that it can be no other file."""


def nearest(project: Project, path: str, *, seen_from: str = "", guess: bool = True) -> Meant:
    """Say why a path is not among the files that ship, or which one was meant.

    What was meant is named as it is written in a file of the folder `seen_from`. Without `guess`,
    which takes time with the number of files, only what is certain is said.
    """
    for file in project.files:
        if not file.included and (path == file.path or _inside(path, file.path)):
            return Meant(f"{file.path} is there but does not ship: {file.reason}")
    if shipped := _folded(project).get(path.casefold()):
        says = f"the file is called {shipped[0]}; upper and lower case differ on phones"
        return Meant(says, shipped[0], sure=len(shipped) == 1)
    return _guessed(project, path, seen_from) if guess else Meant()


def _guessed(project: Project, path: str, seen_from: str) -> Meant:
    from difflib import get_close_matches

    near = get_close_matches(path, list(project.shipped), n=1, cutoff=0.75)
    if near:
        return Meant(f"did you mean {relpath(near[0], seen_from or '.')}?", near[0])
    outside = project.manifest.root != "." and isfile(  # noqa: PTH113 - a path that is too long is none
        on_disk(project.folder, path)
    )
    return Meant(f"{path} lies outside the root {project.manifest.root}" if outside else None)


@lru_cache(maxsize=1)
def _folded(project: Project) -> dict[str, list[str]]:
    folded = defaultdict[str, list[str]](list)
    for path in project.shipped:
        folded[path.casefold()].append(path)
    return folded


def _inside(path: str, folder: str) -> bool:
    return folder.endswith("/") and path.startswith(folder)
