"""Learn from the pages what became of an update, so that what is printed is what happened."""

import asyncio
from collections.abc import Callable, Iterable

from miniprog_cli.preview.events import Kind, Updated
from miniprog_cli.preview.reports import Done
from miniprog_cli.preview.updates import STRENGTH, Update

PATIENCE = 4.0
"""Seconds to wait for pages before saying what was planned instead; a busy machine needs some."""


class Round:
    """One update on its way; `kind` is the strongest thing that a page did with it."""

    def __init__(
        self, *, files: tuple[str, ...], since: float, planned: Kind, planned_reason: str,
        waiting: set[object],
    ) -> None:  # fmt: skip
        self.files = files
        self.since = since
        self.planned: Kind = planned
        self.planned_reason = planned_reason
        self.waiting = waiting
        self.kind: Kind | None = None
        self.reason = ""
        self.is_unused = False
        """Whether a page has said that it uses none of it."""
        self.timer: asyncio.TimerHandle | None = None


class Rounds:
    """The updates that not every page has dealt with yet, by generation."""

    def __init__(self, finished: Callable[[Updated], None]) -> None:
        self.finished = finished
        self._open: dict[int, Round] = {}

    def begin(
        self, generation: int, update: Update, *, since: float, pages: Iterable[object],
        files: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Start to wait for the pages that were open; `since` is when the save began."""
        planned = update.strongest
        started = Round(
            files=files, since=since, planned=planned.kind, planned_reason=planned.reason,
            waiting=set(pages),
        )  # fmt: skip
        self._open[generation] = started
        if started.waiting:
            loop = asyncio.get_running_loop()
            started.timer = loop.call_later(PATIENCE, self._finish, generation)
        else:
            self._finish(generation)

    def done(self, page: object, report: Done) -> None:
        """Take note of what a page did."""
        current = self._open.get(report.generation)
        if current is None or page not in current.waiting:
            return
        if report.kind == "none":
            current.is_unused = True
        elif current.kind is None or STRENGTH[report.kind] > STRENGTH[current.kind]:
            current.kind = report.kind
            current.reason = report.reason
        self._leave(report.generation, current, page)

    def left(self, page: object) -> None:
        """Stop waiting for a page that is gone: it was closed, or it reloads."""
        for generation, current in tuple(self._open.items()):
            self._leave(generation, current, page)

    def stop(self) -> None:
        """Forget everything."""
        for current in self._open.values():
            if current.timer:
                current.timer.cancel()
        self._open.clear()

    def _leave(self, generation: int, current: Round, page: object) -> None:
        current.waiting.discard(page)
        if not current.waiting:
            self._finish(generation)

    def _finish(self, generation: int) -> None:
        current = self._open.pop(generation, None)
        if current is None:
            return
        if current.timer:
            current.timer.cancel()
        used = current.kind is not None or not current.is_unused
        reason = current.reason or current.planned_reason
        elapsed = asyncio.get_running_loop().time() - current.since
        self.finished(
            Updated(
                files=current.files,
                kind=current.kind or current.planned,
                reason=reason if used else f"{reason}; no open page uses it",
                ms=round(elapsed * 1000, 1),
                used=used,
            )
        )
