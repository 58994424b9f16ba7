"""Findings as text for a person: grouped by file, with the source line and a caret."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from miniprog_cli.check import CheckResult, HostVerdict, Report, store
from miniprog_cli.check.formats import Outcome
from miniprog_cli.cli.console import Console, columns, dim, folded, plain, style
from miniprog_cli.cli.verdicttable import table
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Severity, Span
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.project import Project
from miniprog_cli.core.size import counted, exact, human
from miniprog_cli.hosts.base import State
from miniprog_cli.syntax.covered import shown

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_LINE = 80
"""Characters of a line that is written for a terminal."""
_MOST = 16 * 1024 * 1024
"""Bytes of a file that are looked at to show a line of it."""
_WIDEST = 76
"""Characters of a source line that are shown; a minified line is cut around the place."""

_MOST_GONE = 10
"""Entries of a baseline that are listed as no longer found."""


def tell(console: Console, result: CheckResult, project: Project) -> None:
    """Show the findings to a person, as pack and publish do on their way."""
    for line in findings(result, project.folder, sys.stderr):
        console.say(line)


def findings(result: CheckResult, folder: Path, stream: TextIO | None = None) -> Iterator[str]:
    """Write the findings, one block each, grouped by file; of several hosts, whose it is.

    Where `stream` is a terminal, long hints are broken to fit it.
    """
    every = {one.host.name for one in result.hosts if one.host.kind == "web"}
    for file, reports in groupby(result.reports, key=lambda report: report.finding.at.file):
        found = list(reports)
        placed = any(report.finding.at.span for report in found)
        lines = _lines(on_disk(folder, file)) if placed else []
        for alike in _alike(found):
            yield from _block(alike[0], lines, stream)
            if not every <= set(alike[0].hosts):
                yield f"  {dim(_whose(alike))}"
            yield ""


def _alike(reports: list[Report]) -> Iterable[list[Report]]:
    """Put together what says the same of the same place, and is worse for some hosts: it first."""
    found: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        finding = report.finding
        what = (report.rule.code, finding.at, finding.message, finding.hint)
        found.setdefault(what, []).append(report)
    for alike in found.values():
        alike.sort(key=lambda report: report.severity is not Severity.ERROR)
    return found.values()


def _whose(alike: list[Report]) -> str:
    """Say which hosts a finding is for; of one that is not the same for all, what it is for each."""
    if len(alike) == 1:
        return f"for {', '.join(alike[0].hosts)} only"
    return "; ".join(f"{report.severity.value} for {', '.join(report.hosts)}" for report in alike)


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
        if len(f"✓ {name}: {files}, {bundle}") <= _LINE:
            yield f"{mark} {name}: {files}, {bundle}"
        else:
            yield f"{mark} {name}: {files},"
            yield f"{' ' * len(f'✓ {name}: ')}{bundle}"


def reservations(result: CheckResult) -> Iterator[str]:
    """Say of each host what was not checked, so that no findings is not taken for approval."""
    for verdict in result.hosts:
        check = verdict.host.verbs.check
        if check.state is not State.WORKS:
            yield f"{_note()}: {check.how}"


def work(project: Project, seconds: float, *, keep: bool) -> Iterator[str]:
    """Say what was looked at, how long it took, and where that is kept: for ``-v``."""
    files = project.files
    shipped, left_out = len(project.shipped), len(files) - len(project.shipped)
    yield f"project {project.folder}, root {project.manifest.root}"
    yield (
        f"{shipped} files ship, {left_out} do not (miniprog pack --list); {seconds * 1000:.0f} ms"
    )
    if keep:
        yield f"what was found out is kept in {store.folder()}"


def document(outcome: Outcome, folder: Path | None) -> Iterator[str]:
    """Write the whole outcome for a file."""
    if outcome.failure or folder is None:
        yield f"error: {outcome.failure.message}" if outcome.failure else ""
        return
    yield from findings(outcome.result, folder)
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
        number = counted(sum(gone.counts.values()), "finding")
        yield f"{_note()}: the baseline knows {number} that are no longer there:"
        for entry, _ in zip(sorted(gone.counts), range(_MOST_GONE), strict=False):
            yield f"  {plain(shown(entry.file))}: {entry.code} {plain(entry.message)}"
        if len(gone.counts) > _MOST_GONE:
            yield f"  and {len(gone.counts) - _MOST_GONE} more"


def summary(outcome: Outcome) -> str:
    """Count the findings in a sentence, with what is left out of them."""
    result, comparison = outcome.result, outcome.comparison
    aside = list(_fixable(result))
    aside += [f"{len(result.allowed)} allowed"] if result.allowed else []
    aside += [f"{comparison.known} known from the baseline"] if comparison else []
    return "; ".join([_found(result), ", ".join(aside)]) if aside else _found(result)


def _found(result: CheckResult) -> str:
    if not result.reports:
        return "no findings"
    warnings = len(result.reports) - result.errors
    parts = [_count(result.errors, "error"), _count(warnings, "warning")]
    files = len({report.finding.at.file for report in result.reports})
    spread = f" in {files} files" if files > 1 else ""
    return f"found {' and '.join(part for part in parts if part)}{spread}"


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
    return f"{number} {noun}{'s' if number > 1 else ''}" if number else ""


def _sizes(verdict: HostVerdict) -> tuple[str, str]:
    sizes = verdict.sizes
    of = {one.limit.measure: one.limit.limit_bytes for one in verdict.limits}
    raw = f" of {human(of['raw'])}" if "raw" in of else ""
    bundle = f" of {human(of['bundle'])}" if "bundle" in of else ""
    return f"files {exact(sizes.raw_bytes)}{raw}", f"bundle {exact(sizes.bundle_bytes)}{bundle}"


def _block(report: Report, lines: list[str], stream: TextIO | None) -> Iterator[str]:
    finding, severity = report.finding, report.severity
    span = finding.at.span
    code = style(f"{severity.value}[{report.rule.code}]", _COLOURS[severity])
    yield f"{style(plain(shown(finding.at.words)), 'white')}: {code} {plain(finding.message)}"
    if span and span.line <= len(lines):
        yield from _source(lines, span)
    if finding.hint:
        hint = folded(plain(finding.hint), len("  hint: "), stream)
        yield f"  {style('hint', 'cyan')}: {hint}"
    if finding.fix:
        how = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        yield f"  {style('fix', 'green')}: {plain(finding.fix.says)} ({how})"


def _source(lines: list[str], span: Span) -> Iterator[str]:
    """Show the place; of one that takes several lines the first and the last."""
    last = min(span.end_line, len(lines))
    gutter = " " * len(str(last))
    yield dim(f"{gutter} |")
    first = lines[span.line - 1]
    is_single = last == span.line
    stop = span.end_column if is_single else len(first) + 1
    yield from _marked(first, span.line, gutter, slice(span.column - 1, stop - 1))
    if is_single:
        return
    if last - span.line > 1:
        yield dim(f"{gutter} …")
    line = lines[last - 1]
    start = len(line) - len(line.lstrip())
    yield from _marked(line, last, gutter, slice(start, max(start, span.end_column - 1)))


def _marked(line: str, number: int, gutter: str, part: slice) -> Iterator[str]:
    """Write a line, cut around the part where it is long, and mark the part below it."""
    cut = max(0, part.start - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[cut : cut + _WIDEST].replace("\t", " ")
    shown = "".join(character if character.isprintable() else "?" for character in shown)
    before, marked = shown[: part.start - cut], shown[part.start - cut : part.stop - cut]
    caret = " " * columns(before) + "^" * max(1, columns(marked))
    yield f"{dim(f'{number:>{len(gutter)}} |')} {shown}"
    yield f"{dim(f'{gutter} |')} {style(caret, 'red')}"


def _lines(path: Path) -> list[str]:
    """Read a file's lines; none where it cannot be shown, as of a pipe that nobody writes to.

    Secrets are covered, whatever the finding is about that a line is shown for.
    """
    from miniprog_cli.core.kinds import decoded
    from miniprog_cli.syntax.secrets import concealed

    try:
        text = concealed(decoded(read_start(path, _MOST)))
    except (OSError, FileChanged):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
