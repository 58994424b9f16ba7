"""What the watcher tells: changed files, gathered into one batch per save."""

from dataclasses import dataclass
from enum import StrEnum


class WatchMode(StrEnum):
    """How changes are noticed."""

    AUTO = "auto"
    """Events where the system tells of every close, otherwise polling."""
    EVENTS = "events"
    POLLING = "polling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All that one save changed: never empty, sorted by path."""

    files: tuple[Changed, ...]
    since: float
    """`time.monotonic()` of the first event, to tell how long an update took."""
