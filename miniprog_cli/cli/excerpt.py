"""Findings as text for a person: grouped by file, with the source line and a caret."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from miniprog_cli.check import CheckResult, HostVerdict, Report, store
from miniprog_cli.check.formats import Outcome
from miniprog_cli.cli import streams
from miniprog_cli.cli.alike import alike_in, whose
from miniprog_cli.cli.console import columns, dim, folded, plain, style
from miniprog_cli.cli.verdicttable import table
from miniprog_cli.cli.whence import from_here
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Location, Severity
from miniprog_cli.core.project import Project
from miniprog_cli.core.size import counted, exact, human
from miniprog_cli.hosts.base import State
from miniprog_cli.syntax.covered import shown

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_SECRETS = "MP50"
"""How the codes of the rules begin whose findings are allowed one by one, by their fingerprint."""
_LINE = 80
"""Characters of a line that is written for a terminal."""
_FURTHER = 4
"""Columns before what follows the first line of a finding, where that is broken."""
_MOST_GONE = 10
"""Entries of a baseline that are listed as no longer found."""


def findings(result: CheckResult, folder: Path, stream: TextIO | None = None) -> Iterator[str]:
    """Write the findings, one block each, grouped by file; of several hosts, whose it is.

    Each file has a heading, unless there is but one finding. Where `stream` is a terminal, long
    lines are broken to fit it.
    """
    from miniprog_cli.cli.sourceline import lines_of  # not where there is nothing to show

    every = {one.host.name for one in result.hosts if one.host.kind == "web"}
    for file, reports in groupby(result.reports, key=lambda report: report.finding.at.file):
        found = list(reports)
        placed = any(report.finding.at.span for report in found)
        lines = lines_of(on_disk(folder, file)) if placed else []
        blocks = alike_in(found)
        if len(result.reports) > 1:
            yield from (_heading([alike[0] for alike in blocks], folder, stream), "")
        for alike in blocks:
            yield from _block(alike[0], lines, folder, stream)
            if not every <= set(alike[0].hosts):
                only = folded(whose(alike), len("  "), stream)
                yield "\n".join(dim(line, stream) for line in f"  {only}".split("\n"))
            yield ""


def _heading(reports: list[Report], folder: Path, stream: TextIO | None) -> str:
    """Write a rule with a file's name and its counts, which are left out where there is no room."""
    at = _from_here(reports[0].finding.at, folder, stream)
    name = plain(shown(at._replace(span=None).words))
    count = " and ".join(_counts(reports))
    rule = "─" * (_width(stream) - columns(name) - len(f"──   {count} ──"))
    end = f" {dim(f'{rule} {count} ──', stream)}" if rule else ""
    return f"{dim('──', stream)} {style(name, 'cyan', stream)}{end}"


def _width(stream: TextIO | None) -> int:
    """Give the columns that a line may take: those of a terminal, but not more than usual."""
    return _LINE if stream is None or not stream.isatty() else min(streams.columns(stream), _LINE)


def verdicts(result: CheckResult) -> Iterator[str]:
    """Write of each host its sizes, its limits, and whether it would do.

    Several make a table; one makes a line, or two if it is long.
    """
    if len(result.hosts) > 1:
        yield from table(result.hosts)
        return
    for verdict in result.hosts:
        mark = style("✓", "green", sys.stderr) if verdict.ok else style("✗", "red", sys.stderr)
        name, (files, bundle) = verdict.host.name, _sizes(verdict)
        if len(f"✓ {name}: {files}, {bundle}") <= _width(sys.stderr):
            yield f"{mark} {name}: {files}, {bundle}"
        else:
            indent = len(f"✓ {name}: ")
            yield f"{mark} {name}: {folded(f'{files},', indent, sys.stderr)}"
            yield f"{' ' * indent}{folded(bundle, indent, sys.stderr)}"


def reservations(result: CheckResult) -> Iterator[str]:
    """Say of each host what was not checked, so that no findings is not taken for approval."""
    for verdict in result.hosts:
        check = verdict.host.verbs.check
        if check.state is not State.WORKS:
            how = folded(check.how, len("  "), sys.stderr, start=len("note: "))
            yield f"{_note()}: {how}"


def work(project: Project, seconds: float, *, keep: bool) -> Iterator[str]:
    """Say what was looked at, how long it took, and where that is kept: for ``-v``."""
    files = project.files
    shipped, left_out = len(project.shipped), len(files) - len(project.shipped)
    yield f"project {project.folder}, root {project.manifest.root}"
    yield (
        f"{shipped} files ship, {left_out} do not (miniprog pack --list); {seconds * 1000:.0f} ms"
    )
    if keep:
        where = store.folder()
        is_kept = os.access(where, os.W_OK)
        yield (
            f"what was found out is kept in {where}"
            if is_kept
            else f"nothing is kept for the next run: {where} cannot be written"
        )


def document(outcome: Outcome, folder: Path | None) -> Iterator[str]:
    """Write the whole outcome for a file."""
    if outcome.failure or folder is None:
        yield f"error: {outcome.failure.message}" if outcome.failure else ""
        return
    yield from findings(outcome.result, folder)
    if len(outcome.result.hosts) > 1:
        yield from verdicts(outcome.result)
    yield summary(outcome)


