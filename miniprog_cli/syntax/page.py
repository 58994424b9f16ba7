"""What a page holds, as values: URLs, stretches of other languages, and what its elements say."""

from miniprog_cli.core.facts import Role
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.loading import Loading
from miniprog_cli.syntax.opening import Opening
from miniprog_cli.syntax.tags import Attribute, Tag, Unclosed


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
    bare: bool = False
    """Whether that attribute has no quotes."""
    module: bool = False
    held: int = 0
    """Of what stands in a page that an attribute holds, the characters of that, from `start` on."""


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
    loads: tuple[tuple[Loading, int, int], ...]
    """The URLs of `<script src>` that are no modules."""
    unread: tuple[tuple[str, int], ...]
    """What is wrong with import maps, and where."""
    mapped: tuple[str, ...]
    """The names in import maps; `""` where one may map any name."""


class Page(NamedTuple):
    """What a page holds. `base` is the reference of its `<base>` element, if it has one."""

    references: tuple[Url, ...]
    styles: tuple[Embedded, ...]
    scripts: tuple[Embedded, ...]
    base: str | None
    said: Said
    unclosed: Unclosed | None
