"""Batches from what the system tells (Linux): on close and rename, never on write."""

import os
import stat
import time
from collections.abc import Callable, Iterator

from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent

from miniprog_cli.preview.watch.batch import Batch, Forecast
from miniprog_cli.preview.watch.folders import FolderWatches, Lost, Message, Stopped
from miniprog_cli.preview.watch.forecasts import Forecasts
from miniprog_cli.preview.watch.settle import Settle, Settled
from miniprog_cli.preview.watch.snapshot import BeingWritten, Fresh, Snapshot, StillChanging
from miniprog_cli.preview.watch.tree import Tree

_COMES = InotifyConstants.IN_CREATE | InotifyConstants.IN_MOVED_TO
_GOES = InotifyConstants.IN_DELETE | InotifyConstants.IN_MOVED_FROM
_FLUSH_SECONDS = 0.25
"""How long to empty the system's queue at most: somebody may fill it faster than we read."""
_AWAY_SECONDS = 0.2
"""How often to look whether the watched folder itself, deleted or renamed, is back."""
_MOST_DOUBTS = 10
"""How often, every 100 ms, a closed file that somebody has open is left unread: a slow disk takes
that long to truncate it, and tells afterwards; some programs never close."""
_AT_ONCE = 1000
"""Messages taken in before looking whether a save is over."""


