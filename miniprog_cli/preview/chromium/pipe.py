"""A browser that is spoken to through two pipes: nobody else can, and it ends when we do.

Chromium reads commands from descriptor 3 and writes answers to 4 (``--remote-debugging-pipe``), each
a text that a zero byte ends, and quits when the pipe closes: even where we are killed, which leaves
no time to tidy up.
"""

import asyncio
import fcntl
import os
import signal
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import BinaryIO

FLAG = "--remote-debugging-pipe"
COMMANDS, ANSWERS = 3, 4
"""The browser's descriptors; ours are above them, lest one be put over the other."""
END = 5.0
"""Seconds for it to end by itself."""


class Pipe:
    """Texts to a browser and back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.WriteTransport) -> None:
        self._reader = reader
        self._writer = writer
        self._parts: list[bytes] = []

    def send(self, text: str) -> None:
        """Queue one text."""
        self._writer.write(text.encode() + b"\0")

    async def read(self) -> list[str]:
        """Wait for the next texts.

        Raises:
            ConnectionError: the browser is gone.
        """
        data = await self._reader.read(1 << 16)
        if not data:
            raise ConnectionResetError("the browser is gone")
        *whole, rest = data.split(b"\0")
        if whole:
            whole[0] = b"".join((*self._parts, whole[0]))
            self._parts.clear()
        self._parts.append(rest)
        return [text.decode() for text in whole]


@asynccontextmanager
async def running(command: tuple[str, ...]) -> AsyncGenerator[Pipe, None]:
    """Run a browser, and end it.

    Raises:
        OSError: the program does not start.
    """
    with ExitStack() as ours:
        pid, reads, writes = _spawn(command, ours)
        ended = asyncio.ensure_future(asyncio.to_thread(_gone, pid))
        try:
            loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
            protocol = asyncio.StreamReaderProtocol(reader)
            answers, _ = await loop.connect_read_pipe(lambda: protocol, reads)
            ours.callback(answers.close)
            commands, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, writes)
            ours.callback(commands.close)
            yield Pipe(reader, commands)
        finally:
            ours.close()
            await _end(pid, ended)


def _spawn(command: tuple[str, ...], ours: ExitStack) -> tuple[int, BinaryIO, BinaryIO]:
    """Start the program; give its id and our ends of the pipes, which `ours` closes.

    `subprocess` cannot hand over descriptors under numbers of our choice.
    """
    with ExitStack() as theirs:
        commands, writes = _pipe(theirs, ours)
        reads, answers = _pipe(ours, theirs)
        null = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_RDWR, 0) for each in (0, 1, 2)]
        pipes = [(commands.fileno(), COMMANDS), (answers.fileno(), ANSWERS)]
        pid = os.posix_spawn(
            command[0], command, os.environ,
            file_actions=[*null, *((os.POSIX_SPAWN_DUP2, *each) for each in pipes)],
            setpgroup=0,  # Ctrl-C is ours to act on
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],  # which Python ignores
        )  # fmt: skip
        return pid, reads, writes


def _pipe(reading: ExitStack, writing: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    """Make a pipe that is not inherited, with both ends above the browser's descriptors."""
    ends = os.pipe()
    reads, writes = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ANSWERS + 1) for end in ends)
    for end in ends:
        os.close(end)
    return (
        reading.enter_context(os.fdopen(reads, "rb", buffering=0)),
        writing.enter_context(os.fdopen(writes, "wb", buffering=0)),
    )


def _gone(pid: int) -> None:
    """Wait for a browser, and then end what it started: they go on writing in its profile."""
    if hasattr(os, "waitid"):  # macOS has it from Python 3.13
        # still there as a name: the number of its group is nobody else's before it is waited for
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    else:
        os.waitpid(pid, 0)
    with suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)


async def _end(pid: int, ended: "asyncio.Future[None]") -> None:
    """Wait for it to end, as it does without its pipe; kill it where it takes too long."""
    await asyncio.wait([ended], timeout=END)
    if not ended.done():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    await ended
