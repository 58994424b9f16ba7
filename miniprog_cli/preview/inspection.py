"""Run `check` beside the preview: in a thread, and only once saves have settled."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.hosts import open_project

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult

SETTLE = 0.2
"""Seconds without a save before the project is checked."""


class Inspection(NamedTuple):
    """What a check came to, and `sizes` as it goes to panels."""

    result: "CheckResult"
    sizes: str


class Inspector:
    """Checks a project again after changes, one run at a time.

    `host` gives the host that is simulated: it is checked for too, where the manifest does not
    name it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        host: Callable[[], str],
        found: Callable[["Inspection | Exception"], None],
    ) -> None:
        self._folder = folder
        self._host = host
        self._found = found
        self._timer: asyncio.TimerHandle | None = None
        self._is_running = False
        self._is_stopped = False

    def soon(self) -> None:
        """Check once nothing has changed for a moment."""
        self._forget()
        self._timer = asyncio.get_running_loop().call_later(SETTLE, self._start)

    def stop(self) -> None:
        """Begin no run, and forget one that has begun: its thread ends by itself."""
        self._is_stopped = True
        self._forget()

    def _forget(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        if self._is_running:
            self.soon()
            return
        self._is_running = True
        loop = asyncio.get_running_loop()

        def run() -> None:
            outcome = _inspect(self._folder, self._host())
            with suppress(RuntimeError):  # the preview has ended meanwhile
                loop.call_soon_threadsafe(self._ended, outcome)

        # A thread cannot be stopped: neither Ctrl-C nor the end of the process may wait for it,
        # as they would for one of an executor.
        threading.Thread(target=run, name="check", daemon=True).start()

    def _ended(self, outcome: "Inspection | Exception | None") -> None:
        self._is_running = False
        if outcome is not None and not self._is_stopped:
            self._found(outcome)


def _inspect(folder: Path, host: str) -> "Inspection | Exception | None":
    """Check the project as it is now; give the error that keeps it from being checked.

    None where the manifest does not parse, which is told apart, or where a file went away while
    it was looked at: then there is another save, and another look.
    """
    from miniprog_cli.preview import sizes

    try:
        project = open_project(folder)
    except (MiniprogError, OSError):
        return None
    try:
        result = _check(project, host)
        return Inspection(result, sizes.message(project, result, host))
    except OSError:
        return None
    except Exception as error:  # noqa: BLE001 - it is told, and the preview goes on
        return error


def _check(project: Project, host: str) -> "CheckResult":
    from miniprog_cli import hosts
    from miniprog_cli.check import check, hosts_of

    named = hosts_of(project)
    simulated = hosts.get(host)
    return check(project, named if simulated in named else (*named, simulated))
