"""What a page says: its references, styles, scripts, title and the like, with positions."""

import re
from collections.abc import Callable

from miniprog_cli.core.facts import SRCDOC, Role
from miniprog_cli.core.source import JsonError, Lines, parse_json
from miniprog_cli.syntax.importmap import MAPS, mapped, names
from miniprog_cli.syntax.loading import Loading, is_module, is_run, is_sheet, kind_of, loading
from miniprog_cli.syntax.opening import read_opening
from miniprog_cli.syntax.page import Embedded, Page, Said, Url
from miniprog_cli.syntax.pictures import candidates, heard, hides, lacks_alt, takes_files
from miniprog_cli.syntax.tags import Attribute, Tag, Unclosed, tags, text_meant, unescaped

_URL_ATTRIBUTES: dict[str, dict[str, Role]] = {
    "a": {"href": Role.LINK, "xlink:href": Role.LINK},
    "area": {"href": Role.LINK},
    "audio": {"src": Role.MEDIA},
    "body": {"background": Role.IMAGE},
    "button": {"formaction": Role.FORM},
    "embed": {"src": Role.FRAME},
    "feimage": {"href": Role.IMAGE, "xlink:href": Role.IMAGE},
    "form": {"action": Role.FORM},
    "frame": {"src": Role.FRAME},
    "iframe": {"src": Role.FRAME},
    # outside of SVG it is an <img>
    "image": {"href": Role.IMAGE, "xlink:href": Role.IMAGE, "src": Role.IMAGE},
    "img": {"src": Role.IMAGE},
    "input": {"src": Role.IMAGE, "formaction": Role.FORM},
    "link": {"href": Role.OTHER},
    "object": {"data": Role.FRAME},
    "script": {"src": Role.SCRIPT, "href": Role.SCRIPT, "xlink:href": Role.SCRIPT},
    "source": {"src": Role.MEDIA},
    "table": {"background": Role.IMAGE},
    "td": {"background": Role.IMAGE},
    "th": {"background": Role.IMAGE},
    "track": {"src": Role.MEDIA},
    "use": {"href": Role.IMAGE, "xlink:href": Role.IMAGE},
    "video": {"src": Role.MEDIA, "poster": Role.IMAGE},
}
_SET_ATTRIBUTES = {"img": ("srcset",), "source": ("srcset",), "link": ("imagesrcset",)}
_RELATIONS = {
    "stylesheet": Role.STYLE,
    "icon": Role.IMAGE,
    "apple-touch-icon": Role.IMAGE,
    "mask-icon": Role.IMAGE,
    "manifest": Role.MANIFEST,
    "modulepreload": Role.SCRIPT,
    "canonical": Role.LINK,
    "alternate": Role.LINK,
    "next": Role.LINK,
    "prev": Role.LINK,
    "author": Role.LINK,
    "license": Role.LINK,
    "help": Role.LINK,
    "me": Role.LINK,
}
"""What a ``<link>`` is by a word of its ``rel`` (HTML 4.6.7)."""
_PRELOADED = {"script": Role.SCRIPT, "style": Role.STYLE, "font": Role.FONT, "image": Role.IMAGE}

_UNSEEN = frozenset({"html", "head", "body", "base", "link", "meta", "script", "style", "title"})
"""Elements that a page has without showing anything."""
_EARLY = 3
"""Tags that are looked at for where the head begins: ``<html>``, ``<head>`` and ``<meta charset>``."""
_LONGEST = 2048
"""Characters of a written URL in which the end of its path is looked for."""

# HTML 4.2.5.3: a time, then the URL, in quotes or not
_REFRESH = re.compile(
    r"""\s*+[0-9.]++(?:\s++[;,]?|[;,])\s*+(?:url\s*+=\s*+|(?!url\s*+=))(?:(["'])(?P<quoted>.+?)\1|(?P<plain>.+))""",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"\s*+<!\[CDATA\[(.*?)(?:\]\]>)?", re.DOTALL)


