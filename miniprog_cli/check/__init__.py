"""Run the rules over a project, for every host it is meant for, in one pass."""

from collections.abc import Iterable, Mapping, Sequence

from miniprog_cli.check.answers import Question
from miniprog_cli.check.report import Allowed, Report
from miniprog_cli.check.result import CheckResult, HostVerdict, hosts_of
from miniprog_cli.check.selection import Selection, every_rule
from miniprog_cli.check.survey import Survey, survey
from miniprog_cli.core.archive.content import ArchiveReport
from miniprog_cli.core.namedtuple import NamedTuple
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
    written: ArchiveReport | None = None,
    *,
    selection: Selection | None = None,
    keep: bool = True,
) -> CheckResult:
    """Check a project for some hosts, or for those that its manifest names.

    `written` is the bundle that was made of the project for one of them: its very bytes are looked
    at, and its size is that for every host.
    `selection` wins over the one in the manifest. With `keep`, what the files say and come to is
    kept in the user's cache folder for the next run.

    Raises:
        FileChanged: a file is not what was written to the bundle.
        MachineError: a file went away or cannot be read while it is measured.
    """
    chosen = tuple(for_hosts) if for_hosts is not None else hosts_of(project)
    unknown = [] if written else [host.name for host in chosen]
    found = survey(project, unknown, keep=keep, rows=written.rows if written else ())
    parts = [Part(one, survey(one, (), keep=keep)) for one in project.parts]
    sizes = found.sizes
    if written:
        sizes = dict.fromkeys((host.name for host in chosen), _size_of(written))
    if not keep:
        return _judged(Part(project, found), parts, chosen, sizes, selection)
    identity = b"".join(one.identity for one in (found, *(part.survey for part in parts)))
    question = Question(project, chosen, sizes, selection or Selection(), identity)
    answer = question.known()
    if answer is None:
        answer = _judged(Part(project, found), parts, chosen, sizes, selection)
        question.keep(answer)
    return answer


def _size_of(bundle: ArchiveReport) -> Sizes:
    """Give the sizes that count of a bundle that was written."""
    return Sizes(bundle.raw_bytes, bundle.bundle_bytes)


class Part(NamedTuple):
    """A project, or a part of one that is looked at by itself, and what its files say."""

    project: Project
    survey: Survey


def _judged(
    whole: Part,
    parts: Sequence[Part],
    chosen: tuple[Host, ...],
    sizes: Mapping[str, Sizes],
    selection: Selection | None,
) -> CheckResult:
    from miniprog_cli.check.judge import judge  # and with it every rule

    more = [(part.project, part.survey.program) for part in parts]
    return judge(whole.project, chosen, sizes, whole.survey.program, selection, parts=more)
