"""Being stopped in the midst of what asyncio runs: Ctrl-C, `kill`, a terminal that is closed."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import TypeVar

from miniprog_cli.core.ending import Terminated

Result = TypeVar("Result")


def run(work: Coroutine[object, object, Result]) -> Result:
    """Run something to its end, or until the process is told to end; what it began is undone first.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        Terminated: the process was told to end.
    """

    async def hearing() -> Result:
        wake_at_signals()
        return await work

    try:
        return asyncio.run(hearing())
    except asyncio.CancelledError:
        raise Terminated from None


def wake_at_signals() -> None:
    """End at SIGTERM and where the terminal is closed, and let Ctrl-C be noticed at any moment.

    asyncio's own handler of Ctrl-C does not wake the loop: one that comes in the moment before it
    waits would go unnoticed. Any handler that is added to the loop makes every signal wake it.
    """
    if task := asyncio.current_task():
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows, where the loop wakes by itself
            loop.add_signal_handler(signal.SIGTERM, task.cancel)
            if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # else it runs under nohup
                loop.add_signal_handler(signal.SIGHUP, task.cancel)
