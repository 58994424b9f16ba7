"""The tags of an HTML text, with positions.

A tokeniser as HTML 13.2.5 defines it, reduced to tags with their attributes, comments, and elements
whose content is text; a tree is not needed. The standard library's parser takes time with the
square of the text for tags that never end, html5lib keeps no offsets and reads 0.3 MB/s, and
tree-sitter's grammar refuses pages that browsers take. Here each failing search ends the page, so
that no text is looked at more than a few times.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_RAW = frozenset({"title", "textarea", "iframe", "noembed", "noframes", "style", "xmp"})
"""Elements whose content is text: a tag in it is none (HTML 13.2.5.2 and 13.2.5.3)."""
_FOREIGN = frozenset({"svg", "math"})
"""Elements in which a slash at a tag's end means that it has no content."""

# Possessive, so that a place that does not fit is given up at once.
_TAG_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*+")
_BEFORE_NAME = re.compile(r"[\t\n\f\r /]*+")
_NAME = re.compile(r"[^\t\n\f\r />][^\t\n\f\r />=]*+")
_EQUALS = re.compile(r"[\t\n\f\r ]*+=[\t\n\f\r ]*+")
_UNQUOTED = re.compile(r"[^\t\n\f\r >]*+")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_MARK = re.compile(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


class Attribute(NamedTuple):
    """An attribute: its name in lower case, its value as written (None without ``=``), and where.

    `start` is the offset of the value, `end` the one behind it, a closing quote included.
    """

    name: str
    value: str | None
    start: int
    end: int

    @property
    def is_quoted(self) -> bool:
        """Whether the value stands in quotes."""
        return self.value is not None and self.end > self.start + len(self.value)


class Tag(NamedTuple):
    """A start tag from ``<`` to ``>``: its name in lower case, its attributes, and where."""

    name: str
    attributes: tuple[Attribute, ...]
    start: int
    end: int
    content_end: int
    """Where the text ends that is its content; `end` for an element with other content."""
    foreign: bool
    """Whether it stands in SVG or MathML."""

    def attribute(self, name: str) -> Attribute | None:
        """Give an attribute by its name; None without one."""
        return next((one for one in self.attributes if one.name == name), None)

    def value(self, name: str) -> str | None:
        """Give an attribute's value with character references resolved; None without one."""
        found = self.attribute(name)
        return None if found is None or found.value is None else unescaped(found.value)


class Unclosed(NamedTuple):
    """What the text ends inside of, such as ``a comment``, and the offset where that begins."""

    what: str
    start: int


def tags(text: str) -> Iterator[Tag | Unclosed]:
    """Yield every start tag in order; last, what is not closed. Never raises, whatever the text."""
    reading = _Reading(text)
    at = text.find("<")
    while at >= 0:
        at = text.find("<", reading.step(at))
        yield from reading.found
        reading.found.clear()


def unescaped(text: str) -> str:
    """Resolve character references; most texts have none, and the table of names is long."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


class _Reading:
    """One pass over a text; `found` is what the last step came upon.

    `foreign` counts how many of `_FOREIGN` are open.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Tag | Unclosed] = []
        self.foreign = 0

    def step(self, at: int) -> int:
        """Read what begins at a ``<``, and give the offset behind it."""
        text = self.text
        if text.startswith("<!--", at):
            return self.comment(at)
        following = text[at + 1 : at + 2]
        if following in ("!", "?"):
            return self.behind(">", at, "a declaration")
        closing = following == "/"
        if name := _TAG_NAME.match(text, at + 1 + closing):
            return self.tag(at, name, closing=closing)
        return self.behind(">", at, "a tag") if closing else at + 1

    def tag(self, at: int, name: re.Match[str], *, closing: bool) -> int:
        """Read a tag by its name, and give the offset behind it."""
        read = _attributes(self.text, name.end())
        if read is None:
            self.found.append(Unclosed("a tag", at))
            return len(self.text)  # a tag that does not end is none, and nothing follows it
        attributes, end = read
        if closing:
            return self.closed(name[0].lower(), end)
        return self.opened(name[0].lower(), attributes, at, end)

    def comment(self, at: int) -> int:
        """Give the offset behind a comment."""
        for short in (">", "->"):
            if self.text.startswith(short, at + 4):
                return at + 4 + len(short)
        end = _COMMENT_END.search(self.text, at + 4)
        if end is None:
            self.found.append(Unclosed("a comment", at))
            return len(self.text)
        return end.end()

    def behind(self, mark: str, at: int, what: str) -> int:
        """Give the offset behind the next mark; the end of the text where there is none."""
        found = self.text.find(mark, at)
        if found < 0:
            self.found.append(Unclosed(what, at))
            return len(self.text)
        return found + len(mark)

    def closed(self, name: str, end: int) -> int:
        """Leave an element."""
        if name in _FOREIGN and self.foreign:
            self.foreign -= 1
        return end

    def opened(self, name: str, attributes: tuple[Attribute, ...], start: int, end: int) -> int:
        """Note a start tag, and step over content that is text."""
        foreign = self.foreign > 0
        empty = self.text[end - 2] == "/" and (foreign or name in _FOREIGN)
        content_end = end if empty else self.content(name, start, end)
        self.found.insert(0, Tag(name, attributes, start, end, content_end, foreign))
        if name in _FOREIGN and not empty:
            self.foreign += 1
        return content_end

    def content(self, name: str, start: int, end: int) -> int:
        """Give the offset where tags count again behind a start tag."""
        if name == "plaintext":
            return len(self.text)
        if name != "script" and name not in _RAW:
            return end
        found = _script_end(self.text, end) if name == "script" else _raw_end(self.text, name, end)
        if found is None:
            self.found.append(Unclosed(f"<{name}>", start))
            return len(self.text)
        return found


