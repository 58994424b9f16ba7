"""What a host is: facts first, behaviour where it has some."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, NamedTuple

from miniprog_cli.core.rule import Rule
from miniprog_cli.core.size import Limit

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


NATIVE_NOT_YET = Verb(State.NOT_YET, "native projects cannot be opened yet")


def native_verbs(dialect: str, publish: str) -> Verbs:
    """Say what can be done for a host with a dialect of its own: `publish`, by a person."""
    return Verbs(
        new=Verb(State.NOT_YET, f"every template is HTML; there is none in {dialect} yet"),
        check=NATIVE_NOT_YET,
        preview=NATIVE_NOT_YET,
        pack=NATIVE_NOT_YET,
        publish=Verb(State.BY_HAND, publish),
    )


class Fact(NamedTuple):
    """Something a person should know of a host, and where and when (an ISO date) it was read."""

    text: str
    source: str
    checked: str


class Host(NamedTuple):
    """One app that runs mini-programs.

    `kind` is what a project for it is written in; `clients` are the apps that share its dialect,
    empty where it is one app; `limits` is empty where the host publishes none; `rules` are those
    that only this host has.
    """

    name: str
    title: str
    kind: Kind
    verbs: Verbs
    clients: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    rules: tuple[Rule, ...] = ()
    notes: tuple[Fact, ...] = ()
