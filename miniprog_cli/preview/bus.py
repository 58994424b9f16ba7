"""Hand updates to pages in order, and let a page that was away catch up."""

import json
import os
from collections import deque
from collections.abc import Iterator
from typing import Protocol

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.updates import Update

KEPT_UPDATES = 100
KEPT_CHARACTERS = 8 * 1024 * 1024
"""Beyond these a page that was away reloads instead."""
FORECAST_CHARACTERS = 256 * 1024
"""What is bigger would be in the way of the update itself."""


class Page(Protocol):
    """What takes messages."""

    def send(self, text: str) -> None:
        """Queue one message."""


class Prepared(NamedTuple):
    """An update with what pages are sent of its files, in JSON."""

    update: Update
    files: str

    @classmethod
    def of(cls, update: Update) -> "Prepared":
        """Write down what an update says."""
        files = [file.as_json() for file in update.files]
        return cls(update, json.dumps(files, ensure_ascii=False))


class Bus:
    """The generation of the program and the pages that are told about the next one.

    `run` tells one start of the program from another: of the server, or anew by an order. A page that
    was made before does not know it, and is loaded again as soon as it says so. `pages` stand in the
    order in which they came.
    """

    def __init__(self) -> None:
        self.run = _new_run()
        self.generation = 0
        self.pages: dict[Page, None] = {}
        self._kept: deque[tuple[int, str]] = deque()
        self._characters = 0

    def foresee(self, update: Update) -> Prepared:
        """Tell every page what may be published next, and return it for that."""
        prepared = Prepared.of(update)
        if len(prepared.files) <= FORECAST_CHARACTERS:
            self.send(f'{{"type": "forecast", "files": {prepared.files}}}')
        return prepared

    def publish(self, prepared: Prepared) -> int:
        """Make a new generation, send it to every page, and return its number."""
        self.generation += 1
        number, files = self.generation, prepared.files
        message = f'{{"type": "update", "generation": {number}, "files": {files}}}'
        self._keep(message)
        self.send(message)
        return self.generation

    def restart(self) -> None:
        """Have every page loaded again, those too that are not connected yet."""
        self.run = _new_run()
        self.send(json.dumps({"type": "reload"}))

    def send(self, message: str) -> None:
        """Send to every page what is no update."""
        for page in tuple(self.pages):
            page.send(message)

    def join(self, page: Page, run: str, generation: int) -> None:
        """Take a page in and bring it from its generation to ours."""
        self.pages[page] = None
        missed = list(self.missed(generation)) if run == self.run else None
        if missed is None or len(missed) != self.generation - generation:
            page.send(json.dumps({"type": "reload", "reason": "the page is out of date"}))
            return
        for message in missed:
            page.send(message)

    def leave(self, page: Page) -> None:
        """Forget a page."""
        self.pages.pop(page, None)

    def missed(self, generation: int) -> Iterator[str]:
        """Yield the messages after a generation that are still known."""
        return (message for number, message in self._kept if number > generation)

    def _keep(self, message: str) -> None:
        self._kept.append((self.generation, message))
        self._characters += len(message)
        while len(self._kept) > KEPT_UPDATES or self._characters > KEPT_CHARACTERS:
            self._characters -= len(self._kept.popleft()[1])


def _new_run() -> str:
    """Make a name that no other run has; all are of one length, which places in pages count on."""
    return os.urandom(8).hex()
