"""The files that a session chooses: it names them, and the project has one for each name.

Only what lies in ``files`` of its folder of mocks is taken. A session that somebody else wrote is
not to send any other file of this machine to wherever the program sends what it is given.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from miniprog_cli.core.project import Project
from miniprog_cli.preview.steps import Step

FOLDER = "files"


def folder(project: Project) -> str:
    """Name the folder, from the project's."""
    return f"{project.manifest.preview.mocks}/{FOLDER}"


def lacking(project: Project, steps: Iterable[Step]) -> list[str]:
    """Give the names of files that steps choose and the project does not have, each once."""
    names = (name for step in steps if step["do"] == "choose" for name in named(step))
    return [name for name in dict.fromkeys(names) if find(project, name) is None]


def named(step: Step) -> Iterator[str]:
    """Give the names of the files that a step chooses."""
    yield from cast("list[str]", step["files"])


def find(project: Project, name: str) -> Path | None:
    """Give the file of a name, None where there is none in the folder itself."""
    top = os.path.realpath(project.folder)
    path = os.path.join(top, *folder(project).split("/"), name)  # noqa: PTH118
    is_there = os.path.realpath(path) == path and os.path.isfile(path)  # noqa: PTH113
    return Path(path) if is_there else None
