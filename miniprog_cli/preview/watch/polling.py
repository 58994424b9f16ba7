"""Batches from looking again and again, where the system does not tell of a close."""

import threading
import time
from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.watch.batch import Batch
from miniprog_cli.preview.watch.settle import DELETION_HOLD
from miniprog_cli.preview.watch.snapshot import BeingWritten, Fresh, Snapshot, StillChanging
from miniprog_cli.preview.watch.tree import Signature, Tree

_HELD_LOOKS = 2
"""For how many looks files that are ready wait for others that are still being written."""
_DOUBTED_LOOKS = 5
"""For how many looks a file waits for whoever has it open for writing; some never close."""
_LARGEST_SHARE = 0.25
"""Share of one core that looking may take: on a huge tree the looks get rarer."""


class _Candidate(NamedTuple):
    fresh: Fresh
    since: float


class PollingSource:
    """Turns looks into batches. `start`, then `batches` in one thread.

    A change counts when two looks in a row agree on size, time and content, and nobody has the
    file open for writing, as far as the system can tell.
    """

    def __init__(self, tree: Tree, snapshot: Snapshot, *, interval: float) -> None:
        self._tree = tree
        self._snapshot = snapshot
        self._interval = interval
        self._stopped = threading.Event()
        self._candidates: dict[str, _Candidate] = {}
        self._missing: dict[str, float] = {}
        self._doubts: dict[str, int] = {}
        self._held = 0

    def start(self) -> None:
        """Do nothing: the first look compares with the snapshot."""

    def batches(self) -> Iterator[Batch]:
        """Look until `stop`; one batch for what was saved together."""
        pause = self._interval
        while not self._stopped.wait(pause):
            started = time.monotonic()
            if batch := self.look(started):
                yield batch
            cost = time.monotonic() - started
            pause = max(self._interval - cost, cost / _LARGEST_SHARE)

    def stop(self) -> None:
        """End `batches`; from any thread."""
        self._stopped.set()

    def close(self) -> None:
        """Do nothing: no watch is held."""

    def look(self, now: float) -> Batch | None:
        """Compare all files with what is known; give the batch that is ready by now."""
        there = {
            entry.path: entry.signature
            for entry in self._tree.walk()
            if entry.signature is not None
        }
        ready, unsettled = self._compare(there, now)
        gone = self._compare_missing(there, ready, now)
        if unsettled and self._held < _HELD_LOOKS and (ready or gone):
            self._held += 1
            return None
        self._held = 0
        return self._publish(ready, gone)

    def _compare(
        self, there: dict[str, Signature], now: float
    ) -> tuple[dict[str, _Candidate], bool]:
        """Read what may have changed: what two looks agree on, and whether more is under way."""
        before, self._candidates = self._candidates, {}
        ready: dict[str, _Candidate] = {}
        unsettled = False
        for path, signature in there.items():
            young = self._snapshot.is_young(path, now)
            if not young and not self._snapshot.differs(path, signature):
                continue
            try:
                fresh = self._read(path)
            except (BeingWritten, StillChanging):
                unsettled = True
                continue
            if fresh is None or self._snapshot.is_known(path, fresh):
                self._settled(path, fresh)
                continue
            since = before[path].since if path in before else now
            self._candidates[path] = _Candidate(fresh=fresh, since=since)
            if path in before and before[path].fresh == fresh:
                ready[path] = self._candidates[path]
            else:
                unsettled = True
        return ready, unsettled

    def _read(self, path: str) -> Fresh | None:
        doubts = self._doubts.get(path, 0)
        try:
            return self._snapshot.read(path, alone=doubts < _DOUBTED_LOOKS)
        except BeingWritten:
            self._doubts[path] = doubts + 1
            raise

    def _settled(self, path: str, fresh: Fresh | None) -> None:
        """Forget the doubts about a file that is as it was known, or that vanished just now."""
        self._doubts.pop(path, None)
        if fresh is not None:
            self._snapshot.commit(path, fresh)

    def _compare_missing(
        self, there: dict[str, Signature], ready: dict[str, _Candidate], now: float
    ) -> dict[str, float]:
        """List what is gone for good: for 400 ms, or because it has another name now."""
        self._missing = {
            path: self._missing.get(path, now) for path in self._snapshot if path not in there
        }
        renamed = {each.fresh.signature.inode for each in ready.values()} - {0}
        return {
            path: since
            for path, since in self._missing.items()
            if now - since >= DELETION_HOLD or self._snapshot.inode(path) in renamed
        }

    def _publish(self, ready: dict[str, _Candidate], gone: dict[str, float]) -> Batch | None:
        found: dict[str, Fresh | None] = {path: each.fresh for path, each in ready.items()}
        found |= dict.fromkeys(gone)
        times = [each.since for each in ready.values()] + list(gone.values())
        files = [
            changed
            for path in sorted(found)
            if (changed := self._snapshot.commit(path, found[path]))
        ]
        for path in found:
            self._candidates.pop(path, None)
            self._missing.pop(path, None)
            self._doubts.pop(path, None)
        return Batch(files=tuple(files), since=min(times)) if files else None
