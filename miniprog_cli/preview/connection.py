"""One connection: bytes to requests, with h11 between, and each request to whoever answers it.

The parsing is h11's; what may pass is `guard`'s; what is answered is the application's; how the
two speak to each other is `wire`'s; sending it, and how long a peer may take, is `stream`'s.
"""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING

import h11

from miniprog_cli.preview import guard, wire
from miniprog_cli.preview.address import Address
from miniprog_cli.preview.message import Request, Response, plain
from miniprog_cli.preview.stream import Stream

if TYPE_CHECKING:
    from miniprog_cli.preview.application import Taker, Upgraded

SOCKET_PATH = "/_miniprog/socket"

EVENTS_AT_ONCE = 32
"""Two for each request: how much of one connection is done before the others get their turn."""


class Connection(asyncio.Protocol):
    """One TCP connection: requests in a row, or one WebSocket."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._limits = address.limits
        self._stream = Stream(address.limits)
        self._http = self._stream.http
        self._upgraded: Upgraded | None = None
        self._taker: Taker | None = None
        self._in_head = False
        self._has_more = False
        self._is_on_hold = False
        self._is_head = False
        """The latest request asks for the head alone; it may have been refused."""
        self._request = Request(method="GET", path="/")

    @property
    def idle_since(self) -> float:
        """Tell when it last had nothing to do, by the clock of the loop."""
        return self._stream.idle_since

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is asked for, or will be: between two requests, or refused."""
        if self._upgraded is not None or self._is_held() or not self._stream.is_open:
            return False
        has_begun = self._in_head or self._http.trailing_data[0]
        return self._stream.is_refused or (self._http.their_state is h11.IDLE and not has_begun)

    # -- what asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request, or turn the peer away when there are too many."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 # for the type checkers
        self._stream.transport = transport
        if self._address.is_closed:
            transport.abort()
            return
        if not self._address.has_room():
            self._stream.respond(plain(HTTPStatus.SERVICE_UNAVAILABLE), close=True)
            return
        self._address.connections.add(self)
        self._stream.rest(self._limits.head_time, self._late)

    def data_received(self, data: bytes) -> None:
        """Take bytes."""
        if not self._stream.is_open:
            return
        if self._upgraded is not None:
            self._upgraded.receive(data)
            return
        if self._stream.is_refused:
            return
        if self._taker is not None and self._is_flooded():
            self.abort()
            return
        self._http.receive_data(data)
        if self._http.their_state is h11.IDLE and not self._in_head:
            # one deadline for the whole head, however the bytes trickle in
            self._in_head = True
            self._stream.wait(self._limits.head_time, self._late)
        self._read()

    def pause_writing(self) -> None:
        """Stop sending: the peer does not take what was sent."""
        self._stream.is_paused = True
        if self._taker is not None:
            self._taker.flow(paused=True)
        if self._upgraded is None:
            self._stream.stall()

    def resume_writing(self) -> None:
        """Go on sending."""
        self._stream.is_paused = False
        if self._taker is not None:
            self._stream.cancel()
            self._taker.flow(paused=False)
            return
        if self._upgraded is not None:
            return
        if not self._stream.is_held:
            self._stream.wait(self._limits.idle_time, self.close)
        self._stream.go_on()
        self._read()

    def eof_received(self) -> bool:
        """Close when the peer does."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        del exc
        self._stream.lost()
        self._address.connections.discard(self)
        if self._taker is not None:
            self._taker.lost()
        elif self._upgraded is not None:
            self._upgraded.lost()

    # -- requests

    def _read(self) -> None:
        """Answer every request that has arrived whole."""
        if self._stream.is_refused:
            return
        try:
            self._has_more = self._take_some()
        except h11.RemoteProtocolError as error:
            self._refuse(wire.refused(error))
        except guard.Refused as refused:
            self._refuse(refused)
        if not self._stream.is_open:
            return
        if self._has_more:
            self._go_on()
        # who asks on without taking the answers fills buffers of the kernel's, not ours
        self._stream.take(more=not self._is_held())

    def _take_some(self) -> bool:
        """Take what has arrived; true where the rest has to wait, so that others get their turn."""
        self._has_more = False
        for _ in range(EVENTS_AT_ONCE):
            if self._upgraded is not None or self._is_held():
                return False
            if self._stream.is_refused or not self._stream.is_open:
                return False  # answered before it was all here: the rest is read by nobody
            if not self._take(self._http.next_event()):
                return False
        return True

    def _is_flooded(self) -> bool:
        """Tell whether more requests wait behind the one being taken than anybody sends."""
        return len(self._http.trailing_data[0]) > self._limits.head

    def _is_held(self) -> bool:
        """Tell whether an answer waits for the peer, or requests for their turn."""
        if self._taker is not None:
            return self._is_on_hold
        return self._stream.is_held or self._has_more

    def _take(self, event: object) -> bool:
        """Take one event of h11; false when there is nothing more to do for now."""
        match event:
            case h11.Request():
                self._in_head = False
                self._is_head = event.method == b"HEAD"
                self._request, self._taker = wire.admit(event, self._address)
                self._begin()
            case h11.Data():
                self._took(bytes(event.data))
            case h11.EndOfMessage():
                self._stream.cancel()
                self._answer(self._request)
            case h11.ConnectionClosed():
                self.close()
                return False
            case _:
                return False  # NEED_DATA or PAUSED
        return True

    def _begin(self) -> None:
        if self._taker is not None:
            if self._http.they_are_waiting_for_100_continue:
                self._stream.send(h11.InformationalResponse(status_code=100, headers=[]))
            self._stream.stall()
            self._taker.begin(self)

    def _took(self, data: bytes) -> None:
        """Pass on a piece of a body; after an early answer there is nobody to take it."""
        if self._taker is not None:
            self._stream.stall()
            self._taker.body(data)

    def _answer(self, request: Request) -> None:
        if self._taker is not None:
            self._taker.ended()
            return
        door = self._address.access.door
        response = door.meet(request) if door else None
        if response is None and request.path == SOCKET_PATH:
            self._upgrade(request)
            return
        if response is None:
            response = wire.answer(request, self._address)
        self._stream.respond(response, head=request.method == "HEAD")

    def _upgrade(self, request: Request) -> None:
        if request.method != "GET" or self._http.their_http_version != b"1.1":
            raise guard.Refused(HTTPStatus.BAD_REQUEST, "not a WebSocket")
        guard.check_origin(request.headers, self._address.access)
        # wsproto is imported by the first page that wants it: the first byte does not wait for it
        from miniprog_cli.preview.websocket import Endpoint

        assert self._stream.transport is not None  # noqa: S101 # for the type checkers
        early, _ = self._http.trailing_data
        endpoint = Endpoint(self._stream.transport, self._address.application, self._limits)
        if endpoint.accept(request):
            self._upgraded = endpoint
            if early:
                endpoint.receive(early)
        else:
            raise guard.Refused(HTTPStatus.BAD_REQUEST, "not a WebSocket")

    # -- for whoever takes a request while it arrives

    def respond(self, response: Response) -> None:
        """Answer with all of it at once; what is left of the request is not read."""
        is_whole = self._http.their_state is h11.DONE
        self._taker = None
        self._is_on_hold = False
        self._stream.is_refused = not is_whole
        self._stream.respond(response, head=self._request.method == "HEAD", close=not is_whole)
        self._go_on()

    def send(self, event: h11.Event) -> None:
        """Send a part of an answer.

        Raises:
            h11.LocalProtocolError: the parts do not make an answer.
        """
        self._stream.send(event)

    def finish(self) -> None:
        """End an answer that was sent in parts, and turn to the next request."""
        self._stream.finish()
        self._taker = None
        self._is_on_hold = False
        self._go_on()

    def hold(self, *, held: bool) -> None:
        """Take no more of the request's body for now, or go on."""
        self._is_on_hold = held
        if held:
            self._stream.cancel()
            self._stream.take(more=False)
        elif self._upgraded is not None:
            self._stream.take(more=True)
        else:
            self._go_on()

    def switch(self, upgraded: "Upgraded") -> None:
        """Hand all further bytes to what the request was for."""
        self._stream.cancel()
        early, _ = self._http.trailing_data
        self._upgraded = upgraded
        if early:
            upgraded.receive(early)

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._stream.write(data)

    def end(self) -> None:
        """Close once all that was written has been taken."""
        if self._stream.transport is not None:
            self._stream.transport.close()

    def _go_on(self) -> None:
        asyncio.get_running_loop().call_soon(self._read)

    # -- refusal and end

    def _refuse(self, reason: guard.Refused) -> None:
        """Say why and close: what follows on this connection cannot be trusted, and is not read."""
        self._stream.is_refused = True
        if self._taker is not None:
            self._taker.lost()
            self._taker = None
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._stream.respond(wire.refusal(reason), head=self._is_head, close=True)
        else:
            self.close()

    def _late(self) -> None:
        if self._in_head:
            self._refuse(guard.Refused(HTTPStatus.REQUEST_TIMEOUT, "too slow"))
        else:
            self.close()

    def close(self) -> None:
        """Close once everything written has been taken, or after the stall time."""
        if self._upgraded is not None:
            self._upgraded.close()
        else:
            self._stream.close()

    def abort(self) -> None:
        """Close at once, whatever is still to be sent."""
        self._stream.abort()
