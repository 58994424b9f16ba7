"""``miniprog test``: play recorded sessions again, without a window."""

import sys
from contextlib import aclosing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console, columns, folded, plain, style
from miniprog_cli.cli.declared import Argument, option
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.cli.streams import write_bytes
from miniprog_cli.core.errors import Exit, MiniprogError

if TYPE_CHECKING:
    from collections.abc import Callable

    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.recording import Recording
    from miniprog_cli.preview.replay import Outcome

_FILES = Argument(
    metavar="[FILE]...",
    help="Sessions, or folders of them; default: mocks/tests/. First may come the project's folder.",
    show_default=False,
)  # fmt: skip
_PROJECT = option(
    "--project", metavar="DIR", help="The project's folder; default: here, or above.",
    show_default=False,
)  # fmt: skip
_JUNIT = option(
    "--junit",
    metavar="FILE",
    show_default=False,
    help="Write the results as JUnit does, with - to standard output.",
)
_PICTURES = option(
    "--pictures", metavar="DIR", help="Draw the page as a PNG there where a session differs.",
    show_default=False,
)  # fmt: skip
_JOBS = option(
    "--jobs", "-j", metavar="N", min=1, show_default=False,
    help="Play N sessions at once; default: one for each processor, 8 at most.",
)  # fmt: skip

FOLDER = "mocks/tests"
_RIGHT = (
    "where the program is right, correct that line of the session or record it again; "
    'where it is only slow, give the step a "within" of more than 10 seconds'
)


class NoSessions(MiniprogError):
    """There is nothing to play."""


