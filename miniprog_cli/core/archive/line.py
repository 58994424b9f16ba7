"""Work done by threads, with results in the order of the work."""

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_THREADS = 8
_LOAD = 256 * 1024
"""Bytes that a thread is handed at once: every time costs two switches between threads."""
_EACH = 8 * 1024
"""What an item costs besides its bytes: as many are worked off while a file is opened."""
_AHEAD = 32 * 1024 * 1024
"""Bytes that may be at work or wait to be fetched: what bounds the memory."""


class _Failure:
    def __init__(self, error: BaseException) -> None:
        self.error = error


class _Load(Generic[Item, Result]):
    """Neighbouring items, worked off by one thread; the first failure ends it."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.weight = 0
        self.results: deque[Result | _Failure] = deque()
        # Held until all is done. An `Event` is not safe from Ctrl-C: its own lock may stay held, or
        # be let go of by one who does not hold it.
        self.pending = threading.Lock()
        self.pending.acquire()


@contextmanager
def in_order(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    weigh: Callable[[Item], int],
    drop: Callable[[Result], object],
) -> Generator[Iterator[Result], None, None]:
    """Have threads do ``work(item)`` for each item, and give the results in the order of the items.

    They begin at once, and are never many items ahead of the reader. `weigh` says how many bytes
    of memory an item takes; it may be wrong. When the context ends, work not yet begun is dropped,
    and results that were not fetched are handed to `drop`. Nobody waits for the work that was begun
    when Ctrl-C came: a file may take minutes.

    Not `concurrent.futures`: importing it costs 5 ms, as much as packing a small project.

    Raises:
        BaseException: the first error of `work`, in the order of the items, when it is fetched.
    """
    loads: list[_Load[Item, Result]] = list(_loads(items, weigh))
    waiting = deque(loads)
    tasks: SimpleQueue[_Load[Item, Result] | None] = SimpleQueue()
    threads = [
        # Daemons, because Ctrl-C may come between any two steps here, and does not wait for them
        threading.Thread(target=_work_off, args=(work, tasks), daemon=True)
        for _ in range(min(_MOST_THREADS, os.cpu_count() or 1, len(loads)))
    ]
    room = _hand_out(waiting, tasks, _AHEAD)
    waits = True
    try:
        for thread in threads:
            thread.start()
        yield _fetched(loads, waiting, tasks, room)
    except KeyboardInterrupt:
        waits = False
        raise
    finally:
        _dismiss(threads, tasks, waits=waits)
        for load in loads:
            while load.results:
                result = load.results.popleft()
                if not isinstance(result, _Failure):
                    drop(result)


def _loads(items: Sequence[Item], weigh: Callable[[Item], int]) -> "Iterator[_Load[Item, Any]]":
    load: _Load[Item, Any] = _Load()
    for item in items:
        load.items.append(item)
        load.weight += weigh(item) + _EACH
        if load.weight >= _LOAD:
            yield load
            load = _Load()
    if load.items:
        yield load


def _hand_out(
    waiting: "deque[_Load[Item, Result]]",
    tasks: "SimpleQueue[_Load[Item, Result] | None]",
    room: int,
) -> int:
    """Give the threads what there is room for; return the room that is left."""
    while waiting and room > 0:
        load = waiting.popleft()
        tasks.put(load)
        room -= load.weight
    return room


def _work_off(
    work: Callable[[Item], Result], tasks: "SimpleQueue[_Load[Item, Result] | None]"
) -> None:
    while (load := tasks.get()) is not None:
        try:
            for item in load.items:
                load.results.append(work(item))
        except BaseException as error:  # noqa: BLE001 - raised again by the reader
            load.results.append(_Failure(error))
        load.pending.release()


def _fetched(
    loads: "Sequence[_Load[Item, Result]]",
    waiting: "deque[_Load[Item, Result]]",
    tasks: "SimpleQueue[_Load[Item, Result] | None]",
    room: int,
) -> Iterator[Result]:
    for load in loads:
        load.pending.acquire()
        while load.results:
            result = load.results.popleft()
            if isinstance(result, _Failure):
                raise result.error
            yield result
        room = _hand_out(waiting, tasks, room + load.weight)


def _dismiss(
    threads: list[threading.Thread],
    tasks: "SimpleQueue[_Load[Item, Result] | None]",
    *,
    waits: bool,
) -> None:
    with suppress(Empty):
        while True:
            tasks.get_nowait()
    for _ in threads:
        tasks.put(None)
    for thread in threads:
        if waits and thread.is_alive():
            thread.join()
