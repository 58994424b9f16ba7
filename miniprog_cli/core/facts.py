"""What the files of a program say, whatever the host: what rules on their content look at.

Facts follow from a file's bytes alone, so they are found once and kept by content; rules turn them
into findings for a manifest and a host. Every span counts in the file, also inside markup.
"""

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from miniprog_cli.core.finding import Span
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Gathered = TypeVar("Gathered")

UTF_8, UTF_16 = "utf-8", "utf-16"


class Role(StrEnum):
    """What becomes of the file that a reference names."""

    SCRIPT = "script"
    STYLE = "style"
    FONT = "font"
    IMAGE = "image"
    MEDIA = "media"
    FRAME = "frame"
    LINK = "link"
    FORM = "form"
    MANIFEST = "manifest"
    TEMPLATE = "template"
    MODULE = "module"
    OTHER = "other"


class Reference(NamedTuple):
    """A URL that a file loads or leads to, character references and escapes resolved."""

    url: str
    span: Span
    where: str
    """What holds it, such as ``<img src>``, ``CSS`` or ``import``."""
    role: Role
    path: Span | None = None
    """Where it stands up to query and fragment, where escapes make it longer than `url` is."""


class Form(StrEnum):
    """What a script does with a global."""

    CALL = "call"
    NEW = "new"
    READ = "read"
    WRITE = "write"
    ASK = "ask"
    """It only asks for its type, as ``typeof liff`` does to see whether it is there."""


INLINE_MAP = "sourceMappingURL"
"""The name of the use that stands for a source map inside a script; its argument is the bytes."""
MAX_SAME = 20
"""How many uses with the same name, form and argument are told of one file."""


class Use(NamedTuple):
    """A global of the browser or of a host that a script uses, not hidden by a name of its own."""

    name: str
    """Dotted, without ``window.``, ``self.`` and ``globalThis.``: ``navigator.clipboard.readText``."""
    form: Form
    span: Span
    argument: str | None = None
    """The text that a call gets first, or that is assigned, as far as the script says it.

    For what opens a URL it is that URL. Constants of the script count as what they stand for.
    """
    guard: str | None = None
    """The capabilities that ``mini.can("…")`` is asked for around it, with spaces between them."""
    partial: bool = False
    """Whether more follows the argument that only the running script knows."""


HANDLER = "setAttribute"
"""Name of a use that gives an attribute such as ``onclick`` its code as text."""
MODULE, RETURN = "module syntax", "return outside"
OUTSIDE = {
    MODULE: '{} cannot stand in a classic script: only <script type="module"> takes it',
    RETURN: "{} stands in no function",
}
"""Names of uses that tell where a script can run at all, and what is wrong elsewhere."""


BEYOND = "script beyond modules"
"""Name of a use that tells what a script of a template has and its language does not: its argument."""
TEMPLATE = "named template"
"""Name of a use of a template by the name that is its argument; with `Form.WRITE` it is defined."""
OF_TYPES = "import, perhaps of types"
"""Where a script in TypeScript names a module that may be gone once it is compiled."""
BLANK, SRCDOC = "about:blank", "about:srcdoc"
"""Addresses of frames that a script leaves empty, and that hold a page as text (HTML 7.4.5)."""


class Fault(NamedTuple):
    """A place where a file is not what its name says."""

    message: str
    span: Span
    fatal: bool = False
    """Whether all of the file is lost to it, as a script is that cannot be parsed."""
    hint: str | None = None
    """What to do, where that is not the same for all."""


class Secret(NamedTuple):
    """Something that should not be known to others; its value is not kept."""

    kind: str
    """What it is, for a person: ``GitHub token``."""
    span: Span
    digest: str
    """Identifies the value without giving it away: 16 hexadecimal digits."""


class Slot(NamedTuple):
    """Where something can be added to the head of a page, and the white space to put before it."""

    span: Span
    """Holds no character."""
    gap: str


