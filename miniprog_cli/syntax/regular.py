"""Early errors of regular expressions, which the tree holds as they are written.

ECMAScript 2025, 22.2.1 and B.1.2. Classes under the flag `v` and the names of properties are let be,
and so are groups of one name where there is a `|`: newer browsers take what older ones do not.
"""

import re
import sys
from collections.abc import Callable, Iterator

from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.walk import Walk

_MAX_LOOKED = 5_000
"""Expressions of one script that are read; what is wrong is rare, and only that asks the tree."""
# What stands before tells them from a division and from the end of a tag
_WRITTEN = re.compile(
    rb"/(?<![\w$)\]\"'`*<./]/)(?![*/])"
    rb"(?P<text>(?:[^/\\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r]){0,500}\]){1,500})"
    rb"/(?P<flags>[A-Za-z]*)"
)
# Most are so plain that one look tells that nothing is wrong
_PLAIN = re.compile(
    rb"/\^?(?:(?:[\w\s,;:'\"<>@#%&=~!`.-]|\\[dDwWsSnrt.\\/\-\[\](){}*+?|^$]"
    rb"|\[\^?(?:a-z|A-Z|0-9|a-f|A-F|[^\]\\\-]|\\[dwsnrt.\\/\-\]\[])*\])[*+?]?\|?)*\$?/g?i?m?"
)
_TOKENS = re.compile(
    r"(?P<escape>\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>"
    r"|c[A-Za-z]|[1-9]\d*|0\d?|[\s\S]))"
    r"|(?P<set>\[\^?(?:[^\]\\]|\\[\s\S])*\])"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<open>\((?:\?(?:[ims]*(?:-[ims]*)?:|<(?P<name>[^\s>]+)>))?)"
    r"|(?P<close>\))|(?P<or>\|)|(?P<edge>[\^$])"
    r"|(?P<times>(?:[*+?]|\{(?P<least>\d+)(?:,(?P<most>\d*))?\})\??)"
    r"|(?P<other>[\s\S])"
)
_MEMBERS = re.compile(
    r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|c[\w]?|[0-7]{1,3}"
    r"|[\s\S])|[\s\S]"
)
_MEMBERS_STRICTLY = re.compile(
    r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u\{[0-9a-fA-F]+\}|" + _MEMBERS.pattern
)
_NAME = re.compile(r"(?:[^\W\d]|[$\ud800-\udfff]|\\u)[\w$\\{}\u200c\u200d\ud800-\udfff]*")
_SINGLE = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "b": 8}
_SETS = "dDsSwWpP"
_SYNTAX = "^$\\.*+?()[]{}|/"
_KNOWN = "bBdDsSwWfnrtv0" + _SYNTAX

_WRITINGS = frozenset(
    {
        *("Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Latin", "Cyrillic", "Greek"),
        *("Arabic", "Hebrew", "Thai", "Devanagari", "Tamil", "Bengali", "Armenian", "Georgian"),
    }
)
"""Scripts that other languages take by their name alone, and this one does not."""


def regular(source: bytes, walk: Walk) -> Iterator[Break]:
    """Find the first regular expression that no browser takes."""
    for count, found in enumerate(_WRITTEN.finditer(source)):
        if count >= _MAX_LOOKED:
            return
        if _PLAIN.fullmatch(found[0]):
            continue
        why = misread(found["text"].decode("utf-8", "replace"), found["flags"].decode())
        if why is None:
            continue
        path = walk.path(found.start(), found.start() + 1)
        where = (path[-2].start_byte, path[-2].end_byte) if len(path) > 2 else None
        if where == found.span() and path[-2].type == "regex":
            yield Break(f"no regular expression: {why}", *found.span())
            return


def misread(text: str, flags: str) -> str | None:
    """Say why a pattern with these flags is no regular expression; None where it may be one."""
    if wrong := next((one for one in flags if one not in "dgimsuvy"), None):
        return f"there is no flag {wrong}"
    if len(set(flags)) < len(flags) or ("u" in flags and "v" in flags):
        return f"the flags {flags} do not go together"
    if "v" in flags:
        return None
    if "u" not in flags:  # then what is beyond 16 bits counts as two
        units = text.encode("utf-16-le", "surrogatepass")
        text = "".join(
            chr(int.from_bytes(units[at : at + 2], "little")) for at in range(0, len(units), 2)
        )
    return _Reading(text, strict="u" in flags).wrong()


