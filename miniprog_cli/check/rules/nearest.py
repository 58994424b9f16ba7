"""What a path that does not exist may have meant."""

from functools import lru_cache
from os.path import isfile
from posixpath import relpath

from miniprog_cli.core.files import ProjectFile, on_disk
from miniprog_cli.core.project import Project


def nearest(project: Project, path: str, *, seen_from: str = "", guess: bool = True) -> str | None:
    """Say why a path is not among the files that ship, or which one was meant.

    What was meant is named as it is written in a file of the folder `seen_from`. Without `guess`,
    which takes time with the number of files, only what is certain is said.
    """
    if file := _left_out(project, path):
        return f"{file.path} is there but does not ship: {file.reason}"
    folded = path.casefold()
    if shipped := _folded(project).get(folded):
        return f"the file is called {shipped}; upper and lower case differ on phones"
    if not guess:
        return None
    from difflib import get_close_matches

    near = get_close_matches(path, list(project.shipped), n=1, cutoff=0.75)
    if near:
        return f"did you mean {relpath(near[0], seen_from or '.')}?"
    outside = project.manifest.root != "." and isfile(  # noqa: PTH113 - a path that is too long is none
        on_disk(project.folder, path)
    )
    return f"{path} lies outside the root {project.manifest.root}" if outside else None


@lru_cache(maxsize=1)
def _folded(project: Project) -> dict[str, str]:
    return {path.casefold(): path for path in reversed(project.shipped)}


def _left_out(project: Project, path: str) -> ProjectFile | None:
    """Find the outermost folder around a path that does not ship, or the file itself."""
    ignored = _ignored(project)
    ends = (at + 1 for at, character in enumerate(path) if character == "/")
    return next((ignored[path[:end]] for end in (*ends, None) if path[:end] in ignored), None)


@lru_cache(maxsize=1)
def _ignored(project: Project) -> dict[str, ProjectFile]:
    return {file.path: file for file in project.files if not file.included}
