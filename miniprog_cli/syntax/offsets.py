"""Offsets in bytes of UTF-8, which parsers in C count, as offsets in characters."""

from collections.abc import Iterable
from itertools import pairwise


class Offsets:
    """Gives the offset in characters for each offset in bytes that it was told to learn."""

    def __init__(self, source: bytes, characters: int) -> None:
        self._source = source
        self.plain = len(source) == characters  # ASCII: they are the same
        self._known = {0: 0}

    def learn(self, places: Iterable[int]) -> None:
        """Count characters up to each place, in one pass over the text."""
        if self.plain:
            return
        at = 0
        for before, place in pairwise(sorted({0, *places})):
            at += len(self._source[before:place].decode("utf-8", "replace"))
            self._known[place] = at

    def __getitem__(self, place: int) -> int:
        return place if self.plain else self._known[place]
