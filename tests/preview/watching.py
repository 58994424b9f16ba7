"""Read batches in tests: with a deadline, and with proof that nothing more comes."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from miniprog_cli.preview.watch import Batch, Watcher, WatchMode

Result = TypeVar("Result")

DEADLINE = 20.0
"""Seconds after which a test gives up; far above what anything here takes."""
BARRIER = "zz-barrier.css"

MODES = [
    pytest.param(
        WatchMode.EVENTS,
        marks=pytest.mark.skipif(sys.platform != "linux", reason="events are for Linux"),
    ),
    WatchMode.POLLING,
]
Content = bytes | None
Told = dict[str, Content]
"""One batch: the new content by path, None for what was deleted or is not kept."""


def told(batch: Batch) -> Told:
    """Reduce a batch to what is there now."""
    return {file.path: file.after for file in batch.files}


class Reader:
    """Batches of a watcher, one after the other."""

    def __init__(self, watcher: Watcher, folder: Path) -> None:
        self.watcher = watcher
        self._folder = folder
        self._batches = watcher.batches()

    async def next(self) -> Batch:
        """Wait for the next batch."""
        async with asyncio.timeout(DEADLINE):
            return await anext(self._batches)

    async def rest(self) -> list[Batch]:
        """Wait for all batches there will ever be of what happened up to now.

        A deletion is held the longest, so once one of now is told, all before it was.
        """
        (self._folder / BARRIER).unlink()
        batches = [await self.next()]
        while BARRIER not in told(batches[-1]):
            batches.append(await self.next())
        (self._folder / BARRIER).write_bytes(b"")
        batches.append(await self.next())
        return [rest for batch in batches if (rest := _without_barrier(batch)).files]


def _without_barrier(batch: Batch) -> Batch:
    return batch._replace(files=tuple(each for each in batch.files if each.path != BARRIER))


@asynccontextmanager
async def reading(
    folder: Path,
    mode: WatchMode,
    *,
    watched: Callable[[str], bool] = lambda _: True,
    entered: Callable[[str], bool] = lambda _: True,
) -> AsyncIterator[Reader]:
    """Watch a folder, as the preview does: what is likely to be told is read ahead."""
    (folder / BARRIER).write_bytes(b"")
    ahead = Watcher(folder, watched=watched, entered=entered, forecast=lambda _: True, mode=mode)
    async with ahead as watcher:
        yield Reader(watcher, folder)


def after(
    folder: Path,
    mode: WatchMode,
    act: Callable[[], object],
    *,
    watched: Callable[[str], bool] = lambda _: True,
    entered: Callable[[str], bool] = lambda _: True,
) -> list[Batch]:
    """Give all batches that come of an action."""

    async def run() -> list[Batch]:
        async with reading(folder, mode, watched=watched, entered=entered) as reader:
            await asyncio.to_thread(act)
            return await reader.rest()

    return run_apart(run())


def within(folder: Path, mode: WatchMode, steps: Callable[[Reader], Awaitable[None]]) -> None:
    """Run steps on a watched folder."""

    async def run() -> None:
        async with reading(folder, mode) as reader:
            await steps(reader)

    run_apart(run())


def run_apart(steps: Coroutine[object, object, Result]) -> Result:
    """Run a coroutine in a thread: that of the tests may hold the loop that drives a browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, steps).result()
