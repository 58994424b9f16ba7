"""Mend what findings say how to mend: in memory, round after round, until nothing is left to do.

A fix may uncover another, and two that overlap cannot be applied at once; so each round applies
what does not overlap and looks again. Nothing is written here: `rewrite` does that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.check import CheckResult, Report, hosts_of
from miniprog_cli.check.edits import Stretch, Taken, Text
from miniprog_cli.check.judge import judge
from miniprog_cli.check.survey import survey
from miniprog_cli.core.apart import apart
from miniprog_cli.core.errors import MachineError
from miniprog_cli.core.facts import FileFacts, Program
from miniprog_cli.core.finding import Edit, Fix
from miniprog_cli.core.inside import read_inside
from miniprog_cli.core.manifest import parse_manifest
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.base import Host
from miniprog_cli.hosts.roots import ROOTS
from miniprog_cli.syntax import facts
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.check.selection import Selection

_MOST_ROUNDS = 50
"""Far more than fixes that uncover each other need; a bound, should two rules disagree."""


class Fixed(NamedTuple):
    """A finding that was mended: its rule, its file, and what was done."""

    code: str
    file: str
    says: str


class Change(NamedTuple):
    """A file that fixes change: its path in the project, where it really lies, and its bytes."""

    file: str
    target: Path
    before: bytes
    after: bytes


class Mended(NamedTuple):
    """What fixes come to; nothing of it is written yet."""

    fixed: tuple[Fixed, ...]
    changes: tuple[Change, ...]
    result: CheckResult
    """What is left to say; sizes are those from before."""


class FileMoved(MachineError):
    """A file is not what was checked any more, or not where it may be changed."""


def applies(fix: Fix | None, *, unsafe: bool) -> bool:
    """Tell whether a fix is there and asked for."""
    return fix is not None and (fix.safe or unsafe)


def mend(
    project: Project,
    for_hosts: Iterable[Host] | None = None,
    *,
    unsafe: bool = False,
    selection: "Selection | None" = None,
    keep: bool = True,
) -> Mended:
    """Apply the fixes of what `check` finds; with `unsafe` also those that are not safe.

    `selection` and `keep` are those of `check`.

    Raises:
        FileMoved: a file changed while it was checked.
        MachineError: a file went away or cannot be read.
    """
    chosen = tuple(for_hosts) if for_hosts is not None else hosts_of(project)
    desk = _Desk(project, chosen, selection, keep=keep)
    fixed: list[Fixed] = []
    tried: set[tuple[str, Fix | None]] = set()
    for _ in range(_MOST_ROUNDS):
        open_ones = [
            report
            for report in desk.result.reports
            if applies(report.finding.fix, unsafe=unsafe) and _key(report) not in tried
        ]
        done = desk.round(open_ones)
        if not done:
            break
        tried.update(_key(report) for report in done)
        fixed.extend(_fixed(report) for report in done)
    return Mended(tuple(fixed), tuple(desk.changes()), desk.result)


def _key(report: Report) -> tuple[str, Fix | None]:
    return report.rule.code, report.finding.fix


def _fixed(report: Report) -> Fixed:
    fix = report.finding.fix
    return Fixed(report.rule.code, report.finding.at.file, fix.says if fix else "")


class _Desk:
    """The files that are being changed, by where they really lie, and what is known of the project."""

    def __init__(
        self,
        project: Project,
        chosen: tuple[Host, ...],
        selection: "Selection | None",
        *,
        keep: bool,
    ) -> None:
        self.project = project
        self.chosen = chosen
        self.selection = selection
        found = survey(project, [host.name for host in chosen], keep=keep)
        self.sizes = found.sizes
        self.program: dict[str, FileFacts] = dict(found.program)
        self.before: dict[Path, tuple[str, bytes]] = {}
        self.now: dict[Path, Text] = {}
        self.result = self._judged()

    def round(self, reports: list[Report]) -> list[Report]:
        """Apply the fixes that do not overlap, and look again; give the findings they were for."""
        taken: dict[Path, Taken] = {}
        done = [report for report in reports if self._take(report.finding.fix, taken)]
        for target, stretches in taken.items():
            self._replace(target, self.now[target].replaced(stretches.stretches))
        if done:
            self.result = self._judged()
        return done

    def _judged(self) -> CheckResult:
        program = Program(self.program)
        return judge(self.project, self.chosen, self.sizes, program, self.selection)

    def changes(self) -> Iterator[Change]:
        """Give the files that are not what they were, sorted by path."""
        for target, (file, before) in sorted(self.before.items(), key=lambda item: item[1][0]):
            after = self.now[target].replaced(())
            if after != before:
                yield Change(file, target, before, after)

    def _take(self, fix: Fix | None, taken: dict[Path, Taken]) -> bool:
        """Note all edits of a fix, or none."""
        places = [self._place(edit) for edit in fix.edits] if fix else []
        good = [place for place in places if place is not None]
        free = all(taken[target].is_free(one) for target, one in good if target in taken)
        if not good or len(good) < len(places) or not free:
            return False
        for target, one in good:
            taken.setdefault(target, Taken()).add(one)
        return True

    def _place(self, edit: Edit) -> tuple[Path, Stretch] | None:
        target = self._target(edit.file)
        if target is None:
            return None
        stretch = self.now[target].stretch(edit)
        return (target, stretch) if stretch else None

    def _target(self, file: str) -> Path | None:
        """Find where a file of the project lies, and read it at the first time.

        A file that may lie elsewhere is None: a manifest that is a link out of its folder.
        """
        manifest = self.project.manifest.document
        if file == manifest.file:
            source, top = self.project.folder / file, realpath(self.project.folder)
        else:
            shipped = self.project.shipped.get(self._path(file))
            if shipped is None:
                return None
            source, top = shipped.source, self.project.top
        target = Path(realpath(source))
        if not target.is_relative_to(top):
            return None
        if target not in self.now:
            content = read_inside(target, top)
            self._compare(file, content)
            self.before[target] = file, content
            self.now[target] = Text.of(content)
        return target

    def _path(self, file: str) -> str:
        root = self.project.manifest.root
        return file if root == "." else file.removeprefix(f"{root}/")

    def _compare(self, file: str, content: bytes) -> None:
        """Make sure that a file still is what the findings are about."""
        manifest = self.project.manifest.document
        if file == manifest.file:
            same = content == manifest.text.encode()
        else:
            path = self._path(file)
            same = path not in self.program or _facts(path, content) == self.program[path]
        if not same:
            raise FileMoved(f"{shown(file)} changed while it was checked", hint="run it again")

    def _replace(self, target: Path, content: bytes) -> None:
        """Take a file's new content for its old one, under every name that it has."""
        self.now[target] = Text.of(content)
        if self.before[target][0] == self.project.manifest.document.file:
            self._manifest(content)
            return
        for path in self._names[str(target)]:
            self.program[path] = _facts(path, content)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The paths of the program by where they lead: a link and a file may be one."""
        names = defaultdict[str, list[str]](list)
        for path in self.program:
            names[realpath(self.project.shipped[path].source)].append(path)
        return names

    def _manifest(self, content: bytes) -> None:
        old, file = self.project, self.project.manifest.document.file
        self.project = Project(old.folder, parse_manifest(content, file))
        if self.project.root != old.root:
            self.program = dict(survey(self.project, (), keep=False).program)
            self.__dict__.pop("_names", None)


def _facts(path: str, content: bytes) -> FileFacts:
    return apart(partial(facts.of, path, content, ROOTS))
