"""A JUnit report: a suite for each file, a test case for each finding.

Findings that fail the run are failures; others, and those that the manifest allows, are skipped
with what they say. A run without findings is one test that passed, as many readers take an empty
report for a broken one.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from miniprog_cli.check import Report
from miniprog_cli.check.formats import Outcome, said, spelt
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple

# What XML 1.0 has no way to write
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


class _Case(NamedTuple):
    """A test case: its attributes, and what became of it as the element inside."""

    file: str
    name: str
    line: int | None
    kind: str
    """``failure``, ``error``, ``skipped``, or empty where it passed."""
    said: str = ""
    code: str = ""
    text: str = ""


def render(outcome: Outcome) -> str:
    """Write the document."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    cases = sorted(_cases(outcome), key=lambda case: case.file)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="miniprog check" {_counts(cases)}>'
    for file, group in groupby(cases, key=lambda case: case.file):
        inside = list(group)
        skipped = sum(case.kind == "skipped" for case in inside)
        yield f'  <testsuite name={_quoted(file)} {_counts(inside)} skipped="{skipped}">'
        for case in inside:
            yield from _case(case)
        yield "  </testsuite>"
    yield "</testsuites>"


def _cases(outcome: Outcome) -> Iterator[_Case]:
    if outcome.notice:
        yield _failure(outcome, outcome.notice)
    for report in outcome.result.reports:
        kind = "failure" if outcome.is_failing(report) else "skipped"
        yield _finding(outcome, report, kind, said(report))
    for one in outcome.result.allowed:
        reason = f"allowed: {one.reason}; {said(one.report)}"
        yield _finding(outcome, one.report, "skipped", reason)
    if not (outcome.failure or outcome.result.reports):
        yield _Case(outcome.place(), "no findings", None, "")


def _finding(outcome: Outcome, report: Report, kind: str, message: str) -> _Case:
    rule, at = report.rule, report.finding.at
    span = at.span
    name = f"{rule.code} {rule.name}"
    return _Case(
        file=outcome.place(report.finding),
        name=f"{name} {span.line}:{span.column}" if span else name,
        line=span and span.line,
        kind=kind,
        said=message,
        code=rule.code,
        text=f"{outcome.place(report.finding)}{f':{span.line}:{span.column}' if span else ''}",
    )


def _failure(outcome: Outcome, failure: MiniprogError) -> _Case:
    return _Case(
        outcome.place(), "check", None, "error", failure.message, failure.code, failure.hint or ""
    )


def _counts(cases: list[_Case]) -> str:
    failures = sum(case.kind == "failure" for case in cases)
    errors = sum(case.kind == "error" for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'


def _case(case: _Case) -> Iterator[str]:
    line = f' line="{case.line}"' if case.line else ""
    file = _quoted(case.file)
    start = f"    <testcase name={_quoted(case.name)} classname={file} file={file}{line}"
    if not case.kind:
        yield f"{start}/>"
        return
    yield f"{start}>"
    kind = "" if case.kind == "skipped" else f" type={_quoted(case.code)}"
    yield f"      <{case.kind}{kind} message={_quoted(case.said)}>{_escaped(case.text)}</{case.kind}>"
    yield "    </testcase>"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    written = _UNWRITABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", spelt(text))
    return written.translate(_ESCAPES)
