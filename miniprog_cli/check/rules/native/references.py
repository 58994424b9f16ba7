"""Rules on what templates, style sheets and scripts of a native program refer to."""

import posixpath
import re
from collections.abc import Iterator

from miniprog_cli.check.rules.native.places import (
    MOST_GUESSES,
    lacking,
    native_of,
    package_of,
    pages,
    slashed,
    why_missing,
)
from miniprog_cli.check.rules.native.reach import SCHEME, Needed, from_root, needed, reached
from miniprog_cli.core.facts import Role
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.native.paths import stem
from miniprog_cli.core.rule import NATIVE, Context, rule


@rule("MP613", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def native_reference_not_found(context: Context) -> Iterator[Finding]:
    """A template or style sheet refers to a file that does not ship.

    ## Why it matters
    A missing template or script module stops the host's compiler; a missing style sheet is passed
    over, and the page looks wrong. A picture stays blank: that is a warning.

    ## How to fix
    Correct the path, which is relative to the file it stands in, or begins with a slash at the root
    of the program, or add the file.
    """
    for guesses, (path, one) in enumerate(_missing(context, ("template", "style"))):
        hint = why_missing(context, one.paths[0], guess=guesses < MOST_GUESSES)
        message = f"{one.where} refers to {one.url}, which does not ship"
        severity = Severity.WARNING if one.is_shown else None
        yield Finding(context.at(path, one.span), message, hint, severity=severity)


@rule("MP614", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def module_not_found(context: Context) -> Iterator[Finding]:
    """A script requires or imports a module that does not ship.

    ## Why it matters
    The script throws an error when it is run, and the page stays blank. Compilers say nothing.

    ## How to fix
    Correct the path, add the file, or build the npm package into `miniprogram_npm`. WeChat looks for
    `/utils/tools` beside the file, too, and from the root where `resolveAlias` in `app.json` says so. Looked into are
    the scripts of pages, components and workers, and what those need in turn. Of a package that is not
    there at all the first place is told. In TypeScript an import of a package counts where it brings a
    value for certain: it binds no name, or one that is used in no type.
    """
    told = set[str]()
    for guesses, (path, one) in enumerate(_missing(context, ("script", "module"))):
        package = package_of(context, one.url)
        if package in told or (package and native_of(context).dialect.npm is None):
            continue
        if package:
            told.add(package)
            yield Finding(context.at(path, one.span), *lacking(package, one.url, "module"))
            continue
        hint = _elsewhere(context, path, one) or why_missing(
            context, f"{one.paths[0]}.js", guess=guesses < MOST_GUESSES
        )
        message = f"the module {one.url} does not ship"
        yield Finding(context.at(path, one.span), message, hint)


def _elsewhere(context: Context, holder: str, one: Needed) -> str | None:
    """Say how to write a module that is there from the root, which is not where it is looked for."""
    found = None if one.url.startswith(".") else from_root(context, one.url)
    native = native_of(context)
    if found is None or native.dialect.rooted_modules:
        return slashed(one.url, found)
    way = posixpath.relpath(stem(found), posixpath.dirname(holder) or ".")
    written = way if way.startswith(".") else f"./{way}"
    alias = 'or give it an alias in app.json: "resolveAlias": {"/*": "/*"}'
    host = native.dialect.title
    return f"{found} is there, and {host} looks beside the file: write {written}, {alias}"


def _missing(context: Context, parts: tuple[str, ...]) -> Iterator[tuple[str, Needed]]:
    """Yield what does not ship of what the files of some parts name, with the file's path."""
    shipped, native = context.project.shipped, native_of(context)
    for path in context.program:
        if native.part(path) in parts and path in reached(context):
            for one in needed(context, path):
                if not any(target in shipped for target in one.paths):
                    yield path, one


@rule("MP617", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def link_leads_nowhere(context: Context) -> Iterator[Finding]:
    """A `<navigator>` leads to a page that the program does not list.

    ## Why it matters
    A tap on it does nothing, and only the console says why.

    ## How to fix
    Correct the path, or list the page in `app.json`. Paths that begin with a slash at the root of the
    program are looked at; others depend on the page that shows the template.
    """
    listed, native = pages(context), native_of(context)
    for path, facts in context.program.items():
        if native.part(path) != "template" or path not in reached(context):
            continue
        for one in facts.references:
            url = re.split(r"[?#]", one.url, maxsplit=1)[0]
            leads = one.role is Role.LINK and url.startswith("/") and not SCHEME.match(url)
            if leads and url.strip("/") not in listed:
                message = f"{one.where} leads to {url}, which is no page of the program"
                yield Finding(context.at(path, one.span), message)
