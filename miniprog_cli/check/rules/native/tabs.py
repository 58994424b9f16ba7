"""Rules on the tab bar of a native program."""

from collections.abc import Iterator

from miniprog_cli.check.rules.native.places import (
    TAB_BAR,
    at_app,
    first,
    native_of,
    why_missing,
)
from miniprog_cli.core.dialect import TabRules
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.native.app import Tab, TabBar
from miniprog_cli.core.native.paths import suffix
from miniprog_cli.core.native.theme import themed
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.size import exact

_WARNING = Severity.WARNING


@rule("MP607", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def tab_bar_wrong(context: Context) -> Iterator[Finding]:
    """The tab bar has too few or too many tabs, or one that leads nowhere.

    ## Why it matters
    The host's compiler refuses the program. A tab leads to a page of the main package, which is
    loaded first; each page has one tab at most.

    ## How to fix
    Name two to five pages of `pages`, as they are written there. A tab without a text is compiled,
    and shows an empty place below its icon: that is a warning. So is `"custom": true` without the
    component `custom-tab-bar/index` in the root of the program: the program then has no tab bar.
    """
    native = native_of(context)
    bar, rules = native.app.tab_bar, native.dialect.tab_rules
    if bar is None:
        return
    if rules:
        yield from _number(context, bar, rules)
    yield from _own(context, bar)
    main = {page.path for page in native.app.packages[0].pages}
    seen = set[str]()
    for tab in bar.tabs:
        yield from _tab(context, tab, main, seen)
        seen.add(tab.page)
        if not tab.text and not bar.custom:
            at = at_app(context, tab.pointer)
            message = f"the tab of {tab.page or 'no page'} has no text"
            yield Finding(at, message, "add one", severity=_WARNING)


def _own(context: Context, bar: TabBar) -> Iterator[Finding]:
    """Look for the component that draws the bar, where the host does not."""
    needs = (("json",), native_of(context).dialect.templates)
    lacking = [one[0] for one in needs if first(context, TAB_BAR, one) is None]
    if bar.custom and lacking:
        path = f"{TAB_BAR}.{lacking[0]}"
        message = f"the program draws its tab bar itself, and {path} does not ship"
        hint = why_missing(context, path) or "add the component, or remove `custom`"
        yield Finding(at_app(context, ("tabBar", "custom")), message, hint, severity=_WARNING)


def _number(context: Context, bar: TabBar, rules: TabRules) -> Iterator[Finding]:
    names = native_of(context).dialect.tabs
    most = rules.most_custom if bar.custom else rules.most
    if not rules.fewest <= len(bar.tabs) <= most:
        at = at_app(context, ("tabBar", names.tabs))
        number = "1 tab" if len(bar.tabs) == 1 else f"{len(bar.tabs)} tabs"
        yield Finding(at, f"the tab bar has {number}; it takes {rules.fewest} to {most}")


def _tab(context: Context, tab: Tab, main: set[str], seen: set[str]) -> Iterator[Finding]:
    at = at_app(context, (*tab.pointer, "pagePath"))
    if not tab.page:
        yield Finding(at_app(context, tab.pointer), "a tab names no page", "add `pagePath`")
    elif tab.page in seen:
        yield Finding(at, f"two tabs lead to {tab.page}", "remove one of the two")
    elif tab.page in main:
        return
    elif tab.page.lstrip("/") in main:
        said = f"the page {tab.page} of a tab begins with a slash"
        yield Finding(at, said, f"write {tab.page.lstrip('/')}")
    else:
        hint = "it lies in a sub-package" if _is_elsewhere(context, tab.page) else "add it there"
        yield Finding(at, f"the tab leads to {tab.page}, which is no page of `pages`", hint)


def _is_elsewhere(context: Context, page: str) -> bool:
    return any(one.path == page for one in native_of(context).app.pages)


@rule("MP608", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def tab_icon_wrong(context: Context) -> Iterator[Finding]:
    """The icon of a tab does not ship, is too heavy, or is in a format that tabs do not take.

    ## Why it matters
    The host's compiler refuses the program.

    ## How to fix
    Use a PNG or JPEG of at most 40 KB, 81 by 81 pixels; SVG works in pages, not in the tab bar. The
    path is one from the root of the program.
    """
    native = native_of(context)
    names = native.dialect.tabs
    for tab in native.app.tab_bar.tabs if native.app.tab_bar else ():
        for member, written in ((names.icon, tab.icon), (names.selected, tab.selected)):
            for one in (
                themed(native_of(context), written) if written.startswith("@") else (written,)
            ):
                path = one.removeprefix("./").lstrip("/")
                if path and "://" not in path:
                    problem = _problem(context, path, native.dialect.tab_rules)
                    if problem:
                        yield Finding(at_app(context, (*tab.pointer, member)), *problem)


def _problem(context: Context, path: str, rules: TabRules | None) -> tuple[str, str | None] | None:
    file = context.project.shipped.get(path)
    if file is None:
        return f"the icon {path} does not ship", why_missing(context, path)
    if rules and suffix(path) not in rules.icons:
        return f"the icon {path} is no picture that tabs take", f"one of {', '.join(rules.icons)}"
    if rules and file.bytes > rules.icon_bytes:
        said = f"the icon {path} has {exact(file.bytes)}; at most {exact(rules.icon_bytes)}"
        return said, "make it smaller: 81 by 81 pixels are enough"
    return None
