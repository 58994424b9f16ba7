"""What the parts of the server expect of each other."""

from typing import TYPE_CHECKING, Protocol

from miniprog_cli.preview.message import Request, Response

if TYPE_CHECKING:
    import h11


class Peer(Protocol):
    """A page at the other end of a WebSocket."""

    def send(self, text: str) -> None:
        """Queue one message; a page that does not take its messages is cut off."""

    def close(self) -> None:
        """Say goodbye and close."""


class Exchange(Protocol):
    """One request and its answer, for who takes the request while it arrives."""

    def respond(self, response: Response) -> None:
        """Answer with all of it at once."""

    def send(self, event: "h11.Event") -> None:
        """Send a part of an answer."""

    def finish(self) -> None:
        """End an answer that was sent in parts."""

    def hold(self, *, held: bool) -> None:
        """Take no more of the request's body for now, or go on."""

    def switch(self, upgraded: "Upgraded") -> None:
        """Hand all further bytes to what the request was for; after a 101 has been sent."""

    def write(self, data: bytes) -> None:
        """Send bytes as they are, once it has been switched."""

    def end(self) -> None:
        """Close once all that was written has been taken."""

    def abort(self) -> None:
        """Close the connection at once."""


class Taker(Protocol):
    """What answers one request of any method, and takes its body as it arrives."""

    def begin(self, exchange: Exchange) -> None:
        """Start; the head of the request has arrived."""

    def body(self, data: bytes) -> None:
        """Take a piece of the body."""

    def ended(self) -> None:
        """Learn that the body is complete."""

    def flow(self, *, paused: bool) -> None:
        """Learn that the peer takes no more of the answer for now, or takes it again."""

    def lost(self) -> None:
        """Learn that the connection is gone."""


class Application(Protocol):
    """What is served at one address."""

    def taker(self, request: Request) -> Taker | None:
        """Give what takes this request; None where it is one that only reads, as most are.

        Raises:
            guard.Refused: this is not to be had here.
        """
        ...

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
