"""Rules on the components that pages and components name and use."""

from collections import Counter
from collections.abc import Container, Iterator
from difflib import get_close_matches

from miniprog_cli.check.rules.native.places import (
    BUILD,
    MOST_GUESSES,
    NPM,
    aliased,
    configurations,
    first,
    found,
    has_folder,
    lacking,
    native_of,
    package_of,
    parts,
    slashed,
)
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.components import Config, named_in
from miniprog_cli.core.native.paths import resolved
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import JsonDocument, JsonError, Pointer

_MANY = 10
"""Of more components than these in a folder that is not there, the first is told."""
_DECLARE = "declare it in `usingComponents`"
# fmt: off
_OF_HTML = {
    "<view>": frozenset({
        "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "section",
        "article", "header", "footer", "main", "nav", "aside", "table", "tr", "td", "th", "tbody",
        "thead", "hr", "center", "pre", "figure", "blockquote",
    }),
    "<text>": frozenset({"i", "b", "u", "em", "strong", "small", "font", "sup", "sub", "code", "del"}),
    "<navigator>": frozenset({"a"}),
    "<image>": frozenset({"img"}),
    "<picker>": frozenset({"select"}),
    "a new line in <text>": frozenset({"br"}),
}
# fmt: on
"""Elements of HTML by the component that does what they do."""


@rule("MP611", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def component_not_found(context: Context) -> Iterator[Finding]:
    """A component that a page, a component or `app.json` names does not ship.

    ## Why it matters
    The host's compiler refuses the program.

    ## How to fix
    Correct the path, which is relative to the file it stands in or begins with a slash at the root
    of the program, without a suffix. One from npm has to be built into `miniprogram_npm` first: that
    is "Build npm" in the host's tool, or `packNpm` of its command line. Of a package that is not
    there the first component is told, and so of a folder that is not there, as before a build, where
    more than ten are named in it.
    """
    missing = list(_missing(context))
    inside = Counter(one.folder for one in missing if one.folder)
    crowded = {folder for folder, number in inside.items() if number > _MANY}
    alike = dict[tuple[object, ...], list[_Missing]]()
    for one in missing:
        alike.setdefault(_cause(one, crowded), []).append(one)
    for group in alike.values():
        document = group[0].document
        at = Location(document.file, document.span(group[0].pointer))
        yield Finding(at, *_said(group[0], len(group) - 1))


class _Missing(NamedTuple):
    """A component that does not ship; `folder` is the highest one around it that does not either.

    `package` is that of npm which it is of, where nothing of that ships.
    """

    document: JsonDocument
    written: str
    pointer: Pointer
    package: str | None
    folder: str | None
    hint: str | None


def _missing(context: Context) -> Iterator[_Missing]:
    native = native_of(context)
    named = [(native.app.document, "app", one) for one in named_in(native.app.raw)]
    for config in configurations(context):
        if isinstance(config.content, JsonDocument):
            named += ((config.content, config.path, one) for one in config.components)
    for document, holder, one in named:
        if _is_foreign(native, one.written) or found(context, one, holder):
            continue
        package = package_of(context, one.written)
        if package is None or native.dialect.npm is not None:
            folder = None if package else _folder(context, one.written, holder)
            rooted = found(context, one._replace(written=f"/{one.written}"), holder)
            hint = slashed(one.written, rooted)
            yield _Missing(document, one.written, one.pointer, package, folder, hint)


def _cause(one: _Missing, crowded: Container[str | None]) -> tuple[object, ...]:
    """Give what components have in common that are told as one."""
    if one.package and "/" in one.written:
        return (one.package, "package")
    here = (one.document.file, *one.pointer)
    return (one.folder, "folder") if one.folder in crowded else here


def _said(one: _Missing, more: int) -> tuple[str, str | None]:
    """Say what is not there, with what to do; `more` components are lacking for the same cause."""
    if one.package and "/" in one.written:
        return lacking(one.package, one.written, "component")
    said = f"the component {one.written} does not ship"
    if more:
        hint = BUILD if NPM in (one.folder or "") else "build it first, or correct the paths"
        return f"{said}: there is no folder {one.folder}, as for {more} more", hint
    return said, BUILD if NPM in one.written or one.package else one.hint


def _folder(context: Context, written: str, holder: str) -> str | None:
    """Give the highest folder that is not there around a component."""
    path = resolved(aliased(native_of(context), written), holder) or ""
    steps = path.split("/")[:-1]
    around = ("/".join(steps[:count]) for count in range(1, len(steps) + 1))
    return next((folder for folder in around if not has_folder(context, folder)), None)


def _is_foreign(native: Native, written: str) -> bool:
    """Tell a component that the host or a plugin brings."""
    if written.startswith(native.dialect.plugin_schemes):
        return True
    libraries = members_of(native.app.raw.get("useExtendedLib"))
    return any(written.startswith(f"{name}-miniprogram/") for name in libraries)


@rule("MP616", severity=Severity.WARNING, since="0.2", kinds=NATIVE)
def component_not_declared(context: Context) -> Iterator[Finding]:
    """A template uses a tag that is neither a component of the host nor one that is declared.

    ## Why it matters
    The host shows nothing of it but its content, and says nothing.

    ## How to fix
    Declare it in `usingComponents` of the page, of the component or of `app.json`, or correct the
    name.
    """
    native = native_of(context)
    if not native.dialect.tags:
        return
    everywhere = set(members_of(native.app.raw.get("usingComponents")))
    guesses = 0
    for stem, config in parts(context).items():
        if config and isinstance(config.content, JsonError):
            continue  # what it declares is not known
        template = first(context, stem, native.dialect.templates)
        facts = context.program.get(template or "")
        known = everywhere | _declared(config)
        for tag in facts.tags if facts else ():
            if tag.name not in known and not _is_built_in(native, tag.name):
                guesses += 1
                near = _near(native, known, tag.name) if guesses <= MOST_GUESSES else None
                hint = _instead(tag.name) or (f"did you mean {near}?" if near else _DECLARE)
                message = f"<{tag.name}> is no component that is known here"
                yield Finding(context.at(template or "", tag.span), message, hint)


def _instead(tag: str) -> str | None:
    """Give the component that stands for an element of HTML."""
    for instead, elements in _OF_HTML.items():
        if tag in elements:
            return f"it is of HTML: write {instead}"
    return None


def _declared(config: Config | None) -> set[str]:
    if config is None:
        return set()
    names = ("usingComponents", "componentGenerics")
    return {tag for name in names for tag in members_of(config.raw.get(name))}


def _is_built_in(native: Native, tag: str) -> bool:
    dialect = native.dialect
    if tag in dialect.tags or tag in dialect.module_tags:
        return True
    libraries = members_of(native.app.raw.get("useExtendedLib"))
    prefixes = (prefix for name, prefix in dialect.extended.items() if name in libraries)
    return tag.startswith(("xr-", *prefixes))


def _near(native: Native, known: set[str], tag: str) -> str | None:
    near = get_close_matches(tag, [*known, *native.dialect.tags], n=1, cutoff=0.75)
    return near[0] if near else None
