"""What a host is: facts first, behaviour where it has some."""

from dataclasses import dataclass, field
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
    """Whether this tool does a verb for a host, and how it is done."""

    state: State
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """What can be done for a host, verb by verb."""

    new: Verb
    check: Verb
    preview: Verb
    pack: Verb
    publish: Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One app that runs mini-programs.

    `kind` is what a project for it is written in; `clients` are the apps that share its dialect;
    `rules` are those that only this host has; `notes` are facts a person should know, each with
    its source.
    """

    name: str
    title: str
    kind: Kind
    verbs: Verbs
    clients: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = field(default=())
