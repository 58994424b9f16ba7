"""What the parts of the server expect of each other."""

from typing import Protocol

from miniprog_cli.preview.message import Request, Response


class Peer(Protocol):
    """A page at the other end of a WebSocket."""

    def send(self, text: str) -> None:
        """Queue one message; a page that does not take its messages is cut off."""

    def close(self) -> None:
        """Say goodbye and close."""


class Application(Protocol):
    """What is served at one address."""

    def respond(self, request: Request) -> Response:
        """Answer a request; may read one small file, and must not wait.

        Raises:
            guard.Refused: this is not to be had here.
        """
        ...

    def opened(self, peer: Peer, request: Request) -> None:
        """Take note of a page that has opened its socket."""

    def received(self, peer: Peer, text: str) -> None:
        """Take a message from a page; it may hold anything."""

    def closed(self, peer: Peer) -> None:
        """Forget a page."""


class Upgraded(Protocol):
    """What takes the bytes once a connection is no longer HTTP."""

    def receive(self, data: bytes) -> None:
        """Take bytes from the peer."""

    def close(self) -> None:
        """Say goodbye and close."""

    def lost(self) -> None:
        """Learn that the connection is gone."""
