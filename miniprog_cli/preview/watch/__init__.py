"""Watching a folder: one save, one batch of changed files, whole and with their content.

`Watcher` is all that others need. Where Linux tells of closes and renames it acts on those
(`events`), elsewhere it looks again and again (`polling`); `choose` decides, `settle` knows when
a save is over, `snapshot` what is other than before. asyncio and watchdog are imported with it:
import this package when a preview starts, not before.
"""

import asyncio
import contextlib
import os
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Protocol, Self

from miniprog_cli.preview.watch.batch import Batch, Changed, Forecast, WatchMode
from miniprog_cli.preview.watch.choose import Machine, choose
from miniprog_cli.preview.watch.names import is_editor_file
from miniprog_cli.preview.watch.snapshot import Snapshot
from miniprog_cli.preview.watch.tree import Tree

__all__ = ["Batch", "Changed", "Forecast", "WatchMode", "Watcher", "is_editor_file"]

_Arrived = Batch | Exception | None
"""A batch, what ended the watching, or its end."""
POLL_SECONDS = 0.2
"""How often to look where the system does not tell."""


class Source(Protocol):
    """A way to notice changes."""

    def start(self) -> None:
        """Get ready: from here on no save is missed."""
        ...

    def batches(self) -> Iterator[Batch | Forecast]:
        """Wait for saves until `stop`."""
        ...

    def stop(self) -> None:
        """End `batches`; from any thread."""
        ...

    def close(self) -> None:
        """Let go of what the system lent."""
        ...


