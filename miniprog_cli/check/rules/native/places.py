"""What rules on native projects share: the program itself, what ships, and where something stands."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from miniprog_cli.core.finding import Location
from miniprog_cli.core.native.app import Page
from miniprog_cli.core.native.components import Config, Named, candidates, named_in
from miniprog_cli.core.native.paths import suffix
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.rule import Context
from miniprog_cli.core.source import Pointer

_NEAR = 0.75
NPM = "miniprogram_npm"
TAB_BAR, _APP_BAR = "custom-tab-bar/index", "app-bar/index"
"""Components that a program has by their place, and names nowhere."""
BUILD = f"build npm packages, so that {NPM} holds it"
MOST_GUESSES = 20
"""For how many wrong names it is looked up what may have been meant, which takes its time."""


def native_of(context: Context) -> Native:
    """Give what the vendor's files say; these rules are asked of native projects only."""
    native = context.project.native
    if native is None:
        raise TypeError("the project is not native")
    return native


def at_app(context: Context, pointer: Pointer) -> Location:
    """Give the place of a value in ``app.json``."""
    document = native_of(context).app.document
    return Location(document.file, document.span(pointer))


def first(context: Context, stem: str, suffixes: tuple[str, ...]) -> str | None:
    """Give the first file that ships of a path with one of several suffixes."""
    paths = (f"{stem}.{suffix}" for suffix in suffixes)
    return next((path for path in paths if path in context.project.shipped), None)


def has_folder(context: Context, folder: str) -> bool:
    """Tell whether anything ships below a folder."""
    return folder in context.program.once("native folders", lambda: _folders(context))


def _folders(context: Context) -> frozenset[str]:
    found = set[str]()
    for path in context.project.shipped:
        steps = path.split("/")[:-1]
        found |= {"/".join(steps[:count]) for count in range(1, len(steps) + 1)}
    return frozenset(found)


def why_missing(context: Context, path: str, *, guess: bool = True) -> str | None:
    """Say what to do about a path that does not ship: it is left out, or another one is meant."""
    for file in context.project.files:
        left_out = file.path == path or (file.path.endswith("/") and path.startswith(file.path))
        if left_out and not file.included:
            return f"it is there, but does not ship: {file.reason}"
    near = _near(path, context.project.shipped) if guess else None
    return f"did you mean {near}?" if near else None


def _near(path: str, shipped: Iterable[str]) -> str | None:
    """Give a file of the same name elsewhere, or one beside it whose name is nearly the same."""
    folder, _, name = path.rpartition("/")
    places = {one: one.rpartition("/") for one in shipped}
    elsewhere = [one for one, (_, _, other) in places.items() if other == name]
    # What is called index is everywhere
    cutoff = _NEAR if name.startswith("index.") else 0
    if near := get_close_matches(path, elsewhere, n=1, cutoff=cutoff):
        return near[0]
    beside = {other: one for one, (where, _, other) in places.items() if where == folder}
    alike = [other for other in beside if suffix(other) == suffix(name)]
    near = get_close_matches(name, alike, n=1, cutoff=_NEAR)
    return beside[near[0]] if near else None


def pages(context: Context) -> dict[str, Page]:
    """Give the pages of all packages by their path, each once."""
    listed = native_of(context).app.pages
    return {page.path: page for page in reversed(listed)}


def parts(context: Context) -> dict[str, Config | None]:
    """Give the paths, without a suffix, of all pages and components, with their configurations."""
    return context.program.once("native parts", lambda: dict(_parts(context)))


def configurations(context: Context) -> tuple[Config, ...]:
    """Give the configurations of all pages and of the components they use, each once."""
    return tuple(config for config in parts(context).values() if config)


def _parts(context: Context) -> Iterator[tuple[str, Config | None]]:
    native = native_of(context)
    waiting = [page.path for page in native.app.pages]
    waiting += (path for one in named_in(native.app.raw) if (path := found(context, one, "app")))
    waiting += (*bars(native), *native.app.components)
    seen = set(waiting)
    for stem in waiting:
        config = native.config_of(stem)
        yield stem, config
        for one in config.components if config else ():
            path = found(context, one, stem)
            if path is not None and path not in seen:
                seen.add(path)
                waiting.append(path)


def bars(native: Native) -> list[str]:
    """Give the components that draw the tab bar, and the bar of the program, where it has its own."""
    tabs = native.app.tab_bar
    own = {TAB_BAR: tabs is not None and tabs.custom, _APP_BAR: "appBar" in native.app.raw}
    return [path for path, is_own in own.items() if is_own]


def found(context: Context, one: Named, holder: str) -> str | None:
    """Give the path of a component that ships, without a suffix; None where it does not."""
    native = native_of(context)
    suffixes = ("json", *native.dialect.templates, *native.scripts)
    for path in candidates(aliased(native, one.written), holder):
        if first(context, path, suffixes):
            return path
    return None


def aliased(native: Native, written: str) -> str:
    """Resolve the longest alias that fits; without one it stays as it is."""
    return alias(native, written) or written


def alias(native: Native, written: str) -> str | None:
    """Resolve the longest alias of ``resolveAlias`` that fits, such as ``@/*`` for ``/src/*``."""
    aliases = native.app.raw.get("resolveAlias")
    begin, path = "", ""
    for name, target in aliases.items() if isinstance(aliases, dict) else ():
        start = name.removesuffix("*")
        fits = isinstance(target, str) and name.endswith("/*") and written.startswith(start)
        if fits and len(start) > len(begin):
            begin, path = start, str(target)
    return f"/{path.removesuffix('*').lstrip('/')}{written.removeprefix(begin)}" if begin else None


def package_of(context: Context, written: str) -> str | None:
    """Give the npm package that a component or module is of, where nothing of that ships."""
    if written.startswith(("/", ".")):
        return None
    steps = written.split("/")
    if len(steps) > 1 and has_folder(context, steps[0]):
        return None  # a path from the root
    name = "/".join(steps[: 2 if written.startswith("@") else 1])
    marks = (f"{NPM}/{name}/", f"{NPM}/{name}.")
    ships = any(mark in path for path in context.project.shipped for mark in marks)
    return None if ships else name


def lacking(package: str, written: str, what: str) -> tuple[str, str]:
    """Say that a component or module does not ship which may be of a package, with what to do.

    A name of several steps may as well be a path that is wrong.
    """
    if written.startswith("@") or "/" not in written:
        return f"the {what} {written} is of the package {package}, which does not ship", BUILD
    said = f"the {what} {written} does not ship: there is neither a folder nor a package {package}"
    return said, f"correct the path, or, if it is a package, {BUILD}"


def slashed(written: str, rooted: str | None) -> str | None:
    """Say that a path lacks its first slash, where there is what it then means."""
    is_bare = rooted is not None and not written.startswith((".", "/"))
    return f"/{written} is there: a path from the root begins with a slash" if is_bare else None
