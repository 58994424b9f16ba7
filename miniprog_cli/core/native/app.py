"""``app.json`` of a native program: pages, packages and tabs, each with its place in the text.

A member that is wrong is passed over; rules look at the document itself.
"""

from collections.abc import Iterator, Mapping

from miniprog_cli.core.dialect import TabNames
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import Json, JsonDocument, Pointer

FILE_NAME = "app.json"
PACKAGES = ("subPackages", "subpackages")
"""Both ways to write it; hosts take either."""


class Page(NamedTuple):
    """A page as ``app.json`` lists it: its path from the root without a suffix, and its place."""

    path: str
    written: str
    pointer: Pointer


class Package(NamedTuple):
    """The main package, whose `root` is empty, or a sub-package; `root` has no slash at its ends."""

    root: str
    name: str | None
    independent: bool
    pages: tuple[Page, ...]
    pointer: Pointer


class Tab(NamedTuple):
    """One entry of the tab bar; paths are as they are written, empty where there is none."""

    page: str
    text: str
    icon: str
    selected: str
    pointer: Pointer


class TabBar(NamedTuple):
    """The tab bar: `look` holds its colours and place as they are written."""

    tabs: tuple[Tab, ...]
    custom: bool
    look: Mapping[str, Json]


class App(NamedTuple):
    """What ``app.json`` says, or ``plugin.json`` of a plugin; the main package is the first."""

    document: JsonDocument
    packages: tuple[Package, ...]
    tab_bar: TabBar | None
    window: Mapping[str, Json]
    script: str = FILE_NAME.removesuffix(".json")
    """The script that it begins with, without a suffix."""
    components: tuple[str, ...] = ()
    """Components that it hands on to other programs, by their path without a suffix."""

    @property
    def raw(self) -> Mapping[str, Json]:
        """All members as they are written."""
        return members_of(self.document.value)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of all packages, those of the main one first."""
        return tuple(page for package in self.packages for page in package.pages)

    @property
    def start(self) -> str:
        """The page that a program opens with; empty where there is none."""
        entry = self.raw.get("entryPagePath")
        if isinstance(entry, str) and entry:
            return entry.lstrip("/")
        return self.pages[0].path if self.pages else ""

    def package_of(self, path: str) -> Package:
        """Give the package that a file ships in, by its path from the root."""
        around = (one for one in self.packages[1:] if path.startswith(f"{one.root}/"))
        return max(around, key=lambda one: len(one.root), default=self.packages[0])


def read_app(document: JsonDocument, names: TabNames) -> App:
    """Read what ``app.json`` says."""
    said = members_of(document.value)
    pages = tuple(_pages(said.get("pages"), "", ("pages",)))
    main = Package("", None, independent=False, pages=pages, pointer=())
    return App(
        document=document,
        packages=(main, *_packages(said)),
        tab_bar=_tab_bar(said.get("tabBar"), names),
        window=members_of(said.get("window")),
    )


def members_of(value: Json) -> Mapping[str, Json]:
    """Give an object's members; none where it is no object."""
    return value if isinstance(value, dict) else {}


def _pages(value: Json, root: str, pointer: Pointer) -> Iterator[Page]:
    for position, page in enumerate(value if isinstance(value, list) else ()):
        if isinstance(page, str) and page.strip("/"):
            path = page.lstrip("/")
            whole = f"{root}/{path}" if root else path
            yield Page(whole, page, (*pointer, position))


def _packages(said: Mapping[str, Json]) -> Iterator[Package]:
    for member in PACKAGES:
        listed = said.get(member)
        for position, one in enumerate(listed if isinstance(listed, list) else ()):
            yield from _package(members_of(one), (member, position))


def _package(said: Mapping[str, Json], pointer: Pointer) -> Iterator[Package]:
    root, name = said.get("root"), said.get("name")
    if isinstance(root, str) and root.strip("/"):
        place = root.strip("/")
        yield Package(
            place,
            name if isinstance(name, str) else None,
            independent=said.get("independent") is True,
            pages=tuple(_pages(said.get("pages"), place, (*pointer, "pages"))),
            pointer=pointer,
        )


def _tab_bar(value: Json, names: TabNames) -> TabBar | None:
    said = members_of(value)
    listed = said.get(names.tabs)
    if not said:
        return None
    tabs = tuple(
        _tab(members_of(tab), names, ("tabBar", names.tabs, position))
        for position, tab in enumerate(listed if isinstance(listed, list) else ())
    )
    look = {name: member for name, member in said.items() if name != names.tabs}
    return TabBar(tabs, custom=said.get("custom") is True, look=look)


def _tab(said: Mapping[str, Json], names: TabNames, pointer: Pointer) -> Tab:
    written = ("pagePath", names.text, names.icon, names.selected)
    found = (one if isinstance(one := said.get(name), str) else "" for name in written)
    page, text, icon, selected = found
    return Tab(page, text, icon, selected, pointer)
