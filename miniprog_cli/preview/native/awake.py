"""Time limits that count what a machine does: a virtual one may stand still for minutes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

_TICK = 0.25
"""Seconds between two looks at the clock; a look that comes later by as much is one after a stop."""


@asynccontextmanager
async def awake(time: float) -> AsyncGenerator[None, None]:
    """Let what follows take some seconds, without those in which this process did not run.

    Raises:
        TimeoutError: it took longer.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(time) as limit:
        waiting: list[asyncio.TimerHandle] = []

        def plan() -> None:
            at = loop.time() + _TICK
            waiting[:] = [loop.call_at(at, look, at)]

        # a plain callback, for it comes before the one of the limit where both are due
        def look(planned: float) -> None:
            lost, until = loop.time() - planned, limit.when()
            if lost > _TICK and until is not None:
                limit.reschedule(until + lost)
            plan()

        plan()
        try:
            yield
        finally:
            waiting[0].cancel()
