"""One inotify watch per folder, on watchdog's `InotifyFD`.

Not on watchdog's `Observer`: that one either enters every folder there is (`node_modules` eats
the system's budget of watches) or takes a thread per folder, and it holds whatever follows an
unpaired rename for 0.5 s (https://github.com/gorakhargosh/watchdog/issues/390). `InotifyFD` hands
over single events at once, tells of a lost queue, and is public since watchdog 7.1.
"""

import contextlib
import errno
import logging
import os
import time
from collections.abc import Callable
from itertools import count
from queue import Empty, SimpleQueue

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
_EXHAUSTED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})


class OutOfWatches(Exception):
    """The system gives no further inotify watch or instance."""


class Lost:
    """Events were lost: the kernel's queue was full."""


class Stopped:
    """Whoever asked for events has had enough."""


class Echo:
    """The answer to `FolderWatches.ping`: everything that happened before it was handed over."""


Message = InotifyEvent | WatchDescriptor | type[Lost] | type[Stopped] | type[Echo]
"""An event, or the watch that ended because its folder is gone, or one of the above."""


class _Listener:
    """Puts what watchdog's thread reads into a queue of ours, with the time."""

    def __init__(self, put: Callable[[tuple[float, Message]], None]) -> None:
        self._put = put

    def on_event(self, event: InotifyEvent) -> None:
        self._put((time.monotonic(), event))

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        self._put((time.monotonic(), wd))

    def on_queue_overflow(self) -> None:
        self._put((time.monotonic(), Lost))


class FolderWatches:
    """Watches on folders, and the queue of what they tell. Close it.

    Raises:
        OutOfWatches: from the constructor and from `add`.
    """

    def __init__(self, inotify: InotifyFD | None = None) -> None:
        # Unheard, watchdog's warning about a lost queue would end up on the terminal.
        logging.getLogger("watchdog").addHandler(logging.NullHandler())
        self._queue: SimpleQueue[tuple[float, Message]] = SimpleQueue()
        self._listener = _Listener(self._queue.put)
        self._ids = count(1)
        self._by_path: dict[str, tuple[WatchDescriptor, CallbackId]] = {}
        self._paths: dict[WatchDescriptor, str] = {}
        try:
            self._inotify = inotify or InotifyFD()
        except OSError as error:
            raise _explained(error) from error
        self._inotify.start()
        self._echo_fd, self._echo_wd = self._open_echo()

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
        """Wait for a message, for `timeout` seconds at most (None: for ever), and its time."""
        try:
            when, message = self._queue.get(timeout=timeout)
        except Empty:
            return None
        if isinstance(message, InotifyEvent) and message.wd == self._echo_wd:
            return when, Echo
        return when, message

    def ping(self) -> bool:
        """Ask for an `Echo`; False where the system cannot give one."""
        if self._echo_wd is None:
            return False
        os.utime(self._echo_fd)
        return True

    def stop(self) -> None:
        """Let the waiting side see `Stopped`; from any thread."""
        self._queue.put((time.monotonic(), Stopped))

    def close(self) -> None:
        """End all watches and watchdog's thread."""
        self._inotify.stop()
        self._inotify.join()
        if self._echo_fd != -1:
            os.close(self._echo_fd)

    def _open_echo(self) -> tuple[int, WatchDescriptor | None]:
        # A file without a name, in the same queue as the folders: touching it marks a place there.
        descriptor = -1
        try:
            descriptor = os.memfd_create("miniprog-echo")
            wd = self._inotify.add_callback(
                f"/proc/self/fd/{descriptor}".encode(),
                InotifyConstants.IN_ATTRIB,
                self._listener,
                CallbackId(0),
            )
        except (OSError, AttributeError):  # no /proc, or a libc without it
            return descriptor, None
        return descriptor, None if wd == -1 else wd


def _explained(error: OSError) -> OutOfWatches:
    if error.errno == errno.ENOSPC:
        return OutOfWatches("no inotify watches are left (see fs.inotify.max_user_watches)")
    if error.errno == errno.EMFILE:
        return OutOfWatches("no inotify instances are left (see fs.inotify.max_user_instances)")
    return OutOfWatches(f"inotify is not to be had ({error.strerror or error})")
