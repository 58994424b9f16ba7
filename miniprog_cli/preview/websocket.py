"""A page's socket: frames to messages and back, with wsproto between."""

import asyncio
import contextlib
from collections import deque

from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    TextMessage,
)
from wsproto.events import Request as Handshake
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from miniprog_cli.preview import guard
from miniprog_cli.preview.application import Application
from miniprog_cli.preview.message import Request
from miniprog_cli.preview.reports import encodable


class Endpoint:
    """Our end of one WebSocket; never holds more than one message of the page's."""

    def __init__(
        self, transport: asyncio.Transport, application: Application, limits: guard.Limits
    ) -> None:
        self._transport = transport
        self._application = application
        self._limits = limits
        self._ws = WSConnection(ConnectionType.SERVER)
        self._text: list[str] = []
        self._size = 0
        self._times: deque[float] = deque(maxlen=limits.messages)
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._answered = True
        self._opened = False

    def accept(self, request: Request) -> bool:
        """Answer the handshake; false when it is none."""
        headers = [
            (name.encode(), value.encode("latin-1")) for name, value in request.headers.items()
        ]
        try:
            self._ws.initiate_upgrade_connection(headers, request.path)
            if not any(isinstance(event, Handshake) for event in self._ws.events()):
                return False
            self._transport.write(self._ws.send(AcceptConnection()))
        except (RemoteProtocolError, LocalProtocolError, UnicodeDecodeError):
            return False  # wsproto reads some headers as ASCII
        self._opened = True
        self._timer = self._loop.call_later(self._limits.ping_time, self._ping)
        self._application.opened(self, request)
        return True

    def send(self, text: str) -> None:
        """Send one message, or cut the page off when it has not taken the ones before."""
        if self._ws.state is not ConnectionState.OPEN or self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() > self._limits.backlog:
            self._transport.abort()
            return
        self._transport.write(self._ws.send(TextMessage(data=encodable(text))))

    def receive(self, data: bytes) -> None:
        """Take bytes; whatever is not a small, well-formed, rare message ends the connection."""
        try:
            self._ws.receive_data(data)
            for event in self._ws.events():
                self._take(event)
        except RemoteProtocolError as error:
            hint = error.event_hint
            broken = CloseConnection(code=CloseReason.PROTOCOL_ERROR)
            self._end(hint if isinstance(hint, CloseConnection) else broken)
        except LocalProtocolError:
            self._transport.close()

    def close(self) -> None:
        """Say goodbye and close."""
        self._end(CloseConnection(code=CloseReason.GOING_AWAY))

    def lost(self) -> None:
        """Stop the clock and tell the application."""
        if self._timer is not None:
            self._timer.cancel()
        if self._opened:
            self._opened = False
            self._application.closed(self)

    def _take(self, event: object) -> None:
        if self._transport.is_closing():
            return
        match event:
            case TextMessage():
                self._take_message(event)
            case BytesMessage():
                self._end(CloseConnection(code=CloseReason.UNSUPPORTED_DATA))
            case Ping():
                if self._is_rare():
                    self._transport.write(self._ws.send(event.response()))
            case Pong():
                self._answered = True
            case CloseConnection():
                self._end(event.response())
            case _:
                pass

    def _take_message(self, event: TextMessage) -> None:
        self._size += len(event.data)
        if self._size > self._limits.message:
            self._end(CloseConnection(code=CloseReason.MESSAGE_TOO_BIG))
            return
        self._text.append(event.data)
        # every frame counts: an unfinished message of empty ones would never grow too big
        if event.frame_finished and self._is_rare() and event.message_finished:
            text = "".join(self._text)
            self._text.clear()
            self._size = 0
            self._application.received(self, text)

    def _is_rare(self) -> bool:
        """Count a message; end the connection of a page that floods us."""
        now = self._loop.time()
        full = len(self._times) == self._limits.messages
        if full and now - self._times[0] < self._limits.message_time:
            self._end(CloseConnection(code=CloseReason.POLICY_VIOLATION))
            return False
        self._times.append(now)
        return True

    def _ping(self) -> None:
        if not self._answered:
            self._transport.abort()
            return
        self._answered = False
        if self._ws.state is ConnectionState.OPEN:
            self._transport.write(self._ws.send(Ping()))
        self._timer = self._loop.call_later(self._limits.ping_time, self._ping)

    def _end(self, event: CloseConnection) -> None:
        if self._transport.is_closing():
            return
        with contextlib.suppress(LocalProtocolError):
            self._transport.write(self._ws.send(event))
        self._transport.close()
