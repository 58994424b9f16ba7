"""Findings and verdicts as values for a machine."""

from miniprog_cli.check import CheckResult, HostVerdict, Report
from miniprog_cli.check.rules import COMMON
from miniprog_cli.core.finding import Finding


def described(finding: Finding) -> dict[str, object]:
    """Describe the finding that keeps a manifest from being read at all."""
    return _finding(Report(COMMON[0], finding, ()))


def checked(result: CheckResult) -> dict[str, object]:
    """Describe the result of a check."""
    return {
        "findings": [_finding(report) for report in result.reports],
        "hosts": [_host(verdict) for verdict in result.hosts],
    }


def _finding(report: Report) -> dict[str, object]:
    rule, finding, fix = report.rule, report.finding, report.finding.fix
    span = finding.at.span
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": report.severity.value,
        "file": finding.at.file,
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "message": finding.message,
        "hint": finding.hint,
        "url": f"docs/rules/{rule.code}.md",
        "fingerprint": report.fingerprint,
        "hosts": list(report.hosts),
        "fixable": fix and ("safe" if fix.safe else "unsafe"),
    }


def _host(verdict: HostVerdict) -> dict[str, object]:
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
