"""Names of a project's files as they are said to a person, who may stand elsewhere."""

import os
from pathlib import Path


def from_here(folder: Path, file: str) -> str:
    """Name a file of the project as the working directory has it, so that a terminal opens it.

    Only where one of the two folders holds the other: else the way would be longer than the name,
    which stays that of the project. What stands for the whole project (``.``) stays too.
    """
    try:
        here, there = os.path.realpath(os.curdir), os.path.realpath(folder)
    except FileNotFoundError:  # the working directory is gone, and the preview goes on
        return file
    if file == "." or here == there or not (_is_in(here, there) or _is_in(there, here)):
        return file
    return Path(os.path.relpath(Path(there, file), here)).as_posix()


def _is_in(folder: str, outer: str) -> bool:
    return folder.startswith(outer.rstrip(os.sep) + os.sep)