class PageFacts(NamedTuple):
    """What the elements of a page say of it; a span is that of a start tag."""

    start: Span
    """Where the page begins: the ``<html>`` tag, else its first character."""
    lang: str | None
    title: str | None
    """The text of ``<title>``, trimmed; None without one."""
    viewport: str | None
    without_alt: tuple[Span, ...]
    """Pictures without a text for those who do not see them."""
    head: Span | None
    """The ``<head>`` tag, where it is written."""
    whole: bool = False
    """Whether it is a document, with a doctype, ``<html>`` or ``<head>``, and not a part of one."""
    has_html: bool = False
    """Whether the ``<html>`` tag is written."""
    titled: Span | None = None
    """What stands in ``<title>``."""
    viewed: Span | None = None
    """The ``content`` of the viewport, as it is written."""
    quoted: bool = False
    """Whether that stands in quotes."""
    slot: Slot | None = None
    shows: bool = True
    """Whether it has elements beyond those of a head and scripts; a page that leads on has none."""
    takes_files: bool = False
    """Whether it has an ``<input type=file>``, by which phones take pictures, too."""
    classic: tuple[Span, ...] = ()
    """The URLs of ``<script src>`` whose files must do without ``import`` and ``export``."""
    compiled: tuple[Span, ...] = ()
    """Those whose files a compiler in the page reads, and no browser."""
    mapped: tuple[str, ...] = ()
    """The names in its import maps, with a slash at the end those of folders; `""` for any name."""


class TagUse(NamedTuple):
    """A tag of a native program's template, and its name's first place there."""

    name: str
    span: Span


class FileFacts(NamedTuple):
    """What one file says."""

    references: tuple[Reference, ...] = ()
    uses: tuple[Use, ...] = ()
    faults: tuple[Fault, ...] = ()
    secrets: tuple[Secret, ...] = ()
    page: PageFacts | None = None
    base: str | None = None
    """The URL of a page's ``<base>``."""
    coding: str = UTF_8
    """How its characters are written; a text in anything but UTF-8 or UTF-16 is ``""``."""
    tags: tuple[TagUse, ...] = ()
    """The tags of a native program's template."""
    origins: tuple[str, ...] = ()
    """The origins that scripts have in their text, whatever for: ``https://api.example.org``."""


class PlacedUse(NamedTuple):
    """A use and the file it is in."""

    path: str
    use: Use


class PlacedReference(NamedTuple):
    """A reference and the file it is in."""

    path: str
    reference: Reference


class Program(dict[str, FileFacts]):
    """The facts of the files that ship, by their path relative to the root; pictures have none.

    What many rules look for is gathered once, however many hosts ask: it is never changed.
    """

    def once(self, name: str, gather: "Callable[[], Gathered]") -> "Gathered":
        """Give what was gathered under a name; the first time, gather it."""
        if name not in self._gathered:
            self._gathered[name] = gather()
        return cast("Gathered", self._gathered[name])

    @cached_property
    def _gathered(self) -> dict[str, object]:
        return {}

    @cached_property
    def uses(self) -> dict[str, tuple[PlacedUse, ...]]:
        """What scripts use, by the first part of its name: ``navigator``, ``mini``, ``TTMinis``."""
        found: dict[str, list[PlacedUse]] = {}
        for path, facts in self.items():
            for use in facts.uses:
                found.setdefault(use.name.partition(".")[0], []).append(PlacedUse(path, use))
        return {root: tuple(uses) for root, uses in found.items()}

    @cached_property
    def outside(self) -> tuple[PlacedReference, ...]:
        """The references to other places in the web, also by the base of their page."""
        return tuple(
            PlacedReference(path, reference)
            for path in self
            for reference in self.addresses(path)
            if is_outside(reference.url)
        )

    def addresses(self, path: str) -> tuple[Reference, ...]:
        """Give a file's references, each whole where the base of the page lies elsewhere."""
        facts = self[path]
        if not facts.base or not is_outside(facts.base) or "{" in facts.base:
            return facts.references
        return tuple(_based(facts.base, one) for one in facts.references)


def _based(base: str, reference: Reference) -> Reference:
    """Resolve a reference against a base; names of packages and places in the page are none."""
    from urllib.parse import urljoin

    url = reference.url.strip(" \t\n\r\f")
    bare = reference.where.startswith(("import", "export")) and not url.startswith((".", "/"))
    if bare or not url or url.startswith("#"):
        return reference
    try:
        return reference._replace(url=urljoin(base.strip(" \t\n\r\f"), url))
    except ValueError:  # of brackets that are no address of IPv6
        return reference


def is_outside(url: str) -> bool:
    """Tell an address elsewhere in the web: ``https://…``, ``http://…`` or ``//…``."""
    return url.lstrip(" \t\n\r\f")[:8].lower().startswith(("https://", "http://", "//"))
