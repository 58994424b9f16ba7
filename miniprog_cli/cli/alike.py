"""What is found for several hosts, put together as a person reads it."""

from typing import TYPE_CHECKING

from miniprog_cli.core.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miniprog_cli.check import Report


def alike_in(reports: "Iterable[Report]") -> "list[list[Report]]":
    """Put together what is found at one place and is worse for some hosts: it first."""
    found: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        finding = report.finding
        what: tuple[object, ...] = (report.rule.code, finding.at, finding.hint)
        if _says_another(report, found.get(what, [])):
            what = (*what, finding.message)
        found.setdefault(what, []).append(report)
    for alike in found.values():
        alike.sort(key=lambda report: report.severity is not Severity.ERROR)
    return list(found.values())


def _says_another(report: "Report", alike: "list[Report]") -> bool:
    """Tell what one host is told besides: hosts may differ in how they say one thing, too."""
    return any(
        one.finding.message != report.finding.message
        and not set(one.hosts).isdisjoint(report.hosts)
        for one in alike
    )


def whose(alike: "list[Report]") -> str:
    """Say which hosts a finding is for; of one that is not the same for all, what it is for each."""
    first = alike[0]
    if len(alike) == 1:
        return f"for {', '.join(first.hosts)} only"
    said = first.finding.message
    return "; ".join(
        f"{report.severity.value} for {', '.join(report.hosts)}"
        + (f": {report.finding.message}" if report.finding.message != said else "")
        for report in alike
    )
