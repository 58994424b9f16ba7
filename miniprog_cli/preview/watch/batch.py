"""What the watcher tells: changed files, gathered into one batch per save."""

from enum import StrEnum

from miniprog_cli.core.namedtuple import NamedTuple


class WatchMode(StrEnum):
    """How changes are noticed."""

    AUTO = "auto"
    """Events where the system tells of every close, otherwise polling."""
    EVENTS = "events"
    POLLING = "polling"


class Changed(NamedTuple):
    """One file whose content is other than it was.

    `before` and `after` are kept for small text files only, see `snapshot.KEPT_SUFFIXES`.
    """

    path: str
    """POSIX, relative to the watched folder."""
    before: bytes | None
    """The content so far; None where there was no file, or it was not kept."""
    after: bytes | None
    """The content now; None where the file was deleted, cannot be read, or is not kept."""
    deleted: bool


class Batch(NamedTuple):
    """All that one save changed: never empty, sorted by path."""

    files: tuple[Changed, ...]
    since: float
    """`time.monotonic()` of the first event, to tell how long an update took."""
    is_forecast: bool = False
    """Whether it is, to the byte, what the last `Forecast` said."""


class Forecast(NamedTuple):
    """What a save will have changed if nothing more follows, told while that is waited for.

    Nothing may be done on it that is to be seen: it may never come true.
    """

    files: tuple[Changed, ...]
