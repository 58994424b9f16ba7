"""``miniprog test``: play recorded sessions again, without a window."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console, folded, plain, style
from miniprog_cli.cli.declared import Argument, option
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.core.errors import Exit, MiniprogError

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.recording import Recording
    from miniprog_cli.preview.replay import Outcome

_FILES = Argument(
    metavar="[FILE]...", help="Sessions; default: all in mocks/tests/.", show_default=False
)
_PROJECT = option(
    "--project", metavar="DIR", help="The project's folder; default: here, or above.",
    show_default=False,
)  # fmt: skip
_JUNIT = option(
    "--junit", metavar="FILE", help="Write the results as JUnit does.", show_default=False
)

FOLDER = "mocks/tests"


class NoSessions(MiniprogError):
    """There is nothing to play."""


class NoSession(MiniprogError):
    """What is to be played is a folder."""


def test(
    files: Annotated[list[Path] | None, _FILES] = None,
    *,
    project: Annotated[Path | None, _PROJECT] = None,
    junit: Annotated[Path | None, _JUNIT] = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Play recorded sessions again, and say what differs.

    Sessions are recorded with `miniprog preview --record FILE`. Needs a Chromium.

    Examples:
      miniprog test
      miniprog test mocks/tests/pay.json --junit results.xml
    """
    from miniprog_cli.hosts import open_project

    opened = open_project(project)
    console = Console(json=json, quiet=quiet, verbose=verbose)
    outcomes = _run(opened, _sessions(opened, files), console)
    if junit:
        from miniprog_cli.cli.junit import document
        from miniprog_cli.cli.output import replace_file

        replace_file(junit, document(outcomes).encode())
    console.document({"tests": [_described(*each) for each in outcomes]})
    if any(outcome.step for _, outcome in outcomes):
        raise SystemExit(Exit.FINDINGS)


def _sessions(project: "Project", files: list[Path] | None) -> "list[tuple[Path, Recording]]":
    """Read all of them, before the first is played."""
    from miniprog_cli.preview.recording import read

    wanted = files or sorted((project.folder / FOLDER).glob("*.json"))
    if not wanted:
        hint = f"record one: miniprog preview --record {FOLDER}/first.json"
        raise NoSessions(f"no sessions in {FOLDER}/", hint=hint)
    for one in filter(Path.is_dir, wanted):
        hint = "name its files, or the project's folder with --project"
        raise NoSession(f"{one} is a folder and no session", hint=hint)
    return [(file, read(file)) for file in wanted]


def _run(
    project: "Project", sessions: "list[tuple[Path, Recording]]", console: Console
) -> "list[tuple[Path, Outcome]]":
    import asyncio

    from miniprog_cli.preview.chromium.program import started
    from miniprog_cli.preview.replay import replay

    async def run() -> "list[tuple[Path, Outcome]]":
        done: list[tuple[Path, Outcome]] = []
        async with started() as tools:
            for file, recording in sessions:
                outcome = await replay(project, recording, tools)
                _say(console, file, outcome)
                done.append((file, outcome))
        return done

    return asyncio.run(run())


def _say(console: Console, file: Path, outcome: "Outcome") -> None:
    shown = plain(_shown(file))
    if outcome.step is None:
        console.result(f"{style('✓', 'green')} {shown}  {outcome.steps} steps")
    else:
        where = f"step {outcome.step} of {outcome.steps}"
        console.result(f"{style('✗', 'red')} {shown}  {where}: {plain(str(outcome.message))}")
        for note in outcome.notes:
            console.result(f"  {folded(plain(note), 4, sys.stdout)}")


def _shown(file: Path) -> str:
    """Name a file as a person would who stands here."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _described(file: Path, outcome: "Outcome") -> dict[str, object]:
    failed = outcome.step and {
        "step": outcome.step, "message": outcome.message, "notes": [*outcome.notes],
    }  # fmt: skip
    return {
        "file": str(file), "ok": outcome.step is None, "steps": outcome.steps, "failed": failed,
    }  # fmt: skip
