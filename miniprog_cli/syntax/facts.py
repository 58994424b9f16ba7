"""What a file says, from its bytes: the parsers' findings put together, with lines and columns."""

from typing import NamedTuple

from miniprog_cli.core.archive.deflate import ALREADY_COMPRESSED
from miniprog_cli.core.facts import Fault, FileFacts, PageFacts, Reference, Secret
from miniprog_cli.core.finding import Span
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.html import Page, Url
from miniprog_cli.syntax.secrets import Leak, find_secrets

_KINDS = {
    "html": "html",
    "htm": "html",
    "css": "css",
    "js": "js",
    "mjs": "js",
    "cjs": "js",
}
# fmt: off
_BINARY = ALREADY_COMPRESSED | {
    "apng", "bmp", "ico", "tif", "tiff", "psd", "wav", "oga", "avi", "ttf", "otf", "eot", "tar",
    "pdf", "wasm", "glb", "bin", "ktx", "ktx2", "basis", "dds", "hdr", "exr", "sqlite", "db",
}
# fmt: on
"""Suffixes of files that hold no text, whatever is in them."""
_SNIFFED = 8192
"""Bytes at the start of a file among which a NUL tells that it is no text, as in git and grep."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text in UTF-16 begins."""


def kind_of(path: str) -> str:
    """Give what a file is read as, by its name: at most four letters, none where it is not read."""
    suffix = path.rpartition(".")[2].lower()
    return "" if suffix in _BINARY else _KINDS.get(suffix, "txt")


def is_text(content: bytes) -> bool:
    """Tell a text from all else by how it begins."""
    return content[:2] in _WIDE or b"\0" not in content[:_SNIFFED]


def of(path: str, content: bytes) -> FileFacts:
    """Find what a file says; never raises, whatever the content. What is not UTF-8 is replaced."""
    kind = kind_of(path)
    if kind == "txt" and not is_text(content):
        return FileFacts()
    text = content.decode("utf-16" if content[:2] in _WIDE else "utf-8", "replace")
    facts, leaks = _read(kind, text), find_secrets(text)
    return facts._replace(secrets=_Places(Lines.of(text)).secrets(leaks)) if leaks else facts


def _read(kind: str, text: str) -> FileFacts:
    if kind == "html":
        return _page(text)
    if kind == "css":
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
            Reference(one.url, self.lines.span(one.start, one.end), one.where, one.role)
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

    def secrets(self, leaks: tuple[Leak, ...]) -> tuple[Secret, ...]:
        """Give what was found its place, and leave its value behind."""
        return tuple(
            Secret(leak.kind, self.lines.span(leak.start, leak.end), leak.digest) for leak in leaks
        )

    def said(self, page: Page) -> PageFacts:
        """Give the page's elements their places."""
        said = page.said
        return PageFacts(
            start=self.lines.span(said.html.start, said.html.end)
            if said.html
            else Span(1, 1, 1, 1),
            lang=said.html.value("lang") if said.html else None,
            title=said.title,
            viewport=said.viewport,
            without_alt=tuple(self.lines.span(one.start, one.end) for one in said.without_alt),
            head=self.lines.span(said.head.start, said.head.end) if said.head else None,
        )
