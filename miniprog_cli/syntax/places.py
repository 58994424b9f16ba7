"""Where a script may hold something that counts: as few places as can be told from its text alone.

Each is worth a look at the tree, and takes a hundred times as long as to find it here.
"""

import re
from collections.abc import Iterator
from itertools import islice

MAX_PLACES = 25_000
"""How many names of globals are looked at in one file; 10 MB of published scripts hold 10,000."""

_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$") | {
    *range(0x80, 0x100)
}
_SPACED = bytes(byte if byte in _LETTERS else 0x20 for byte in range(0x100))
"""Turns all that is no letter of a name into white space."""
# Each begins with a text that is searched for at once, which a choice of texts is not
_WORDS = (
    re.compile(rb"import"),
    re.compile(rb"debugger"),
    # which may be of another module, unlike that of a declaration
    re.compile(rb"export(?!\s+(?:async|class|const|default|function|let|var)\b)"),
)
_MEMBERS = (
    re.compile(rb"\.open(?=\s*\(\s*[\"'`])"),
    re.compile(rb"\.constructor(?=\s*\(\s*[\"'`])"),
    re.compile(rb"\.src(?=\s*=[^=])"),
    re.compile(rb"\.href(?=\s*=[^=])"),
    re.compile(rb"\.innerHTML(?=\s*\+?=[^=])"),
    re.compile(rb"\.outerHTML(?=\s*=[^=])"),
    re.compile(rb"\.insertAdjacentHTML(?=\s*\()"),
    re.compile(rb"\.write(?=\s*\(\s*[\"'`])"),
    re.compile(rb"\.assign(?=\s*\(\s*document\s*\.\s*createElement)"),
    re.compile(rb"\.setAttribute(?=\s*\(\s*[\"'`](?i:src|href|on[a-z]+)[\"'`])"),
)


def places(source: bytes, names: frozenset[str]) -> list[tuple[int, int]]:
    """Give the bytes from and to which names of globals stand, and what else is looked for.

    Of very many only the first, in the order of the text.
    """
    words = set(source.translate(_SPACED).split())
    named = words.intersection(name.encode() for name in names)
    patterns = (*_WORDS, *(re.compile(re.escape(name)) for name in named))
    found = [_words(pattern, source) for pattern in patterns]
    found += [_members(pattern, source) for pattern in _MEMBERS]
    return sorted({place for one in found for place in islice(one, MAX_PLACES)})[:MAX_PLACES]


def _words(pattern: re.Pattern[bytes], source: bytes) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(source):
        start, end = match.span()
        before, after = source[start - 1 : start], source[end : end + 1]
        if not (before and before[0] in _LETTERS) and not (after and after[0] in _LETTERS):
            yield start, end


def _members(pattern: re.Pattern[bytes], source: bytes) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(source):
        yield match.start() + 1, match.end()
