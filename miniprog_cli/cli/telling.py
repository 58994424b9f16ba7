"""Tell what happens from a thread: a reader that does not read must not stop the preview.

A pipe that is full or a terminal held with Ctrl-S makes every write wait, for ever perhaps.
"""

import asyncio
import os
import threading
from collections import deque
from pathlib import Path

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.happening import report
from miniprog_cli.core.errors import Exit
from miniprog_cli.preview.events import Blocked, Called, Event
from miniprog_cli.preview.events import Console as Line

LINES = 200
"""Events that wait before what a program says and does is left out."""
EVENTS = 2000
"""Events that wait before anything is left out."""
PATIENCE = 1.0
"""Seconds for the reader to take what is left, at the end."""


class Teller:
    """Writes events in order, each when the reader takes it; call it within a task.

    `folder` is the project's.
    """

    def __init__(self, console: Console, folder: Path) -> None:
        self.failure: BaseException | None = None
        """Why no more can be written; the task is cancelled then."""
        self._console = console
        self._folder = folder
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._waiting: deque[Event | None] = deque()
        self._dropped = 0
        self._arrived = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, name="tell", daemon=True)
        self._thread.start()

    def tell(self, event: Event) -> None:
        """Have an event written; where too many wait, only count it."""
        most = LINES if isinstance(event, Line | Called | Blocked) else EVENTS
        if len(self._waiting) >= most:
            self._dropped += 1
            return
        if self._dropped:
            text = f"{self._dropped} more events were left out: nobody read them"
            self._put(Line(level="warn", text=text, page=""))
            self._dropped = 0
        self._put(event)

    def close(self) -> None:
        """Write what waits; end the process at once where nobody takes it."""
        self._put(None)
        self._thread.join(PATIENCE)
        if self._thread.is_alive():
            # the thread holds the stream: the interpreter's own flush at exit would hang as well
            os._exit(Exit.INTERRUPTED)

    def _put(self, event: Event | None) -> None:
        self._waiting.append(event)
        self._arrived.release()

    def _run(self) -> None:
        try:
            while True:
                self._arrived.acquire()
                event = self._waiting.popleft()
                if event is None:
                    return
                report(event, self._console, self._folder)
        except BaseException as error:  # noqa: BLE001 - raised again by the task
            self.failure = error
            if self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)
