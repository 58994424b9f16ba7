"""What a path that does not exist may have meant."""

from posixpath import relpath

from miniprog_cli.core.project import Project


def nearest(project: Project, path: str, *, seen_from: str = "") -> str | None:
    """Say why a path is not among the files that ship, or which one was meant.

    What was meant is named as it is written in a file of the folder `seen_from`.
    """
    for file in project.files:
        if not file.included and (path == file.path or _inside(path, file.path)):
            return f"{file.path} is there but does not ship: {file.reason}"
    folded = path.casefold()
    for shipped in project.shipped:
        if shipped.casefold() == folded:
            return f"the file is called {shipped}; upper and lower case differ on phones"
    from difflib import get_close_matches

    near = get_close_matches(path, list(project.shipped), n=1, cutoff=0.75)
    if near:
        return f"did you mean {relpath(near[0], seen_from or '.')}?"
    outside = project.manifest.root != "." and (project.folder / path).is_file()
    return f"{path} lies outside the root {project.manifest.root}" if outside else None


def _inside(path: str, folder: str) -> bool:
    return folder.endswith("/") and path.startswith(folder)
