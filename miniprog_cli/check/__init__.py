"""Run the rules over a project, for every host it is meant for, in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from miniprog_cli import hosts
from miniprog_cli.check.measure import LimitVerdict, measured
from miniprog_cli.check.report import Allowed, Report, numbered
from miniprog_cli.check.rules import COMMON
from miniprog_cli.check.rules.selection import allowance_without_effect
from miniprog_cli.check.selection import Selection, counts, every_rule, written_selection
from miniprog_cli.check.survey import survey
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, Rule, Sizes
from miniprog_cli.hosts.base import Host

__all__ = [
    "Allowed",
    "CheckResult",
    "HostVerdict",
    "Report",
    "check",
    "every_rule",
    "hosts_of",
]


class HostVerdict(NamedTuple):
    """What one host would say: `ok` means that no error was found for it."""

    host: Host
    ok: bool
    sizes: Sizes
    limits: tuple[LimitVerdict, ...]


class CheckResult(NamedTuple):
    """All findings that count, sorted by file and place, and a verdict for each host.

    `allowed` are those that the manifest allows; `ran` are the codes of the rules that were asked
    for every host of the manifest, so that what they do not find is not there.
    """

    reports: tuple[Report, ...]
    hosts: tuple[HostVerdict, ...]
    allowed: tuple[Allowed, ...] = ()
    ran: frozenset[str] = frozenset()

    @property
    def errors(self) -> int:
        """How many findings keep the bundle from being packed."""
        return sum(report.severity is Severity.ERROR for report in self.reports)

    @property
    def fixable(self) -> int:
        """How many findings have a fix."""
        return sum(report.finding.fix is not None for report in self.reports)

    def only(self, reports: Iterable[Report]) -> "CheckResult":
        """Give the result that counts these of its findings and no others."""
        kept = tuple(reports)
        return self._replace(
            reports=kept, hosts=tuple(one._replace(ok=_is_ok(one.host, kept)) for one in self.hosts)
        )


def hosts_of(project: Project) -> tuple[Host, ...]:
    """Give the hosts that the manifest names; the generic one where it names none we know."""
    named = [name for name in project.manifest.hosts if name in hosts.HOSTS]
    return tuple(hosts.get(name) for name in named or [hosts.DEFAULT])


def check(
    project: Project,
    for_hosts: Iterable[Host] | None = None,
    known: Mapping[str, Sizes] | None = None,
    *,
    selection: Selection | None = None,
    keep: bool = True,
) -> CheckResult:
    """Check a project for some hosts, or for those that its manifest names.

    `known` has the sizes of bundles that were written already, by the name of their host.
    `selection` wins over the one in the manifest. With `keep`, what the files say and come to is
    kept in the user's cache folder for the next run.

    Raises:
        MachineError: a file went away or cannot be read while it is measured.
    """
    known = known or {}
    chosen = tuple(for_hosts) if for_hosts is not None else hosts_of(project)
    unknown = [host.name for host in chosen if host.name not in known]
    program, sizes = survey(project, unknown, keep=keep)
    sizes = {**sizes, **known}
    contexts = [Context(project, host, sizes[host.name], program) for host in chosen]
    rules = _rules(project, chosen, selection or Selection())
    found = numbered(sorted(_merged(_run(rules, contexts, chosen)), key=_place))
    reports, allowed, ran = _allowed(project, found, rules, chosen)
    return CheckResult(
        reports=tuple(reports),
        hosts=tuple(_verdict(c, h, reports) for c, h in zip(contexts, chosen, strict=True)),
        allowed=tuple(allowed),
        ran=ran,
    )


class _Rules(NamedTuple):
    """The rules that count: those for all hosts, and the own ones of each host by its name."""

    common: tuple[Rule, ...]
    own: Mapping[str, tuple[Rule, ...]]


def _rules(project: Project, chosen: tuple[Host, ...], given: Selection) -> _Rules:
    written = written_selection(project.manifest)

    def counting(rules: Iterable[Rule]) -> tuple[Rule, ...]:
        return tuple(rule for rule in rules if counts(rule, given, written))

    return _Rules(counting(COMMON), {host.name: counting(host.rules) for host in chosen})


def _run(rules: _Rules, contexts: list[Context], chosen: tuple[Host, ...]) -> Iterator[Report]:
    names = tuple(host.name for host in chosen)
    for rule in rules.common:
        if rule.per_host:
            for context in contexts:
                yield from _reports(rule, context, (context.host.name,))
        elif contexts:
            yield from _reports(rule, contexts[0], names)
    for context in contexts:
        for rule in rules.own[context.host.name]:
            yield from _reports(rule, context, (context.host.name,))


def _reports(rule: Rule, context: Context, names: tuple[str, ...]) -> Iterator[Report]:
    return (Report(rule, finding, names) for finding in rule.check(context))


def _allowed(
    project: Project, found: list[Report], rules: _Rules, chosen: tuple[Host, ...]
) -> tuple[list[Report], list[Allowed], frozenset[str]]:
    """Take out what the manifest allows, and add what it allows without need."""
    ran = _asked_everywhere(project, rules, chosen)
    if not project.manifest.allows:
        return found, [], ran
    from miniprog_cli.check.allowances import allowances_of, sort_out, without_effect

    reports, allowed, idle = sort_out(found, allowances_of(project.manifest))
    if allowance_without_effect.code in ran:
        names = tuple(host.name for host in chosen)
        useless = without_effect(project.manifest, idle, ran)
        reports += [Report(allowance_without_effect, finding, names) for finding in useless]
        reports.sort(key=_place)
    return reports, allowed, ran


def _asked_everywhere(project: Project, rules: _Rules, chosen: tuple[Host, ...]) -> frozenset[str]:
    """Give the codes of the rules that were asked for every host that the manifest names."""
    is_whole = set(hosts_of(project)) <= set(chosen)
    common = {rule.code for rule in rules.common if is_whole or not rule.per_host}
    own = {rule.code for host in chosen for rule in rules.own[host.name] if is_whole}
    return frozenset(common | own)


def _merged(reports: Iterable[Report]) -> list[Report]:
    """Make one report of those that say the same for several hosts."""
    merged: dict[tuple[str, Finding], Report] = {}
    for report in reports:
        key = (report.rule.code, report.finding)
        known = merged.get(key)
        names = (*known.hosts, *report.hosts) if known else report.hosts
        merged[key] = report._replace(hosts=tuple(dict.fromkeys(names)))
    return list(merged.values())


def _place(report: Report) -> tuple[str, int, int, str, str]:
    at = report.finding.at
    line, column = (at.span.line, at.span.column) if at.span else (0, 0)
    return at.file, line, column, report.rule.code, report.finding.message


def _verdict(context: Context, host: Host, reports: Iterable[Report]) -> HostVerdict:
    limits = tuple(measured(context)) if host.kind == "web" else ()
    return HostVerdict(host=host, ok=_is_ok(host, reports), sizes=context.sizes, limits=limits)


def _is_ok(host: Host, reports: Iterable[Report]) -> bool:
    return not any(
        host.name in report.hosts and report.severity is Severity.ERROR for report in reports
    )
