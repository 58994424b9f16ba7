"""What a check comes to: the findings that count, and what each host would say."""

from collections.abc import Iterable

from miniprog_cli import hosts
from miniprog_cli.check.measure import LimitVerdict, measured
from miniprog_cli.check.report import Allowed, Report
from miniprog_cli.core.finding import Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, HostFacts, Sizes
from miniprog_cli.hosts.base import Host


class HostVerdict(NamedTuple):
    """What one host would say, and how many findings of each severity concern it."""

    host: Host
    errors: int
    warnings: int
    sizes: Sizes
    limits: tuple[LimitVerdict, ...]
    fits: bool
    """Whether the project is written in what the host runs."""

    @property
    def ok(self) -> bool:
        """Whether no error was found for it."""
        return self.errors == 0


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

    def only(self, reports: Iterable[Report]) -> "CheckResult":
        """Give the result that counts these of its findings and no others."""
        kept = tuple(reports)
        return self._replace(reports=kept, hosts=tuple(_recounted(one, kept) for one in self.hosts))


def hosts_of(project: Project) -> tuple[Host, ...]:
    """Give the hosts that the manifest names; the generic one where it names none we know."""
    named = [name for name in project.manifest.hosts if name in hosts.HOSTS]
    return tuple(hosts.get(name) for name in named or [hosts.DEFAULT])


def fits(project: Project, host: HostFacts) -> bool:
    """Tell whether a project is written in what a host runs: HTML, or the host's own dialect."""
    if project.native:
        return project.native.dialect.host == host.name
    return host.kind == "web"


def verdict(host: Host, context: Context, errors: int, warnings: int) -> HostVerdict:
    """Add to the counts of a host's findings what its limits say."""
    fit = fits(context.project, host)
    limits = tuple(measured(context)) if fit else ()
    return HostVerdict(host, errors, warnings, context.sizes, limits, fit)


def counted(host: Host, reports: Iterable[Report]) -> tuple[int, int]:
    """Count the errors and the warnings that a host gets."""
    severities = [report.severity for report in reports if host.name in report.hosts]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _recounted(verdict: HostVerdict, reports: Iterable[Report]) -> HostVerdict:
    errors, warnings = counted(verdict.host, reports)
    return verdict._replace(errors=errors, warnings=warnings)