class _Reading:
    """One pass over a pattern. It does not outlive `misread`."""

    def __init__(self, text: str, *, strict: bool) -> None:
        self._strict = strict
        self._tokens = list(_TOKENS.finditer(text))
        self._names = [one["name"] for one in self._tokens if one["name"]]
        self._groups = sum(one[0] == "(" or bool(one["name"]) for one in self._tokens)
        self._repeats = False
        """Whether what was read last can be repeated."""
        self._open = list[bool]()
        """Of each group that is open, whether it can be repeated."""

    def wrong(self) -> str | None:
        """Give what is wrong first."""
        for one in self._tokens:
            if why := _LOOKS[one.lastgroup or "other"](self, one):
                return why
        if self._open:
            return "a group is not closed, ) is missing"
        again = len(set(self._names)) < len(self._names)
        if again and not any(one["or"] for one in self._tokens):
            return "two of its groups have one name"
        return None

    def escape(self, one: re.Match[str]) -> str | None:
        """Look at what is escaped."""
        self._repeats = one[0] not in ("\\b", "\\B")
        kind, rest = one[0][1], one[0][2:]
        if kind == "k" and (self._strict or self._names):
            return None if rest[1:-1] in self._names else "\\k names a group that is not there"
        return self._strictly(kind, rest) if self._strict else None

    def _strictly(self, kind: str, rest: str) -> str | None:
        """Say what is wrong with an escape where the flag `u` takes no others."""
        if kind in "123456789":
            there = int(kind + rest) <= self._groups
            return None if there else f"\\{kind}{rest} names a group that is not there"
        wrong = f"the flag u takes no \\{kind}"
        if kind == "u" and rest.startswith("{"):
            return None if int(rest[1:-1], 16) <= sys.maxunicode else "there is no such character"
        if kind in "pP" and rest[1:-1] in _WRITINGS:
            return f"a script is asked for as \\p{{Script={rest[1:-1]}}}"
        if kind in "uxcpP":
            return None if rest else wrong
        return None if kind in _KNOWN and not rest else wrong

    def set(self, one: re.Match[str]) -> str | None:
        """Look at a set of characters."""
        self._repeats = True
        pattern = _MEMBERS_STRICTLY if self._strict else _MEMBERS
        inside = one[0][1 + one[0].startswith("[^") : -1]
        members = [found[0] for found in pattern.finditer(inside)]
        at = 0
        while at + 2 < len(members):
            if members[at + 1] != "-":
                at += 1
                continue
            if why := self._range(members[at], members[at + 2]):
                return why
            at += 3
        return None

    def _range(self, first: str, last: str) -> str | None:
        start, end = self._value(first), self._value(last)
        if start is not None and end is not None and start > end:
            return f"the range {first}-{last} is the wrong way round"
        if self._strict and any(one[:1] == "\\" and one[1] in _SETS for one in (first, last)):
            return f"{first}-{last} is no range under the flag u"
        return None

    def _value(self, member: str) -> int | None:
        """Give the number of a character; None where it is none, or not known."""
        if not member.startswith("\\"):
            return ord(member)
        kind, rest = member[1], member[2:]
        if kind in "ux" and rest:
            if len(rest) == 10:  # two halves of one character
                high, low = int(rest[:4], 16), int(rest[6:], 16)
                return (high - 0xD800 << 10) + low - 0xDC00 + 0x10000
            return int(rest.strip("{}"), 16)
        if kind in _SETS or kind in "ck" or kind.isdigit():
            return None
        return _SINGLE.get(kind, ord(kind))

    def look(self, one: re.Match[str]) -> None:
        """Open what is looked at ahead or behind."""
        self._open.append(not self._strict and "<" not in one[0])
        self._repeats = False

    def group(self, one: re.Match[str]) -> str | None:
        """Open a group."""
        self._open.append(True)
        self._repeats = False
        if one["name"] is not None and not _NAME.fullmatch(one["name"]):
            return f"a group cannot have the name {one['name']}"
        return None

    def close(self, _one: re.Match[str]) -> str | None:
        """Close a group."""
        if not self._open:
            return "a ) closes no group"
        self._repeats = self._open.pop()
        return None

    def begin(self, _one: re.Match[str]) -> None:
        """Begin an alternative, or pass an edge: nothing is there to be repeated."""
        self._repeats = False

    def times(self, one: re.Match[str]) -> str | None:
        """Repeat what was read last."""
        if not self._repeats:
            return f"{one[0]} has nothing to repeat"
        self._repeats = False
        if one["most"] and int(one["most"]) < int(one["least"]):
            return f"{one[0]} is at least more than at most"
        return None

    def other(self, one: re.Match[str]) -> str | None:
        """Look at a single character."""
        if one[0] == "[":
            return "a set of characters is not closed, ] is missing"
        if self._strict and one[0] in "{}]":
            return f"the flag u takes no {one[0]} that is not escaped"
        self._repeats = True
        return None


_LOOKS: dict[str, Callable[[_Reading, re.Match[str]], str | None]] = {
    "escape": _Reading.escape,
    "set": _Reading.set,
    "look": _Reading.look,
    "open": _Reading.group,
    "close": _Reading.close,
    "or": _Reading.begin,
    "edge": _Reading.begin,
    "times": _Reading.times,
    "other": _Reading.other,
}
"""How each kind of token is read."""
