"""Errors that nobody expected: told once for each place in the code, and survived."""

import asyncio
from collections.abc import Callable

from miniprog_cli.preview.events import Failed

CODE = "internal-fault"

MOST = 20
"""Places that are told of; beyond these we are too broken for more to be of use."""


class Faults:
    """What went wrong through a fault of ours, or of what we use; the preview goes on."""

    def __init__(self, tell: Callable[[Failed], None]) -> None:
        self._tell = tell
        self._known: set[object] = set()

    def in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """Take what the loop caught where nobody waits for it."""
        del loop
        error = context.get("exception")
        if isinstance(error, Exception):
            self.take(error)
        elif error is None:
            self._add(context.get("message"), Failed(code=CODE, message=f"{context['message']}"))

    def take(self, error: Exception) -> None:
        """Tell of an error, unless the peer just went away or the same was told before."""
        if not isinstance(error, ConnectionError):
            message = f"{type(error).__name__}: {error}".partition("\n")[0]
            self._add(_place(error), Failed(code=CODE, message=message, fault=error))

    def _add(self, key: object, failed: Failed) -> None:
        if key not in self._known and len(self._known) < MOST:
            self._known.add(key)
            self._tell(failed)


def _place(error: Exception) -> object:
    """Give what is the same each time one fault shows, whatever the values in its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return type(error), trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
