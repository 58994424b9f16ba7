"""Where a script may hold something that counts: as few places as can be told from its text alone.

Each is worth a look at the tree, and takes a hundred times as long as to find it here.
"""

import re
from itertools import islice

from miniprog_cli.syntax.styled import PROPERTIES

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
_WORDS = {
    b"import": _word(b"import"),
    b"debugger": _word(b"debugger"),
    # which may be of another module, unlike that of a declaration
    b"export": _word(b"export", rb"(?!\s+(?:async|class|const|default|function|let|var)\b)"),
}
_AFTER = {
    b"open": rb"\s*\(\s*[\"'`]",
    b"constructor": rb"\s*\(\s*[\"'`]",
    b"src": rb"\s*=[^=]",
    b"href": rb"\s*=[^=]",
    b"innerHTML": rb"\s*\+?=[^=]",
    b"outerHTML": rb"\s*=[^=]",
    b"insertAdjacentHTML": rb"\s*\(",
    b"write": rb"\s*\(\s*[\"'`]",
    b"assign": rb"\s*\(\s*(?:document\s*\.\s*createElement|[\w$.\[\]]{1,60}\.style\s*,)",
    b"setAttribute": rb"\s*\(\s*[\"'`](?i:src|href|style|on[a-z]+)[\"'`]",
    b"attr": rb"\s*\(\s*[\"'`]src[\"'`]\s*,",
    b"getScript": rb"\s*\(",
}
_STYLED = {
    **{name.encode(): rb"\s*\+?=[^=]" for name in PROPERTIES},
    b"setProperty": rb"\s*\(\s*[\"'`]",
    b"css": rb"\s*\(\s*[\"'`{]",
}
"""What may get a URL; looked for only where a script holds the word."""


_OF_STYLES = re.compile(rb"style(?=\s*:\s*\{[^{}]{0,500}url\()")
"""What React and its kin take for the style of an element."""


def _members(after: dict[bytes, bytes]) -> dict[bytes, re.Pattern[bytes]]:
    return {
        name: re.compile(rb"\." + name + rb"(?=" + more + rb")") for name, more in after.items()
    }


_MEMBERS, _STYLES = _members(_AFTER), _members(_STYLED)


def places(source: bytes, names: frozenset[str]) -> list[tuple[int, int]]:
    """Give the bytes from and to which names of globals stand, and what else is looked for.

    Of very many only the first, in the order of the text.
    """
    words = set(source.translate(_SPACED).split())
    named = words.intersection(name.encode() for name in names)
    patterns = (*_held(_WORDS, words), *map(_word, named))
    found: set[tuple[int, int]] = set()
    for pattern in patterns:
        found.update(islice(map(_SPAN, pattern.finditer(source)), MAX_PLACES))
    styles = _held(_STYLES, words) if b"url" in words else ()
    for pattern in (*_held(_MEMBERS, words), *styles):
        spans = islice(map(_SPAN, pattern.finditer(source)), MAX_PLACES)
        found.update((start + 1, end) for start, end in spans)
    if styles and b"style" in words:
        found.update(islice(map(_SPAN, _OF_STYLES.finditer(source)), MAX_PLACES))
    return sorted(found)[:MAX_PLACES]


def _held(patterns: dict[bytes, re.Pattern[bytes]], words: set[bytes]) -> list[re.Pattern[bytes]]:
    """Give the patterns whose word stands somewhere: to look into a set costs nothing."""
    return [pattern for word, pattern in patterns.items() if word in words]
