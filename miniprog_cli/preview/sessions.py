"""Play several recorded sessions again, some of them at once, and give what came of each in order."""

import asyncio
import os
from collections.abc import AsyncGenerator, Sequence

from miniprog_cli.core.project import Project
from miniprog_cli.preview.chromium.program import started
from miniprog_cli.preview.recording import Recording
from miniprog_cli.preview.replay import Outcome, replay

MOST = 8
"""At once, where nobody says how many: each has a browser, and all share one process of ours."""

_Said = asyncio.Queue[tuple[int, Outcome] | Exception]


def usual_jobs() -> int:
    """Give one for each processor that we may use."""
    mine = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(mine(0)) if mine else (os.cpu_count() or 1))


async def play(
    project: Project, recordings: Sequence[Recording], *, jobs: int, draws: bool = False
) -> AsyncGenerator[Outcome, None]:
    """Play `jobs` sessions at once, each of these in a browser of its own; yields in their order.

    Of one browser only one window can have the focus.

    Raises:
        As `replay`, and `started`; no session is begun any more then.
    """
    waiting = iter(enumerate(recordings))
    said: _Said = asyncio.Queue()

    async def work() -> None:
        try:
            async with started() as tools:
                for number, recording in waiting:
                    said.put_nowait((number, await replay(project, recording, tools, draws=draws)))
        except Exception as error:  # noqa: BLE001 - raised where somebody waits
            said.put_nowait(error)

    workers = [asyncio.create_task(work()) for _ in range(min(jobs, len(recordings)))]
    try:
        async for outcome in _in_order(said, len(recordings)):
            yield outcome
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


async def _in_order(said: _Said, number: int) -> AsyncGenerator[Outcome, None]:
    early: dict[int, Outcome] = {}
    for wanted in range(number):
        while wanted not in early:
            one = await said.get()
            if isinstance(one, Exception):
                raise one
            early[one[0]] = one[1]
        yield early.pop(wanted)
