"""``miniprog check``: say what a host would refuse."""

import sys
from time import perf_counter
from typing import TYPE_CHECKING

from miniprog_cli.cli.checkoptions import (
    BaselineFile,
    Compare,
    Diff,
    FailOn,
    Fix,
    FormatName,
    HostNames,
    Ignore,
    NewBaseline,
    NoCache,
    OutputFile,
    Select,
    UnsafeFixes,
)
from miniprog_cli.cli.console import Console, dim, folded, plain
from miniprog_cli.cli.options import Directory, Json, Quiet, Registry, Verbose
from miniprog_cli.cli.streams import silence
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from miniprog_cli.check.formats import Outcome
    from miniprog_cli.cli.outcome import Asked, Done
    from miniprog_cli.cli.output import Output
    from miniprog_cli.core.project import Project


def check(
    directory: Directory = None,
    *,
    host: HostNames = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = Severity.ERROR,
    baseline: BaselineFile = None,
    write_baseline: NewBaseline = None,
    format_: FormatName = None,
    output_file: OutputFile = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
    no_cache: NoCache = False,
    compare: Compare = False,
    to: Registry = None,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
) -> int:
    """Find what a host would refuse: manifest, size, pages, icon, references, names.

    Exits with 1 when there is an error; warnings alone exit with 0, unless --fail-on warning. With
    --diff exits with 1 when something would be changed. In GitHub Actions the findings become
    annotations too.

    Examples:
      miniprog check
      miniprog check shop --host generic --json
      miniprog check --diff --unsafe-fixes
      miniprog check --diff | git apply -p1
      miniprog check --select MP3 --ignore MP303
      miniprog check --format sarif --output-file miniprog.sarif
      miniprog check --compare --to dir:/srv/registry
    """
    from miniprog_cli.cli.choice import chosen_fixes, chosen_rules, named_hosts
    from miniprog_cli.cli.outcome import Asked, carried_out, failed
    from miniprog_cli.cli.output import chosen_output
    from miniprog_cli.core.project import find_project

    started = perf_counter()
    output = chosen_output(format_ and format_.value, output_file, json=json)
    console = Console(json=output.is_document, quiet=quiet, verbose=verbose)
    folder = None
    try:
        folder = find_project(directory)
        named, selection = named_hosts(host), chosen_rules(select, ignore)
        mends = chosen_fixes(fix=fix, diff=diff, unsafe=unsafe_fixes)
        project = named.to_read(folder)
        asked = Asked(
            hosts=named.of(project),
            selection=selection,
            fails=fail_on,
            baseline=baseline,
            new_baseline=write_baseline,
            report=output.file,
            keep=not no_cache,
            mends=mends,
            compares=compare,
            registry=to,
        )
        if diff:
            is_report = format_ and format_.value not in ("text", "json")
            others = {"fix": fix, "format": is_report, "output_file": output_file}
            return _show_diff(console, project, asked, others)
        done = carried_out(project, asked)
        _write(output, done.outcome, folder)
    except MiniprogError as error:
        output.fail(failed(error, folder, fail_on), error)
        raise
    if not output.is_document:
        _talk(console, done)
    _warn_of_shipping(console, done, baseline)
    if verbose:
        _detail(console, done, perf_counter() - started, keep=not no_cache)
    return done.outcome.exit_code


def _write(output: "Output", outcome: "Outcome", folder: "Path") -> None:
    """Write the outcome; a reader that has seen enough (`| head`) changes nothing of how it went."""
    try:
        output.write(outcome, folder)
    except BrokenPipeError:
        silence(sys.stdout)


def _show_diff(
    console: Console, project: "Project", asked: "Asked", others: "Mapping[str, object]"
) -> int:
    """Show what a fix would change; `others` are further options that `--diff` would pass over."""
    from miniprog_cli.cli.choice import require_only_diff
    from miniprog_cli.cli.mending import show_diff
    from miniprog_cli.cli.outcome import mended_of

    require_only_diff(
        **others,
        baseline=asked.baseline,
        write_baseline=asked.new_baseline,
        compare=asked.compares,
    )
    return show_diff(console, mended_of(project, asked))


def _warn_of_shipping(console: Console, done: "Done", baseline: "Path | None") -> None:
    """Say that a baseline ships, as one may that was written by hand or by an older version."""
    from miniprog_cli.cli.output import elsewhere

    name = baseline and done.project.would_ship(baseline)
    if name:
        console.warn(f"{plain(name)} ships with the program; {elsewhere(plain(name))}")


def _talk(console: Console, done: "Done") -> None:
    """Say to a person what is not in the findings themselves."""
    from miniprog_cli.cli import excerpt

    outcome, result = done.outcome, done.outcome.result
    for line in done.growth:
        console.result(line)
    for line in (*excerpt.verdicts(result), *excerpt.reservations(result)):
        console.say(line)
    for line in excerpt.outlived(outcome):
        console.say(line)
    if done.mended:
        from miniprog_cli.cli import mending

        mending.say_fixed(console, done.mended, len(result.reports))
    console.say(excerpt.summary(outcome, sys.stderr))
    if result.reports and sys.stderr.isatty():
        code = result.reports[0].rule.code
        console.say(dim(f"what a rule is about: miniprog explain {code}", sys.stderr))


def _detail(console: Console, done: "Done", seconds: float, *, keep: bool) -> None:
    from miniprog_cli.cli import excerpt

    result = done.outcome.result
    for line in (*excerpt.allowed(result), *excerpt.work(done.project, seconds, keep=keep)):
        console.detail(folded(line, len("  "), sys.stderr, start=0))
