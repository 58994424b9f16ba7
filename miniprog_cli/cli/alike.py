"""What is found for several hosts, put together as a person reads it."""

from typing import TYPE_CHECKING

from miniprog_cli.core.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miniprog_cli.check import Report


def alike_in(reports: "Iterable[Report]") -> "list[list[Report]]":
    """Put together what says the same of the same place, and is worse for some hosts: it first."""
    found: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        finding = report.finding
        what = (report.rule.code, finding.at, finding.message, finding.hint)
        found.setdefault(what, []).append(report)
    for alike in found.values():
        alike.sort(key=lambda report: report.severity is not Severity.ERROR)
    return list(found.values())


def whose(alike: "list[Report]") -> str:
    """Say which hosts a finding is for; of one that is not the same for all, what it is for each."""
    if len(alike) == 1:
        return f"for {', '.join(alike[0].hosts)} only"
    return "; ".join(f"{report.severity.value} for {', '.join(report.hosts)}" for report in alike)