class Watcher:
    """Tells of every save in a folder: an async context manager, for one task.

    `look` notes the state against which changes are measured; call it before the first file is
    served, and enter the context whenever it suits: saves in between come as the first batch.
    """

    def __init__(
        self,
        folder: Path,
        *,
        watched: Callable[[str], bool],
        entered: Callable[[str], bool] = lambda _: True,
        forecast: Callable[[str], bool] = lambda _: False,
        mode: WatchMode = WatchMode.AUTO,
        poll_interval: float = POLL_SECONDS,
        machine: Machine | None = None,
    ) -> None:
        """Prepare to watch.

        Args:
            folder: the folder; links in its own path are followed, links that leave it are not.
            watched: says of a file's POSIX path, relative to the folder, whether it counts.
                Called in another thread, and never for editors' files.
            entered: says the same of a folder (no slash at the end): what is refused costs no
                watch and no look. Tools' folders and those that begin with a dot are never
                entered; by default all others are.
            forecast: says of a file's path whether `each` gains from a forecast of its save.
                Called in another thread.
            mode: events or polling; by default what suits the folder.
            poll_interval: seconds between two looks, at most 0.2.
            machine: what is to be known of the system; by default it is looked up.
        """
        self._tree = Tree(folder=os.path.realpath(folder), watched=watched, entered=entered)
        self._snapshot = Snapshot(self._tree)
        self._forecast = forecast
        self._looked = False
        self._interval = min(poll_interval, POLL_SECONDS)
        choice = choose(self._tree.folder, mode, machine or Machine.this())
        self._mode, self._reason = choice.mode, choice.reason
        self._source: Source | None = None
        self._stopping = False
        self._take: Callable[[_Arrived], object] | None = None
        self._foresee: Callable[[Forecast], object] | None = None
        self._untaken: deque[_Arrived] = deque()

    @property
    def mode(self) -> WatchMode:
        """Which way is used: events or polling. It can turn into polling while watching."""
        return self._mode

    @property
    def fallback_reason(self) -> str | None:
        """Why polling is used where events were to be expected; None where all is as it should."""
        return self._reason

    def look(self) -> None:
        """Note all files as they are now. Takes a few ms; entering the context does it else."""
        self._snapshot.look()
        self._looked = True

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._started = asyncio.Event()
        self._ended = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="miniprog-watch", daemon=True)
        self._thread.start()
        await self._started.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopping = True
        if self._source:
            self._source.stop()
        await self._ended.wait()
        self._thread.join()

    async def batches(self) -> AsyncIterator[Batch]:
        """Yield one batch per save, until the context is left.

        Raises:
            Exception: whatever ended the watching; a file that cannot be read never does.
        """
        queue: asyncio.Queue[_Arrived] = asyncio.Queue()
        self._hand_to(queue.put_nowait)
        while (arrived := await queue.get()) is not None:
            if isinstance(arrived, Exception):
                raise arrived
            yield arrived

    async def each(
        self, act: Callable[[Batch], bool], foresee: Callable[[Forecast], object] | None = None
    ) -> None:
        """Act on each batch at once, a turn of the loop sooner than with `batches`.

        Ends when the context is left, or once `act` says that it takes no more. `foresee` is told
        of forecasts, and must not raise.

        Raises:
            Exception: whatever ended the watching, or what `act` raises.
        """
        over: asyncio.Future[None] = self._loop.create_future()

        def take(arrived: _Arrived) -> None:
            if over.done():  # whoever asks next gets it
                self._untaken.append(arrived)
                return
            try:
                if isinstance(arrived, Exception):
                    raise arrived
                if arrived is None or not act(arrived):
                    over.set_result(None)
            except Exception as error:  # noqa: BLE001 it is raised below
                over.set_exception(error)

        self._hand_to(take, until=over)
        self._foresee = foresee
        try:
            await over
        finally:
            self._take = self._foresee = None

    def _hand_to(
        self, take: Callable[[_Arrived], object], until: "asyncio.Future[None] | None" = None
    ) -> None:
        self._take = take
        while self._untaken and not (until and until.done()):
            take(self._untaken.popleft())

    def _arrive(self, arrived: _Arrived | Forecast) -> None:
        if isinstance(arrived, Forecast):
            if self._foresee:
                self._foresee(arrived)
        elif self._take:
            self._take(arrived)
        else:
            self._untaken.append(arrived)

    def _run(self) -> None:
        try:
            if not self._looked:
                self._snapshot.look()
            for batch in self._watch():
                self._post(self._arrive, batch)
        except Exception as error:  # noqa: BLE001 it is raised where the batches are awaited
            self._post(self._arrive, error)
        finally:
            self._post(self._arrive, None)
            self._post(self._started.set)
            self._post(self._ended.set)

    def _watch(self) -> Iterator[Batch | Forecast]:
        if self._mode is WatchMode.EVENTS:
            yield from self._by_events()
        if not self._stopping:
            yield from self._by_looking()

    def _by_looking(self) -> Iterator[Batch | Forecast]:
        from miniprog_cli.preview.watch.polling import PollingSource

        yield from self._use(PollingSource(self._tree, self._snapshot, interval=self._interval))

    def _by_events(self) -> Iterator[Batch | Forecast]:
        """Watch by events until the end, or until the system has no more of them to give."""
        try:
            from miniprog_cli.preview.watch.events import EventSource
            from miniprog_cli.preview.watch.folders import FolderWatches, OutOfWatches

            try:
                source = EventSource(self._tree, self._snapshot, FolderWatches(), self._forecast)
                yield from self._use(source)
            except OutOfWatches as error:
                self._fall_back(str(error))
        except ImportError as error:  # another watchdog than the one we were written for
            self._fall_back(f"this watchdog cannot be used ({error})")

    def _use(self, source: Source) -> Iterator[Batch | Forecast]:
        self._source = source
        try:
            source.start()
            self._snapshot.learn()
            self._post(self._started.set)
            if not self._stopping:
                yield from source.batches()
        finally:
            source.close()

    def _fall_back(self, reason: str) -> None:
        self._mode, self._reason = WatchMode.POLLING, reason

    def _post(self, call: Callable[..., object], *args: object) -> None:
        # The loop may have been closed under us, when the program ends in a hurry.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call, *args)
