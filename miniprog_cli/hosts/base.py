"""What a host is: facts first, behaviour where it has some."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from miniprog_cli.core.rule import Rule
from miniprog_cli.core.size import Limit

Kind = Literal["web", "native"]


class State(StrEnum):
    """Who does the work of a verb for a host today."""

    WORKS = "works"
    BY_HAND = "by_hand"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Verb:
    """Whether this tool does a verb for a host today, and how it is done.

    `how` is a command for what works, a place for what a person does, and for what is not there
    yet what to do instead or what is missing. It is also the hint where the verb is refused.
    """

    state: State
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """What can be done for a host, verb by verb; the commands obey it, so it cannot overstate."""

    new: Verb
    check: Verb
    preview: Verb
    pack: Verb
    publish: Verb

    def __iter__(self) -> Iterator[tuple[str, Verb]]:
        """Give each verb with its name, in the order of the work."""
        yield "new", self.new
        yield "check", self.check
        yield "preview", self.preview
        yield "pack", self.pack
        yield "publish", self.publish


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a person should know of a host, and where and when (an ISO date) it was read."""

    text: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
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
