"""A browser that is spoken to over a WebSocket on loopback: on Windows, which hands over no pipes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Ping,
    Request,
    TextMessage,
)

FLAG = "--remote-debugging-port=0"
START = 30.0
"""Seconds for it to listen."""
END = 5.0
"""Seconds for it to end by itself."""


class Port:
    """Texts to a browser and back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._ws = WSConnection(ConnectionType.CLIENT)
        self._parts: list[str] = []

    async def open(self, host: str, path: str) -> None:
        """Shake hands.

        Raises:
            ConnectionError: the browser is gone.
        """
        self._writer.write(self._ws.send(Request(host=host, target=path)))
        while not any(isinstance(event, AcceptConnection) for event in await self._events()):
            pass

    def send(self, text: str) -> None:
        """Queue one text."""
        self._writer.write(self._ws.send(TextMessage(data=text)))

    async def read(self) -> list[str]:
        """Wait for the next texts.

        Raises:
            ConnectionError: the browser is gone.
        """
        return [text for event in await self._events() if (text := self._take(event)) is not None]

    async def _events(self) -> list[Event]:
        data = await self._reader.read(1 << 16)
        if not data:
            raise ConnectionResetError("the browser is gone")
        self._ws.receive_data(data)
        return list(self._ws.events())

    def _take(self, event: Event) -> str | None:
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
                    return text
            case _:
                pass
        return None


@asynccontextmanager
async def running(command: tuple[str, ...], profile: Path) -> AsyncGenerator[Port, None]:
    """Run a browser on a profile, and end it.

    Raises:
        OSError: the program does not start, or does not listen.
    """
    null = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdin=null, stdout=null, stderr=null)
    try:
        number, path = await _address(process, profile)
        reader, writer = await asyncio.open_connection("127.0.0.1", number)
        try:
            port = Port(reader, writer)
            await port.open(f"127.0.0.1:{number}", path)
            yield port
            port.send('{"id": 0, "method": "Browser.close"}')
            await writer.drain()
        finally:
            writer.close()
    finally:
        await _end(process)


async def _address(process: asyncio.subprocess.Process, profile: Path) -> tuple[int, str]:
    """Wait for the file in which the browser writes where it listens."""
    file = profile / "DevToolsActivePort"
    loop = asyncio.get_running_loop()
    until = loop.time() + START
    while loop.time() < until and process.returncode is None:
        with suppress(OSError, ValueError):
            port, path = file.read_text(encoding="ascii").splitlines()[:2]
            return int(port), path
        await asyncio.sleep(0.02)
    raise ConnectionRefusedError("the browser does not listen")


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), END)
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
