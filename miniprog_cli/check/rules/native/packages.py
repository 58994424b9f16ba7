"""Rules on sub-packages, and on members of `app.json` that name pages, packages and files."""

from collections.abc import Iterator

from miniprog_cli.check.rules.native.places import at_app, has_folder, native_of, pages, why_missing
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.native.app import Package, members_of
from miniprog_cli.core.native.paths import is_below
from miniprog_cli.core.rule import NATIVE, Context, rule
from miniprog_cli.core.source import Json, Pointer

_MAIN = "__APP__"
"""What the main package is called where packages are listed."""


@rule("MP609", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def sub_package_wrong(context: Context) -> Iterator[Finding]:
    """A sub-package is not a folder of its own.

    ## Why it matters
    Each package is loaded by itself, so each file belongs to exactly one: roots may not be the same
    or lie in one another, and pages of the main package may not lie in one. The host's compiler
    refuses the program.

    ## How to fix
    Give each package a folder of its own, with its pages in it.
    """
    packages = native_of(context).app.packages[1:]
    most = native_of(context).dialect.most_packages
    if most is not None and len(packages) > most:
        at = at_app(context, (packages[0].pointer[0],))
        yield Finding(at, f"the program has {len(packages)} sub-packages; at most {most} are taken")
    for number, package in enumerate(packages):
        yield from _package(context, package, packages[:number])
        for other in packages:
            if other is not package and is_below(package.root, other.root):
                at = at_app(context, (*package.pointer, "root"))
                yield Finding(at, f"the sub-package {package.root} lies in {other.root}")
    for page in native_of(context).app.packages[0].pages:
        around = next((one for one in packages if is_below(page.path, one.root)), None)
        if around:
            message = (
                f"the page {page.path} of the main package lies in the sub-package {around.root}"
            )
            hint = "list it there, or move it out of the folder"
            yield Finding(at_app(context, page.pointer), message, hint)


def _package(context: Context, one: Package, before: tuple[Package, ...]) -> Iterator[Finding]:
    at = at_app(context, (*one.pointer, "root"))
    if any(other.root == one.root for other in before):
        yield Finding(at, f"two sub-packages have the root {one.root}", "give each one of its own")
    elif not has_folder(context, one.root):
        yield Finding(at, f"the sub-package {one.root} is no folder that ships")
    if one.name and any(other.name == one.name for other in before):
        place = at_app(context, (*one.pointer, "name"))
        yield Finding(place, f"two sub-packages are called {one.name}", "rename one of the two")


@rule("MP610", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def app_member_leads_nowhere(context: Context) -> Iterator[Finding]:
    """A member of `app.json` names a page, package, folder or file that is not there.

    ## Why it matters
    The host's compiler refuses the program, or what was meant does not happen.

    ## How to fix
    Correct the name, or remove the member. Looked at are `entryPagePath`, `openLocationPagePath`,
    `preloadRule`, `workers`, `sitemapLocation` and `themeLocation`.
    """
    raw = native_of(context).app.raw
    listed = pages(context)
    for member in ("entryPagePath", "openLocationPagePath"):
        written = raw.get(member)
        if isinstance(written, str) and written and written not in listed:
            message = f"`{member}` names {written}, which is no page of the program"
            yield Finding(at_app(context, (member,)), message)
    for member in ("sitemapLocation", "themeLocation"):
        written = raw.get(member)
        path = written.removeprefix("./").lstrip("/") if isinstance(written, str) else ""
        if path and path not in context.project.shipped:
            message = f"`{member}` names {written}, which does not ship"
            yield Finding(at_app(context, (member,)), message, why_missing(context, path))
    yield from _workers(context, raw.get("workers"))
    yield from _preloaded(context, raw.get("preloadRule"))


def _workers(context: Context, value: Json) -> Iterator[Finding]:
    pointer: Pointer = ("workers",)
    if isinstance(value, dict):
        value, pointer = value.get("path"), ("workers", "path")
    folders = [(value, pointer)] if isinstance(value, str) else []
    for written, place in folders:
        path = written.strip("/").removeprefix("./")
        if not has_folder(context, path) and path not in context.project.shipped:
            message = f"`workers` names {written or 'nothing'}, which is no folder that ships"
            yield Finding(at_app(context, place), message)


def _preloaded(context: Context, value: Json) -> Iterator[Finding]:
    listed, packages = pages(context), native_of(context).app.packages[1:]
    known = {_MAIN, *(one.root for one in packages), *(one.name for one in packages if one.name)}
    for page, said in members_of(value).items():
        if page not in listed and not page.startswith("__plugin__/"):
            pointer = ("preloadRule", page)
            yield Finding(
                at_app(context, pointer), f"`preloadRule` is for {page}, which is no page"
            )
        named = members_of(said).get("packages")
        for position, name in enumerate(named if isinstance(named, list) else ()):
            if isinstance(name, str) and not {name, name.strip("/")} & known:
                at = at_app(context, ("preloadRule", page, "packages", position))
                yield Finding(at, f"`preloadRule` loads {name}, which is no sub-package")
