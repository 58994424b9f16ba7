"""Rules on what a page says of itself: title, language, viewport, texts for pictures.

They look at documents only: pages of the manifest, and files with a doctype, ``<html>`` or
``<head>``. Other HTML is a part that a script puts into a page. A page that is not in the manifest
and holds scripts only leads on to another, and nobody sees it.
"""

import re
from collections.abc import Iterator
from posixpath import normpath

from miniprog_cli.core.facts import FileFacts, PageFacts, Role
from miniprog_cli.core.finding import Edit, Finding, Fix, Location, Severity, Span
from miniprog_cli.core.names import normalize
from miniprog_cli.core.rule import Context, rule

_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_BETWEEN = r"[\s,;]+"
"""What separates the settings of a viewport; CSS Device Adaptation, appendix on the meta element."""
_EQUALS = r"\s*=\s*"
_TAG = r"(?:[A-Za-z]{2,3}|[ixIX])(?:-[A-Za-z0-9]{1,8})*"
"""A language tag (BCP 47), as far as its form; languages of more letters were never registered."""
_FILLED_IN = r"[{<%$\[]"
"""What stands where a server or a script writes the language."""


@rule("MP203", severity=Severity.WARNING, since="0.1", fixable=True)
def page_without_title(context: Context) -> Iterator[Finding]:
    """A page has no title.

    ## Why it matters
    Hosts show the title in their bar and in the list of recent programs where the manifest has no
    `window.title`, and screen readers say it first; without one they show the file's name or
    nothing. Reviewers send it back.

    ## How to fix
    Write `<title>` into the `<head>`. The fix writes the name from the manifest.
    """
    for path, page in _documents(context):
        if not page.title:
            text = f"<title>{_escaped(context.project.manifest.name)}</title>"
            fix = _titled(context, path, page, text)
            message = "the title is empty" if page.titled else "the page has no title"
            place = page.titled or page.start
            yield Finding(context.at(path, place), message, "write what the page is", fix)


@rule("MP204", severity=Severity.WARNING, since="0.1", fixable=True)
def page_without_lang(context: Context) -> Iterator[Finding]:
    """A page does not say which language it is in, or not so that anybody understands it.

    ## Why it matters
    Screen readers pronounce it by the rules of another language, browsers offer to translate it,
    and Chinese, Japanese and Korean text is shown in the letters of the wrong country.

    ## How to fix
    Write `<html lang="en">` with the language of the text. The fix writes `lang` of the manifest,
    where that is given.
    """
    lang = context.project.manifest.lang
    for path, page in _documents(context):
        if not (page.lang or "").strip():
            at = context.at(path, page.start)
            fix = None
            if lang and page.has_html and page.lang is None:
                start = page.start
                behind = start.column + len("<html")
                span = Span(start.line, behind, start.line, behind)
                fix = Fix((Edit(at.file, span, f' lang="{lang}"'),), True, f'write lang="{lang}"')
            hint = f'write <html lang="{lang or "en"}">'
            yield Finding(at, "the page does not say which language it is in", hint, fix)
        elif page.lang and _is_no_tag(page.lang):
            message = f"the page says that its language is {page.lang!r}, which names none"
            hint = "write a language tag, such as en, en-US or zh-Hant-TW"
            yield Finding(context.at(path, page.start), message, hint)


def _is_no_tag(lang: str) -> bool:
    written_later = re.search(_FILLED_IN, lang)
    return not written_later and not re.fullmatch(_TAG, lang.strip())


@rule("MP205", severity=Severity.WARNING, since="0.1", fixable=True)
def page_without_viewport(context: Context) -> Iterator[Finding]:
    """A page has no viewport for phones.

    ## Why it matters
    Without `width=device-width` a phone lays the page out for a window of 980 pixels and shows it
    shrunk: text is too small to read and buttons too small to hit. Nothing is said of a viewport
    that forbids to zoom: the starters of hosts have it, and most web views do not zoom anyway.

    ## How to fix
    Write `<meta name="viewport" content="width=device-width, initial-scale=1">` into the `<head>`.
    """
    for path, page in _documents(context):
        if page.viewport is None:
            fix = _added(context, path, page, _VIEWPORT, "write a viewport")
            hint = f"write {_VIEWPORT}"
            yield Finding(context.at(path, page.start), "the page has no viewport", hint, fix)
        else:
            yield from _viewed(context, path, page, page.viewport)


@rule("MP206", severity=Severity.WARNING, since="0.1")
def picture_without_alt(context: Context) -> Iterator[Finding]:
    """A picture has no text for those who cannot see it.

    ## Why it matters
    Screen readers say the file's name instead, and nothing is there when the picture does not load.

    ## How to fix
    Write what the picture tells into `alt`. Where it tells nothing that the text does not say, write
    `alt=""`.
    """
    for path, page in _documents(context):
        for span in page.without_alt:
            hint = 'write alt="..." with what it tells, or alt="" for decoration'
            yield Finding(context.at(path, span), "the picture has no alt text", hint)


def _documents(context: Context) -> Iterator[tuple[str, PageFacts]]:
    """Find the pages that are documents, with their paths."""
    listed = {normalize(normpath(page)) for page in context.project.manifest.pages}
    for path, facts in context.program.items():
        page = facts.page
        if page and (path in listed or (page.whole and (page.shows or not _leads_on(facts)))):
            yield path, page


def _leads_on(facts: FileFacts) -> bool:
    """Tell whether a page that shows nothing has a script: sign-in comes back by such a page."""
    return bool(facts.uses) or any(one.role is Role.SCRIPT for one in facts.references)


def _titled(context: Context, path: str, page: PageFacts, text: str) -> Fix | None:
    """Write a title where there is none, or into the one that is empty."""
    name = context.project.manifest.name
    if not name:
        return None
    if page.titled is None:
        return _added(context, path, page, text, f"write {text}")
    edit = Edit(context.project.in_project(path), page.titled, _escaped(name))
    return Fix((edit,), False, f"write {text}")


def _added(context: Context, path: str, page: PageFacts, text: str, says: str) -> Fix | None:
    """Put a tag into the head."""
    if page.slot is None:
        return None
    edit = Edit(context.project.in_project(path), page.slot.span, f"{page.slot.gap}{text}")
    return Fix((edit,), False, says)


def _viewed(context: Context, path: str, page: PageFacts, viewport: str) -> Iterator[Finding]:
    """Look at the settings of a viewport."""
    settings = [one for one in re.split(_BETWEEN, re.sub(_EQUALS, "=", viewport.strip())) if one]
    values = {
        name.lower(): value.lower() for name, _, value in (s.partition("=") for s in settings)
    }
    at = context.at(path, page.viewed or page.start)
    if values.get("width") != "device-width" and not values.get("initial-scale"):
        others = [one for one in settings if not one.lower().startswith("width=")]
        fix = _set(at, page, ["width=device-width", *others])
        yield Finding(at, "the viewport is not as wide as the phone", "add width=device-width", fix)


def _set(at: Location, page: PageFacts, settings: list[str]) -> Fix | None:
    text = ", ".join(settings)
    plain = all(one.isascii() and not set(one) & set("\"'&<>`") for one in settings)
    quotes = page.viewed is not None and page.quoted
    if page.viewed is None or not plain or not quotes:
        return None
    return Fix((Edit(at.file, page.viewed, text),), False, f"write {text}")


def _escaped(text: str) -> str:
    """Write a text as the content of an element."""
    from html import escape  # loads the table of all names

    return escape(text, quote=False)
