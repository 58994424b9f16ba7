"""Ask the rules of every host in one pass, and make one answer of what they find."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from miniprog_cli.check.report import Allowed, Report, numbered
from miniprog_cli.check.result import CheckResult, counted, fits, hosts_of, verdict
from miniprog_cli.check.rules.every import COMMON
from miniprog_cli.check.rules.manifest import host_of_other_kind
from miniprog_cli.check.rules.selection import allowance_without_effect
from miniprog_cli.check.selection import Selection, counts, exactly, written_selection
from miniprog_cli.core.facts import UTF_8, UTF_16, FileFacts, Program, Secret
from miniprog_cli.core.finding import Finding, Span
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, Rule, Sizes
from miniprog_cli.hosts.base import Host
from miniprog_cli.syntax.covered import shown

_ANY_FILE = ("MP315", "MP5")
"""How the codes begin of rules on any file: that it can be parsed, and holds no secret."""
MAX_IN_FILE = 1_000
"""Findings of one rule in one file that are told: nobody reads more, and they take memory."""


def judge(
    project: Project,
    chosen: tuple[Host, ...],
    sizes: Mapping[str, Sizes],
    program: Program,
    selection: Selection | None = None,
    *,
    parts: Sequence[tuple[Project, Program]] = (),
) -> CheckResult:
    """Run the rules over what is known of a project; nothing is read but its pictures.

    `parts` are those of the project that no bundle holds, and what their files say.
    """
    contexts = [Context(project, host, sizes[host.name], program) for host in chosen]
    rules = _rules(project, chosen, selection or Selection())
    said = {
        one.in_project(path): facts
        for one, files in ((project, program), *parts)
        for path, facts in files.items()
    }
    all_told = chain(_run(rules, contexts), _of_parts(rules, contexts, parts))
    merged = _concealed(project, said, _merged(all_told))
    found = numbered(sorted(_mendable(said, merged), key=_place))
    reports, allowed, ran = _allowed(project, found, rules, chosen)
    return CheckResult(
        reports=tuple(reports),
        hosts=tuple(
            verdict(host, context, *counted(host, reports))
            for host, context in zip(chosen, contexts, strict=True)
        ),
        allowed=tuple(allowed),
        ran=ran,
    )


class _Rules(NamedTuple):
    """The rules that count: those for all hosts, and the own ones of each host by its name."""

    common: tuple[Rule, ...]
    own: Mapping[str, tuple[Rule, ...]]


def _rules(project: Project, chosen: tuple[Host, ...], given: Selection) -> _Rules:
    written = written_selection(project.manifest)
    common: tuple[Rule, ...] = COMMON
    if project.native:
        from miniprog_cli.check.rules.native import NATIVE

        common = (*COMMON, *NATIVE)

    def counting(rules: Iterable[Rule]) -> tuple[Rule, ...]:
        asked = (rule for rule in rules if project.kind in rule.kinds)
        return tuple(rule for rule in asked if counts(rule, given, written))

    return _Rules(counting(common), {host.name: counting(host.rules) for host in chosen})


def _run(rules: _Rules, contexts: list[Context]) -> Iterator[Report]:
    """Ask the rules; of a host of another kind only that is said: the rest would be no help."""
    fitting = [context for context in contexts if fits(context.project, context.host)]
    names = tuple(context.host.name for context in fitting)
    for rule in rules.common:
        if rule.per_host:
            for context in contexts if rule is host_of_other_kind else fitting:
                yield from _reports(rule, context, (context.host.name,))
        elif fitting:
            yield from _reports(rule, fitting[0], names)
    for context in fitting:
        for rule in rules.own[context.host.name]:
            yield from _reports(rule, context, (context.host.name,))


def _of_parts(
    rules: _Rules, contexts: list[Context], parts: Sequence[tuple[Project, Program]]
) -> Iterator[Report]:
    """Ask the rules that parts of a project are asked, too: those on files and what they name."""
    fitting = [context for context in contexts if fits(context.project, context.host)]
    names = tuple(context.host.name for context in fitting)
    for project, program in parts if fitting else ():
        from miniprog_cli.check.rules.native import PLUGIN

        asked = [rule for rule in rules.common if rule in PLUGIN or rule.code.startswith(_ANY_FILE)]
        context = fitting[0]._replace(project=project, program=program)
        for rule in asked:
            yield from _reports(rule, context, names)


def _reports(rule: Rule, context: Context, names: tuple[str, ...]) -> Iterator[Report]:
    return (Report(rule.label, finding, names) for finding in _bounded(rule.check(context)))


def _bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what is too much of one rule in one file; the last that is told says how much.

    What can be mended is never left out, so that one `--fix` mends all of it.
    """
    numbers: Counter[str] = Counter()
    last: dict[str, Finding] = {}
    for finding in findings:
        file = finding.at.file
        if finding.fix is None:
            numbers[file] += 1
        if finding.fix or numbers[file] < MAX_IN_FILE:
            yield finding
        else:
            last.setdefault(file, finding)
    for file, finding in last.items():
        more = numbers[file] - MAX_IN_FILE
        said = f"{finding.message}; and {more:,} more like this in this file" if more else None
        yield finding._replace(message=said or finding.message)


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
        reports += [Report(allowance_without_effect.label, finding, names) for finding in useless]
        reports.sort(key=_place)
    return reports, allowed, ran


