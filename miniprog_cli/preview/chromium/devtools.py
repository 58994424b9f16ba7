"""The DevTools protocol: commands, answers and events as JSON, over whatever leads to a browser."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Protocol, cast

from miniprog_cli.core.errors import MachineError

Fields = dict[str, object]

PATIENCE = 60.0
"""Seconds for an answer; a busy machine needs some."""
_GONE = "the browser is gone"


class CommandFailed(MachineError):
    """The browser refuses a command, or does not answer."""


class Wire(Protocol):
    """What leads to a browser."""

    def send(self, text: str) -> None:
        """Queue one text."""

    async def read(self) -> list[str]:
        """Wait for the next texts.

        Raises:
            ConnectionError: the browser is gone.
        """
        ...


class DevTools:
    """A connection to a browser."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Fields]] = {}
        self._is_gone = False
        self.listeners: list[Callable[[str, Fields, str], None]] = []
        """Hear of every event: its name, what it says, and the session it is of."""

    @classmethod
    @asynccontextmanager
    async def over(cls, wire: Wire) -> AsyncGenerator["DevTools", None]:
        """Speak to the browser at the other end."""
        tools = cls(wire)
        task = asyncio.create_task(tools.listen())
        try:
            yield tools
        finally:
            task.cancel()
            await asyncio.wait([task])

    @property
    def is_gone(self) -> bool:
        """Whether the browser has ended."""
        return self._is_gone

    async def send(self, method: str, session: str | None = None, **params: object) -> Fields:
        """Give a command and wait for its answer.

        Raises:
            CommandFailed: the browser refuses, is gone, or takes too long.
        """
        if self._is_gone:
            raise CommandFailed(_GONE)
        self._number += 1
        number = self._number
        command: Fields = {"id": number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        answer: asyncio.Future[Fields] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        self._wire.send(json.dumps(command))
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
        self._wire.send(json.dumps(command))

    async def listen(self) -> None:
        """Take what the browser says until it goes."""
        try:
            while True:
                for text in await self._wire.read():
                    self._hear(cast("Fields", json.loads(text)))
        except ConnectionError:
            self._is_gone = True
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(CommandFailed(_GONE))

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
