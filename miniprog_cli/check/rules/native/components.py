"""Rules on the components that pages and components name and use."""

from collections.abc import Iterator
from difflib import get_close_matches

from miniprog_cli.check.rules.native.places import (
    BUILD,
    MOST_GUESSES,
    NPM,
    configurations,
    first,
    found,
    native_of,
    package_of,
    parts,
)
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.components import Config, named_in
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import JsonDocument


@rule("MP611", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def component_not_found(context: Context) -> Iterator[Finding]:
    """A component that a page, a component or `app.json` names does not ship.

    ## Why it matters
    The host's compiler refuses the program.

    ## How to fix
    Correct the path, which is relative to the file it stands in or begins with a slash at the root
    of the program, without a suffix. One from npm has to be built into `miniprogram_npm` first: that
    is "Build npm" in the host's tool, or `packNpm` of its command line.
    """
    native = native_of(context)
    lacking = set[str]()
    named = [(native.app.document, "app", one) for one in named_in(native.app.raw)]
    for config in configurations(context):
        if isinstance(config.content, JsonDocument):
            named += ((config.content, config.path, one) for one in config.components)
    for document, holder, one in named:
        if _is_foreign(native, one.written) or found(context, one, holder):
            continue
        package = package_of(context, one.written)
        if package in lacking or (package and native.dialect.npm is None):
            continue
        at = Location(document.file, document.span(one.pointer))
        if package and "/" in one.written:
            lacking.add(package)
            message = (
                f"the component {one.written} is of the package {package}, which does not ship"
            )
            yield Finding(at, message, BUILD)
        else:
            hint = BUILD if _is_of_npm(one.written) else None
            yield Finding(at, f"the component {one.written} does not ship", hint)


def _is_foreign(native: Native, written: str) -> bool:
    """Tell a component that the host or a plugin brings."""
    if written.startswith(native.dialect.plugin_schemes):
        return True
    libraries = members_of(native.app.raw.get("useExtendedLib"))
    return any(written.startswith(f"{name}-miniprogram/") for name in libraries)


def _is_of_npm(written: str) -> bool:
    return NPM in written or not written.startswith(("/", "."))


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
        template = first(context, stem, native.dialect.templates)
        facts = context.program.get(template or "")
        known = everywhere | _declared(config)
        for tag in facts.tags if facts else ():
            if tag.name not in known and not _is_built_in(native, tag.name):
                guesses += 1
                near = _near(native, known, tag.name) if guesses <= MOST_GUESSES else None
                hint = f"did you mean {near}?" if near else "declare it in `usingComponents`"
                message = f"<{tag.name}> is no component that is known here"
                yield Finding(context.at(template or "", tag.span), message, hint)


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