class EventSource:
    """Turns events into batches. `start`, then `batches` in one thread, `close` at the end.

    Closes `watches` with itself. `forecast` says which files are worth a forecast.

    Raises:
        OutOfWatches: from `start` and `batches`.
    """

    def __init__(
        self,
        tree: Tree,
        snapshot: Snapshot,
        watches: FolderWatches,
        forecast: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._tree = tree
        self._snapshot = snapshot
        self._settle = Settle()
        self._watches = watches
        self._forecasts = Forecasts(snapshot, forecast)
        self._doubts: dict[str, int] = {}
        self._stopped = False
        self._away = False

    def start(self) -> None:
        """Put the watches in place; what changed since the snapshot's look is a save."""
        self._survey("", time.monotonic())

    def batches(self) -> Iterator[Batch | Forecast]:
        """Wait for saves, one batch each, until `stop`; a forecast may come before its batch."""
        while not self._stopped:
            self._wait()
            if forecast := self._forecasts.look(self._settle.lone()):
                yield forecast
            if batch := self._collect():
                yield batch

    def stop(self) -> None:
        """End `batches`; from any thread."""
        self._watches.stop()

    def close(self) -> None:
        """End the watches."""
        self._watches.close()

    def _wait(self) -> None:
        due = self._settle.next_due()
        timeout = None if due is None else max(0.0, due - time.monotonic())
        if self._away:
            timeout = _AWAY_SECONDS if timeout is None else min(timeout, _AWAY_SECONDS)
        for _ in range(_AT_ONCE):
            arrived = self._watches.next(timeout)
            if arrived is None:
                break
            self._take_in(*arrived)
            timeout = 0.0
        if self._away and os.path.isdir(self._tree.folder):  # noqa: PTH112 as in `Tree`
            self._away = False
            self._survey("", time.monotonic())

    def _collect(self) -> Batch | None:
        if not self._settle.is_due(time.monotonic()):
            return None
        # On a busy machine the next file of a save-all may be waiting in the system's queue.
        self._flush()
        settled = self._settle.take(time.monotonic())
        if settled is None:
            return None
        foreseen = self._forecasts.take(settled.paths)
        read = foreseen or self._read(settled)
        # Where the system cannot tell of writers, what we read is whole unless one was at it again:
        # then the queue knows by now.
        self._flush()
        files = [
            changed
            for path in sorted(read)
            if path not in self._settle and (changed := self._snapshot.commit(path, read[path]))
        ]
        if not files:
            return None
        return Batch(files=tuple(files), since=settled.since, is_forecast=bool(foreseen))

    def _read(self, settled: Settled) -> dict[str, Fresh | None]:
        read: dict[str, Fresh | None] = {}
        for path in {*settled.paths, *self._snapshot.aliases(settled.paths)}:
            try:
                read[path] = self._read_one(path)
            except BeingWritten:
                self._settle.doubt(path, time.monotonic(), since=settled.since)
            except StillChanging:
                self._settle.written(path, time.monotonic())
        return read

    def _read_one(self, path: str) -> Fresh | None:
        doubts = self._doubts.pop(path, 0)
        try:
            return self._snapshot.read(path, alone=doubts < _MOST_DOUBTS)
        except BeingWritten:
            self._doubts[path] = doubts + 1
            raise

    def _flush(self) -> None:
        """Take in everything that happened up to now."""
        deadline = time.monotonic() + _FLUSH_SECONDS
        while time.monotonic() < deadline and (arrived := self._watches.next(0)) is not None:
            self._take_in(*arrived)

    def _take_in(self, now: float, message: Message) -> None:
        if isinstance(message, InotifyEvent):
            self._event(now, message)
        elif isinstance(message, int):
            if self._watches.path(message) == "":
                self._leave(now)
        elif message is Lost:
            self._survey("", now, doubt=True)
        elif message is Stopped:
            self._stopped = True

    def _event(self, now: float, event: InotifyEvent) -> None:
        folder = self._watches.path(event.wd)
        if folder is None:
            return
        if event.mask & InotifyConstants.IN_MOVE_SELF:
            if folder == "":
                self._leave(now)
            return
        name = os.fsdecode(event.name)
        path = f"{folder}/{name}" if folder else name
        if event.mask & InotifyConstants.IN_ISDIR:
            self._folder_event(now, path, event)
        elif path in self._settle or self._tree.wants_file(path):
            self._file_event(now, path, event)

    def _file_event(self, now: float, path: str, event: InotifyEvent) -> None:
        self._doubts.pop(path, None)
        self._forecasts.spoil(path)
        if event.mask & InotifyConstants.IN_CLOSE_WRITE:
            self._settle.closed(path, now)
        elif event.mask & InotifyConstants.IN_MOVED_TO:
            self._settle.closed(path, now)
            self._settle.renamed(event.cookie, now, found=False)
        elif event.mask & _GOES:
            self._settle.gone(path, now, cookie=event.cookie)
        elif event.mask & InotifyConstants.IN_CREATE and self._is_made_whole(path):
            self._settle.closed(path, now)
        else:
            self._settle.written(path, now)

    def _folder_event(self, now: float, path: str, event: InotifyEvent) -> None:
        if event.mask & _GOES:
            self._watches.drop(path)
            for known in self._snapshot.below(path):
                self._settle.gone(known, now, cookie=event.cookie)
        elif event.mask & _COMES and self._tree.wants_folder(path):
            self._survey(path, now)
            self._settle.renamed(event.cookie, now, found=True)

    def _is_made_whole(self, path: str) -> bool:
        """Tell whether this new name is a link, of either sort: no close will follow."""
        try:
            status = os.lstat(self._tree.absolute(path))
        except OSError:
            return False
        return stat.S_ISLNK(status.st_mode) or status.st_nlink > 1

    def _survey(self, folder: str, now: float, *, doubt: bool = False) -> None:
        """Watch a folder and all below it, and compare what is there with what is known.

        With `doubt`, a file whose signature is young is read even if it is the same.
        """
        self._watches.drop(folder)
        there: set[str] = set()
        for entry in self._tree.walk(folder):
            path = entry.path
            if entry.signature is None:
                self._watches.add(path, self._tree.absolute(path))
                continue
            there.add(path)
            differs = self._snapshot.differs(path, entry.signature)
            if differs or (doubt and self._snapshot.is_young(path, now)):
                self._settle.found(path, now)
            else:
                self._settle.back(path)
        for path in self._snapshot.below(folder):
            if path not in there:
                self._settle.gone(path, now)

    def _leave(self, now: float) -> None:
        self._away = True
        self._watches.drop("")
        for path in self._snapshot:
            self._settle.gone(path, now)
