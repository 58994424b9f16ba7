"""Work that Ctrl-C must not reach into: the parsers' C code may crash where a callback raises."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")

_HEARS = 0.1
"""Seconds until Ctrl-C is heard where it does not interrupt the waiting, as on Windows."""


class _Outcome(Generic[Result]):
    """What the work gave, or how it failed."""

    def __init__(self) -> None:
        self.result: list[Result] = []
        self.error: BaseException | None = None


def apart(work: Callable[[], Result]) -> Result:
    """Do the work in a thread of its own and wait for it, so that Ctrl-C only ends the waiting.

    Python hears signals in its main thread alone. Work that nobody waits for any more goes on
    until the process ends.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        BaseException: what `work` raised.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    outcome = _Outcome[Result]()
    thread = threading.Thread(target=_do, args=(work, outcome), daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_HEARS)
    if outcome.error is not None:
        raise outcome.error
    return outcome.result[0]


def _do(work: Callable[[], Result], outcome: _Outcome[Result]) -> None:
    try:
        outcome.result.append(work())
    except BaseException as error:  # noqa: BLE001 - raised again by the one who waits
        outcome.error = error
