"""Findings as text for a person: grouped by file, with the source line and a caret."""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from miniprog_cli.check import CheckResult, HostVerdict, Report, cache
from miniprog_cli.check.rules import COMMON
from miniprog_cli.cli.console import Console, dim, plain, style
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Severity, Span
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.project import Project
from miniprog_cli.core.size import exact, human
from miniprog_cli.hosts.base import State

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_LINE = 80
"""Characters of a line that is written for a terminal."""
_MOST = 16 * 1024 * 1024
"""Bytes of a file that are looked at to show a line of it."""
_WIDEST = 76
"""Characters of a source line that are shown; a minified line is cut around the place."""


def tell(console: Console, result: CheckResult, project: Project) -> None:
    """Show the findings to a person, as pack and publish do on their way."""
    for line in findings(result, project.folder):
        console.say(line)


def findings(result: CheckResult, folder: Path) -> Iterator[str]:
    """Write the findings, one block each, grouped by file."""
    for file, reports in groupby(result.reports, key=lambda report: report.finding.at.file):
        found = list(reports)
        placed = any(report.finding.at.span for report in found)
        lines = _lines(on_disk(folder, file)) if placed else []
        for report in found:
            yield from _block(report, lines)
            yield ""


def verdicts(result: CheckResult) -> Iterator[str]:
    """Write of each host its sizes, its limits, and whether it would do: two lines if one is long."""
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
            yield f"{style('note', 'cyan', sys.stderr)}: {check.how}"


def work(project: Project, seconds: float, *, keep: bool) -> Iterator[str]:
    """Say what was looked at, how long it took, and where known sizes are kept: for ``-v``."""
    files = project.files
    shipped, left_out = len(project.shipped), len(files) - len(project.shipped)
    yield f"project {project.folder}, root {project.manifest.root}"
    yield (
        f"{shipped} files ship, {left_out} do not (miniprog pack --list); "
        f"{seconds * 1000:.0f} ms for {len(COMMON)} rules"
    )
    if keep:
        yield f"what the files say and come to is kept in {cache.place(project)}"


def summary(result: CheckResult) -> str:
    """Count the findings in a sentence."""
    if not result.reports:
        return "no findings"
    warnings = len(result.reports) - result.errors
    parts = [_count(result.errors, "error"), _count(warnings, "warning")]
    return "found " + " and ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}" if number else ""


def _sizes(verdict: HostVerdict) -> tuple[str, str]:
    sizes = verdict.sizes
    of = {one.limit.measure: one.limit.limit_bytes for one in verdict.limits}
    raw = f" of {human(of['raw'])}" if "raw" in of else ""
    bundle = f" of {human(of['bundle'])}" if "bundle" in of else ""
    return f"files {exact(sizes.raw_bytes)}{raw}", f"bundle {exact(sizes.bundle_bytes)}{bundle}"


def _block(report: Report, lines: list[str]) -> Iterator[str]:
    finding, severity = report.finding, report.severity
    span = finding.at.span
    code = style(f"{severity.value}[{report.rule.code}]", _COLOURS[severity])
    yield f"{style(plain(finding.at.words), 'white')}: {code} {plain(finding.message)}"
    if span and span.line <= len(lines):
        yield from _source(lines[span.line - 1], span)
    if finding.hint:
        yield f"  {style('hint', 'cyan')}: {plain(finding.hint)}"


def _source(line: str, span: Span) -> Iterator[str]:
    number = str(span.line)
    start = span.column - 1
    width = max(1, (span.end_column - span.column) if span.end_line == span.line else 1)
    cut = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[cut : cut + _WIDEST].replace("\t", " ")
    shown = "".join(character if character.isprintable() else "?" for character in shown)
    caret = " " * (start - cut) + "^" * max(1, min(width, _WIDEST - (start - cut)))
    gutter = " " * len(number)
    yield dim(f"{gutter} |")
    yield f"{dim(f'{number} |')} {shown}"
    yield f"{dim(f'{gutter} |')} {style(caret, 'red')}"


def _lines(path: Path) -> list[str]:
    """Read a file's lines; none where it cannot be shown, as of a pipe that nobody writes to.

    Secrets are covered, whatever the finding is about that a line is shown for.
    """
    from miniprog_cli.syntax.secrets import concealed

    try:
        text = concealed(read_start(path, _MOST).decode("utf-8", "replace"))
    except (OSError, FileChanged):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