def _asked_everywhere(project: Project, rules: _Rules, chosen: tuple[Host, ...]) -> frozenset[str]:
    """Give the codes of the rules that were asked for every host that the manifest names."""
    is_whole = {host.name for host in hosts_of(project)} <= {host.name for host in chosen}
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


def _concealed(
    project: Project, said: Mapping[str, FileFacts], reports: Iterable[Report]
) -> Iterator[Report]:
    """Cover secrets that a message quotes, as an address or a name that holds one."""
    holders = {path: facts.secrets for path, facts in said.items() if facts.secrets}
    holders[project.manifest.document.file] = ()  # which does not ship, and is not looked through
    # a name may be quoted by whatever refers to it
    otherwise = () if any(shown(path) != path for path in project.shipped) else None
    for report in reports:
        secrets = holders.get(report.finding.at.file, otherwise)
        if secrets is None or report.finding.secret:
            yield report
        else:
            yield report._replace(finding=_covered(report, secrets))


def _covered(report: Report, secrets: Sequence[Secret]) -> Finding:
    from miniprog_cli.syntax.secrets import concealed

    finding = report.finding
    fix = finding.fix and finding.fix._replace(says=concealed(finding.fix.says))
    if finding.at.span and _is_within(finding.at.span, secrets):
        return finding._replace(message=_general(report), hint=None, fix=fix)
    hint = concealed(finding.hint) if finding.hint else None
    return finding._replace(message=concealed(finding.message), hint=hint, fix=fix)


def _is_within(span: Span, secrets: Sequence[Secret]) -> bool:
    """Tell whether a span has something of a secret; they are in order and do not overlap."""
    before = bisect_left(secrets, span[2:], key=lambda one: one.span[:2])
    return before > 0 and secrets[before - 1].span.overlaps(span)


def _general(report: Report) -> str:
    """Write what the rule looks for, as a message: it says nothing of the place."""
    rule = exactly(report.rule.code)
    summary = rule.summary if rule else ""
    return f"{summary[:1].lower()}{summary[1:].rstrip('.')}"


def _mendable(said: Mapping[str, FileFacts], reports: Iterable[Report]) -> Iterator[Report]:
    """Take away the fixes that cannot be made without touching a file's other bytes.

    Those are all in UTF-16, and in a file of another encoding those that bring its characters.
    """
    odd = {path: facts.coding for path, facts in said.items() if facts.coding != UTF_8}
    for report in reports:
        fix = report.finding.fix if odd else None
        edits = [edit for edit in fix.edits if edit.file in odd] if fix else []
        if any(odd[edit.file] == UTF_16 or not edit.text.isascii() for edit in edits):
            yield report._replace(finding=report.finding._replace(fix=None))
        else:
            yield report


def _place(report: Report) -> tuple[str, int, int, str, str]:
    at = report.finding.at
    line, column = (at.span.line, at.span.column) if at.span else (0, 0)
    return at.file, line, column, report.rule.code, report.finding.message
