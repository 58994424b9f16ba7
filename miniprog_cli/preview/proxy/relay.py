"""Carry one request to a backend and its answer back, piece by piece, or one WebSocket."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import h11

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview.application import Exchange
from miniprog_cli.preview.message import Request
from miniprog_cli.preview.proxy import failure, headers
from miniprog_cli.preview.proxy.routes import Backend

CONNECT_TIME = 5.0
"""Seconds for a connection to the backend."""
HEAD_TIME = 120.0
"""Seconds from the end of a request to the head of its answer: debuggers stop backends. What
follows the head may take any time, as events of a server do."""
HELD = 256 * 1024
"""Bytes that wait for the backend before the browser is told to wait."""
_PIECE = 64 * 1024


class Relay:
    """One request on its way; made for each, and gone with its answer."""

    def __init__(
        self,
        request: Request,
        backend: Backend,
        failed: Callable[[MiniprogError], None],
        *,
        is_loop: bool = False,
    ) -> None:
        self._request = request
        self._backend = backend
        self._failed = failed
        self._is_loop = is_loop
        self._exchange: Exchange
        self._task: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._body: deque[bytes | None] = deque()
        self._waiting = 0
        self._arrived = asyncio.Event()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._is_uploaded = False
        self._is_answered = False

    # -- what the connection calls

    def begin(self, exchange: Exchange) -> None:
        """Start."""
        self._exchange = exchange
        self._task = asyncio.get_running_loop().create_task(self._run())

    def body(self, data: bytes) -> None:
        """Take a piece of the body."""
        self._body.append(data)
        self._waiting += len(data)
        self._arrived.set()
        if self._waiting > HELD:
            self._exchange.hold(held=True)

    def ended(self) -> None:
        """Take the end of the body."""
        self._body.append(None)
        self._arrived.set()

    def flow(self, *, paused: bool) -> None:
        """Stop taking the answer, or go on."""
        if paused:
            self._flowing.clear()
        else:
            self._flowing.set()

    def lost(self) -> None:
        """Stop: the browser is gone, and the backend is to know."""
        if self._task is not None:
            self._task.cancel()

    # -- one exchange

    async def _run(self) -> None:
        try:
            await self._relay()
        except (OSError, TimeoutError, h11.RemoteProtocolError) as error:
            self._fail(error)
        except h11.LocalProtocolError:
            self._exchange.abort()  # the browser, or the backend, broke off in the middle
        finally:
            if self._writer is not None:
                self._writer.close()

    async def _relay(self) -> None:
        if self._is_loop:
            raise OSError(0, "this is the preview itself")
        async with asyncio.timeout(CONNECT_TIME):
            reader, self._writer = await self._connect()
        http = h11.Connection(h11.CLIENT)
        self._writer.write(http.send(self._asked()) or b"")
        upload = asyncio.create_task(self._upload(http, self._writer))
        try:
            await self._download(http, reader)
        finally:
            upload.cancel()

    def _asked(self) -> h11.Request:
        """Write the request for the backend."""
        return h11.Request(
            method=self._request.method,
            target=self._backend.there(self._request.target),
            headers=headers.asked(self._request, self._backend),
        )

    def _answered(self, head: h11.Response) -> h11.Response:
        """Write the head of the answer for the browser."""
        return h11.Response(
            status_code=head.status_code,
            reason=head.reason,
            headers=headers.answered(list(head.headers), self._backend),
        )

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        backend = self._backend
        if not backend.is_secure:
            return await asyncio.open_connection(backend.host, backend.port)
        from miniprog_cli.preview.proxy.secure import context

        secure = context(is_here=backend.is_here)
        return await asyncio.open_connection(backend.host, backend.port, ssl=secure)

    async def _upload(self, http: h11.Connection, writer: asyncio.StreamWriter) -> None:
        """Send the body as it comes; where the backend breaks off, its answer says why."""
        with suppress(OSError, h11.LocalProtocolError):
            while (piece := await self._piece()) is not None:
                writer.write(http.send(h11.Data(data=piece)) or b"")
                await writer.drain()
            if http.our_state is h11.SEND_BODY:
                writer.write(http.send(h11.EndOfMessage()) or b"")
                await writer.drain()
        self._is_uploaded = True

    async def _piece(self) -> bytes | None:
        while not self._body:
            self._arrived.clear()
            await self._arrived.wait()
        piece = self._body.popleft()
        if piece:
            was_held = self._waiting > HELD
            self._waiting -= len(piece)
            if was_held and self._waiting <= HELD:
                self._exchange.hold(held=False)
        return piece

    async def _download(self, http: h11.Connection, reader: asyncio.StreamReader) -> None:
        head = await self._head(http, reader)
        if isinstance(head, h11.InformationalResponse):
            await self._tunnel(http, reader, list(head.headers))
            return
        self._is_answered = True
        self._exchange.send(self._answered(head))
        while True:
            event = await self._event(http, reader)
            match event:
                case h11.Data():
                    self._exchange.send(h11.Data(data=bytes(event.data)))
                    await self._flowing.wait()
                case h11.EndOfMessage():
                    self._exchange.finish()
                    return
                case _:
                    raise ConnectionResetError

    async def _head(
        self, http: h11.Connection, reader: asyncio.StreamReader
    ) -> h11.Response | h11.InformationalResponse:
        """Wait for the head of the answer, or for the agreement to a WebSocket.

        Raises:
            TimeoutError: it did not come in time after the whole request was sent.
        """
        while True:
            try:
                async with asyncio.timeout(HEAD_TIME):
                    event = await self._event(http, reader)
            except TimeoutError:
                if self._is_uploaded:
                    raise
                continue
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise OSError(0, "it closed the connection without an answer")
            if event.status_code == 101:
                return event

    @staticmethod
    async def _event(http: h11.Connection, reader: asyncio.StreamReader) -> object:
        while (event := http.next_event()) is h11.NEED_DATA:
            http.receive_data(await reader.read(_PIECE))
        return event

    # -- a WebSocket

    async def _tunnel(
        self, http: h11.Connection, reader: asyncio.StreamReader, pairs: headers.Pairs
    ) -> None:
        """Pass bytes on both ways, whatever they mean, until one side ends it."""
        assert self._writer is not None  # noqa: S101 # for the type checkers
        self._is_answered = True
        agreed = headers.answered(pairs, self._backend, is_upgrade=True)
        self._exchange.send(h11.InformationalResponse(status_code=101, headers=agreed))
        self._exchange.switch(Tunnel(self._exchange, self._writer))
        early, _ = http.trailing_data
        if early:
            self._exchange.write(early)
        while data := await reader.read(_PIECE):
            self._exchange.write(data)
            await self._flowing.wait()
        self._exchange.end()

    def _fail(self, error: Exception) -> None:
        if self._is_answered:
            self._exchange.abort()  # the browser has to notice that the answer is not whole
            return
        said = failure.explain(self._backend, error, connected=self._writer is not None)
        self._failed(said)
        self._exchange.respond(failure.respond(self._request, said))


class Tunnel:
    """What the browser sends once the connection is a WebSocket."""

    def __init__(self, exchange: Exchange, writer: asyncio.StreamWriter) -> None:
        self._exchange = exchange
        self._writer = writer
        self._draining: asyncio.Task[None] | None = None

    def receive(self, data: bytes) -> None:
        """Pass bytes on; where the backend is slow, the browser waits."""
        if self._writer.is_closing():
            return
        self._writer.write(data)
        if self._draining is None and self._writer.transport.get_write_buffer_size() > HELD:
            self._exchange.hold(held=True)
            self._draining = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        with suppress(OSError):
            await self._writer.drain()
        self._draining = None
        self._exchange.hold(held=False)

    def close(self) -> None:
        """End it: the preview ends."""
        self._exchange.end()

    def lost(self) -> None:
        """The relay ends with the connection."""
