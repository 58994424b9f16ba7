"""Pass on what a program writes to its console, within reason."""

import time
from collections.abc import Callable

from miniprog_cli.preview.events import Console
from miniprog_cli.preview.reports import Line

PER_SECOND = 50
"""More than a person reads; a program in a loop must not flood a terminal."""


class Lines:
    """Lets `PER_SECOND` lines through and says how many it left out."""

    def __init__(self, passed: Callable[[Console], None]) -> None:
        self.passed = passed
        self._left = PER_SECOND
        self._since = 0.0
        self._dropped = 0

    def take(self, line: Line) -> None:
        """Pass a line on, or count it."""
        now = time.monotonic()
        if now - self._since >= 1:
            if self._dropped:
                text = f"{self._dropped} more lines were left out"
                self.passed(Console(level="warn", text=text, page=line.page))
            self._since, self._left, self._dropped = now, PER_SECOND, 0
        if self._left == 0:
            self._dropped += 1
            return
        self._left -= 1
        self.passed(Console(level=line.level, text=line.text, page=line.page))
