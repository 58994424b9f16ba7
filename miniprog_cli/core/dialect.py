"""What a dialect is: how a host's native programs are written, in words that no host owns.

The values lie with the hosts (``hosts/<host>/dialect.py``); whatever reads a native project is given
them, so that nothing above or below knows a host by name.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from miniprog_cli.core.native.schema import Schema

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
    own_language: bool = False
    """Whether expressions and scripts are small languages of their own, and not JavaScript."""


Compiled = Literal["less", "sass"]
"""A language of style sheets that the host's tool compiles, by the name of the compiler."""

Reading = Markup | Literal["style", "module", "small", "typed"] | Compiled
"""How a file is read that only native programs have: a template, a style sheet, a script of those, TypeScript.

``small`` is a script of templates in a small language of its own.
"""
Readings = Mapping[str, Reading]
"""By suffix, without a dot."""


class TabNames(NamedTuple):
    """What the members of the tab bar are called in ``app.json``."""

    tabs: str = "list"
    text: str = "text"
    icon: str = "iconPath"
    selected: str = "selectedIconPath"


class TabRules(NamedTuple):
    """What a host takes as a tab bar; where and when it was read."""

    fewest: int
    most: int
    most_custom: int
    """Where the program draws the bar itself."""
    icons: tuple[str, ...]
    """Suffixes of pictures, without a dot."""
    icon_bytes: int
    source: str
    checked: str


class Kept(NamedTuple):
    """Which files the host's own tool packs, by suffix without a dot; where and when it was read."""

    suffixes: frozenset[str]
    source: str
    checked: str


class Common(NamedTuple):
    """A file that a compiler puts before every other one, where it is there.

    The member `member` of the member `setting` of the project file's `setting` names it, from the
    root of the program; `file` is its name where nothing does.
    """

    setting: str
    member: str
    file: str


class Compiler(NamedTuple):
    """A compiler that the host's tool has: the suffix it reads and the one it writes."""

    name: str
    reads: str
    writes: str
    common: tuple[Common, ...] = ()
    """What its sources see without importing it; of several the first that is there."""


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
    """How the names of attributes begin that bind events: those that bubble on, those that end here,
    and the two on the way down."""
    namespace: str
    """The global that the host's interface hangs on."""
    module_tags: tuple[str, ...]
    module_names: tuple[str, str] = ("src", "module")
    """The attributes of those tags: the file, and the name that the template has for it."""
    camel_events: bool = False
    """Whether the name of an event follows with a capital letter: ``onTouchStart``."""
    also_named: tuple[str, ...] = ()
    """Other names that it has for programs written for another host."""
    config_name: str = ""
    """What scripts find the configuration of their program under, without it being documented."""
    braces: bool = True
    """Whether conditions and lists stand in double braces, and hold what JavaScript reads."""
    own_language: bool = False
    """Whether what stands in braces, and its script modules, are small languages of their own.

    Those are the ones that `syntax.formulas` and `syntax.beyond` know; in others what JavaScript has
    is let be, for nothing is published that tells.
    """
    web_slots: bool = False
    """Whether slots are those of the web: by name without an option, with what they hold by default."""
    rooted_modules: bool = True
    """Whether a module whose path begins with a slash is looked for from the root without an alias."""
    npm: str | None = "miniprogram_npm"
    """The folder that packages of npm are built into; None where the host's tool fetches them."""
    placeholder_ids: tuple[str, ...] = ()
    """Ids that stand for none, as those of templates do."""
    private_file: str | None = None
    """A project file of one developer, whose members win."""
    kept: Kept | None = None
    schema: "Callable[[], Schema] | None" = None
    """Reads what the members of its files may be; None where nothing is published."""
    most_packages: int | None = None
    """How many sub-packages a program may have."""
    compilers: tuple[Compiler, ...] = ()
    tab_rules: TabRules | None = None
    tabs: TabNames = TabNames()
    extended: Mapping[str, str] = {}
    """Components that the host brings where ``useExtendedLib`` names their library, by prefix."""
    tags: frozenset[str] = frozenset()
    """The components that every program has; empty where they are not known."""
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
