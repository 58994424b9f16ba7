"""What a file says, from its bytes: the parsers' findings put together, with lines and columns."""

from typing import TYPE_CHECKING

from miniprog_cli.core.facts import (
    UTF_8,
    UTF_16,
    FileFacts,
)
from miniprog_cli.core.kinds import NO_READINGS, WIDE, decoded, is_text, kind_of
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.origins import origins
from miniprog_cli.syntax.page import Page
from miniprog_cli.syntax.positions import Places

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Compiled, Reading, Readings
    from miniprog_cli.syntax.usage import Script, Usage
from miniprog_cli.syntax.secrets import find_secrets

_MAY_SAY = ("href", "src", "url(", "<script", "<style", " on", "\non", "\ton")
"""What an SVG holds that refers to something, or runs."""


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
        facts = facts._replace(secrets=Places(Lines.of(text)).secrets(leaks))
    written = _coding(content, text)
    return facts if written == UTF_8 else facts._replace(coding=written)


def _own(reading: "Reading", text: str, also: frozenset[str]) -> FileFacts:
    """Find what a file of a native program says."""
    from miniprog_cli.core.dialect import Markup

    if isinstance(reading, Markup):
        from miniprog_cli.syntax.markup import read_markup

        return read_markup(text, reading, also)
    if reading == "style":
        return _style(text)
    if reading == "small":
        return _small(text, also)
    if reading == "module" or reading == "typed":
        return _script(text, also, typed=reading == "typed")
    return _source(text, reading)


def _small(text: str, also: frozenset[str]) -> FileFacts:
    """Find what a script says whose language is a small one."""
    from miniprog_cli.syntax.beyond import as_javascript, beyond

    text = as_javascript(text)
    facts, lines = _script(text, also), Lines.of(text)
    more = (one.placed(lines) for one in beyond(text))
    return facts._replace(uses=(*facts.uses, *more))


def _coding(content: bytes, text: str) -> str:
    """Tell how a file is written that reads as `text`; empty where that is not known."""
    if content[:2] in WIDE:
        return UTF_16
    if "\ufffd" in text and text.encode() != content:
        return ""
    return UTF_8


def _read(kind: str, text: str, content: bytes, also: frozenset[str]) -> FileFacts:
    """Find what a text says besides secrets; the other kinds have nothing to say."""
    if kind == "css":
        return _style(text)
    if kind == "json":
        return _data(text, content)
    read = {"html": _page, "svg": _drawing, "js": _script}.get(kind)
    return read(text, also) if read else FileFacts()


def _page(text: str, also: frozenset[str]) -> FileFacts:
    from miniprog_cli.syntax.html import read_page

    page = read_page(text)
    places = Places(Lines.of(text))
    facts = _elements(page, places, also)
    faults = (
        *places.unclosed(page, len(text)),
        *places.unread(page),
        *places.unmerged(text),
        *facts.faults,
    )
    return facts._replace(faults=faults, page=places.said(page), base=page.base)


def _drawing(text: str, also: frozenset[str]) -> FileFacts:
    """Find what an SVG says in a file of its own; most hold nothing that refers to anything."""
    from miniprog_cli.syntax.html import read_page

    lowered = text.lower()
    if not any(mark in lowered for mark in _MAY_SAY):
        return FileFacts()
    page = read_page(text)
    if "<?xml-stylesheet" in text:
        from miniprog_cli.syntax.prolog import sheets

        page = page._replace(references=(*sheets(text), *page.references))
    return _elements(page, Places(Lines.of(text)), also)


def _elements(page: Page, places: Places, also: frozenset[str]) -> FileFacts:
    """Find what elements refer to, and what their styles and scripts say."""
    from miniprog_cli.syntax.css import embedded

    styles = (url for style in page.styles for url in embedded(style))
    said = _scripts(page, also)
    loaded = (url for script in said for url in script.references)
    return FileFacts(
        references=places.references((*page.references, *styles, *loaded)),
        uses=tuple(use for script in said for use in places.uses(script.uses)),
        faults=(
            *(flaw for style in page.styles for flaw in places.flaws(style)),
            *(fault for script in said for fault in places.faults(script)),
        ),
        origins=origins(script.text for script in page.scripts),
    )


def _style(text: str) -> FileFacts:
    from miniprog_cli.syntax.css import read_style
    from miniprog_cli.syntax.sheet import flaws

    urls, found, maps = read_style(text), tuple(flaws(text)), _maps(text)
    if not urls and not found and not maps:
        return FileFacts()
    places = Places(Lines.of(text))
    return FileFacts(
        references=places.references(urls),
        uses=tuple(places.uses(maps)),
        faults=tuple(places.placed(found)),
    )


def _maps(text: str) -> "tuple[Usage, ...]":
    """Find the map of a style sheet; most have none, and what finds it loads the parser of scripts."""
    if "sourceMappingURL=" not in text:
        return ()
    from miniprog_cli.syntax.maps import inline_map

    return inline_map(text)


def _source(text: str, language: "Compiled") -> FileFacts:
    from miniprog_cli.syntax.sources import read_source

    found = tuple(read_source(text, language))
    return FileFacts(references=Places(Lines.of(text)).references(found))


def _script(text: str, also: frozenset[str], *, typed: bool = False) -> FileFacts:
    from miniprog_cli.syntax.maps import inline_map
    from miniprog_cli.syntax.script import read_script

    script = read_script(text, also, typed=typed)
    places = Places(Lines.of(text))
    return FileFacts(
        references=places.references(script.references),
        uses=tuple(places.uses((*script.uses, *inline_map(text)))),
        faults=tuple(places.faults(script)),
        origins=origins((text,)),
    )


def _data(text: str, content: bytes) -> FileFacts:
    from miniprog_cli.syntax.data import broken_json, manifest_urls

    urls = tuple(manifest_urls(text))
    return FileFacts(
        references=Places(Lines.of(text)).references(urls) if urls else (),
        faults=tuple(broken_json(content)),
    )


def _scripts(page: Page, also: frozenset[str]) -> "tuple[Script, ...]":
    if not page.scripts and not any("cript:" in url.url.lower() for url in page.references):
        return ()  # most pages need no parser
    from miniprog_cli.syntax.inline import scripts_of

    return tuple(scripts_of(page, also))
