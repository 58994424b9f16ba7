"""HTML with positions: the references in it.

A tokeniser as HTML 13.2.5 defines it, reduced to what references need: tags with their attributes,
comments, and elements whose content is text. A tree is not needed. The standard library's parser
takes time with the square of the text for tags that never end; here each failing search ends the
page, so that no text is looked at more than a few times.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_URL_ATTRIBUTES = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src",),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src",),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_SET_ATTRIBUTES = {"img": ("srcset",), "source": ("srcset",), "link": ("imagesrcset",)}

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
_BETWEEN_CANDIDATES = re.compile(r"[\s,]*+")
_CANDIDATE = re.compile(r"\S++")


class Reference(NamedTuple):
    """A URL in a source text: as written, and the offsets in characters where it stands."""

    url: str
    start: int
    end: int
    where: str
    """What holds it, such as ``<img src>``."""


class Embedded(NamedTuple):
    """A stretch of CSS inside HTML: its text as written, and the offset where it starts.

    An `attribute` holds declarations only, and may spell characters as entities.
    """

    text: str
    start: int
    attribute: bool = False


class Page(NamedTuple):
    """What a page refers to. `base` is the reference of its `<base>` element, if it has one."""

    references: tuple[Reference, ...]
    styles: tuple[Embedded, ...]
    base: str | None


class _Tag(NamedTuple):
    """A tag from ``<`` to ``>``: its name in lower case and the offset behind it."""

    name: str
    attributes: "tuple[_Attribute, ...]"
    end: int
    closes_itself: bool


class _Attribute(NamedTuple):
    """An attribute: its name in lower case, its value as written (None without ``=``), where."""

    name: str
    value: str | None
    start: int
    end: int


def read_page(text: str) -> Page:
    """Find every reference of a page; never raises, whatever the text."""
    reading = _Reading(text)
    at = text.find("<")
    while at >= 0:
        at = text.find("<", reading.step(at))
    return Page(tuple(reading.references), tuple(reading.styles), reading.base)


def unescaped(text: str) -> str:
    """Resolve character references; most texts have none, and the table of names is long."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


class _Reading:
    """One pass over a page; it does not outlive `read_page`.

    `foreign` counts how many of `_FOREIGN` are open.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.references: list[Reference] = []
        self.styles: list[Embedded] = []
        self.base: str | None = None
        self.foreign = 0

    def step(self, at: int) -> int:
        """Read what begins at a ``<``, and give the offset behind it."""
        text = self.text
        if text.startswith("<!--", at):
            return _comment(text, at + 4)
        following = text[at + 1 : at + 2]
        if following in ("!", "?"):
            return _behind(text, ">", at)
        closing = following == "/"
        if name := _TAG_NAME.match(text, at + 1 + closing):
            tag = _tag(text, name)
            if tag is None:
                return len(text)  # a tag that does not end is none, and nothing follows it
            return self.closed(tag) if closing else self.opened(tag)
        return _behind(text, ">", at) if closing else at + 1

    def closed(self, tag: _Tag) -> int:
        """Leave an element."""
        if tag.name in _FOREIGN and self.foreign:
            self.foreign -= 1
        return tag.end

    def opened(self, tag: _Tag) -> int:
        """Note what a start tag refers to, and step over content that is text."""
        for attribute in tag.attributes:
            if attribute.value is not None:
                self.attribute(tag.name, attribute.name, attribute.value, attribute.start)
        if tag.closes_itself and (self.foreign or tag.name in _FOREIGN):
            return tag.end
        if tag.name in _FOREIGN:
            self.foreign += 1
        return self.content(tag)

    def content(self, tag: _Tag) -> int:
        """Give the offset where tags count again behind a start tag."""
        if tag.name == "script":
            return _script_end(self.text, tag.end)
        if tag.name == "plaintext":
            return len(self.text)
        if tag.name not in _RAW:
            return tag.end
        closer = rf"</{tag.name}(?=[\t\n\f\r />])"
        found = re.compile(closer, re.IGNORECASE).search(self.text, tag.end)
        end = found.start() if found else len(self.text)
        if tag.name == "style" and end > tag.end:
            self.styles.append(Embedded(self.text[tag.end : end], tag.end))
        return end

    def attribute(self, tag: str, name: str, value: str, start: int) -> None:
        """Note what one attribute refers to; `start` is the offset of its value."""
        where = f"<{tag} {name}>"
        if tag == "base" and name == "href" and self.base is None:
            self.base = unescaped(value)
        if name in _URL_ATTRIBUTES.get(tag, ()):
            self.references.append(Reference(unescaped(value), start, start + len(value), where))
        elif name in _SET_ATTRIBUTES.get(tag, ()):
            for first, last in _candidates(value):
                url = unescaped(value[first:last])
                self.references.append(Reference(url, start + first, start + last, where))
        elif name == "style":
            self.styles.append(Embedded(value, start, attribute=True))


def _behind(text: str, mark: str, at: int) -> int:
    """Give the offset behind the next mark; the end of the text where there is none."""
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _comment(text: str, start: int) -> int:
    """Give the offset behind a comment whose content begins at `start`."""
    for short in (">", "->"):
        if text.startswith(short, start):
            return start + len(short)
    end = _COMMENT_END.search(text, start)
    return end.end() if end else len(text)


def _script_end(text: str, start: int) -> int:
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
    return len(text)


def _tag(text: str, name: re.Match[str]) -> _Tag | None:
    """Read a tag behind its name; None where the text ends in it."""
    at, found = name.end(), dict[str, _Attribute]()
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
    if at == len(text):
        return None
    return _Tag(name[0].lower(), tuple(found.values()), at + 1, text[at - 1] == "/")


def _attribute(text: str, word: re.Match[str]) -> _Attribute | None:
    """Read an attribute behind its name; None where the text ends in it."""
    name = word[0].lower()
    equals = _EQUALS.match(text, word.end())
    if equals is None:
        return _Attribute(name, None, word.end(), word.end())
    start = equals.end()
    quote = text[start : start + 1]
    if quote in ('"', "'"):
        end = text.find(quote, start + 1)
        return _Attribute(name, text[start + 1 : end], start + 1, end + 1) if end > 0 else None
    value = _UNQUOTED.match(text, start)
    end = value.end() if value else start
    return _Attribute(name, text[start:end], start, end)


def _candidates(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the URLs of a srcset stand: each up to a space or to commas at its end."""
    at = 0
    while gap := _BETWEEN_CANDIDATES.match(value, at):
        word = _CANDIDATE.match(value, gap.end())
        if word is None:
            return
        url = word[0].rstrip(",")
        yield word.start(), word.start() + len(url)
        at = word.end() if url != word[0] else _behind(value, ",", word.end())
