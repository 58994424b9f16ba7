"""A Code Quality report of GitLab: a list of what it shows in a merge request."""

import json
from collections.abc import Iterator
from hashlib import sha256

from miniprog_cli.check.formats import Outcome, said, spelt
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.finding import Severity, Span

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}
_START = Span(1, 1, 1, 1)


def render(outcome: Outcome) -> str:
    """Write the list; a failure that no finding tells of is an entry of its own."""
    return f"{json.dumps(list(_entries(outcome)), ensure_ascii=False, indent=2)}\n"


def _entries(outcome: Outcome) -> Iterator[dict[str, object]]:
    if outcome.notice:
        yield _failure(outcome, outcome.notice)
    for report in outcome.result.reports:
        span = report.finding.at.span or _START  # an entry must have a line
        place = spelt(outcome.place(report.finding))
        yield {
            "check_name": report.rule.code,
            "description": spelt(f"{report.rule.code} {said(report)}"),
            "fingerprint": _unique(place, report.fingerprint),
            "severity": _SEVERITIES[report.severity],
            "location": {"path": place, "lines": {"begin": span.line, "end": span.end_line}},
        }


def _failure(outcome: Outcome, failure: MiniprogError) -> dict[str, object]:
    place = spelt(outcome.place())
    return {
        "check_name": failure.code,
        "description": spelt(failure.message),
        "fingerprint": _unique(place, failure.code),
        "severity": "blocker",
        "location": {"path": place, "lines": {"begin": 1}},
    }


def _unique(place: str, fingerprint: str) -> str:
    """Keep the findings of two projects in one repository apart."""
    return sha256(f"{place}\0{fingerprint}".encode()).hexdigest()[:32]
