"""The DevTools protocol: commands, answers and events as JSON over a WebSocket on loopback."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import cast

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Ping,
    Request,
    TextMessage,
)

from miniprog_cli.core.errors import MachineError

Fields = dict[str, object]

PATIENCE = 60.0
"""Seconds for an answer; a busy machine needs some."""


class CommandFailed(MachineError):
    """The browser refuses a command, or does not answer."""


class DevTools:
    """A connection to a browser."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._ws = WSConnection(ConnectionType.CLIENT)
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Fields]] = {}
        self._parts: list[str] = []
        self.listeners: list[Callable[[str, Fields, str], None]] = []
        """Hear of every event: its name, what it says, and the session it is of."""

    @classmethod
    @asynccontextmanager
    async def connected(cls, port: int, path: str) -> AsyncGenerator["DevTools", None]:
        """Connect to what listens on this machine."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        tools = cls(reader, writer)
        try:
            await tools.open(f"127.0.0.1:{port}", path)
            task = asyncio.create_task(tools.listen())
            try:
                yield tools
            finally:
                task.cancel()
                await asyncio.wait([task])
        finally:
            writer.close()

    async def open(self, host: str, path: str) -> None:
        """Shake hands."""
        self._writer.write(self._ws.send(Request(host=host, target=path)))
        while True:
            self._ws.receive_data(await self._read())
            if any(isinstance(event, AcceptConnection) for event in self._ws.events()):
                return

    async def send(self, method: str, session: str | None = None, **params: object) -> Fields:
        """Give a command and wait for its answer.

        Raises:
            CommandFailed: the browser refuses, is gone, or takes too long.
        """
        self._number += 1
        number = self._number
        command: Fields = {"id": number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        answer: asyncio.Future[Fields] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        self._writer.write(self._ws.send(TextMessage(data=json.dumps(command))))
        try:
            return await asyncio.wait_for(answer, PATIENCE)
        except TimeoutError:
            raise CommandFailed(f"{method}: no answer") from None
        finally:
            self._waiting.pop(number, None)

    def post(self, method: str, **params: object) -> None:
        """Give a command without waiting for its answer."""
        self._number += 1
        command: Fields = {"id": self._number, "method": method, "params": params}
        self._writer.write(self._ws.send(TextMessage(data=json.dumps(command))))

    async def listen(self) -> None:
        """Take what the browser says until it goes."""
        try:
            while True:
                self._ws.receive_data(await self._read())
                for event in self._ws.events():
                    self._take(event)
        except ConnectionError as error:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(CommandFailed(str(error)))

    async def _read(self) -> bytes:
        data = await self._reader.read(1 << 16)
        if not data:
            raise ConnectionResetError("the browser is gone")
        return data

    def _take(self, event: object) -> None:
        match event:
            case Ping():
                self._writer.write(self._ws.send(event.response()))
            case CloseConnection():
                raise ConnectionResetError("the browser is gone")
            case TextMessage():
                self._parts.append(event.data)
                if event.message_finished:
                    text = "".join(self._parts)
                    self._parts.clear()
                    self._hear(cast("Fields", json.loads(text)))
            case _:
                pass

    def _hear(self, said: Fields) -> None:
        number = said.get("id")
        if isinstance(number, int):
            answer = self._waiting.get(number)
            if answer is None or answer.done():
                return
            if "error" in said:
                reason = cast("Fields", said["error"]).get("message")
                answer.set_exception(CommandFailed(str(reason)))
            else:
                answer.set_result(cast("Fields", said.get("result", {})))
            return
        params = cast("Fields", said.get("params", {}))
        for listener in tuple(self.listeners):
            listener(str(said.get("method")), params, str(said.get("sessionId", "")))
