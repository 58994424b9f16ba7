"""What `pack` and `publish` tell of the findings of `check` on their way: errors, and few warnings."""

import sys
from collections import Counter
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import Console, style
from miniprog_cli.core.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miniprog_cli.check import CheckResult, Report
    from miniprog_cli.core.project import Project

_FEW = 10
"""Warnings that are shown one by one: about a screen of them."""


def tell(console: Console, result: "CheckResult", project: "Project") -> None:
    """Show errors one by one, and warnings too unless they are many: those are counted by rule.

    Who packs wants to know of the bundle; that a hundred pictures could be lighter is what `check`
    is for. With ``-v`` all are shown.
    """
    errors = tuple(each for each in result.reports if each.severity is Severity.ERROR)
    warnings = len(result.reports) - len(errors)
    short = warnings > _FEW and not console.verbose
    shown = errors if short else result.reports
    if shown:
        from miniprog_cli.cli import excerpt  # not to count, which many a run ends with

        lines = list(excerpt.findings(result._replace(reports=shown), project.folder, sys.stderr))
        console.say("\n".join(lines))  # at once: there may be thousands
    if short:
        rest = (each for each in result.reports if each.severity is not Severity.ERROR)
        counts = ", ".join(f"{code} {count}" for code, count in _by_rule(rest))
        console.say(f"{style('!', 'yellow', sys.stderr)} {warnings} warnings: {counts}")
        console.say("  miniprog check shows them")


def _by_rule(reports: "Iterable[Report]") -> list[tuple[str, int]]:
    """Count by rule, the most frequent first."""
    counts = Counter(each.rule.code for each in reports)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
