"""When a save is over: a state per file, moved by events and by the clock that is handed in."""

from collections.abc import Iterator
from enum import Enum, auto

from miniprog_cli.core.namedtuple import NamedTuple

QUIET = 0.002
"""Seconds without an event after which what was collected is published."""
LONGEST = 0.025
"""Seconds after which it is published even so: a save-all ends sooner (CPU to spare or not)."""
DELETION_HOLD = 0.4
"""Seconds a deletion waits for the file to be made again (formatters, git)."""
FOUND_HOLD = 0.1
"""Seconds in which a file that was found, not closed before our eyes, must not be written to."""
LONGEST_FOUND = 0.5
"""Seconds for which found files may hold up the rest of a batch (a large copy)."""


class State(Enum):
    """What the last event said of a file."""

    READY = auto()
    """Closed, or renamed into place: whole."""
    WRITING = auto()
    """Made or written to, and not closed since: never read."""
    FOUND = auto()
    """Seen in a listing: perhaps whole."""
    DOUBTED = auto()
    """Closed, but open again when it was to be read."""
    GONE = auto()
    """Deleted, or renamed away."""


_HOLDS = (
    (State.GONE, DELETION_HOLD),
    (State.FOUND, FOUND_HOLD),
    (State.DOUBTED, FOUND_HOLD),
)


class _Pending(NamedTuple):
    state: State
    since: float
    """The first event of this save."""
    at: float
    """When the state was entered."""
    cookie: int = 0
    """Ties the two halves of a rename; 0 for anything else."""


class Settled(NamedTuple):
    """Files to be read now."""

    paths: tuple[str, ...]
    since: float


class Settle:
    """Collects events of files until a save is over. All times are `time.monotonic()`."""

    def __init__(self) -> None:
        self._pending: dict[str, _Pending] = {}
        self._last = 0.0

    def __contains__(self, path: str) -> bool:
        return path in self._pending

    def closed(self, path: str, now: float) -> None:
        """A writer closed the file, or another file was renamed to it: it is whole."""
        self._enter(path, State.READY, now)
        self._last = now

    def written(self, path: str, now: float) -> None:
        """The file was made or written to: it is not whole until it is closed."""
        pending = self._pending.get(path)
        if pending is None or pending.state is not State.WRITING:
            self._enter(path, State.WRITING, now)
            self._last = now

    def found(self, path: str, now: float) -> None:
        """The file was seen in a listing and is other than it was known."""
        pending = self._pending.get(path)
        if pending is None or pending.state in {State.GONE, State.FOUND}:
            self._enter(path, State.FOUND, now)
            self._last = now

    def doubt(self, path: str, now: float, *, since: float) -> None:
        """The file, taken and not read, is open again: wait for a close, or for it to stay as is.

        A truncation shows in the file some time before the system tells of it.
        """
        if path not in self._pending:
            self._pending[path] = _Pending(state=State.DOUBTED, since=since, at=now)

    def gone(self, path: str, now: float, *, cookie: int = 0) -> None:
        """The file was deleted or renamed away; `cookie` is the one of the rename."""
        pending = self._pending.get(path)
        if pending is None or pending.state is not State.GONE:
            self._enter(path, State.GONE, now, cookie=cookie)

    def back(self, path: str) -> None:
        """The file is there again and the same: a deletion is off."""
        pending = self._pending.get(path)
        if pending and pending.state is State.GONE:
            del self._pending[path]

    def renamed(self, cookie: int, now: float, *, found: bool) -> None:
        """The second half of a rename: what went with it is told together with what came.

        `found` where a folder was renamed, whose files are told once they are proven whole.
        """
        state = State.FOUND if found else State.READY
        for path, pending in tuple(self._pending.items()):
            if pending.state is State.GONE and cookie and pending.cookie == cookie:
                self._enter(path, state, now)

    def is_due(self, now: float) -> bool:
        """Tell whether a save is over by now."""
        self._ripen(now)
        due = self._due()
        return due is not None and now >= due

    def take(self, now: float) -> Settled | None:
        """Take what is over by now, or None."""
        if not self.is_due(now):
            return None
        ready = dict(self._in(State.READY))
        for path in ready:
            del self._pending[path]
        return Settled(paths=tuple(ready), since=min(each.since for each in ready.values()))

    def lone(self) -> str | None:
        """Give the file that is all that is waited for, whole; None where there is more, or less."""
        if len(self._pending) != 1:
            return None
        ((path, pending),) = self._pending.items()
        return path if pending.state is State.READY else None

    def next_due(self) -> float | None:
        """Give the time at which `take` is worth calling again; None: only after an event."""
        times = [each.at + hold for state, hold in _HOLDS for _, each in self._in(state)]
        if (due := self._due()) is not None:
            times.append(due)
        return min(times, default=None)

    def _enter(self, path: str, state: State, now: float, *, cookie: int = 0) -> None:
        before = self._pending.get(path)
        # Closed twice in one save: the first close counts. The writer's own time is not ours.
        since = before.since if before and before.state is State.READY is state else now
        self._pending[path] = _Pending(state=state, since=since, at=now, cookie=cookie)

    def _in(self, state: State) -> Iterator[tuple[str, _Pending]]:
        return ((path, each) for path, each in self._pending.items() if each.state is state)

    def _ripen(self, now: float) -> None:
        for state, hold in _HOLDS:
            for path, each in tuple(self._in(state)):
                if now >= each.at + hold:
                    self._pending[path] = _Pending(
                        state=State.READY, since=each.since, at=each.at + hold
                    )

    def _due(self) -> float | None:
        ready = [each.at for _, each in self._in(State.READY)]
        if not ready:
            return None
        first = min(ready)
        if found := [each.at + FOUND_HOLD for _, each in self._in(State.FOUND)]:
            return min(max(found), first + LONGEST_FOUND)
        if any(each.at >= first for _, each in self._in(State.WRITING)):
            return first + LONGEST  # a save-all is at its next file
        return min(max(self._last, *ready) + QUIET, first + LONGEST)
