"""One inotify watch per folder, on watchdog's `InotifyFD`.

Not on watchdog's `Observer`: that one either enters every folder there is (`node_modules` eats
the system's budget of watches) or takes a thread per folder, and it holds whatever follows an
unpaired rename for 0.5 s (https://github.com/gorakhargosh/watchdog/issues/390). `InotifyFD` hands
over single events at once, tells of a lost queue, and is public since watchdog 7.1. Its thread is
not started: who waits for events reads them, with no other thread to be woken in between.
"""

import contextlib
import errno
import logging
import os
import select
import socket
import time
from collections import deque
from itertools import count

from watchdog.observers.inotify_c import (
    CallbackId,
    InotifyConstants,
    InotifyEvent,
    InotifyFD,
    Mask,
    WatchDescriptor,
)

_MASK = Mask(
    InotifyConstants.IN_CLOSE_WRITE
    | InotifyConstants.IN_MODIFY  # never acted on: it says "not whole until the next close"
    | InotifyConstants.IN_CREATE
    | InotifyConstants.IN_DELETE
    | InotifyConstants.IN_MOVE
    | InotifyConstants.IN_MOVE_SELF
    | InotifyConstants.IN_ONLYDIR
    | InotifyConstants.IN_DONT_FOLLOW
    | InotifyConstants.IN_EXCL_UNLINK
)
_LATE = 0.0003
"""Seconds by which the system may wake us too late."""
_EXHAUSTED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})


class OutOfWatches(Exception):
    """The system gives no further inotify watch or instance."""


class Lost:
    """Events were lost: the kernel's queue was full."""


class Stopped:
    """Whoever asked for events has had enough."""


Message = InotifyEvent | WatchDescriptor | type[Lost] | type[Stopped]
"""An event, or the watch that ended because its folder is gone, or one of the above."""


class Inotify(InotifyFD):
    """watchdog's `InotifyFD` for one thread, which waits on `fileno` and then reads."""

    def fileno(self) -> int:
        """Give the descriptor that can be read when there are events."""
        return self._inotify_fd

    def close(self) -> None:
        """End all watches and close the descriptors."""
        self._is_reading = False  # by the thread that is not there, which would close them
        super().close()


class _Listener:
    """Notes what it is told, with the time."""

    def __init__(self) -> None:
        self.arrived: deque[tuple[float, Message]] = deque()

    def on_event(self, event: InotifyEvent) -> None:
        self.note(event)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        self.note(wd)

    def on_queue_overflow(self) -> None:
        self.note(Lost)

    def note(self, message: Message) -> None:
        self.arrived.append((time.monotonic(), message))


class FolderWatches:
    """Watches on folders, and what they tell: for one thread, but for `stop`. Close it.

    Raises:
        OutOfWatches: from the constructor and from `add`.
        ImportError: from the constructor, where this watchdog is another one than we know.
    """

    def __init__(self, inotify: Inotify | None = None) -> None:
        # Unheard, watchdog's warning about a lost queue would end up on the terminal.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        self._listener = _Listener()
        self._ids = count(1)
        self._by_path: dict[str, tuple[WatchDescriptor, CallbackId]] = {}
        self._paths: dict[WatchDescriptor, str] = {}
        try:
            self._inotify = inotify or Inotify()
            descriptor = self._inotify.fileno()
            self._stopped, self._stopping = socket.socketpair()
        except OSError as error:
            raise _explained(error) from error
        except AttributeError as error:
            raise ImportError(str(error)) from error
        self._waited = (descriptor, self._stopped.fileno())

    def add(self, path: str, full: str) -> None:
        """Watch one folder, not those in it; a folder that vanished or is forbidden is left out."""
        id_ = CallbackId(next(self._ids))
        try:
            wd = self._inotify.add_callback(os.fsencode(full), _MASK, self._listener, id_)
        except OSError as error:
            if error.errno in _EXHAUSTED:
                raise _explained(error) from error
            return
        if wd != -1:  # what watchdog answers where permission is denied
            self._by_path[path] = (wd, id_)
            self._paths[wd] = path

    def drop(self, folder: str) -> None:
        """End the watches on a folder and on all below it; the empty string means all."""
        start = folder + "/" if folder else ""
        for path in [each for each in self._by_path if each == folder or each.startswith(start)]:
            wd, id_ = self._by_path.pop(path)
            if self._paths.get(wd) == path:
                del self._paths[wd]
            with contextlib.suppress(OSError):
                self._inotify.remove_callbacks([(wd, id_)])

    def path(self, wd: WatchDescriptor) -> str | None:
        """Give the folder of a watch; None for one that ended."""
        return self._paths.get(wd)

    def next(self, timeout: float | None) -> tuple[float, Message] | None:
        """Wait for a message, for `timeout` seconds at most (None: for ever), and its time.

        With 0, everything that happened before the call is given, by one call after the other.
        """
        if not self._listener.arrived:
            self._read(timeout)
        return self._listener.arrived.popleft() if self._listener.arrived else None

    def stop(self) -> None:
        """Let the waiting side see `Stopped`; from any thread."""
        with contextlib.suppress(OSError):  # it is closed already
            self._stopping.send(b"!")

    def close(self) -> None:
        """End all watches."""
        self._inotify.close()
        self._stopped.close()
        self._stopping.close()

    def _read(self, timeout: float | None) -> None:
        """Wait until there is something to be read, and read it."""
        descriptor, stopped = self._waited
        ready = _ready_in_time(self._waited, timeout) if timeout else _ready(self._waited, timeout)
        if stopped in ready:
            self._stopped.recv(1)
            self._listener.note(Stopped)
        if descriptor in ready:
            for event in self._inotify.read_events():
                self._inotify.handle_event(event)


def _ready_in_time(descriptors: tuple[int, ...], timeout: float) -> list[int]:
    """Wait as `_ready` does, the last of it awake: pages wait for the end of a quiet."""
    due = time.monotonic() + timeout
    ready = _ready(descriptors, max(0.0, timeout - _LATE))
    while not ready and time.monotonic() < due:
        ready = _ready(descriptors, 0)
    return ready


def _ready(descriptors: tuple[int, ...], timeout: float | None) -> list[int]:
    """Wait until one of the descriptors can be read, or the time is over."""
    try:
        return select.select(descriptors, [], [], timeout)[0]
    except ValueError:  # it knows none above 1023; `poll` does, and rounds up to milliseconds
        poll = select.poll()
        for descriptor in descriptors:
            poll.register(descriptor, select.POLLIN)
        return [each for each, _ in poll.poll(None if timeout is None else timeout * 1000)]


def _explained(error: OSError) -> OutOfWatches:
    if error.errno == errno.ENOSPC:
        return OutOfWatches("no inotify watches are left (see fs.inotify.max_user_watches)")
    if error.errno == errno.EMFILE:
        return OutOfWatches("no inotify instances are left (see fs.inotify.max_user_instances)")
    return OutOfWatches(f"inotify is not to be had ({error.strerror or error})")
