"""What a rule is: a generator of findings whose docstring is its manual page."""

from collections.abc import Callable, Iterator
from functools import partial
from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple, Protocol

from miniprog_cli.core.facts import Program
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.size import Limit

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project


class HostFacts(Protocol):
    """What a rule may know of a host."""

    @property
    def name(self) -> str:
        """The short name, as on the command line."""
        ...

    @property
    def title(self) -> str:
        """The name as people write it."""
        ...

    @property
    def kind(self) -> str:
        """What its programs are written in: ``web`` or ``native``."""
        ...

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The sizes the host enforces; empty where it publishes none."""
        ...


class Sizes(NamedTuple):
    """What would ship, in bytes: the sum of the files, and the zip."""

    raw_bytes: int
    bundle_bytes: int


class Context(NamedTuple):
    """What a rule looks at: a project, a host it is meant for, its size, and what its files say."""

    project: "Project"
    host: HostFacts
    sizes: Sizes
    program: Program


CheckFunction = Callable[[Context], Iterator[Finding]]


class Rule(NamedTuple):
    """A check, its code and the text that explains it.

    A rule that is `per_host` may look at the host and its bundle and is asked once for each;
    the others are asked once.
    """

    code: str
    name: str
    severity: Severity
    since: str
    per_host: bool
    check: CheckFunction

    @property
    def explanation(self) -> str:
        """The manual page, in Markdown."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The defect in one sentence: the first line of the explanation."""
        return self.explanation.partition("\n")[0]


def rule(
    code: str, *, severity: Severity, since: str, per_host: bool = False
) -> Callable[[CheckFunction], Rule]:
    """Turn a generator function into a `Rule` named after it; its docstring is its manual page."""
    return partial(_rule, code, severity, since, per_host)


def _rule(code: str, severity: Severity, since: str, per_host: bool, check: CheckFunction) -> Rule:
    return Rule(
        code=code,
        name=getattr(check, "__name__", "").replace("_", "-"),
        severity=severity,
        since=since,
        per_host=per_host,
        check=check,
    )
