"""Pass on what a program says, within reason, with the places in its sources."""

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


class Lines:
    """Lets `PER_SECOND` lines and faults through and says how many it left out."""

    def __init__(self, live: Live, passed: Callable[[Console, int], None]) -> None:
        self.passed = passed
        self._live = live
        self._left = PER_SECOND
        self._since = 0.0
        self._dropped = 0
        self._finder: PlaceFinder | None = None

    def take(self, page: Peer, said: Line | Fault, number: int) -> None:
        """Pass on what a page of some number said, or count it; of a fault it learns the source."""
        now = time.monotonic()
        if now - self._since >= 1:
            if self._dropped:
                text = f"{self._dropped} more lines were left out"
                self.passed(Console(level="warn", text=text, page=said.page), number)
            self._since, self._left, self._dropped = now, PER_SECOND, 0
        if self._left == 0:
            self._dropped += 1
            return
        self._left -= 1
        if self._finder is None:
            # only now: the first page is answered before anything can be said
            from miniprog_cli.preview.places import PlaceFinder, Places

            self._finder = PlaceFinder(Places(self._live))
        reference = said.reference if isinstance(said, Fault) and said.kind == "load" else ""
        self._finder.find(said.at, reference, lambda place: self._pass(page, said, place, number))

    def _pass(self, page: Peer, said: Line | Fault, place: "Place", number: int) -> None:
        at = (place.file or None, place.line or None, place.column or None)
        if isinstance(said, Line):
            self.passed(Console(said.level, said.text, said.page, *at), number)
        else:
            self.passed(Console("error", said.message, said.page, *at, fault=said.kind), number)
            page.send(json.dumps(_answer(said, place), ensure_ascii=False))


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
