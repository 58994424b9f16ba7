"""What a dialect is: how a host's native programs are written, in words that no host owns.

The values lie with the hosts (``hosts/<host>/dialect.py``); whatever reads a native project is given
them, so that nothing above or below knows a host by name.
"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Part = Literal["template", "style", "module", "script"]
"""What a file is to a page or component: its markup, its looks, a script of the markup, its script."""


class Markup(NamedTuple):
    """How a template is written; it follows from the suffix of the file alone.

    `prefixes` begin the names of directives (``wx:`` in ``wx:if``); `modules` are the tags that name a
    script module or hold one as their text, `imports` the attributes with which they name it.
    """

    prefixes: tuple[str, ...]
    modules: tuple[str, ...]
    imports: tuple[str, ...] = ("src",)
    braces: bool = True
    """Whether conditions and lists stand in double braces."""


class TabNames(NamedTuple):
    """What the members of the tab bar are called in ``app.json``."""

    tabs: str = "list"
    text: str = "text"
    icon: str = "iconPath"
    selected: str = "selectedIconPath"


class Kept(NamedTuple):
    """Which files the host's own tool packs, by suffix without a dot; where and when it was read."""

    suffixes: frozenset[str]
    source: str
    checked: str


class Compiler(NamedTuple):
    """A compiler that the host's tool has: the suffix it reads and the one it writes."""

    name: str
    reads: str
    writes: str


class Dialect(NamedTuple):
    """The language of a host's native programs, and the files of its projects.

    Suffixes have no dot. The first of each is the dialect's own; others are taken, too.
    """

    host: str
    """The short name of the host, as on the command line."""
    title: str
    language: str
    """What people call it: ``WXML``."""
    project_file: str
    """Beside or above ``app.json``: ``project.config.json``."""
    root_member: str
    """The member of the project file that names the folder of ``app.json``."""
    id_member: str
    id_pattern: str
    """What all ids match."""
    id_telling: bool
    """Whether the shape of an id tells this host from all others."""
    templates: tuple[str, ...]
    styles: tuple[str, ...]
    modules: tuple[str, ...]
    prefix: str
    """How directives begin: ``wx:`` in ``wx:if``."""
    events: tuple[str, ...]
    """How the names of attributes begin that bind events."""
    namespace: str
    """The global that the host's interface hangs on."""
    module_tags: tuple[str, ...]
    placeholder_ids: tuple[str, ...] = ()
    """Ids that stand for none, as those of templates do."""
    private_file: str | None = None
    """A project file of one developer, whose members win."""
    kept: Kept | None = None
    compilers: tuple[Compiler, ...] = ()
    tabs: TabNames = TabNames()
    extended: Mapping[str, str] = {}
    """Components that the host brings where ``useExtendedLib`` names their library, by prefix."""
    plugin_schemes: tuple[str, ...] = ()
    """How addresses of components begin that are no files of the program."""

    @property
    def parts(self) -> dict[str, Part]:
        """What a file is, by its suffix."""
        return {
            **dict.fromkeys(self.templates, "template"),
            **dict.fromkeys(self.styles, "style"),
            **dict.fromkeys(self.modules, "module"),
            "js": "script",
            "ts": "script",
        }


class Asked(NamedTuple):
    """What is needed to open a native project, and what the command line says of it.

    `dialects` gives every dialect there is; it is only called where a project is native.
    """

    dialects: Callable[[], tuple[Dialect, ...]]
    host: str | None = None
    version: str | None = None
    tagged: bool = False
    """Whether a tag of git may name the version, where nothing else does."""
