"""What answers that are kept follow from besides the files: this tool, Python, and the parsers."""

import os
import sys
from functools import cache
from pathlib import Path

from miniprog_cli import __version__
from miniprog_cli.check.encoding import VERSION

_TOP = Path(__file__).parent.parent
_PACKAGES = ("check", "core", "hosts", "syntax")
"""What results follow from."""
_PARSERS = (
    "tinycss2",
    "tree_sitter",
    "tree_sitter_javascript",
    "tree_sitter_typescript",
    "pathspec",
)


@cache
def identity() -> str:
    """Identify all that reads and judges files here: another one may come to other answers."""
    return f"{__version__} {VERSION} {sys.version} {' '.join(_parsers())} {_code()}"


def _code() -> str:
    """Identify the code: its version is no sign of it while one works on the tool itself."""
    if not (_TOP.parent / "pyproject.toml").exists():
        info = os.stat(__file__)  # noqa: PTH116 - written anew by every installation
        return f"{info.st_mtime_ns} {info.st_ctime_ns}"
    try:
        files = sorted(file for name in _PACKAGES for file in (_TOP / name).rglob("*.py"))
        return " ".join(f"{file} {file.stat().st_mtime_ns}" for file in files)
    except OSError:
        return os.urandom(16).hex()  # then no answer is found again


def _parsers() -> list[str]:
    """List the versions of the parsers, by the folders that installers make for each.

    `importlib.metadata` says the same, and takes as long to import as a small check.
    """
    where = {_folder(name): None for name in _PARSERS}
    names = tuple(f"{name}-" for name in _PARSERS)
    return [
        found
        for folder in where
        if folder
        for found in sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is asked for
        if found.startswith(names) and found.endswith("-info")
    ]


def _folder(package: str) -> str | None:
    """Find the folder that Python would import a package from."""
    folders = (folder for folder in sys.path if os.path.isdir(os.path.join(folder, package)))  # noqa: PTH112, PTH118
    return next(folders, None)
