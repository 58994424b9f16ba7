"""Pass on what a program says, within reason, with the places in its sources."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from miniprog_cli.preview.application import Peer
from miniprog_cli.preview.events import Console
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.reports import Fault, Line

if TYPE_CHECKING:
    from miniprog_cli.preview.places import Place, PlaceFinder

PER_SECOND = 50
"""More than a person reads; a program in a loop must not flood a terminal."""

AT_ONCE = {"said": 600, "warned": 100, "failed": 100}
"""What comes in one go is let through whole, as far as a page may say it: no talk uses up what is
allowed of errors."""

LATER = 1.0
"""Seconds after which it is told what was left out."""


class Allowance:
    """Lets some through at once, and `PER_SECOND` for ever."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left = float(most)
        self._since = time.monotonic()

    def take(self) -> bool:
        """Take one where one is left."""
        now = time.monotonic()
        self._left = min(self._most, self._left + (now - self._since) * PER_SECOND)
        self._since = now
        is_left = self._left >= 1
        self._left -= is_left
        return is_left


class Lines:
    """Passes lines and faults on as far as they are allowed, and says how many were left out."""

    def __init__(self, live: Live, passed: Callable[[Console, int], None]) -> None:
        self.passed = passed
        self._live = live
        self._allowed = {kind: Allowance(most) for kind, most in AT_ONCE.items()}
        self._dropped = 0
        self._finder: PlaceFinder | None = None

    def take(self, page: Peer, said: Line | Fault, number: int) -> None:
        """Pass on what a page of some number said, or count it; of a fault it learns the source."""
        if not self._allowed[_kind(said)].take():
            if not self._dropped:
                asyncio.get_running_loop().call_later(LATER, self._count, said.page, number)
            self._dropped += 1
            return
        if self._finder is None:
            # only now: the first page is answered before anything can be said
            from miniprog_cli.preview.places import PlaceFinder, Places

            self._finder = PlaceFinder(Places(self._live))
        reference = said.reference if isinstance(said, Fault) and said.kind == "load" else ""
        self._finder.find(said.at, reference, lambda place: self._pass(page, said, place, number))

    def _count(self, page: str, number: int) -> None:
        text = f"{self._dropped} more lines were left out"
        self._dropped = 0
        self.passed(Console(level="warn", text=text, page=page), number)

    def _pass(self, page: Peer, said: Line | Fault, place: "Place", number: int) -> None:
        at = (place.file or None, place.line or None, place.column or None)
        if isinstance(said, Line):
            self.passed(Console(said.level, said.text, said.page, *at), number)
        else:
            self.passed(Console("error", said.message, said.page, *at, fault=said.kind), number)
            page.send(json.dumps(_answer(said, place), ensure_ascii=False))


def _kind(said: Line | Fault) -> str:
    if isinstance(said, Fault):
        return "failed"
    return "warned" if said.level in {"warn", "error"} else "said"


def _answer(fault: Fault, place: "Place") -> dict[str, object]:
    """Tell a page where its fault is."""
    return {
        "type": "fault",
        "id": fault.number,
        "kind": fault.kind,
        "message": fault.message,
        "hint": _hint(fault),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "excerpt": place.excerpt and place.excerpt.as_json(),
    }


def _hint(fault: Fault) -> str | None:
    """Say whose policy it was, where the page has one: what the host's asks for is in the message."""
    is_own = fault.kind == "blocked" and fault.message.startswith(f"{fault.reference} blocks ")
    return "a policy that the page itself brings forbids it" if is_own else None
