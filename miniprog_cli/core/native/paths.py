"""Where names in a native program lead: all are paths in its root, in POSIX form."""

from posixpath import dirname, normpath


def resolved(path: str, holder: str) -> str | None:
    """Give the path from the root of what a file names; None where it lies outside the root.

    A leading slash begins at the root, anything else at the folder of the `holder`.
    """
    whole = path.lstrip("/") if path.startswith("/") else f"{dirname(holder)}/{path}".lstrip("/")
    found = normpath(whole) if whole else "."
    return None if found == ".." or found.startswith("../") else found


def suffix(path: str) -> str:
    """Give a file's suffix without the dot, in lower case; empty where it has none."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def stem(path: str) -> str:
    """Give a path without its suffix."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] if '.' in name else name}"


def is_below(path: str, folder: str) -> bool:
    """Tell whether a path lies in a folder; everything lies in the root, ``""``."""
    return not folder or path.startswith(f"{folder}/")
