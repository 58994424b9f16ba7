"""Work done by threads, with results in the order of the work."""

import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_THREADS = 8
_AHEAD = 4
"""Items per thread that may be begun or wait to be fetched: what bounds the memory."""


class _Failure:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def in_order(
    work: Callable[[Item], Result], items: Sequence[Item], drop: Callable[[Result], object]
) -> Generator[Result, None, None]:
    """Yield ``work(item)`` for each item, several at a time, never many ahead of the reader.

    When the reader stops early, results it did not get are handed to `drop`.

    Not `concurrent.futures`: importing it costs 5 ms, as much as packing a small project.

    Raises:
        BaseException: the first error of `work`, in the order of the items; work not yet begun is
            dropped, also when the reader stops early.
    """
    tasks: SimpleQueue[tuple[int, Item] | None] = SimpleQueue()
    results: SimpleQueue[tuple[int, Result | _Failure]] = SimpleQueue()
    threads = [
        # Daemons, because Ctrl-C may come between any two steps here, and must not wait for them
        threading.Thread(target=_work_off, args=(work, tasks, results), daemon=True)
        for _ in range(min(_MOST_THREADS, os.cpu_count() or 1, len(items)))
    ]
    waiting = iter(enumerate(items))
    for task in islice(waiting, _AHEAD * len(threads)):
        tasks.put(task)
    early: dict[int, Result | _Failure] = {}
    try:
        for thread in threads:
            thread.start()
        for wanted in range(len(items)):
            result = _fetch(wanted, early, results)
            if isinstance(result, _Failure):
                raise result.error
            yield result
            for task in islice(waiting, 1):
                tasks.put(task)
    finally:
        _dismiss(threads, tasks)
        for left in (*early.values(), *(result for _, result in _drain(results))):
            if not isinstance(left, _Failure):
                drop(left)


def _work_off(
    work: Callable[[Item], Result],
    tasks: "SimpleQueue[tuple[int, Item] | None]",
    results: "SimpleQueue[tuple[int, Result | _Failure]]",
) -> None:
    while (task := tasks.get()) is not None:
        number, item = task
        try:
            results.put((number, work(item)))
        except BaseException as error:  # noqa: BLE001 - raised again by the reader
            results.put((number, _Failure(error)))


def _fetch(
    wanted: int,
    early: "dict[int, Result | _Failure]",
    results: "SimpleQueue[tuple[int, Result | _Failure]]",
) -> Result | _Failure:
    """Wait for one result, keeping those that come before their turn."""
    while wanted not in early:
        number, result = results.get()
        early[number] = result
    return early.pop(wanted)


def _dismiss(
    threads: list[threading.Thread], tasks: "SimpleQueue[tuple[int, Item] | None]"
) -> None:
    for _ in _drain(tasks):
        pass
    for _ in threads:
        tasks.put(None)
    for thread in threads:
        if thread.ident is not None:  # else Ctrl-C came before it was started
            thread.join()


def _drain(queue: "SimpleQueue[Item]") -> Iterator[Item]:
    with suppress(Empty):
        while True:
            yield queue.get_nowait()
