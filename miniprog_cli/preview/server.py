"""A listener and its open connections."""

import asyncio
from socket import socket as Socket
from typing import TYPE_CHECKING

from miniprog_cli.preview import guard
from miniprog_cli.preview.address import Address
from miniprog_cli.preview.application import Application
from miniprog_cli.preview.connection import Connection

if TYPE_CHECKING:
    from ssl import SSLContext

SPARE = 64
"""Files for everything that is no connection: the interpreter, the watcher, what is served."""

_BACKLOG = 100
"""Connections that the system lets wait, as many as asyncio has by itself."""

FEWEST = 8
"""Connections that one page of a browser needs."""


def fitting(limits: guard.Limits) -> guard.Limits:
    """Allow no more connections than the files that this process may open; two servers share."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return limits
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return limits
    most = max(FEWEST, (files - SPARE) // 2)
    return limits._replace(connections=min(limits.connections, most))


class Server:
    """Answers at one address, on every socket that listens there."""

    def __init__(
        self, *, application: Application, port: int, limits: guard.Limits = guard.LIMITS,
        access: guard.Access = guard.LOCAL,
    ) -> None:  # fmt: skip
        self.address = Address(
            application=application, port=port, limits=fitting(limits), access=access
        )
        self.listeners: list[asyncio.Server] = []

    async def start(self, sockets: tuple[Socket, ...], secured: "SSLContext | None" = None) -> None:
        """Answer on sockets that listen already; they are closed with the server."""
        loop = asyncio.get_running_loop()
        # asyncio takes as many at once, before any that is too many is turned away
        backlog = min(_BACKLOG, self.address.limits.connections)
        for bound in sockets:
            bound.setblocking(False)
            listener = await loop.create_server(
                lambda: Connection(self.address), sock=bound, backlog=backlog, ssl=secured
            )
            self.listeners.append(listener)

    async def stop(self) -> None:
        """Close the listeners and every connection, and wait until they are gone."""
        connections = self.address.connections
        self.address.is_closed = True
        for listener in self.listeners:
            listener.close()
        for connection in tuple(connections):
            connection.close()
        # one turn for the goodbyes; another for connections that were just being accepted
        for _ in range(2):
            await asyncio.sleep(0)
            for connection in tuple(connections):
                connection.abort()
        for listener in self.listeners:
            await listener.wait_closed()