def _raw_end(text: str, name: str, start: int) -> int | None:
    found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
    return found.start() if found else None


def _script_end(text: str, start: int) -> int | None:
    """Find the tag that ends a script (HTML 13.2.5.4 and 13.2.5.15 to 13.2.5.31).

    In a comment a script may hold the tags of another one.
    """
    comment = inner = False
    at = start
    while mark := _SCRIPT_MARK.search(text, at):
        at = mark.end()
        if mark[0] == "<!--":
            comment, at = True, mark.start() + 2  # its own dashes may end it, as in `<!-->`
        elif mark[0] == "-->":
            comment = inner = False
        elif not mark[1]:
            inner = comment
        elif inner:
            inner = False
        else:
            return mark.start()
    return None


def _attributes(text: str, at: int) -> tuple[tuple[Attribute, ...], int] | None:
    """Read a tag behind its name: its attributes and its end; None where the text ends in it."""
    found = dict[str, Attribute]()
    while True:
        gap = _BEFORE_NAME.match(text, at)
        at = gap.end() if gap else at
        word = _NAME.match(text, at)
        if word is None:
            break
        attribute = _attribute(text, word)
        if attribute is None:
            return None
        at = attribute.end
        found.setdefault(attribute.name, attribute)  # of two, browsers take the first
    return None if at == len(text) else (tuple(found.values()), at + 1)


def _attribute(text: str, word: re.Match[str]) -> Attribute | None:
    """Read an attribute behind its name; None where the text ends in it."""
    name = word[0].lower()
    equals = _EQUALS.match(text, word.end())
    if equals is None:
        return Attribute(name, None, word.end(), word.end())
    start = equals.end()
    quote = text[start : start + 1]
    if quote in ('"', "'"):
        end = text.find(quote, start + 1)
        return Attribute(name, text[start + 1 : end], start + 1, end + 1) if end > 0 else None
    value = _UNQUOTED.match(text, start)
    end = value.end() if value else start
    return Attribute(name, text[start:end], start, end)
