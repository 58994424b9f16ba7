"""What a page says: its references, styles, scripts, title and the like, with positions."""

import re
from collections.abc import Callable
from typing import NamedTuple

from miniprog_cli.core.facts import Role
from miniprog_cli.core.source import Json, Pointer
from miniprog_cli.syntax.opening import Opening, read_opening
from miniprog_cli.syntax.pictures import candidates, lacks_alt, takes_files
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
_SCRIPT_TYPES = ("", "module", "text/javascript", "application/javascript", "text/ecmascript")

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


class Url(NamedTuple):
    """A URL in a source text: what it says, and the offsets in characters where it stands."""

    url: str
    start: int
    end: int
    where: str
    """What holds it, such as ``<img src>``."""
    role: Role
    path: tuple[int, int] | None = None
    """Where it stands up to query and fragment, where it is written with escapes."""


class Embedded(NamedTuple):
    """A stretch of CSS or JavaScript in HTML: its text as written, and the offset where it starts.

    An `attribute` holds declarations or statements only, and may spell characters as entities, as
    a script in SVG may.
    """

    text: str
    start: int
    attribute: bool = False


class Said(NamedTuple):
    """What the elements of a page say of it: a tag where the rule needs its place."""

    html: Tag | None
    head: Tag | None
    title: str | None
    titled: tuple[int, int] | None
    """Where the content of ``<title>`` stands."""
    viewport: str | None
    viewed: Attribute | None
    """The content of the viewport."""
    without_alt: tuple[Tag, ...]
    opening: Opening
    shows: bool
    """Whether it has elements that are no part of a head and no scripts."""
    takes_files: bool


class Page(NamedTuple):
    """What a page holds. `base` is the reference of its `<base>` element, if it has one."""

    references: tuple[Url, ...]
    styles: tuple[Embedded, ...]
    scripts: tuple[Embedded, ...]
    base: str | None
    said: Said
    unclosed: Unclosed | None


def read_page(text: str) -> Page:
    """Find what a page says; never raises, whatever the text."""
    reading = _Reading(text)
    for tag in tags(text):
        if isinstance(tag, Unclosed):
            reading.unclosed = reading.unclosed or tag
        else:
            reading.tag(tag)
    return reading.page()


class _Reading:
    """One pass over a page; it does not outlive `read_page`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.references: list[Url] = []
        self.styles: list[Embedded] = []
        self.scripts: list[Embedded] = []
        self.without_alt: list[Tag] = []
        self.first: dict[str, Tag] = {}
        self.base: str | None = None
        self.viewport: Attribute | None = None
        self.early: list[Tag] = []
        self.unclosed: Unclosed | None = None
        self.shows = False
        self.takes_files = False

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
            without_alt=tuple(self.without_alt),
            opening=read_opening(self.text, self.early),
            shows=self.shows,
            takes_files=self.takes_files,
        )
        references, styles = tuple(self.references), tuple(self.styles)
        return Page(references, styles, tuple(self.scripts), self.base, said, self.unclosed)

    def tag(self, tag: Tag) -> None:
        """Note what one start tag says."""
        self.order(tag)
        self.shows = self.shows or tag.name not in _UNSEEN
        self.takes_files = self.takes_files or takes_files(tag)
        for attribute in tag.attributes:
            if attribute.value is not None:
                self.attribute(tag, attribute, attribute.value)
        if tag.name == "style" and tag.content_end > tag.end:
            self.styles.append(self.embedded(tag))
        elif tag.name == "script" and (tag.value("type") or "").strip().lower() == "importmap":
            self.references += _mapped(self.content(tag), tag.end)
        elif tag.name == "script" and tag.content_end > tag.end and _is_run(tag):
            self.scripts.append(self.embedded(tag))
        elif tag.name == "meta":
            self.meta(tag)
        elif lacks_alt(tag):
            self.without_alt.append(tag)

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
        elif name == "style":
            self.styles.append(Embedded(value, start, attribute=True))
        elif name.startswith("on") and len(name) > len("on"):
            self.scripts.append(Embedded(value, start, attribute=True))


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


def _mapped(text: str, start: int) -> list[Url]:
    """Find the files of an import map; what maps a whole folder names none."""
    from miniprog_cli.core.source import JsonError, parse_json

    try:
        document = parse_json(text.encode("utf-8", "surrogatepass"), "")
    except (JsonError, UnicodeDecodeError):
        return []
    return [
        Url(value, start + first + 1, start + last - 1, "import map", Role.SCRIPT)
        for pointer, (first, last) in document.values.items()
        if (pointer[:1], len(pointer)) in ((("imports",), 2), (("scopes",), 3))
        for value in [_at(document.value, pointer)]
        if isinstance(value, str) and not value.endswith("/")
    ]


def _at(value: Json, pointer: Pointer) -> Json:
    for step in pointer:
        value = value[step] if isinstance(value, dict) and isinstance(step, str) else None
    return value


def _is_run(tag: Tag) -> bool:
    """Tell a script that browsers run, from data and templates."""
    kind = (tag.value("type") or "").strip().lower()
    sources = ("href", "xlink:href") if tag.foreign else ("src",)
    return kind in _SCRIPT_TYPES and not any(tag.attribute(source) for source in sources)