def allowed(result: CheckResult) -> Iterator[str]:
    """List what the manifest allows, with the reasons: for ``-v``."""
    for report, reason in result.allowed:
        yield f"allowed {report.rule.code} {plain(shown(report.finding.at.words))}: {plain(reason)}"


def outlived(outcome: Outcome) -> Iterator[str]:
    """Say what a baseline knows that is no longer found, and what writing it changed."""
    if not outcome.comparison:
        return
    gone, written = outcome.comparison.gone, outcome.comparison.written
    if written:
        yield (
            f"recorded {counted(written.total, 'finding')} in the baseline "
            f"({written.added} new, {written.dropped} dropped)"
        )
    if gone.counts:
        number = sum(gone.counts.values())
        are = "is" if number == 1 else "are"
        says = f"the baseline knows {counted(number, 'finding')} that {are} no longer there:"
        yield f"{_note()}: {folded(says, len('  '), sys.stderr, start=len('note: '))}"
        for entry, _ in zip(sorted(gone.counts), range(_MOST_GONE), strict=False):
            line = f"{plain(shown(entry.file))}: {entry.code} {plain(entry.message)}"
            yield f"  {folded(line, _FURTHER, sys.stderr, start=len('  '))}"
        if len(gone.counts) > _MOST_GONE:
            yield f"  and {len(gone.counts) - _MOST_GONE} more"


def summary(outcome: Outcome, stream: TextIO | None = None) -> str:
    """Count the findings in a sentence, with what is left out of them."""
    result, comparison = outcome.result, outcome.comparison
    aside = list(_fixable(result))
    aside += [f"{len(result.allowed)} allowed"] if result.allowed else []
    aside += [f"{comparison.known} known from the baseline"] if comparison else []
    said = "; ".join([_found(result), ", ".join(aside)]) if aside else _found(result)
    return folded(said, len("  "), stream, start=0)


def _found(result: CheckResult) -> str:
    if not result.reports:
        return "no findings"
    files = len({report.finding.at.file for report in result.reports})
    spread = f" in {files} files" if files > 1 else ""
    # as they are shown: what is worse for some hosts than for others is one finding to a person
    told = [alike[0] for alike in alike_in(result.reports)]
    return f"found {' and '.join(_counts(told))}{spread}"


def _counts(reports: Sequence[Report]) -> list[str]:
    """Count errors and warnings, each where there are any."""
    errors = sum(report.severity is Severity.ERROR for report in reports)
    return [*filter(None, (_count(errors, "error"), _count(len(reports) - errors, "warning")))]


def _note() -> str:
    return style("note", "cyan", sys.stderr)


def _fixable(result: CheckResult) -> Iterator[str]:
    """Say how many findings can be mended, and how."""
    fixes = [report.finding.fix for report in result.reports if report.finding.fix]
    safe = sum(fix.safe for fix in fixes)
    if safe:
        yield f"{safe} fixable with --fix"
    if unsafe := len(fixes) - safe:
        yield f"{unsafe}{' more' if safe else ' fixable'} with --fix --unsafe-fixes"


def _count(number: int, noun: str) -> str:
    return counted(number, noun) if number else ""


def _sizes(verdict: HostVerdict) -> tuple[str, str]:
    sizes = verdict.sizes
    of = {one.limit.measure: one.limit.limit_bytes for one in verdict.limits}
    raw = f" of {human(of['raw'])}" if "raw" in of else ""
    bundle = f" of {human(of['bundle'])}" if "bundle" in of else ""
    return f"files {exact(sizes.raw_bytes)}{raw}", f"bundle {exact(sizes.bundle_bytes)}{bundle}"


def _from_here(at: Location, folder: Path, stream: TextIO | None) -> Location:
    """Name the file from where the person stands; in a document, which is read elsewhere, as it is."""
    return at if stream is None else at._replace(file=from_here(folder, at.file))


def _block(report: Report, lines: list[str], folder: Path, stream: TextIO | None) -> Iterator[str]:
    finding, severity = report.finding, report.severity
    span = finding.at.span
    place = plain(shown(_from_here(finding.at, folder, stream).words))
    label = f"{severity.value}[{report.rule.code}]"
    start = columns(f"{place}: {label} ")
    message = folded(plain(finding.message), _FURTHER, stream, start=start)
    gap = "" if message.startswith("\n") else " "
    label = style(label, _COLOURS[severity], stream)
    yield f"{style(place, 'white', stream)}: {label}{gap}{message}"
    if span and span.line <= len(lines):
        from miniprog_cli.cli.sourceline import marked

        yield from marked(lines, span, stream)
    if finding.hint:
        hint = folded(plain(finding.hint), len("  hint: "), stream)
        yield f"  {style('hint', 'cyan', stream)}: {hint}"
    if finding.fix:
        how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        says = folded(f"{plain(finding.fix.says)} ({how})", len("  fix: "), stream)
        yield f"  {style('fix', 'green', stream)}: {says}"
    if report.rule.code.startswith(_SECRETS):
        yield f"  {style('fingerprint', 'cyan', stream)}: {report.fingerprint}"
