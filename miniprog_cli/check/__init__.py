"""Run the rules over a project, for every host it is meant for, in one pass."""

from collections.abc import Iterable, Mapping

from miniprog_cli.check.answers import Question
from miniprog_cli.check.report import Allowed, Report
from miniprog_cli.check.result import CheckResult, HostVerdict, hosts_of
from miniprog_cli.check.selection import Selection, every_rule
from miniprog_cli.check.survey import Survey, survey
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes
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
    found = survey(project, unknown, keep=keep)
    sizes = {**found.sizes, **known}
    if not keep:
        return _judged(project, chosen, sizes, found, selection)
    question = Question(project, chosen, sizes, selection or Selection(), found.identity)
    answer = question.known()
    if answer is None:
        answer = _judged(project, chosen, sizes, found, selection)
        question.keep(answer)
    return answer


def _judged(
    project: Project,
    chosen: tuple[Host, ...],
    sizes: Mapping[str, Sizes],
    found: Survey,
    selection: Selection | None,
) -> CheckResult:
    from miniprog_cli.check.judge import judge  # and with it every rule

    return judge(project, chosen, sizes, found.program, selection)
