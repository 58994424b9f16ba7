"""Whether a project's `preview.command` may be run: a person agreed, for this folder and command.

A project that comes from elsewhere could name any command. So one is run only after a person has
seen it, on a terminal or by `--run`; that is remembered in the user's data directory, and another
folder or another command is asked about anew.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from miniprog_cli.core.project import Project
from miniprog_cli.preview.errors import CommandNotAllowed


def is_given(project: Project, command: str) -> bool:
    """Tell whether this command may be run in this folder."""
    return _file(project, command).is_file()


def give(project: Project, command: str) -> None:
    """Remember that it may; where that cannot be written, it is asked again the next time."""
    file = _file(project, command)
    said = {"folder": os.path.realpath(project.folder), "command": command}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(json.dumps(said) + "\n", encoding="utf-8")


def refusal(command: str) -> CommandNotAllowed:
    """Say what would be run, and how to allow it."""
    return CommandNotAllowed(
        f"preview.command of this project is not allowed yet: {command}",
        hint="read it, then add --run; that is remembered for this folder and this command",
    )


def _file(project: Project, command: str) -> Path:
    from platformdirs import user_data_path

    known = f"{os.path.realpath(project.folder)}\0{command}"
    name = sha256(known.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return user_data_path("miniprog", appauthor=False) / "preview-commands" / f"{name}.json"
