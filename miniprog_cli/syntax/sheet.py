"""Where a style sheet is broken so that browsers drop rules, by the tokens of CSS Syntax 3.

A scan of our own, 15 times as fast as tinycss2, which is not asked for most sheets: what counts here
are brackets, strings, comments and unquoted URLs, and their grammar is regular. What costs a single
declaration, as hacks for old browsers do on purpose, is no fault.
"""

import re
from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple

MERGE = "keep one of them, and remove the marks"
"""What to do where a merge was not finished."""
MAX_FAULTS = 20
"""How many places of one sheet are told."""

# Only sets are possessive: Python before 3.11.5 loses what follows a group that is (gh-106052)
_TOKENS = re.compile(
    r"(?P<comment>/\*[\s\S]*?(?:(?P<closed>\*/)|\Z))"
    r"|(?P<slashes>//)|(?P<conflict><<<<<<<[ \t])"
    r"|(?P<string>\"[^\"\\\n\r\f]*+(?:\\(?:\r\n|[\s\S])[^\"\\\n\r\f]*+)*(?P<double>\")?"
    r"|'[^'\\\n\r\f]*+(?:\\(?:\r\n|[\s\S])[^'\\\n\r\f]*+)*(?P<single>')?)"
    r"|(?<![\w-])(?P<url>[uU][rR][lL]\([ \t\r\n\f]*+(?![ \t\r\n\f\"'])"
    r"[^\"'()\\\s]*+(?:\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\n\r\f])[^\"'()\\\s]*+)*"
    r"(?P<whole>[ \t\r\n\f]*+(?:\)|\Z))?)"
    r"|\\[^\n\r\f]"
    r"|(?P<block>\{[^{}()\[\]\"'/\\<]*+\})"
    r"|(?P<open>[{(\[])|(?P<close>[})\]])|(?P<semicolon>;)"
)
_START = re.compile(r"(?:[\s\ufeff]++|/\*[\s\S]*?\*/|<!--|-->)*")
_PAIRS = {"{": "}", "(": ")", "[": "]"}


class Flaw(NamedTuple):
    """A place, in characters, where a sheet is broken."""

    message: str
    start: int
    end: int
    hint: str


def flaws(text: str) -> Iterator[Flaw]:
    """Find where browsers lose rules of a sheet; never raises, whatever the text."""
    scan = _Scan(text)
    found = 0
    for token in _TOKENS.finditer(text):
        if token.lastgroup == "block":
            scan.block(token.end())
            continue
        for flaw in scan.token(token):
            yield flaw
            found += 1
        if found >= MAX_FAULTS:
            return
    if scan.open and not scan.lost:
        yield _unclosed(text, scan.open[0])


def _unclosed(text: str, at: int) -> Flaw:
    message = f"the {text[at]} that stands here is not closed"
    return Flaw(message, at, at + 1, f"close it with {_PAIRS[text[at]]}")


class _Scan:
    """One pass over a sheet: what is open, and where the rule at the top level begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[int] = []
        self.rule = 0
        self.looked = -1
        self.lost = False  # what a string that is not closed swallowed may be a bracket

    def block(self, end: int) -> None:
        """Pass over a block of plain declarations, as most are: it is opened and closed at once."""
        if not self.open:
            self.rule = end

    def token(self, token: re.Match[str]) -> Iterator[Flaw]:
        kind = token.lastgroup
        if kind == "open":
            self.open.append(token.start())
        elif kind == "close":
            yield from self.close(token)
        elif kind == "semicolon":
            yield from self.semicolon(token)
        elif kind == "slashes":
            yield from self.slashes(token.start())
        elif kind == "conflict":
            yield from self.conflict(*token.span())
        elif kind is not None:
            yield from self.run(token)

    def run(self, token: re.Match[str]) -> Iterator[Flaw]:
        """Judge a comment, string or URL: each says by a group of its own that it is closed."""
        start = token.start()
        if token["comment"] and not token["closed"]:
            yield Flaw(
                "the comment that begins here is not closed", start, start + 2, "close it with */"
            )
        elif token["string"] and not (token["double"] or token["single"]):
            if token.end() < len(self.text):  # the end of the sheet closes it
                self.lost = True
                message = "the string that begins here is not closed on its line"
                yield Flaw(message, *token.span(), f"close it with {self.text[start]}")
        elif token["url"] and token["whole"] is None:
            message = "this URL holds what only a quoted one may: a space, quote or bracket"
            yield Flaw(message, *token.span(), 'write it in quotes: url("…")')

    def close(self, token: re.Match[str]) -> Iterator[Flaw]:
        """Match a closing bracket; one that closes nothing inside a block costs no rule."""
        bracket, at = token[0], token.start()
        if bracket != "}":
            if self.open and _PAIRS[self.text[self.open[-1]]] == bracket:
                self.open.pop()
            return
        while self.open and self.text[self.open[-1]] != "{":
            yield _unclosed(self.text, self.open.pop())
        if self.open:
            self.open.pop()
        elif self.followed(at + 1):
            message = "this } closes nothing, and the rule after it is lost"
            yield Flaw(message, at, at + 1, "remove it, or add the { that it is to close")
        if not self.open:
            self.rule = at + 1

    def slashes(self, at: int) -> Iterator[Flaw]:
        """Tell a comment of other languages that begins a rule; inside one it costs a declaration."""
        if self.open or self.looked == self.rule:
            return
        self.looked = self.rule  # else what stands before it would be read for each of many
        start = _START.match(self.text, self.rule)
        if start and start.end() == at and self.text.find("{", at) > 0:
            message = "CSS has no comments that begin with //: the rule after it is lost"
            yield Flaw(message, at, at + 2, "write /* … */")

    def conflict(self, start: int, end: int) -> Iterator[Flaw]:
        """Tell the mark that a merge leaves at the start of a line."""
        if not start or self.text[start - 1] in "\r\n":
            yield Flaw("a merge left both versions here", start, end - 1, MERGE)

    def semicolon(self, token: re.Match[str]) -> Iterator[Flaw]:
        """Tell one that ends an at-rule from one that becomes part of the next rule's selector."""
        if self.open:
            return
        at = token.start()
        start = _START.match(self.text, self.rule)
        first = self.text[start.end() : start.end() + 1] if start else ""
        self.rule = at + 1
        if first != "@" and self.followed(at + 1):
            message = "this ; stands between rules, and the rule after it is lost"
            yield Flaw(message, at, at + 1, "remove it")

    def followed(self, at: int) -> bool:
        """Tell whether a rule follows."""
        start = _START.match(self.text, at)
        return start is not None and start.end() < len(self.text) and self.text[start.end()] != "@"