def read_page(text: str, *, inner: bool = False) -> Page:
    """Find what a page says; never raises, whatever the text.

    Into the pages that it holds as text is looked only where it is not such an `inner` one itself.
    """
    reading = _Reading(text, inner=inner)
    for tag in tags(text):
        if isinstance(tag, Unclosed):
            reading.unclosed = reading.unclosed or tag
        else:
            reading.tag(tag)
    return reading.page()


class _Reading:
    """One pass over a page; it does not outlive `read_page`."""

    def __init__(self, text: str, *, inner: bool) -> None:
        self.text = text
        self.inner = inner
        self.references: list[Url] = []
        self.styles: list[Embedded] = []
        self.scripts: list[Embedded] = []
        self.without_alt: list[Tag] = []
        self.hiding: list[Tag] = []
        self.first: dict[str, Tag] = {}
        self.base: str | None = None
        self.viewport: Attribute | None = None
        self.early: list[Tag] = []
        self.unclosed: Unclosed | None = None
        self.shows = False
        self.takes_files = False
        self.loads: list[tuple[Loading, int, int]] = []
        self.unread: list[tuple[str, int]] = []
        self.mapped: list[str] = []

    def page(self) -> Page:
        """Give what was found."""
        title, viewport = self.first.get("title"), self.viewport
        said = Said(
            html=self.first.get("html"),
            head=self.first.get("head"),
            title=text_meant(self.content(title)).strip() if title else None,
            titled=(title.end, title.content_end) if title else None,
            viewport=unescaped(viewport.value or "") if viewport else None,
            viewed=viewport,
            without_alt=tuple(heard(self.text, self.without_alt, self.hiding)),
            opening=read_opening(self.text, self.early),
            shows=self.shows,
            takes_files=self.takes_files,
            loads=tuple(self.loads),
            unread=tuple(self.unread),
            mapped=tuple(self.mapped),
        )
        references, styles = tuple(self.references), tuple(self.styles)
        return Page(references, styles, tuple(self.scripts), self.base, said, self.unclosed)

    def tag(self, tag: Tag) -> None:
        """Note what one start tag says."""
        self.order(tag)
        self.loading(tag)
        self.shows = self.shows or tag.name not in _UNSEEN
        self.takes_files = self.takes_files or takes_files(tag)
        for attribute in tag.attributes:
            if attribute.value is not None:
                self.attribute(tag, attribute, attribute.value)
        if tag.name == "style" and is_sheet(tag) and tag.content_end > tag.end:
            self.styles.append(self.embedded(tag))
        elif tag.name == "script" and kind_of(tag) in MAPS:
            self.map(tag)
        elif tag.name == "script" and tag.content_end > tag.end and is_run(tag):
            self.scripts.append(self.embedded(tag)._replace(module=is_module(tag)))
        elif tag.name == "meta":
            self.meta(tag)
        elif lacks_alt(tag):
            self.without_alt.append(tag)

    def map(self, tag: Tag) -> None:
        """Note the files of an import map and its names, or that browsers cannot read it.

        One in a file of its own, or that a library reads, may map any name.
        """
        if tag.attribute("src") or kind_of(tag) != "importmap":
            self.mapped.append("")
            return
        try:
            document = parse_json(self.content(tag).encode("utf-8", "surrogatepass"), "")
            self.references += mapped(document, tag.end)
            self.mapped += names(document)
        except UnicodeDecodeError:
            self.mapped.append("")
        except JsonError as error:
            self.mapped.append("")
            lines = Lines.of(self.content(tag))
            at = tag.end + lines.starts[error.span.line - 1] + error.span.column - 1
            self.unread.append((error.message, at))

    def meta(self, tag: Tag) -> None:
        """Note the viewport, and the page that this one leads on to."""
        content = tag.attribute("content")
        if (tag.value("name") or "").lower() == "viewport":
            self.viewport = self.viewport or content
        elif (tag.value("http-equiv") or "").lower() == "refresh" and content and content.value:
            target = _REFRESH.match(content.value)
            if target:
                first, last = target.span("quoted" if target["quoted"] else "plain")
                written, start = content.value[first:last], content.start + first
                self.references.append(reference(written, start, "<meta content>", Role.LINK))

    def order(self, tag: Tag) -> None:
        """Note the tags that come first, of all and of their kind."""
        if len(self.early) < _EARLY:
            self.early.append(tag)
        if not tag.foreign and tag.name in ("html", "head", "title"):
            self.first.setdefault(tag.name, tag)

    def loading(self, tag: Tag) -> None:
        """Note how the file of a script is taken."""
        how, source = loading(tag), tag.attribute("src")
        if how and source and source.value is not None:
            self.loads.append((how, source.start, source.start + len(source.value)))

    def content(self, tag: Tag) -> str:
        """Give the text that is an element's content, as written."""
        return self.text[tag.end : tag.content_end]

    def embedded(self, tag: Tag) -> Embedded:
        """Give the CSS or JavaScript that is an element's content; in SVG it may be in CDATA."""
        text, start = self.content(tag), tag.end
        section = _CDATA.fullmatch(text) if tag.foreign else None
        if section:
            return Embedded(section[1], start + section.start(1))
        return Embedded(text, start, attribute=tag.foreign and "&" in text)

    def looks(self, tag: Tag, name: str, value: str, start: int) -> None:
        """Note how an element looks, or that nobody hears of it."""
        if name == "style":
            self.styles.append(Embedded(value, start, attribute=True))
        elif hides(tag):
            self.hiding.append(tag)

    def hold(self, written: str, start: int) -> None:
        """Note what a page in an attribute holds, each the whole; the page itself is a frame."""
        page, size = read_page(unescaped(written), inner=True), len(written)
        frame = Url(SRCDOC, start, start + size, "<iframe srcdoc>", Role.FRAME)
        held = (Url(one.url, start, start + size, one.where, one.role) for one in page.references)
        self.references += (frame, *held)
        self.scripts += (one._replace(start=start, held=size) for one in page.scripts)

    def attribute(self, tag: Tag, attribute: Attribute, value: str) -> None:
        """Note what one attribute holds."""
        name, start = attribute.name, attribute.start
        where = f"<{tag.name} {name}>"
        if tag.name == "base" and name == "href" and self.base is None:
            self.base = unescaped(value)
        if name in _URL_ATTRIBUTES.get(tag.name, ()):
            role = _role(tag, name)
            self.references.append(reference(value, start, where, role))
        elif name in _SET_ATTRIBUTES.get(tag.name, ()):
            for first, last in candidates(value):
                one = reference(value[first:last], start + first, where, Role.IMAGE)
                self.references.append(one)
        elif where == "<iframe srcdoc>" and not self.inner:
            self.hold(value, start)
        elif name == "aria-hidden" or name == "style":
            self.looks(tag, name, value, start)
        elif name.startswith("on") and len(name) > len("on"):
            self.scripts.append(Embedded(value, start, True, not attribute.is_quoted))


