"""The project's own build beside the preview: started and stopped with it.

The command runs in a shell, as scripts of npm do, in the manifest's folder and a group of processes
of its own, so that all that it starts ends with it. Its standard input stays open and empty: where
the preview is killed it ends. Not every build takes that for its own end, so a guard in the group
waits for it as well, and ends the group.
"""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview.errors import CommandFailed
from miniprog_cli.preview.events import Event, Output

PATIENCE = 3.0
"""Seconds for the command to end after it was asked to."""
MAX_LINE = 4000
"""Characters kept of a line."""
_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
"""What colours text and moves the cursor."""


class Command:
    """One command while it runs; `tell` gets what it writes, `failed` how it ended too early."""

    def __init__(
        self,
        text: str,
        folder: Path,
        *,
        tell: Callable[[Event], None],
        failed: Callable[[MiniprogError], None],
    ) -> None:
        self.text = text
        self._folder = folder
        self._tell = tell
        self._failed = failed
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Start it."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End it and all that it started; at once what does not end when asked."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.wait([self._task])
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            _signal(process, signal.SIGTERM)
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await process.communicate()  # what still writes must not wait for a reader
        _signal(process, _KILL)
        await process.wait()

    async def _run(self) -> None:
        try:
            self._process = process = await _started(self.text, self._folder)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._failed(CommandFailed(f"preview.command cannot be started: {reason}"))
            return
        assert process.stdout is not None  # noqa: S101 # for the type checkers
        await self._pass_on(process.stdout)
        code = await process.wait()
        hint = "the preview goes on; start it again to run the command again"
        if code:
            self._failed(CommandFailed(f"preview.command ended: {_ended(code)}", hint=hint))
        else:
            self._tell(Output("ended"))

    async def _pass_on(self, stream: asyncio.StreamReader) -> None:
        """Tell every line as it comes; a line without an end does not gather."""
        rest = b""
        while data := await stream.read(65536):
            *lines, rest = (rest + data).replace(b"\r\n", b"\n").split(b"\n")
            if len(rest) > MAX_LINE:
                lines, rest = [*lines, rest], b""
            for line in lines:
                self._line(line)
        self._line(rest)

    def _line(self, line: bytes) -> None:
        # what goes back to the beginning of a line writes over it: the last text is what counts
        shown = _CODES.sub("", line.decode("utf-8", "replace")).rpartition("\r")[2].rstrip()
        if shown:
            self._tell(Output(shown[:MAX_LINE]))


_KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL


_GUARD = """exec 3<&0
{ trap '' TERM; read -r nothing <&3; kill -TERM 0; sleep 3; kill -KILL 0; } >/dev/null 2>&1 &
exec 3<&-
exec /bin/sh -c "$1"
"""
"""Runs a command, its first argument, beside what ends its group when standard input ends."""


async def _started(text: str, folder: Path) -> Process:
    if sys.platform == "win32":
        return await asyncio.create_subprocess_shell(
            text, cwd=folder, stdin=PIPE, stdout=PIPE, stderr=STDOUT
        )
    command = ("/bin/sh", "-c", _GUARD, "sh", text)
    return await asyncio.create_subprocess_exec(
        *command, cwd=folder, stdin=PIPE, stdout=PIPE, stderr=STDOUT, start_new_session=True
    )


def _signal(process: Process, number: signal.Signals) -> None:
    """Signal the group: a shell does not pass signals on, and builds start helpers."""
    with suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.send_signal(number)
        else:
            os.killpg(process.pid, number)


def _ended(code: int) -> str:
    if code > 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
