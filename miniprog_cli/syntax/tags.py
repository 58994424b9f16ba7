"""The tags of an HTML text, with positions.

A tokeniser as HTML 13.2.5 defines it, for tags with their attributes, comments, CDATA sections and
elements whose content is text; `foreign` says which those are in SVG and MathML. It is held against
html5lib and its corpus in the tests. A tree is not needed, and what `<noscript>` holds counts as tags,
as without scripts: it is told of what may be shown.

Why not a library (measured on 100 kB of pages from npm, 2026-11, in one process each): the start tags
alone cost here 4 MB/s and 2 ms of import. html5lib, which the standard's authors wrote, reads 1 MB/s,
takes 85 ms to import, and says of a tag neither where it is nor where its attributes are. lexbor
(selectolax) reads 45 MB/s, but gives a tree without places. tree-sitter's HTML grammar keeps places
and reads 9 MB/s, but finds faults in pages that browsers take (`<a href=?b&c>`), and takes what a
`<title>` or `<textarea>` holds for tags. The standard library's takes
time with the square of the text for tags that never end; here each failing search ends the page, so
that no text is looked at more than a few times.
"""

import re
from collections.abc import Iterator

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.foreign import ROOTS, Foreign

_RAW = frozenset({"title", "textarea", "iframe", "noembed", "noframes", "style", "xmp"})
"""Elements whose content is text: a tag in it is none (HTML 13.2.5.2 and 13.2.5.3)."""
_CDATA = "<![CDATA["
_CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
"""Of names only these change: `lower` would take the sign for kelvin for a k."""

# Possessive, so that a place that does not fit is given up at once.
_TAG_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*+")
_BEFORE_NAME = re.compile(r"[\t\n\f\r /]*+")
_NAME = re.compile(r"[^\t\n\f\r />][^\t\n\f\r />=]*+")
_EQUALS = re.compile(r"[\t\n\f\r ]*+=[\t\n\f\r ]*+")
_UNQUOTED = re.compile(r"[^\t\n\f\r >]*+")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_MARK = re.compile(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)
_IN_FOREIGN = re.compile(r"[^<]*+")
# Named references are taken in full only, as in `?a=1&copy=2`
_REFERENCE = re.compile(r"&(?:#([0-9]++|[xX][0-9a-fA-F]++);?|([a-zA-Z][a-zA-Z0-9]*+)(;|(?!=)))")


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
    """Whether it is an element of SVG or MathML."""

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
    """Resolve the character references of an attribute; most have none, and the table is long.

    Unlike in text, a reference without a semicolon is none where it may be the name of a parameter
    (HTML 13.2.5.73), so that `html.unescape` is wrong for ``?a=1&copy=2``.
    """
    return _REFERENCE.sub(_meant, text) if "&" in text else text


def text_meant(text: str) -> str:
    """Resolve the character references of a text outside of tags, such as that of a title."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _meant(found: re.Match[str]) -> str:
    number, name, end = found.groups()
    if number is None:
        from html.entities import html5

        return html5.get(name + end, found[0])
    code = int(number[1:], 16) if number[0] in "xX" else _decimal(number)
    if 0x80 <= code < 0xA0:  # what Windows has there is meant (HTML 13.2.5.80)
        return bytes([code]).decode("cp1252", "ignore") or chr(code)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000
    return chr(code) if is_character else "\ufffd"


def _decimal(digits: str) -> int:
    """Read a number of any length; Python refuses more than 4,300 digits."""
    significant = digits.lstrip("0")
    return int(significant or "0") if len(significant) < 9 else 0x110000


class _Reading:
    """One pass over a text; `found` is what the last step came upon."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Tag | Unclosed] = []
        self.foreign = Foreign()

    def step(self, at: int) -> int:
        """Read what begins at a ``<``, and give the offset behind it."""
        text = self.text
        if text.startswith("<!--", at):
            return self.comment(at)
        if text.startswith(_CDATA, at) and self.foreign.is_here():
            return self.behind("]]>", at, "a CDATA section")
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
        word = name[0].translate(_CAPITALS)
        if not closing:
            return self.opened(word, read, at)
        self.foreign.closed(word)
        return read[1]

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

    def opened(self, name: str, read: "_Inside", start: int) -> int:
        """Note a start tag, and step over content that is text."""
        attributes, end, empty = read
        foreign = False
        if self.foreign or name in ROOTS:
            said = {one.name: one.value for one in attributes} if attributes else {}
            foreign = self.foreign.opened(name, said, empty=empty)
        else:
            self.foreign.met(name)
        if foreign:
            content_end = self.foreign_content(name, end) if not empty else end
        else:
            content_end = self.content(name, start, end)
        self.found.insert(0, Tag(name, attributes, start, end, content_end, foreign))
        return end if foreign else content_end

    def foreign_content(self, name: str, end: int) -> int:
        """Give the offset behind the text of a script or style in SVG, in which tags count."""
        if name not in ("script", "style"):
            return end
        found = _IN_FOREIGN.match(self.text, end)
        stop = found.end() if found else end
        if self.text.startswith(_CDATA, stop):
            closing = self.text.find("]]>", stop)
            return closing + 3 if closing >= 0 else len(self.text)
        return stop

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
    found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII).search(text, start)
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


_Inside = tuple[tuple[Attribute, ...], int, bool]
"""What a tag holds behind its name, its end, and whether a slash says that it is empty."""


def _attributes(text: str, at: int) -> _Inside | None:
    """Read a tag behind its name: its attributes and its end; None where the text ends in it."""
    found = dict[str, Attribute]()
    while True:
        gap = _BEFORE_NAME.match(text, at)
        first, at = at, gap.end() if gap else at
        word = _NAME.match(text, at)
        if word is None:
            break
        attribute = _attribute(text, word)
        if attribute is None:
            return None
        at = attribute.end
        found.setdefault(attribute.name, attribute)  # of two, browsers take the first
    if at == len(text):
        return None
    return tuple(found.values()), at + 1, at > first and text[at - 1] == "/"


def _attribute(text: str, word: re.Match[str]) -> Attribute | None:
    """Read an attribute behind its name; None where the text ends in it."""
    name = word[0].translate(_CAPITALS)
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
