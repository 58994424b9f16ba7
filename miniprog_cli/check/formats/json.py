"""One JSON document with everything: what `--json` prints."""

import json
from typing import TYPE_CHECKING

from miniprog_cli.check import CheckResult, HostVerdict, Report
from miniprog_cli.check.formats import Outcome
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.finding import Finding
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.check.fix import Fixed

SCHEMA = 1
"""Version of the documents; keys are only ever added."""


def render(outcome: Outcome) -> str:
    """Write the document; after a failure it has `error` too."""
    return f"{json.dumps({'schema': SCHEMA, **content(outcome)}, ensure_ascii=False)}\n"


def content(outcome: Outcome) -> dict[str, object]:
    """Describe the outcome of a check."""
    if outcome.failure:
        found = [finding(report) for report in outcome.result.reports]
        more = {"findings": found} if found else {}
        return {"error": error(outcome.failure), **more}
    compared = outcome.comparison
    baseline = compared and {"known": compared.known, "gone": compared.gone.rows}
    mended = [fixed(one) for one in outcome.fixed]
    return {**checked(outcome.result), "fixed": mended, "baseline": baseline, **outcome.more}


def error(failure: MiniprogError) -> dict[str, object]:
    """Describe what kept a command from its work."""
    return {"code": failure.code, "message": shown(failure.message), "hint": failure.hint}


def described(found: Finding) -> dict[str, object]:
    """Describe the finding that keeps a manifest from being read at all."""
    from miniprog_cli.check.rules.manifest import manifest_not_readable

    return finding(Report(manifest_not_readable.label, found, ()))


def checked(result: CheckResult) -> dict[str, object]:
    """Describe the result of a check."""
    return {
        "findings": [finding(report) for report in result.reports],
        "hosts": [host(verdict) for verdict in result.hosts],
        "allowed": [{**finding(one.report), "reason": one.reason} for one in result.allowed],
    }


def finding(report: Report) -> dict[str, object]:
    """Describe a finding."""
    rule, found, fix = report.rule, report.finding, report.finding.fix
    span = found.at.span
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": report.severity.value,
        "file": shown(found.at.file),
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "message": found.message,
        "hint": found.hint,
        "url": page(rule.code),
        "fingerprint": report.fingerprint,
        "hosts": list(report.hosts),
        "fixable": fix and ("safe" if fix.safe else "unsafe"),
    }


def fixed(one: "Fixed") -> dict[str, str]:
    """Describe what was mended."""
    return {"code": one.code, "file": shown(one.file), "says": one.says}


def page(code: str) -> str:
    """Give the path of a rule's page in the repository of this program."""
    return f"docs/rules/{code}.md"


def host(verdict: HostVerdict) -> dict[str, object]:
    """Describe what one host would say."""
    limits = [
        {
            "name": one.limit.name,
            "scope": one.limit.scope,
            "measure": one.limit.measure,
            "bytes": one.bytes,
            "limit_bytes": one.limit.limit_bytes,
            "ok": one.ok,
            "source": one.limit.source,
            "checked": one.limit.checked,
        }
        for one in verdict.limits
    ]
    return {
        "host": verdict.host.name,
        "ok": verdict.ok,
        "raw_bytes": verdict.sizes.raw_bytes,
        "bundle_bytes": verdict.sizes.bundle_bytes,
        "limits": limits,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "delivery": verdict.host.delivery,
    }
