"""One address that is served: what answers there, and who is connected."""

from typing import TYPE_CHECKING

from miniprog_cli.preview import guard
from miniprog_cli.preview.application import Application

if TYPE_CHECKING:
    from miniprog_cli.preview.connection import Connection


class Address:
    """What the connections of one address share."""

    def __init__(
        self, *, application: Application, port: int, limits: guard.Limits,
        access: guard.Access = guard.LOCAL,
    ) -> None:  # fmt: skip
        self.access = access
        self.application = application
        self.port = port
        self.limits = limits
        self.connections: set[Connection] = set()
        self.is_closed = False
        """No connection is taken any more."""

    def has_room(self) -> bool:
        """Tell whether one more fits, if need be in place of the one that is idle longest."""
        if len(self.connections) < self.limits.connections:
            return True
        idle = [each for each in self.connections if each.is_idle]
        if not idle:
            return False
        longest = min(idle, key=lambda each: each.idle_since)
        self.connections.discard(longest)  # it hears of its end only in the next turn
        longest.abort()
        return True
