"""Run the rules over a project, for every host it is meant for, in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from miniprog_cli import hosts
from miniprog_cli.check.measure import LimitVerdict, measured
from miniprog_cli.check.rules import COMMON
from miniprog_cli.check.rules.manifest import host_of_other_kind
from miniprog_cli.check.survey import survey
from miniprog_cli.core.facts import Program
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, Rule, Sizes
from miniprog_cli.hosts.base import Host


class Report(NamedTuple):
    """A finding, the rule that made it, and the hosts it holds for."""

    rule: Rule
    finding: Finding
    hosts: tuple[str, ...]

    @property
    def severity(self) -> Severity:
        """How much it matters: the rule's severity, unless the hosts see it otherwise."""
        return self.finding.severity or self.rule.severity

    @property
    def fingerprint(self) -> str:
        """Identify the finding across runs: rule, file and message, but not the line."""
        from hashlib import sha256

        text = "\0".join((self.rule.code, self.finding.at.file, self.finding.message))
        return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


class HostVerdict(NamedTuple):
    """What one host would say, and how many findings of each severity concern it."""

    host: Host
    errors: int
    warnings: int
    sizes: Sizes
    limits: tuple[LimitVerdict, ...]

    @property
    def ok(self) -> bool:
        """Whether no error was found for it."""
        return self.errors == 0


class CheckResult(NamedTuple):
    """All findings, sorted by file and place, and a verdict for each host."""

    reports: tuple[Report, ...]
    hosts: tuple[HostVerdict, ...]

    @property
    def errors(self) -> int:
        """How many findings keep the bundle from being packed."""
        return sum(report.severity is Severity.ERROR for report in self.reports)


def every_rule() -> tuple[Rule, ...]:
    """Give all rules, the hosts' own included, in the order of their codes."""
    return (*COMMON, *(rule for host in hosts.every() for rule in host.rules))


def hosts_of(project: Project) -> tuple[Host, ...]:
    """Give the hosts that the manifest names; the generic one where it names none we know."""
    named = [name for name in project.manifest.hosts if name in hosts.HOSTS]
    return tuple(hosts.get(name) for name in named or [hosts.DEFAULT])


def check(
    project: Project,
    for_hosts: Iterable[Host] | None = None,
    known: Mapping[str, Sizes] | None = None,
    *,
    keep: bool = True,
) -> CheckResult:
    """Check a project for some hosts, or for those that its manifest names.

    `known` has the sizes of bundles that were written already, by the name of their host.
    With `keep`, what the files say and come to is kept in the user's cache folder for the next
    run.

    Raises:
        MachineError: a file went away or cannot be read while it is measured.
    """
    known = known or {}
    chosen = tuple(for_hosts) if for_hosts is not None else hosts_of(project)
    unknown = [host.name for host in chosen if host.name not in known]
    program, found = survey(project, unknown, keep=keep)
    return judge(project, chosen, {**found, **known}, program)


def judge(
    project: Project, chosen: tuple[Host, ...], sizes: Mapping[str, Sizes], program: Program
) -> CheckResult:
    """Run the rules over what is known of a project; nothing is read but its pictures."""
    contexts = [Context(project, host, sizes[host.name], program) for host in chosen]
    reports = sorted(_merged(_run(contexts, chosen)), key=_place)
    return CheckResult(
        reports=tuple(reports),
        hosts=tuple(_verdict(c, h, reports) for c, h in zip(contexts, chosen, strict=True)),
    )


def _run(contexts: list[Context], chosen: tuple[Host, ...]) -> Iterator[Report]:
    """Ask every rule; of a host of another kind only that is said: the rest would be no help."""
    fitting = [pair for pair in zip(contexts, chosen, strict=True) if pair[1].kind == "web"]
    for context in contexts:
        yield from _reports(host_of_other_kind, context, (context.host.name,))
    names = tuple(host.name for _, host in fitting)
    for rule in COMMON if fitting else ():
        if rule.per_host:
            for context, host in fitting:
                yield from _reports(rule, context, (host.name,))
        else:
            yield from _reports(rule, fitting[0][0], names)
    for context, host in fitting:
        for rule in host.rules:
            yield from _reports(rule, context, (host.name,))


def _reports(rule: Rule, context: Context, names: tuple[str, ...]) -> Iterator[Report]:
    return (Report(rule, finding, names) for finding in rule.check(context))


def _merged(reports: Iterable[Report]) -> list[Report]:
    """Make one report of those that say the same for several hosts."""
    merged: dict[tuple[str, Finding], Report] = {}
    for report in reports:
        key = (report.rule.code, report.finding)
        known = merged.get(key)
        names = (*known.hosts, *report.hosts) if known else report.hosts
        merged[key] = Report(report.rule, report.finding, tuple(dict.fromkeys(names)))
    return list(merged.values())


def _place(report: Report) -> tuple[str, int, int, str, str]:
    at = report.finding.at
    line, column = (at.span.line, at.span.column) if at.span else (0, 0)
    return at.file, line, column, report.rule.code, report.finding.message


def _verdict(context: Context, host: Host, reports: list[Report]) -> HostVerdict:
    severities = [report.severity for report in reports if host.name in report.hosts]
    limits = tuple(measured(context)) if host.kind == "web" else ()
    return HostVerdict(
        host=host,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        sizes=context.sizes,
        limits=limits,
    )
