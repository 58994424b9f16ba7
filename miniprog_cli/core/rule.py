"""What a rule is: a generator of findings whose docstring is its manual page."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from miniprog_cli.core.facts import Program
from miniprog_cli.core.finding import Finding, Location, Severity, Span
from miniprog_cli.core.hostfacts import (
    Ban,
    BannedLinks,
    Capabilities,
    ConfigFile,
    Delivery,
    HostMember,
    Policies,
)
from miniprog_cli.core.namedtuple import NamedTuple
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

    @property
    def delivery(self) -> Delivery:
        """Whether it takes the files, or the address of a site that serves them."""
        ...

    @property
    def policies(self) -> Policies:
        """What it asks of every program."""
        ...

    @property
    def bans(self) -> tuple[Ban, ...]:
        """The web APIs it forbids."""
        ...

    @property
    def banned_links(self) -> tuple[BannedLinks, ...]:
        """Where programs may not lead to."""
        ...

    @property
    def capabilities(self) -> Capabilities | None:
        """What it has for `mini.js`; None where nothing is known."""
        ...

    @property
    def config_files(self) -> tuple[ConfigFile, ...]:
        """The files its own tools read."""
        ...

    @property
    def members(self) -> tuple[HostMember, ...]:
        """What `hosts.<name>` of the manifest holds for it."""
        ...


WEB, NATIVE, ANY = ("web",), ("native",), ("web", "native")
"""The kinds of project that a rule is asked of."""


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

    def at(self, path: str, span: Span | None = None) -> Location:
        """Give the place of a file, by its path in the bundle, or of a stretch of it."""
        return Location(self.project.in_project(path), span)


CheckFunction = Callable[[Context], Iterator[Finding]]


class RuleLabel(NamedTuple):
    """What a report says of its rule."""

    code: str
    name: str
    severity: Severity
    always: bool = False


class Rule(NamedTuple):
    """A check, its code and the text that explains it.

    A rule that is `per_host` may look at the host and its bundle and is asked once for each;
    the others are asked once. One that counts `always` can be neither deselected nor allowed:
    without it no sound bundle can be made. `fixable` says that some of its findings have a fix.
    `kinds` are the kinds of project that it is asked of.
    """

    code: str
    name: str
    severity: Severity
    since: str
    per_host: bool
    check: CheckFunction
    always: bool = False
    fixable: bool = False
    kinds: tuple[str, ...] = WEB

    @property
    def label(self) -> RuleLabel:
        """What a report says of it."""
        return RuleLabel(self.code, self.name, self.severity, self.always)

    @property
    def explanation(self) -> str:
        """The manual page, in Markdown."""
        from inspect import cleandoc  # not for a check, which explains nothing

        return cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The defect in one sentence: the first line of the explanation."""
        return self.explanation.partition("\n")[0]


def rule(
    code: str,
    *,
    severity: Severity,
    since: str,
    per_host: bool = False,
    always: bool = False,
    fixable: bool = False,
    kinds: tuple[str, ...] = WEB,
) -> Callable[[CheckFunction], Rule]:
    """Turn a generator function into a `Rule` named after it; its docstring is its manual page."""

    def made(check: CheckFunction) -> Rule:
        return Rule(
            code=code,
            name=getattr(check, "__name__", "").replace("_", "-"),
            severity=severity,
            since=since,
            per_host=per_host,
            check=check,
            always=always,
            fixable=fixable,
            kinds=kinds,
        )

    return made