def test(
    files: Annotated[list[Path] | None, _FILES] = None,
    *,
    project: Annotated[Path | None, _PROJECT] = None,
    junit: Annotated[Path | None, _JUNIT] = None,
    pictures: Annotated[Path | None, _PICTURES] = None,
    jobs: Annotated[int | None, _JOBS] = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Play recorded sessions again, and say what differs.

    Sessions are recorded with `miniprog preview --record FILE`. Needs a Chromium.

    Examples:
      miniprog test
      miniprog test mocks/tests/pay.json --junit results.xml --pictures differ
    """
    from miniprog_cli.cli.dash import STANDARD_OUTPUT, require_names, require_room
    from miniprog_cli.hosts import open_project

    if project is None and files and (files[0] / FOLDER).is_dir():
        project, *files = files  # as every other command takes it
    if junit == STANDARD_OUTPUT:
        require_room("--junit", json=json, text=True)
    require_names(("--pictures", pictures))
    opened = open_project(project)
    console = Console(json=json, quiet=quiet, verbose=verbose)
    began = monotonic()
    # beside a document on standard output, what a person reads is talk
    tell = console.say if junit == STANDARD_OUTPUT else console.result
    outcomes = _run(opened, _sessions(opened, files), tell, jobs=jobs, draws=pictures is not None)
    drawn = {file: _draw(pictures, file, each) for file, each in outcomes}
    if junit:
        from miniprog_cli.cli.junit import document

        _put(junit, document([(_shown(file), outcome) for file, outcome in outcomes]).encode())
    for picture in filter(None, drawn.values()):
        console.say(f"drawn in {picture}")
    console.document({"tests": [_described(*each, drawn[each[0]]) for each in outcomes]})
    differing = sum(outcome.step is not None for _, outcome in outcomes)
    if len(outcomes) > 1:
        took = f"{monotonic() - began:.1f} s"
        console.say(f"{len(outcomes)} sessions, {differing or 'none'} of them different, {took}")
    if differing:
        _say_what_to_do(console, draws=pictures is not None)
        raise SystemExit(Exit.FINDINGS)


def _put(file: Path, data: bytes) -> None:
    from miniprog_cli.cli.dash import STANDARD_OUTPUT
    from miniprog_cli.cli.output import replace_file

    if file == STANDARD_OUTPUT:
        write_bytes(sys.stdout, data)
    else:
        replace_file(file, data)


def _sessions(project: "Project", files: list[Path] | None) -> "list[tuple[Path, Recording]]":
    """Read all of them, before the first is played."""
    from miniprog_cli.preview.recording import read

    usual = project.folder / FOLDER
    given = files or ([usual] if usual.is_dir() else [])
    wanted = [one for each in given for one in _in(each)]
    if not wanted:
        hint = f"record one: miniprog preview --record {FOLDER}/first.json"
        where = ", ".join(plain(str(each)) for each in files or [])
        raise NoSessions(f"no sessions in {where or f'{FOLDER}/'}", hint=hint)
    return [(file, read(file)) for file in wanted]


def _in(given: Path) -> list[Path]:
    """Give the sessions in a folder and below it; the file itself where it is one."""
    if not given.is_dir():
        return [given]
    return sorted(one for one in given.rglob("*.json") if not one.name.startswith("."))


def _draw(folder: Path | None, file: Path, outcome: "Outcome") -> Path | None:
    """Write what the page looked like where a session differs."""
    if folder is None or outcome.picture is None:
        return None
    from miniprog_cli.cli.output import replace_file

    # sessions of several folders may have one name
    shown = _shown(file).removesuffix(".json").removeprefix(f"{FOLDER}/")
    picture = folder / f"{'-'.join(Path(shown).parts).strip('/-')}.png"
    replace_file(picture, outcome.picture)
    return picture


def _run(
    project: "Project", sessions: "list[tuple[Path, Recording]]", tell: "Callable[[str], None]",
    *, jobs: int | None, draws: bool,
) -> "list[tuple[Path, Outcome]]":  # fmt: skip
    """Play them, and say of each what came of it as soon as all before it are said."""
    from miniprog_cli.cli.stopping import run
    from miniprog_cli.preview.sessions import play, usual_jobs

    async def said() -> "list[tuple[Path, Outcome]]":
        done: list[tuple[Path, Outcome]] = []
        recordings = [recording for _, recording in sessions]
        playing = play(project, recordings, jobs=jobs or usual_jobs(), draws=draws)
        async with aclosing(playing) as outcomes:
            async for outcome in outcomes:
                file = sessions[len(done)][0]
                _say(tell, file, outcome)
                done.append((file, outcome))
        return done

    return run(said())


def _say(tell: "Callable[[str], None]", file: Path, outcome: "Outcome") -> None:
    shown = plain(_shown(file))
    if outcome.step is None:
        took = f"{outcome.steps} steps, {outcome.seconds:.1f} s"
        tell(f"{style('✓', 'green')} {shown}  {took}")
    else:
        place = f"{shown}:{outcome.line}" if outcome.line else shown
        where = f"{place}  step {outcome.step} of {outcome.steps}: "
        start = columns(f"✗ {where}")
        message = folded(plain(str(outcome.message)), 4, sys.stdout, start=start)
        tell(f"{style('✗', 'red')} {where}{message}")
        for note in outcome.notes:
            tell(f"  {folded(plain(note), 4, sys.stdout, start=2)}")


def _say_what_to_do(console: Console, *, draws: bool) -> None:
    label = style("hint", "cyan", sys.stderr)
    see = "" if draws else "; --pictures DIR draws the page"
    hint = f"{_RIGHT}{see}"
    console.say(f"  {label}: {folded(hint, len('  hint: '), sys.stderr)}")


def _shown(file: Path) -> str:
    """Name a file as a person would who stands here."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _described(file: Path, outcome: "Outcome", picture: Path | None) -> dict[str, object]:
    failed = outcome.step and {
        "step": outcome.step, "line": outcome.line, "message": outcome.message,
        "notes": [*outcome.notes], "picture": picture and str(picture),
    }  # fmt: skip
    return {
        "file": str(file), "ok": outcome.step is None, "steps": outcome.steps,
        "seconds": outcome.seconds, "failed": failed,
    }  # fmt: skip
