"""Turn names from the command line into what they name."""

from typing import TYPE_CHECKING

from miniprog_cli import hosts
from miniprog_cli.check.result import fits
from miniprog_cli.check.selection import Selection, require_known
from miniprog_cli.core.errors import DialectUnclear, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.hosts.base import Host

if TYPE_CHECKING:
    from pathlib import Path

    from miniprog_cli.core.project import Project

ALL = "all"


class HostMissing(MiniprogError):
    """``--host`` was given without a name, as by a variable of a script that is empty."""


class RuleMissing(MiniprogError):
    """``--select`` or ``--ignore`` was given without a rule."""


class OptionAlone(MiniprogError):
    """An option only says more about another one, which is not there."""


class DiffContradicted(MiniprogError):
    """``--diff`` shows no findings, and something is to be done with them."""


class Mends(NamedTuple):
    """Which fixes are asked for: the safe ones, or with `unsafe` all."""

    unsafe: bool


class Named(NamedTuple):
    """What ``--host`` says: hosts by name, each once, or all that take the project."""

    names: tuple[str, ...]
    every: bool

    def to_read(self, folder: "Path") -> "Project":
        """Open a project, which a native host that is named alone decides how to read.

        Where several are named, the project's own files say which of them it is written for.
        """
        native = [name for name in self.names if hosts.get(name).kind == "native"]
        if len(native) == 1:
            return hosts.open_project(folder, host=native[0])
        return _read_by_its_files(folder, native)

    def of(self, project: "Project") -> tuple[Host, ...] | None:
        """Load the hosts; None where none is named."""
        if self.every:
            return tuple(host for host in hosts.every() if fits(project, host))
        return tuple(map(hosts.get, self.names)) or None


def named_hosts(given: list[str] | None) -> Named:
    """Read ``--host``; ``a,b`` names two, ``all`` every host that takes the kind of project.

    Raises:
        HostMissing: a value names none; checking nothing would pass for everything being fine.
        UnknownHost: a name is not a host's.
    """
    names = dict.fromkeys(name for value in given or () for name in _host_names(value))
    return Named(tuple(hosts.known(name) for name in names if name != ALL), ALL in names)


def _read_by_its_files(folder: "Path", native: list[str]) -> "Project":
    try:
        return hosts.open_project(folder)
    except DialectUnclear:
        if not native:
            raise
        return hosts.open_project(folder, host=native[0])


def chosen_rules(select: list[str] | None, ignore: list[str] | None) -> Selection:
    """Read ``--select`` and ``--ignore``; ``a,b`` names two.

    Raises:
        RuleMissing: a value names none.
        UnknownRule: a word is no rule's.
        RuleAlwaysCounts: a rule is to be left out that cannot be.
    """
    selection = Selection(_rule_names("--select", select), _rule_names("--ignore", ignore))
    if any(selection):
        require_known(selection)
    return selection


def require_only_diff(**others: object) -> None:
    """Refuse options that `--diff` would pass over.

    Raises:
        DiffContradicted: naming the first one that was given.
    """
    for name, value in others.items():
        if value:
            raise DiffContradicted(
                f"--diff contradicts --{name.replace('_', '-')}",
                hint="run check once with each; --diff goes with --json",
            )


def chosen_fixes(*, fix: bool, diff: bool, unsafe: bool) -> Mends | None:
    """Tell whether fixes are asked for, and which.

    Raises:
        OptionAlone: which fixes is said, but not what to do with them.
    """
    if unsafe and not (fix or diff):
        raise OptionAlone(
            "--unsafe-fixes alone does nothing",
            hint="add --diff to see the changes, or --fix to make them",
        )
    return Mends(unsafe) if fix or diff else None


def _host_names(value: str) -> list[str]:
    names = _split(value)
    if not names:
        raise HostMissing(f"--host {value!r} names no host", hint="see: miniprog hosts")
    return names


def _rule_names(option: str, given: list[str] | None) -> tuple[str, ...]:
    for value in given or ():
        if not _split(value):
            raise RuleMissing(f"{option} {value!r} names no rule", hint="see: miniprog explain")
    return tuple(name for value in given or () for name in _split(value))


def _split(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]
