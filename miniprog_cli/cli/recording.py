"""What is said of a session that is recorded, before and after."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import Console, plain
from miniprog_cli.core.errors import MiniprogError

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project


@contextmanager
def recorded(project: "Project", file: Path, console: Console) -> Generator[None, None, None]:
    """Say that a recording is made, and afterwards where it is and what it is for."""
    console.say(f"recording what you do in the program to {file}")
    try:
        yield
    finally:
        if file.is_file():
            console.say(f"\nrecorded in {file}; play it with: miniprog test {file}")
            _say_lacking(project, file, console)
        else:
            console.say("\nnothing was recorded")


def _say_lacking(project: "Project", file: Path, console: Console) -> None:
    """Name the files that were chosen: a session holds none of them."""
    from miniprog_cli.preview import chosen
    from miniprog_cli.preview.recording import read

    with suppress(MiniprogError):
        lacking = chosen.lacking(project, read(file).steps)
        for name in lacking:
            console.say(f"put {plain(name)} into {chosen.folder(project)}/: the test chooses it")
