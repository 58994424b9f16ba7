"""Bytes as people read them, and the limits that hosts set on them."""

import re
from typing import Literal

from miniprog_cli.core.namedtuple import NamedTuple

KB = 1024
MB = 1024 * 1024

Scope = Literal["total", "main", "subpackage", "file"]
Measure = Literal["raw", "bundle"]


class Limit(NamedTuple):
    """A size that a host enforces, and where and when it was read that it does.

    `measure` is ``raw`` (the sum of the bytes of what ships) or ``bundle`` (the bytes of the zip).
    `checked` is an ISO date.
    """

    name: str
    scope: Scope
    measure: Measure
    limit_bytes: int
    source: str
    checked: str


def parsed(text: str) -> int | None:
    """Read a size such as ``200 KB`` or ``1.5 MB`` (1024-based) as bytes, rounded down.

    None where it is not one, nor a number of digits that anybody writes.
    """
    match = re.fullmatch(
        r"([0-9]{1,30})(?:\.([0-9]{1,30}))?\s*([KM]?)B", text.strip(), re.IGNORECASE
    )
    if match is None:
        return None
    unit = {"": 1, "K": KB, "M": MB}[match[3].upper()]
    places = match[2] or ""
    digits: int = int(match[1] + places)
    scale: int = 10 ** len(places)
    return digits * unit // scale


def human(size: int) -> str:
    """Write a byte count in B, KB or MB (1024-based), rounding up so that no excess is hidden."""
    if size < KB:
        return f"{size} B"
    unit, name = (KB, "KB") if size < MB else (MB, "MB")
    tenths = -(-size * 10 // unit)
    return f"{tenths // 10}.{tenths % 10} {name}"


def exact(size: int) -> str:
    """Write a byte count both ways: ``10.1 MB (10,485,761 bytes)``."""
    if size < KB:
        return f"{size} bytes"
    return f"{human(size)} ({size:,} bytes)"


def counted(number: int, noun: str) -> str:
    """Write a number of things: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
