"""Who hears what happens in a preview: its caller, the panels beside the program, and its pages."""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.preview.events import Event, Failed
from miniprog_cli.preview.live import Live

if TYPE_CHECKING:
    from miniprog_cli.core.finding import Finding

AGAIN = 10.0
"""Seconds after which it is told again that the same server does not answer."""


class Listeners:
    """Tells each of them what is theirs; `tell` is for the caller, `panels` for all panels."""

    def __init__(
        self, live: Live, *, tell: Callable[[Event], None], panels: Callable[[str], None]
    ) -> None:
        self._live = live
        self.tell = tell
        self.panels = panels
        self._told: dict[str, float] = {}
        """When it was last told what was wrong elsewhere."""

    def pages(self, message: dict[str, object]) -> None:
        """Tell the program's pages."""
        self._live.bus.send(json.dumps(message, ensure_ascii=False))

    def state(self) -> None:
        """Describe the program to panels and pages again."""
        self._everybody(self._live.state())

    def simulation(self) -> None:
        """Say how the simulated host is set now."""
        self._everybody(self._live.simulation.message())

    def failed(self, error: MiniprogError, finding: "Finding | None" = None) -> None:
        """Tell of something wrong that the preview survives; `finding` has the place.

        A server that does not answer is told of once in a while: pages ask again and again.
        """
        if error.exit_code == Exit.REMOTE and not self._is_news(error.message):
            return
        self.tell(Failed(code=error.code, message=error.message, hint=error.hint, finding=finding))
        refused = {"type": "refused", "message": error.message, "hint": error.hint}
        self.panels(json.dumps(refused, ensure_ascii=False))

    def _is_news(self, message: str) -> bool:
        now = time.monotonic()
        last = self._told.get(message, -AGAIN)
        if now - last < AGAIN:
            return False
        self._told[message] = now
        return True

    def _everybody(self, message: str) -> None:
        self.panels(message)
        self._live.bus.send(message)
