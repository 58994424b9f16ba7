"""Being told to end: by `kill`, or by a terminal that is closed.

Without anything said, the system ends a process then and there. That is right where nothing lies
around; where something does, it is removed first, as after Ctrl-C.
"""

import os
import shutil
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn


class Terminated(KeyboardInterrupt):
    """The process was told to end: what undoes things after Ctrl-C undoes them now, too."""


@contextmanager
def tidily(leftover: Path) -> Generator[None, None, None]:
    """Remove a file or a folder at the end of the block, also where the process is told to end.

    Then `Terminated` is raised in the block, once. What is ignored, as under nohup, stays so.
    Threads other than the main one hear nothing.
    """
    import signal

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        for number in heard:  # it is ending: what undoes things must not be disturbed
            signal.signal(number, signal.SIG_IGN)
        raise Terminated

    heard: list[int] = []
    is_ending = False
    try:
        try:
            heard += _unheard()
            for number in heard:
                signal.signal(number, end)
            yield
        finally:
            for number in heard:
                signal.signal(number, signal.SIG_IGN)
    except Terminated:
        is_ending = True
        raise
    finally:
        _remove(leftover)
        for number in heard:
            if not is_ending:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def temporary_folder() -> Generator[Path, None, None]:
    """Make a folder that is removed at the end of the block, with all that lies in it.

    Raises:
        OSError: none can be made.
    """
    from tempfile import gettempdir

    # named before it is made: stopped inside tempfile's own making, nobody would know its name
    folder = Path(gettempdir(), f"miniprog-{os.urandom(12).hex()}")
    with tidily(folder):
        folder.mkdir(0o700)
        yield folder


def _unheard() -> list[int]:
    """List the signals that would end this process here and now."""
    import signal

    told = [signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ())]
    is_main = threading.current_thread() is threading.main_thread()
    return [each for each in told if is_main and signal.getsignal(each) is signal.SIG_DFL]


def _remove(leftover: Path) -> None:
    with suppress(OSError):
        leftover.unlink()
        return
    shutil.rmtree(leftover, ignore_errors=True)
