"""Run `check` beside the preview: in a thread, and only once saves have settled."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.project import open_project

SETTLE = 0.2
"""Seconds without a save before the project is checked."""

Rows = tuple[dict[str, object], ...]


class Inspector:
    """Checks a project again after changes, one run at a time."""

    def __init__(self, folder: Path, found: Callable[[Rows], None]) -> None:
        self._folder = folder
        self._found = found
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def soon(self) -> None:
        """Check once nothing has changed for a moment."""
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(SETTLE, self._start)

    def stop(self) -> None:
        """Forget a run that has not begun."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        if self._task is not None and not self._task.done():
            self.soon()
            return
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        rows = await asyncio.to_thread(_inspect, self._folder)
        if rows is not None:
            self._found(rows)


def _inspect(folder: Path) -> Rows | None:
    """Check the project as it is now; None where its manifest does not parse, which is told apart."""
    try:
        project = open_project(folder)
    except MiniprogError:
        return None
    del project
    return ()
