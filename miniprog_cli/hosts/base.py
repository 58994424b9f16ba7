"""What a host is: facts first, behaviour where it has some."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

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
    # its module takes long to import, and most of what asks for a host's facts runs no rule
    from miniprog_cli.core.rule import Rule

Kind = Literal["web", "native"]


class State(StrEnum):
    """Who does the work of a verb for a host today."""

    WORKS = "works"
    BY_HAND = "by_hand"
    NOT_YET = "not_yet"


class Verb(NamedTuple):
    """Whether this tool does a verb for a host today, and how it is done.

    `how` is a command for what works, a place for what a person does, and for what is not there
    yet what to do instead or what is missing. It is also the hint where the verb is refused.
    """

    state: State
    how: str


class Verbs(NamedTuple):
    """What can be done for a host, verb by verb; the commands obey it, so it cannot overstate."""

    new: Verb
    check: Verb
    preview: Verb
    pack: Verb
    publish: Verb

    def named(self) -> Iterator[tuple[str, Verb]]:
        """Give each verb with its name, in the order of the work."""
        return zip(self._fields, self, strict=True)


def native_verbs(host: str, dialect: str, publish: str) -> Verbs:
    """Say what can be done for a host whose dialect is only recognised: `publish`, by a person."""
    return Verbs(
        new=_no_template(dialect),
        check=Verb(
            State.NOT_YET,
            f"of {dialect} templates, references and sizes are checked; what app.json takes is not",
        ),
        preview=_no_preview(host, dialect),
        pack=Verb(State.NOT_YET, f"which files of a program in {dialect} are packed is not known"),
        publish=Verb(State.BY_HAND, publish),
    )


def packed_native_verbs(
    host: str, dialect: str, upload: str, *, template: str | None = None
) -> Verbs:
    """Say what can be done for a host whose dialect is checked, shown and packed.

    `upload` is what a person does to hand it to the host itself; `template` is the one to begin with.
    """
    return Verbs(
        new=Verb(State.WORKS, f"miniprog new NAME -t {template}")
        if template
        else _no_template(dialect),
        check=Verb(State.WORKS, "miniprog check"),
        preview=Verb(State.WORKS, f"miniprog preview, for {host} too with HTML in its web-view"),
        pack=Verb(State.WORKS, "miniprog pack"),
        publish=Verb(
            State.BY_HAND, f"to a registry: miniprog publish; to the host itself: {upload}"
        ),
    )


def _no_template(dialect: str) -> Verb:
    return Verb(State.NOT_YET, f"there is no template in {dialect} yet")


def _no_preview(host: str, dialect: str) -> Verb:
    how = f"{dialect} is not shown yet; HTML in its web-view: miniprog preview --host {host}"
    return Verb(State.NOT_YET, how)


def web_verbs(host: str, *, absent: str, takes: str, publish: str) -> Verbs:
    """Say what can be done for a host that takes HTML and no bundle of its own is made for yet.

    `absent` is what no template brings; `takes` is a sentence on what the host wants, in place of
    the generic bundle; `publish` is what a person does.
    """
    return Verbs(
        new=Verb(State.NOT_YET, f"the templates are HTML, a start; none brings {absent}"),
        check=Verb(State.WORKS, f"miniprog check --host {host}"),
        preview=Verb(State.WORKS, f"miniprog preview --host {host}"),
        pack=Verb(State.NOT_YET, f"{takes}; miniprog pack alone makes the generic bundle"),
        publish=Verb(State.BY_HAND, publish),
    )


class Fact(NamedTuple):
    """Something a person should know of a host, and where and when (an ISO date) it was read."""

    text: str
    source: str
    checked: str


class Visitor(NamedTuple):
    """Who opens a program in the preview, and how; `at` is when, in seconds since 1970.

    `start` is what the link that led to the program hands over, empty where it hands over nothing;
    `members` is what the manifest says for the host.
    """

    id: str
    name: str
    language: str
    platform: str
    start: str
    members: Mapping[str, object]
    at: int


class Launch(NamedTuple):
    """What a host signs and hands to a program that it opens; in the preview with no real secret."""

    sign: Callable[[Visitor], Mapping[str, str]]
    marks: tuple[str, ...] = ()
    """How the names of what it puts into the address begin."""
    kept: tuple[str, ...] = ()
    """How the names begin under which its SDKs keep that in `sessionStorage`."""


class Host(NamedTuple):
    """One app that runs mini-programs.

    `kind` is what a project for it is written in; `clients` are the apps that share its dialect,
    empty where it is one app; `limits` is empty where the host publishes none; `delivery` is whether
    it takes the files or the address of a site that serves them. `rules` are those that only this
    host has: what several hosts ask for alike is a fact here, and a rule for all.
    """

    name: str
    title: str
    kind: Kind
    verbs: Verbs
    clients: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    rules: "tuple[Rule, ...]" = ()
    notes: tuple[Fact, ...] = ()
    delivery: Delivery = "bundle"
    policies: Policies = Policies()
    bans: tuple[Ban, ...] = ()
    banned_links: tuple[BannedLinks, ...] = ()
    capabilities: Capabilities | None = None
    config_files: tuple[ConfigFile, ...] = ()
    members: tuple[HostMember, ...] = ()
    launch: Launch | None = None
