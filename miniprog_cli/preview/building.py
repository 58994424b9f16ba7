"""How the project's own build is doing: a failure is shown in the pages until the next good build.

A build that ends says so by its exit code. One that watches only writes what is wrong, each tool in
its own words, and writes no files, or some all the same: so what looks like an error counts, until
files of the program come without one, or the build says that it is done.
"""

import asyncio
import re
from collections import deque

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview.events import Event, Output
from miniprog_cli.preview.listeners import Listeners
from miniprog_cli.preview.live import Live

LINES = 12
"""Of what the build wrote, shown in the pages."""
SETTLED = 0.5
"""Seconds after its files in which a build says what is wrong with them."""
TOGETHER = 0.3
"""Seconds in which the lines of one error come; a person sees it later."""
BEFORE = 0.25
"""Seconds before its files in which a build says what is wrong: what is seen was said before that."""
MAX_LINE = 400

_WRONG = re.compile(
    r"(?:^|[\s\[(])(?:error|fatal)(?=[\]:!) ]|$)|\berror TS\d|\berror during\b|\b[A-Z]\w*Error\b:?"
    r"|\bcannot find module\b|\b(?:build|compil\w+|transform) failed\b|\bfailed to \w|[✘✖]",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\b(?:no|0) errors?\b|\bcompiled successfully\b|\bbuilt in \d|\b(?:re)?build (?:finished|done)\b",
    re.IGNORECASE,
)


class Building:
    """Hears what the build writes, how it ends, and which files are saved."""

    def __init__(self, live: Live, listeners: Listeners) -> None:
        self._live = live
        self._listeners = listeners
        self._latest: deque[str] = deque(maxlen=LINES)
        self._lines: list[str] = []
        """Of what is wrong, from its first one on."""
        self._failed = -SETTLED
        """When something wrong was said last."""
        self._timer: asyncio.TimerHandle | None = None

    def tell(self, event: Event) -> None:
        """Pass on what the build says."""
        self._listeners.tell(event)
        if isinstance(event, Output):
            self._take(event.text[:MAX_LINE])

    def failed(self, error: MiniprogError) -> None:
        """Pass on that it has ended too early, or could not be started."""
        self._listeners.failed(error)
        self._show(error.message, error.hint, self._lines or list(self._latest))

    def saved(self, files: tuple[str, ...]) -> None:
        """Take note of files that were written: with nothing wrong said, the build is good."""
        if self._live.build_failure and any(map(self._live.from_root, files)):
            asyncio.get_running_loop().call_later(SETTLED, self._settle, self._now() - BEFORE)

    def _take(self, line: str) -> None:
        self._latest.append(line)
        if _RIGHT.search(line):
            self._forget()
        elif _WRONG.search(line):
            if self._now() - self._failed > SETTLED:
                self._lines.clear()
            self._failed = self._now()
        if self._now() - self._failed < SETTLED and len(self._lines) < LINES:
            self._lines.append(line)
            if self._timer is None:
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(TOGETHER, self._show, "the build failed", None, None)

    def _show(self, message: str, hint: str | None, lines: list[str] | None) -> None:
        self._cancel()
        shown = "\n".join(self._lines if lines is None else lines)
        self._live.build_failure = {"message": message, "hint": hint, "output": shown}
        self._listeners.state()

    def _settle(self, since: float) -> None:
        if self._failed < since:
            self._forget()

    def _forget(self) -> None:
        self._cancel()
        self._lines.clear()
        self._failed = -SETTLED
        if self._live.build_failure:
            self._live.build_failure = None
            self._listeners.state()

    def _cancel(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
