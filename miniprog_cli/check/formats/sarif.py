"""SARIF 2.1.0 (OASIS), which code scanning of GitHub, Azure DevOps and editors read.

Places are relative to the repository (``%SRCROOT%``). Columns are counted in characters, and a
finding that the manifest allows is there with its suppression.
"""

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from miniprog_cli import __version__
from miniprog_cli.check import Allowed, Report
from miniprog_cli.check.formats import Outcome, said, spelt
from miniprog_cli.check.formats.json import page
from miniprog_cli.check.selection import exactly
from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.finding import Edit, Fix, Location, Severity, Span
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.core.rule import Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_ROOT = "%SRCROOT%"


def render(outcome: Outcome) -> str:
    """Write the log with its one run."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(outcome)]}
    return f"{json.dumps(log, ensure_ascii=False, indent=2)}\n"


def _run(outcome: Outcome) -> dict[str, object]:
    shown: list[Report | Allowed] = [*outcome.result.reports, *outcome.result.allowed]
    codes = sorted({_report(one).rule.code for one in shown})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "miniprog",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in map(exactly, codes) if rule],
    }
    return {
        "tool": {"driver": driver},
        "invocations": [_invocation(outcome)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the repository's folder"}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(outcome, one, numbers) for one in shown],
    }


def _report(one: Report | Allowed) -> Report:
    return one.report if isinstance(one, Allowed) else one


def _rule(rule: "Rule") -> dict[str, object]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {
            "text": rule.explanation,
            "markdown": f"# {rule.code} {rule.name}\n\n{rule.explanation}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        # not `helpUri`, which has to be absolute (3.49.12): the page has no address but in our
        # repository, and `help` has all of it
        "properties": {
            "name": rule.name,
            "since": rule.since,
            "fixable": rule.fixable,
            "url": page(rule.code),
        },
    }


def _invocation(outcome: Outcome) -> dict[str, object]:
    failure = outcome.failure
    return {
        "executionSuccessful": outcome.exit_code in (Exit.OK, Exit.FINDINGS),
        "exitCode": outcome.exit_code,
        "toolExecutionNotifications": [_notification(failure)] if failure else [],
    }


def _notification(failure: MiniprogError) -> dict[str, object]:
    hint = f" (hint: {failure.hint})" if failure.hint else ""
    return {
        "descriptor": {"id": failure.code},
        "level": "error",
        "message": {"text": spelt(failure.message + hint)},
    }


def _result(outcome: Outcome, one: Report | Allowed, numbers: dict[str, int]) -> dict[str, object]:
    report = _report(one)
    rule, finding = report.rule, report.finding
    at = {"physicalLocation": _physical(outcome, finding.at)}
    hint = {"hint": spelt(finding.hint)} if finding.hint else {}
    result: dict[str, object] = {
        "ruleId": rule.code,
        "ruleIndex": numbers[rule.code],
        "level": _LEVELS[report.severity],
        "message": {"text": spelt(said(report))},
        "locations": [at],
        "partialFingerprints": {"miniprog/v1": report.fingerprint},
        "properties": {"hosts": list(report.hosts), **hint},
    }
    if outcome.result.allowed:  # either every result says whether it is suppressed, or none does
        result["suppressions"] = [_suppression(one)] if isinstance(one, Allowed) else []
    if finding.fix and not _tells_a_secret(finding.fix):
        result["fixes"] = [_fix(outcome, finding.fix)]
    return result


def _suppression(one: Allowed) -> dict[str, object]:
    return {"kind": "external", "status": "accepted", "justification": spelt(one.reason)}


def _physical(outcome: Outcome, at: Location) -> dict[str, object]:
    artifact = _artifact(outcome, at)
    return {"artifactLocation": artifact, **({"region": _region(at.span)} if at.span else {})}


def _artifact(outcome: Outcome, at: Location) -> dict[str, object]:
    return {"uri": _uri(outcome.folder, at.file), "uriBaseId": _ROOT}


def _uri(folder: str, file: str) -> str:
    """Write a path as a relative reference; bytes that are not UTF-8 stay what they are."""
    from miniprog_cli.core.manifest import FILE_NAME

    name = FILE_NAME if file == "." else file
    path = shown(f"{folder}/{name}" if folder else name)
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    return quote(data, safe="/")


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(outcome: Outcome, fix: Fix) -> dict[str, object]:
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.file, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(outcome, Location(file)),
            "replacements": [_replacement(edit) for edit in edits],
        }
        for file, edits in by_file.items()
    ]
    return {"description": {"text": spelt(fix.says)}, "artifactChanges": changes}


def _tells_a_secret(fix: Fix) -> bool:
    """Tell whether what is to be written, or the name of a file, has a secret in it."""
    from miniprog_cli.syntax.secrets import find_secrets

    return any(find_secrets(edit.text) or shown(edit.file) != edit.file for edit in fix.edits)


def _replacement(edit: Edit) -> dict[str, object]:
    return {
        "deletedRegion": _region(edit.span),
        "insertedContent": {"text": spelt(edit.text)},
    }
