"""What a file says, from its bytes: the parsers' findings put together, with lines and columns."""

from typing import TYPE_CHECKING, NamedTuple

from miniprog_cli.core.facts import Fault, FileFacts, PageFacts, Reference, Slot
from miniprog_cli.core.finding import Span
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.html import Page, Url

if TYPE_CHECKING:
    from miniprog_cli.syntax.tags import Attribute, Tag

HTML = (".html", ".htm")
CSS = (".css",)
SCRIPT = (".js", ".mjs", ".cjs")


def is_read(path: str) -> bool:
    """Tell a file whose content says something, by its name."""
    return path.lower().endswith((*HTML, *CSS, *SCRIPT))


def of(path: str, content: bytes) -> FileFacts:
    """Find what a file says; never raises, whatever the content. What is not UTF-8 is replaced."""
    text = content.decode("utf-8", "replace")
    name = path.lower()
    if name.endswith(HTML):
        return _page(text)
    if name.endswith(CSS):
        return _style(text)
    return FileFacts()


def _page(text: str) -> FileFacts:
    from miniprog_cli.syntax.css import embedded
    from miniprog_cli.syntax.html import read_page

    page = read_page(text)
    places = _Places(Lines.of(text))
    styles = (url for style in page.styles for url in embedded(style))
    return FileFacts(
        references=places.references((*page.references, *styles)),
        faults=places.unclosed(page, len(text)),
        page=places.said(page),
        base=page.base,
    )


def _style(text: str) -> FileFacts:
    from miniprog_cli.syntax.css import read_style

    urls = read_style(text)
    return FileFacts(references=_Places(Lines.of(text)).references(urls) if urls else ())


class _Places(NamedTuple):
    """Turns offsets in one text into lines and columns."""

    lines: Lines

    def references(self, urls: tuple[Url, ...]) -> tuple[Reference, ...]:
        """Give each URL its place."""
        return tuple(
            Reference(
                one.url,
                self.lines.span(one.start, one.end),
                one.where,
                one.role,
                self.lines.span(*one.path) if one.path else None,
            )
            for one in urls
        )

    def unclosed(self, page: Page, size: int) -> tuple[Fault, ...]:
        """Say what the page ends inside of."""
        if page.unclosed is None:
            return ()
        what, start = page.unclosed
        return (
            Fault(f"the page ends inside {what}", self.lines.span(start, min(start + 1, size))),
        )

    def said(self, page: Page) -> PageFacts:
        """Give the page's elements their places."""
        said, opening = page.said, page.said.opening
        slot = opening.slot
        return PageFacts(
            start=self.tag(said.html) or Span(1, 1, 1, 1),
            lang=said.html.value("lang") if said.html else None,
            title=said.title,
            viewport=said.viewport,
            without_alt=tuple(self.lines.span(one.start, one.end) for one in said.without_alt),
            head=self.tag(said.head),
            whole=opening.whole,
            has_html=said.html is not None,
            titled=self.lines.span(*said.titled) if said.titled else None,
            viewed=self.value(said.viewed),
            quoted=said.viewed is not None and said.viewed.is_quoted,
            slot=Slot(self.lines.span(slot, slot), opening.gap) if slot is not None else None,
        )

    def value(self, attribute: "Attribute | None") -> Span | None:
        """Give an attribute's value its place."""
        if attribute is None or attribute.value is None:
            return None
        return self.lines.span(attribute.start, attribute.start + len(attribute.value))

    def tag(self, tag: "Tag | None") -> Span | None:
        """Give a start tag its place."""
        return self.lines.span(tag.start, tag.end) if tag else None
