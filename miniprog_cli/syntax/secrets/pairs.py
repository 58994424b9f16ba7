"""Which of the values around the id of an access key is its secret: neither says so by its form.

A name tells, such as ``SecretKey``; else the two stand in one list or object, the secret without a
name or under one that says nothing else. Of several the nearest is meant.
"""

import re
from collections.abc import Iterable, Iterator

from miniprog_cli.syntax.secrets import likely

NEAR = 300
"""Characters around an id in which its secret is looked for."""

_NAMED = 100
"""Characters before a value in which its name is looked for."""
# Read from the value backwards, so that the match begins there: `name: "`, `name="`, a plist's key
_NAME = (
    r"(?:>gnirts<\s{0,9}>yek/<|[\\\"'`]{0,2}\s{0,3}(>=|=:|[:=,>])\s{0,3}[\\\"'`\]]{0,3})"
    r"([\w$-]{1,60})"
)
_TELLING = r"(?i:secret(?!_?-?id$)|passw|private|(?<![a-z])sk$)"
_OPEN = r"(?i:.{1,2}|(?:access|app|aws|cos|oss|tos)?[_-]?key)"
"""Names that a secret may have besides: those of a minifier, and keys of nothing else."""
_BRACKETS = re.compile(r"[()\[\]{}]")


def secret_of(form: str, text: str, id: re.Match[str]) -> tuple[int, int] | None:
    """Find where the secret of an id stands in a text."""
    low, high = max(0, id.start() - NEAR), id.end() + NEAR
    found = re.compile(form).finditer(text, low, high)
    values = (one for one in found if _apart(id, one) and likely.mixed(one[0]))
    others = (one for one in values if not id.re.match(text, one.start()))  # than further ids
    ranked = [(rank, _gap(id, one), one.span()) for one, rank in _ranked(text, id, others)]
    return min(ranked)[2] if ranked else None


def _ranked(
    text: str, id: re.Match[str], values: Iterable[re.Match[str]]
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the values that may be the secret; a lower number is surer."""
    for one in values:
        name = _name(text, one.start(), id)
        if name is not None and re.search(_TELLING, name):
            yield one, 0
        elif name is None or re.fullmatch(_OPEN, name):
            between = text[min(id.end(), one.end()) : max(id.start(), one.start())]
            if not _BRACKETS.search(between):
                yield one, 1


def _name(text: str, at: int, id: re.Match[str]) -> str | None:
    """Give the name that a value stands under; None in a list, or where the id is before it."""
    found = re.match(_NAME, text[max(0, at - _NAMED) : at][::-1])
    if not found or id.start() <= at - found.end() < id.end():
        return None
    name = found[2][::-1]
    return None if found[1] == "," and not re.search(_TELLING, name) else name


def _apart(id: re.Match[str], value: re.Match[str]) -> bool:
    return value.end() <= id.start() or value.start() >= id.end()


def _gap(id: re.Match[str], value: re.Match[str]) -> int:
    return max(value.start() - id.end(), id.start() - value.end())
