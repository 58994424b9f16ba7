"""Run `check` beside the preview: in a thread, and only once saves have settled."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.project import open_project

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult

SETTLE = 0.2
"""Seconds without a save before the project is checked."""


class Inspector:
    """Checks a project again after changes, one run at a time."""

    def __init__(self, folder: Path, found: Callable[["CheckResult"], None]) -> None:
        self._folder = folder
        self._found = found
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def soon(self) -> None:
        """Check once nothing has changed for a moment."""
        self._forget()
        self._timer = asyncio.get_running_loop().call_later(SETTLE, self._start)

    async def stop(self) -> None:
        """Begin no run, and wait for one that has begun: its thread cannot be stopped."""
        self._forget()
        if self._task is not None:
            await asyncio.wait([self._task])

    def _forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        if self._task is not None and not self._task.done():
            self.soon()
            return
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        result = await asyncio.to_thread(_inspect, self._folder)
        if result is not None:
            self._found(result)


def _inspect(folder: Path) -> "CheckResult | None":
    """Check the project as it is now.

    None where the manifest does not parse, which is told apart, or where a file went away while
    it was looked at: then there is another save, and another look.
    """
    from miniprog_cli.check import check

    try:
        return check(open_project(folder))
    except (MiniprogError, OSError):
        return None
