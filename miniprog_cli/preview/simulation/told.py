"""What the program's pages told of calls, requests and console lines, kept for the panel.

A program may tell anything, as often as it likes: what is kept and passed on is bounded, so that
neither memory nor a panel can be flooded.
"""

import json
import time
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Final, cast

from miniprog_cli.preview.reports import encodable

KEPT: Final = 500
"""Messages kept for panels that open later."""

PER_SECOND: Final = 200
"""Messages passed on; a panel draws as many without falling behind."""

FAULTS_PER_SECOND: Final = 50
"""Warnings and errors passed on besides: no talk takes their place."""

LONGEST: Final = 4000
"""Characters of one member of a message, as JSON."""

ENTRIES: Final = 200
"""Entries of a storage that are listed."""

ENTRY: Final = 1000
"""Characters of a key and of a value that are listed."""

MEMBERS: Final = 16
"""More than any message of ours has."""


class Told:
    """The latest messages, oldest first, each as it goes to panels."""

    def __init__(self) -> None:
        self._kept: deque[str] = deque(maxlen=KEPT)
        self._since = 0.0
        self._left = _full()
        self._dropped = 0

    def __iter__(self) -> Iterator[str]:
        """Give what is kept."""
        return iter(tuple(self._kept))

    def clear(self) -> None:
        """Forget all of it."""
        self._kept.clear()

    def take(self, page: int, data: dict[str, object]) -> list[str]:
        """Keep what a page told; give the messages for panels: none where there are too many."""
        now = time.monotonic()
        said: list[str] = []
        if now - self._since >= 1:
            if self._dropped:
                said.append(self._keep({"kind": "dropped", "number": self._dropped}))
            self._since, self._left, self._dropped = now, _full(), 0
        is_fault = str(data.get("level")) in {"warn", "error"}  # a page may tell anything
        if self._left[is_fault]:
            self._left[is_fault] -= 1
            # a call says itself when it was
            moment = {"at": int(time.time() * 1000)} if data.get("kind") == "console" else {}
            said.append(self._keep({**_bounded(data), **moment, "page": page}))
        else:
            self._dropped += 1
        return said

    def _keep(self, data: dict[str, object]) -> str:
        said = encodable(json.dumps({**data, "type": "observed"}, ensure_ascii=False))
        self._kept.append(said)
        return said


def _full() -> dict[bool, int]:
    """Give how many may be passed on within a second, of faults and of all else."""
    return {True: FAULTS_PER_SECOND, False: PER_SECOND}


def _entries(kept: dict[str, object]) -> dict[str, str]:
    """Take the start of what a storage holds, and of each value."""
    texts = ((key, value) for key, value in kept.items() if isinstance(value, str))
    return {key[:ENTRY]: value[:ENTRY] for key, value in islice(texts, ENTRIES)}


def _bounded(data: dict[str, object]) -> dict[str, object]:
    """Cut what is too long; `cut` names the members that are shown as the start of their JSON."""
    result: dict[str, object] = {}
    cut: list[str] = []
    for name, value in list(data.items())[:MEMBERS]:
        short = name[:40]
        result[short] = value
        if name == "all" and isinstance(value, dict):
            result[short] = _entries(cast("dict[str, object]", value))
        elif isinstance(value, str | dict | list):
            text = json.dumps(cast("object", value), ensure_ascii=False)
            if len(text) > LONGEST:
                result[short] = value[:LONGEST] if isinstance(value, str) else text[:LONGEST]
                cut.append(short)
    return {**result, "cut": cut} if cut else result
