"""What a path that does not exist may have meant."""

from miniprog_cli.core.project import Project


def nearest(project: Project, path: str) -> str | None:
    """Say why a path is not among the files that ship, or which one was meant."""
    for file in project.files:
        if not file.included and (path == file.path or _inside(path, file.path)):
            return f"{file.path} is there but does not ship: {file.reason}"
    folded = path.casefold()
    for shipped in project.shipped:
        if shipped.casefold() == folded:
            return f"the file is called {shipped}; upper and lower case differ on phones"
    from difflib import get_close_matches

    near = get_close_matches(path, list(project.shipped), n=1, cutoff=0.75)
    return f"did you mean {near[0]}?" if near else None


def _inside(path: str, folder: str) -> bool:
    return folder.endswith("/") and path.startswith(folder)
