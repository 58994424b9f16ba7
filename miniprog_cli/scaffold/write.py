"""Write a new project whole or not at all."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from miniprog_cli.core.ending import tidily
from miniprog_cli.core.errors import MachineError
from miniprog_cli.scaffold.errors import FolderNotEmpty

_NO_FILES_OF_THE_USER = frozenset({".git", ".DS_Store"})
"""What may lie in a folder that counts as empty: a repository without files is a fresh start."""
_SHOWN = 10


def require_free(folder: Path, paths: Iterable[str]) -> None:
    """Refuse a folder that has files in it.

    Raises:
        FolderNotEmpty: with the paths that would be written over.
    """
    if folder.is_dir() and not _is_empty(folder):
        clashes = sorted(path for path in paths if (folder / path).exists())
        what = f"; these are in the way: {_some(clashes)}" if clashes else ""
        hint = "choose another name, or empty the folder"
        raise FolderNotEmpty(f"the folder {folder} is not empty{what}", hint=hint)
    if folder.exists() and not folder.is_dir():
        raise FolderNotEmpty(f"{folder} is a file", hint="choose another name")


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is free or does not exist yet.

    They are written into a temporary folder beside it first, so that a full disk, Ctrl-C or `kill`
    leaves nothing behind.

    Raises:
        FolderNotEmpty: the folder is not free any more.
        MachineError: the disk is full, or the folder cannot be written.
    """
    folder = folder.absolute()
    # Not tempfile: it imports random and OpenSSL, a tenth of the time that `new` takes
    staged = folder.parent / f".{folder.name[:40]}-{os.urandom(6).hex()}"
    created = _missing_parents(folder)
    try:
        with tidily(staged):
            _write_tree(folder, files, staged)
    except BaseException:
        _remove_empty(created)
        raise


def _write_tree(folder: Path, files: Mapping[str, bytes], staged: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir()
        _fill(staged, files)
        require_free(folder, files)
        _move(staged, folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise MachineError(
            f"cannot write {folder}: {reason}", hint="choose another folder"
        ) from error


def _fill(staged: Path, files: Mapping[str, bytes]) -> None:
    for folder in dict.fromkeys((staged / path).parent for path in files):
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (staged / path).write_bytes(content)


def _move(staged: Path, folder: Path) -> None:
    """Move everything from the temporary folder; take back what was moved if that fails.

    Entry by entry, because the folder may exist and be somebody's current one.
    """
    made = not folder.exists()
    folder.mkdir(exist_ok=True)
    names = sorted(entry.name for entry in staged.iterdir())
    try:
        for name in names:
            (staged / name).rename(folder / name)
    except BaseException:
        for name in names:
            # what was moved is known by its absence, as Ctrl-C may come before anything is noted
            if not (staged / name).exists():
                (folder / name).rename(staged / name)
        if made:
            with suppress(OSError):  # somebody else put something there
                folder.rmdir()
        raise


def _missing_parents(folder: Path) -> list[Path]:
    """Give the folders above that do not exist yet, the innermost first."""
    missing: list[Path] = []
    for parent in folder.parents:
        if parent.exists():
            break
        missing.append(parent)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return  # somebody else put something there


def _is_empty(folder: Path) -> bool:
    return all(entry.name in _NO_FILES_OF_THE_USER for entry in folder.iterdir())


def _some(paths: list[str]) -> str:
    rest = len(paths) - _SHOWN
    return ", ".join(paths[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
