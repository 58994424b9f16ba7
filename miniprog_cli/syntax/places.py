"""Where a script may hold something that counts: as few places as can be told from its text alone.

Each is worth a look at the tree, and takes a hundred times as long as to find it here.
"""

import re
from itertools import islice

_SPAN = re.Match[bytes].span
MAX_PLACES = 25_000
"""How many names of globals are looked at in one file; 10 MB of published scripts hold 10,000."""

_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$") | {
    *range(0x80, 0x100)
}
_SPACED = bytes(byte if byte in _LETTERS else 0x20 for byte in range(0x100))
"""Turns all that is no letter of a name into white space."""
_LETTER = rb"[A-Za-z0-9_$\x80-\xff]"


def _word(name: bytes, after: bytes = b"") -> re.Pattern[bytes]:
    """Make what finds a name that is no part of a longer one."""
    word = re.escape(name)
    return re.compile(word + rb"(?<!" + _LETTER + word + rb")(?!" + _LETTER + rb")" + after)


# Each begins with a text that is searched for at once, which a choice of texts is not
_WORDS = (
    _word(b"import"),
    _word(b"debugger"),
    # which may be of another module, unlike that of a declaration
    _word(b"export", rb"(?!\s+(?:async|class|const|default|function|let|var)\b)"),
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
    patterns = (*_WORDS, *map(_word, named))
    found: set[tuple[int, int]] = set()
    for pattern in patterns:
        found.update(islice(map(_SPAN, pattern.finditer(source)), MAX_PLACES))
    for pattern in _MEMBERS:
        spans = islice(map(_SPAN, pattern.finditer(source)), MAX_PLACES)
        found.update((start + 1, end) for start, end in spans)
    return sorted(found)[:MAX_PLACES]
