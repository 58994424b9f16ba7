"""Workflow commands that GitHub Actions shows as annotations of the changed lines.

The escapes are those of its own toolkit: ``%``, line breaks, and in properties ``:`` and ``,``.
"""

from collections.abc import Iterator

from miniprog_cli.check import Report
from miniprog_cli.check.formats import Outcome, said, spelt

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(outcome: Outcome) -> str:
    """Write a command for each finding; one for a failure that no finding tells of."""
    return "".join(f"{line}\n" for line in _commands(outcome))


def _commands(outcome: Outcome) -> Iterator[str]:
    if failure := outcome.notice:
        hint = f" (hint: {failure.hint})" if failure.hint else ""
        title = _property(f"miniprog {failure.code}")
        yield f"::error title={title}::{_data(failure.message + hint)}"
    for report in outcome.result.reports:
        facts = ",".join(f"{name}={_property(value)}" for name, value in _facts(outcome, report))
        yield f"::{report.severity.value} {facts}::{_data(said(report))}"


def _facts(outcome: Outcome, report: Report) -> Iterator[tuple[str, str]]:
    span = report.finding.at.span
    yield "file", outcome.place(report.finding)
    if span:
        yield "line", str(span.line)
        yield "endLine", str(span.end_line)
        if span.line == span.end_line:  # columns of several lines are refused
            yield "col", str(span.column)
            yield "endColumn", str(span.end_column)
    yield "title", f"{report.rule.code} {report.rule.name}"


def _data(text: str) -> str:
    return spelt(text).translate(_DATA)


def _property(text: str) -> str:
    return spelt(text).translate(_PROPERTY)