def reference(written: str, start: int, where: str, role: Role) -> Url:
    """Make a reference of what stands in an attribute, as written."""
    url = unescaped(written)
    path = None if url is written else path_of(written, url, start, unescaped)
    return Url(url, start, start + len(written), where, role, path)


def path_of(
    written: str, url: str, start: int, meaning: Callable[[str], str]
) -> tuple[int, int] | None:
    """Find where a URL stands up to its query and fragment, in a text that spells it with escapes.

    `meaning` resolves the escapes of a part.
    """
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    rest = url[len(path) :]
    if len(written) > _LONGEST:
        return None
    ends = [at for at, character in enumerate(written) if character in "?#"] if rest else []
    for end in ends or [len(written)]:
        if meaning(written[end:]) == rest and meaning(written[:end]) == path:
            inner = written[:end]
            first = len(inner) - len(inner.lstrip())
            return start + first, start + len(inner.rstrip())
    return None


def _role(tag: Tag, name: str) -> Role:
    if tag.name != "link":
        return _URL_ATTRIBUTES[tag.name][name]
    relations = (tag.value("rel") or "").lower().split()
    if "preload" in relations:
        return _PRELOADED.get((tag.value("as") or "").lower(), Role.OTHER)
    return next((_RELATIONS[word] for word in relations if word in _RELATIONS), Role.OTHER)
