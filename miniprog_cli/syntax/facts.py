"""What a file says, from its bytes: the parsers' findings put together, with lines and columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from miniprog_cli.core.facts import (
    UTF_8,
    UTF_16,
    Fault,
    FileFacts,
    PageFacts,
    Reference,
    Secret,
    Slot,
    Use,
)
from miniprog_cli.core.finding import Span
from miniprog_cli.core.kinds import NO_READINGS, WIDE, decoded, is_text, kind_of
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.html import Embedded, Page, Url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miniprog_cli.core.dialect import Reading, Readings
    from miniprog_cli.syntax.script import Script
    from miniprog_cli.syntax.sheet import Flaw
    from miniprog_cli.syntax.tags import Attribute, Tag
from miniprog_cli.syntax.secrets import Leak, find_secrets

MAX_SAME = 1_000
"""How many references to the same URL are told of one file; no program has so many."""


def of(
    path: str,
    content: bytes,
    also: frozenset[str] = frozenset(),
    readings: "Readings" = NO_READINGS,
) -> FileFacts:
    """Find what a file says; never raises, whatever the content. What is not UTF-8 is replaced.

    `also` are names of globals to look for in scripts besides those of browsers; `readings` is how
    the files are read that only native programs have.
    """
    kind = kind_of(path, readings)
    if not kind or (kind == "txt" and not is_text(content)):
        return FileFacts()
    text = decoded(content)
    own = readings.get(kind)
    facts = _own(own, text, also) if own else _read(kind, text, content, also)
    leaks = find_secrets(text)
    if leaks:
        facts = facts._replace(secrets=_Places(Lines.of(text)).secrets(leaks))
    written = _coding(content, text)
    return facts if written == UTF_8 else facts._replace(coding=written)


def _own(reading: "Reading", text: str, also: frozenset[str]) -> FileFacts:
    """Find what a file of a native program says."""
    if reading == "style":
        return _style(text)
    if reading == "module":
        return _script(text, also)
    from miniprog_cli.syntax.markup import read_markup

    return read_markup(text, reading, also)


def _coding(content: bytes, text: str) -> str:
    """Tell how a file is written that reads as `text`; empty where that is not known."""
    if content[:2] in WIDE:
        return UTF_16
    if "\ufffd" in text and text.encode() != content:
        return ""
    return UTF_8


def _read(kind: str, text: str, content: bytes, also: frozenset[str]) -> FileFacts:
    """Find what a text says besides secrets; the other kinds have nothing to say."""
    if kind == "html":
        return _page(text, also)
    if kind == "css":
        return _style(text)
    if kind == "js":
        return _script(text, also)
    if kind == "json":
        return _data(text, content)
    return FileFacts()


def _page(text: str, also: frozenset[str]) -> FileFacts:
    from miniprog_cli.syntax.css import embedded
    from miniprog_cli.syntax.html import read_page

    page = read_page(text)
    places = _Places(Lines.of(text))
    styles = (url for style in page.styles for url in embedded(style))
    said = _scripts(page, also)
    loaded = (url for script in said for url in script.references)
    return FileFacts(
        references=places.references((*page.references, *styles, *loaded)),
        uses=tuple(use for script in said for use in places.uses(script)),
        faults=(
            *places.unclosed(page, len(text)),
            *(flaw for style in page.styles for flaw in places.flaws(style)),
            *(fault for script in said for fault in places.faults(script)),
        ),
        page=places.said(page),
        base=page.base,
    )


def _style(text: str) -> FileFacts:
    from miniprog_cli.syntax.css import read_style
    from miniprog_cli.syntax.sheet import flaws

    urls = read_style(text)
    found = tuple(flaws(text))
    if not urls and not found:
        return FileFacts()
    places = _Places(Lines.of(text))
    return FileFacts(references=places.references(urls), faults=tuple(places.placed(found)))


def _script(text: str, also: frozenset[str]) -> FileFacts:
    from miniprog_cli.syntax.script import read_script

    script = read_script(text, also)
    places = _Places(Lines.of(text))
    return FileFacts(
        references=places.references(script.references),
        uses=tuple(places.uses(script)),
        faults=tuple(places.faults(script)),
    )


def _data(text: str, content: bytes) -> FileFacts:
    from miniprog_cli.syntax.data import broken_json, manifest_urls

    urls = tuple(manifest_urls(text))
    return FileFacts(
        references=_Places(Lines.of(text)).references(urls) if urls else (),
        faults=tuple(broken_json(content)),
    )


def _scripts(page: Page, also: frozenset[str]) -> "tuple[Script, ...]":
    if not page.scripts and not any("cript:" in url.url.lower() for url in page.references):
        return ()  # most pages need no parser
    from miniprog_cli.syntax.inline import scripts_of

    return tuple(scripts_of(page, also))


def _bounded(urls: tuple[Url, ...]) -> "Iterable[Url]":
    """Leave out what is said again and again: each place takes memory, and may be a finding."""
    if len(urls) <= MAX_SAME:
        return urls
    seen = dict[str, int]()
    for one in urls:
        seen[one.url] = seen.get(one.url, 0) + 1
    if max(seen.values()) <= MAX_SAME:
        return urls
    left = dict.fromkeys(seen, MAX_SAME)
    return (one for one in urls if _takes(left, one.url))


def _takes(left: dict[str, int], url: str) -> bool:
    left[url] -= 1
    return left[url] >= 0


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
            for one in _bounded(urls)
        )

    def uses(self, script: "Script") -> Iterator[Use]:
        """Give each use its place."""
        for one in script.uses:
            span = self.lines.span(one.start, one.end)
            yield Use(one.name, one.form, span, one.argument, one.guard, one.partial)

    def faults(self, script: "Script") -> Iterator[Fault]:
        """Give each fault its place."""
        for one in script.faults:
            yield Fault(one.message, self.lines.span(one.start, one.end), one.fatal)

    def flaws(self, style: Embedded) -> Iterator[Fault]:
        """Find what is wrong with a `<style>`; an attribute is too short to lose rules."""
        from miniprog_cli.syntax.sheet import flaws

        return iter(()) if style.attribute else self.placed(flaws(style.text), style.start)

    def placed(self, found: "Iterable[Flaw]", start: int = 0) -> Iterator[Fault]:
        """Give each flaw of a sheet its place."""
        for one in found:
            span = self.lines.span(start + one.start, start + one.end)
            yield Fault(one.message, span)

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
            shows=said.shows,
            takes_files=said.takes_files,
        )

    def value(self, attribute: "Attribute | None") -> Span | None:
        """Give an attribute's value its place."""
        if attribute is None or attribute.value is None:
            return None
        return self.lines.span(attribute.start, attribute.start + len(attribute.value))

    def tag(self, tag: "Tag | None") -> Span | None:
        """Give a start tag its place."""
        return self.lines.span(tag.start, tag.end) if tag else None
