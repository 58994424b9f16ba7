"""Check a project as the command line asks, and say how that ended."""

from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.check import CheckResult, Report, check
from miniprog_cli.check.formats import Outcome
from miniprog_cli.cli.output import below_repository, replace_file, require_apart
from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.finding import Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project

if TYPE_CHECKING:
    from miniprog_cli.check.baseline import Comparison
    from miniprog_cli.check.fix import Mended
    from miniprog_cli.check.selection import Selection
    from miniprog_cli.cli.choice import Mends
    from miniprog_cli.hosts.base import Host


class BaselineTwice(MiniprogError):
    """A baseline is to be used and to be written at once."""


class Asked(NamedTuple):
    """What the command line asks of a check."""

    hosts: "tuple[Host, ...] | None"
    selection: "Selection"
    fails: Severity
    baseline: Path | None
    new_baseline: Path | None
    report: Path | None
    keep: bool
    mends: "Mends | None"
    compares: bool
    registry: str | None


class Done(NamedTuple):
    """A check that was carried out: the project as it is now, and how it went.

    `growth` are lines that say what grew since the last submission, where that was asked for.
    """

    project: Project
    outcome: Outcome
    mended: "Mended | None"
    growth: tuple[str, ...]


def carried_out(project: Project, asked: Asked) -> Done:
    """Mend a project if that was asked for, check it, and compare it with its last submission.

    Raises:
        ReportWouldShip: a report or a baseline is to be written among the files that ship.
        MiniprogError: see `mended_of`, `outcome_of` and `since_last`.
    """
    if asked.baseline or asked.new_baseline:
        from miniprog_cli.cli.dash import require_names

        require_names(("--baseline", asked.baseline), ("--write-baseline", asked.new_baseline))
    require_apart(project, asked.report, asked.new_baseline)
    mended = None
    if asked.mends:
        from miniprog_cli.cli.mending import written

        mended = mended_of(project, asked)
        project = written(mended, project)
    outcome = outcome_of(project, asked, mended)
    if not asked.compares:
        return Done(project, outcome, mended, ())
    from miniprog_cli.cli.growth import since_last

    growth = since_last(project, outcome.result, asked.registry)
    return Done(project, outcome._replace(more=growth.document), mended, growth.lines)


def mended_of(project: Project, asked: Asked) -> "Mended":
    """Mend what a check finds, in memory.

    Raises:
        FileMoved: a file changed while it was checked.
        MachineError: a file cannot be read.
    """
    from miniprog_cli.check.fix import mend

    unsafe = bool(asked.mends and asked.mends.unsafe)
    return mend(project, asked.hosts, unsafe=unsafe, selection=asked.selection, keep=asked.keep)


def outcome_of(project: Project, asked: Asked, mended: "Mended | None" = None) -> Outcome:
    """Check a project, which may have been mended; write the baseline if that was asked for.

    Raises:
        BaselineTwice: a baseline is to be used and another to be written.
        BaselineUnusable: the baseline is missing, or is not one.
        MachineError: a file cannot be read or written.
    """
    if asked.baseline and asked.new_baseline:
        raise BaselineTwice(
            "--baseline contradicts --write-baseline", hint="the second alone writes the file anew"
        )
    result = check(project, asked.hosts, selection=asked.selection, keep=asked.keep)
    comparison = _compared(result, asked)
    if comparison:
        result = comparison.result
    return Outcome(
        result=result,
        exit_code=_exit_code(result, asked.fails),
        folder=below_repository(project.folder),
        fails=asked.fails,
        comparison=comparison,
        fixed=mended.fixed if mended else (),
    )


def failed(error: MiniprogError, folder: Path | None, fails: Severity) -> Outcome:
    """Say that there was nothing to check; what the error found in a file is the one finding."""
    finding = getattr(error, "finding", None)
    reports: tuple[Report, ...] = ()
    if finding:
        from miniprog_cli.check.rules.manifest import manifest_not_readable

        reports = (Report(manifest_not_readable.label, finding, ()),)
    return Outcome(
        result=CheckResult(reports, ()),
        exit_code=error.exit_code,
        folder=below_repository(folder),
        fails=fails,
        failure=error,
    )


def _exit_code(result: CheckResult, fails: Severity) -> Exit:
    counted = len(result.reports) if fails is Severity.WARNING else result.errors
    return Exit.FINDINGS if counted else Exit.OK


def _compared(result: CheckResult, asked: Asked) -> "Comparison | None":
    path = asked.baseline or asked.new_baseline
    if path is None:
        return None
    from miniprog_cli.check import baseline

    if asked.baseline:
        return baseline.compare(result, baseline.read(path))
    before = baseline.read(path) if path.exists() else None
    now = baseline.recorded(result, before)
    replace_file(path, baseline.text(now).encode())
    return baseline.compare(result, now)._replace(written=baseline.change(before, now))
