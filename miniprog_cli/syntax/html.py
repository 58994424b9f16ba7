"""HTML with positions: the references in it.

The standard library's parser tokenises as browsers do closely enough for attributes, and costs a
fifth of the import time of html5lib and a quarter of tree-sitter's (measured); a tree is not
needed to find references.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser
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

_TEXT_ONLY = frozenset({"title", "textarea", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content is text: a tag in it is none (HTML 13.2.5.2 and 13.2.5.3)."""

_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""",
)
"""One attribute of a start tag that the parser has already cut out."""

# A candidate of a srcset: a URL without spaces at its ends, then an optional width or density.
_CANDIDATE = r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?"


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


def read_page(text: str) -> Page:
    """Find every reference of a page; never raises, whatever the text."""
    parser = _Parser(text)
    # What the standard parser cannot make sense of is, to a browser, the end of the page
    with suppress(AssertionError, ValueError):
        parser.feed(text)
        parser.close()
    return Page(tuple(parser.references), tuple(parser.styles), parser.base)


class _Parser(HTMLParser):
    """Collects references; what the standard parser would raise for is skipped as browsers do."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.references: list[Reference] = []
        self.styles: list[Embedded] = []
        self.base: str | None = None
        self.in_style = False
        self.text_only: str | None = None

    def here(self) -> int:
        """Give the offset of what is being handled."""
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the references of a start tag."""
        if self.text_only:
            return
        self.in_style = tag == "style"
        self.text_only = tag if tag in _TEXT_ONLY else None
        if tag == "base" and self.base is None:
            self.base = dict(attrs).get("href")
        source = self.get_starttag_text() or ""
        if "=" in source:
            for name, value, start in _attributes(source, self.here()):
                self.attribute(tag, name, value, start)

    def attribute(self, tag: str, name: str, value: str, start: int) -> None:
        """Note what one attribute refers to; `start` is the offset of its value."""
        where = f"<{tag} {name}>"
        if name in _URL_ATTRIBUTES.get(tag, ()):
            self.references.append(Reference(unescape(value), start, start + len(value), where))
        elif name in _SET_ATTRIBUTES.get(tag, ()):
            for match in re.finditer(_CANDIDATE, value):
                first, last = start + match.start(1), start + match.end(1)
                self.references.append(Reference(unescape(match[1]), first, last, where))
        elif name == "style":
            self.styles.append(Embedded(value, start, attribute=True))

    def handle_data(self, data: str) -> None:
        """Note the text of a style element."""
        if self.in_style:
            self.styles.append(Embedded(data, self.here()))

    def handle_endtag(self, tag: str) -> None:
        """Leave a style element, or one whose content is text."""
        self.in_style = False
        if tag == self.text_only:
            self.text_only = None

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Skip ``<![…]>`` as a bogus comment, as HTML says; the standard parser would raise."""
        return self.parse_bogus_comment(i, bool(report))


def _attributes(source: str, offset: int) -> Iterator[tuple[str, str, int]]:
    """Yield name, value as written and offset of the value of each attribute of a start tag."""
    name_end = re.match(r"<[^\s/>]*", source)
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(source, name_end.end() if name_end else 0):
        name, value = match[1].lower(), match[2]
        if value is not None and name not in seen:  # of two, browsers take the first
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            inner = value[1:-1] if quoted else value
            yield name, inner, offset + match.start(2) + quoted
        seen.add(name)
