"""Rules of WeChat on colours and themes of pages, as its own compiler asks them."""

import re
from collections.abc import Iterator, Mapping

from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.native.theme import themed, themes
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import Json, JsonDocument, Pointer

_HEX = r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})"
_COLOURS = ("navigationBarBackgroundColor", "backgroundColor")
"""Which colours are looked at: npm miniprogram-ci 2.1.42, .../json/app/checkAppFields.js."""
# fmt: off
_WINDOW = (
    "navigationBarBackgroundColor", "navigationBarTextStyle", "backgroundColor",
    "backgroundTextStyle", "backgroundColorTop", "backgroundColorBottom", "backgroundColorContent",
)
# fmt: on
_TABS = ("color", "selectedColor", "backgroundColor", "borderStyle")
_TAB = ("iconPath", "selectedIconPath")
_THEMES = ("light", "dark")


class _Said(NamedTuple):
    """Members that stand together: which of them may be variables, and where they stand."""

    document: JsonDocument
    pointer: Pointer
    members: Mapping[str, Json]
    names: tuple[str, ...]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the members that are text."""
        for name in self.names:
            if isinstance(value := self.members.get(name), str):
                yield name, value

    def at(self, name: str) -> Location:
        """Give the place of a member."""
        return Location(self.document.file, self.document.span((*self.pointer, name)))


@rule("WX006", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def colour_not_hexadecimal(context: Context) -> Iterator[Finding]:
    """A colour of the navigation bar or of the background is written as a word, or not as hex.

    ## Why it matters
    WeChat's compiler refuses `navigationBarBackgroundColor` and `backgroundColor` that are no
    `#RGB`, `#RGBA`, `#RRGGBB` or `#RRGGBBAA`.

    ## How to fix
    Write the colour in hexadecimal digits, as `#ffffff`.
    """
    native = _native(context)
    for said in _windows(native):
        for name, value in said.texts():
            values = themed(native, value) if value.startswith("@") else (value,)
            for one in values if name in _COLOURS else ():
                if not re.fullmatch(_HEX, one):
                    message = f"`{name}` is {one!r}, which is no colour in hexadecimal digits"
                    yield Finding(said.at(name), message, "as #ffffff")


@rule("WX007", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def theme_variable_unknown(context: Context) -> Iterator[Finding]:
    """A variable such as `@bar` has no value in one of the themes.

    ## Why it matters
    WeChat's compiler refuses variables without `themeLocation` in `app.json`, and those that the
    theme file does not give for `light` and for `dark`.

    ## How to fix
    Name the theme file, and give the variable a value in both.
    """
    native = _native(context)
    known = themes(native) if isinstance(native.app.raw.get("themeLocation"), str) else None
    for said in (*_windows(native), *_tabs(native)):
        for name, value in said.texts():
            if not value.startswith("@"):
                continue
            if known is None:
                message = f"`{name}` is {value}, and `themeLocation` names no theme file"
                yield Finding(said.at(name), message, 'add "themeLocation": "theme.json"')
                continue
            lacking = [one for one in _THEMES if value[1:] not in known.get(one, {})]
            if lacking:
                where = " and in ".join(f"the theme {theme}" for theme in lacking)
                yield Finding(said.at(name), f"{value} has no value in {where}")


def _native(context: Context) -> Native:
    if context.project.native is None:
        raise TypeError("the project is not native")
    return context.project.native


def _windows(native: Native) -> Iterator[_Said]:
    """Yield what is said of windows: by the program, and by each page."""
    yield _Said(native.app.document, ("window",), native.app.window, _WINDOW)
    for path in dict.fromkeys(page.path for page in native.app.pages):
        config = native.config_of(path)
        if config and isinstance(config.content, JsonDocument):
            yield _Said(config.content, (), config.raw, _WINDOW)


def _tabs(native: Native) -> Iterator[_Said]:
    document = native.app.document
    bar = members_of(native.app.raw.get("tabBar"))
    yield _Said(document, ("tabBar",), bar, _TABS)
    listed = bar.get("list")
    for number, tab in enumerate(listed if isinstance(listed, list) else ()):
        yield _Said(document, ("tabBar", "list", number), members_of(tab), _TAB)
