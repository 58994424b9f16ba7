"""Where in a file stands what its parsers found: offsets in characters as lines and columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from miniprog_cli.core.facts import Fault, PageFacts, Reference, Secret, Slot, Use
from miniprog_cli.core.finding import Span
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.loading import Loading
from miniprog_cli.syntax.page import Embedded, Page, Said, Url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miniprog_cli.syntax.secrets import Leak
    from miniprog_cli.syntax.sheet import Flaw
    from miniprog_cli.syntax.tags import Attribute, Tag
    from miniprog_cli.syntax.usage import Script, Usage

MAX_SAME = 1_000
"""How many references to the same URL are told of one file; no program has so many."""


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


class Places(NamedTuple):
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

    def uses(self, uses: "Iterable[Usage]") -> Iterator[Use]:
        """Give each use its place."""
        for one in uses:
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
            yield Fault(one.message, span, hint=one.hint)

    def unclosed(self, page: Page, size: int) -> tuple[Fault, ...]:
        """Say what the page ends inside of."""
        if page.unclosed is None:
            return ()
        what, start = page.unclosed
        span = self.lines.span(start, min(start + 1, size))
        return (Fault(f"the page ends inside {what}", span, hint="close it"),)

    def unread(self, page: Page) -> Iterator[Fault]:
        """Say which import maps browsers cannot read."""
        from miniprog_cli.syntax.data import STRICT

        for what, start in page.said.unread:
            message = f"this import map is not JSON, and maps nothing: {what}"
            yield Fault(message, self.lines.span(start, start + 1), hint=STRICT)

    def unmerged(self, text: str) -> Iterator[Fault]:
        """Find the mark that a merge leaves before two versions of something."""
        from miniprog_cli.syntax.sheet import MERGE

        start = text.find("\n<<<<<<< ")
        if start >= 0 and text.find("\n>>>>>>> ", start) > 0:
            span = self.lines.span(start + 1, start + len("\n<<<<<<<"))
            yield Fault("a merge left both versions here", span, hint=MERGE)

    def secrets(self, leaks: "tuple[Leak, ...]") -> tuple[Secret, ...]:
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
            classic=self.loads(said, Loading.CLASSIC),
            compiled=self.loads(said, Loading.COMPILED),
            mapped=said.mapped,
        )

    def loads(self, said: Said, how: Loading) -> tuple[Span, ...]:
        """Give the scripts that are loaded this way their places."""
        return tuple(self.lines.span(start, end) for one, start, end in said.loads if one is how)

    def value(self, attribute: "Attribute | None") -> Span | None:
        """Give an attribute's value its place."""
        if attribute is None or attribute.value is None:
            return None
        return self.lines.span(attribute.start, attribute.start + len(attribute.value))

    def tag(self, tag: "Tag | None") -> Span | None:
        """Give a start tag its place."""
        return self.lines.span(tag.start, tag.end) if tag else None
