"""Rules on the pages that a native program lists, and on its own script."""

from collections.abc import Iterator
from posixpath import splitext

from miniprog_cli.check.rules.native.places import (
    MOST_GUESSES,
    at_app,
    first,
    native_of,
    pages,
    why_missing,
)
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.native.app import FILE_NAME, Page
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.rule import NATIVE, Context, rule

_SUFFIXES = frozenset({"html", "js", "ts", "json"})


@rule("MP604", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def page_path_wrong(context: Context) -> Iterator[Finding]:
    """A page is listed in a way that the host does not read, or the program lists none.

    ## Why it matters
    The host's compiler refuses the program. One without any page is compiled, and shows nothing.

    ## How to fix
    Write the path from the root of the program, without a slash or dots before it and without a
    suffix, each page once: `"pages/index/index"`. Pages of a sub-package are written from the
    folder of the package.
    """
    native = native_of(context)
    if not native.app.pages:
        yield Finding(
            at_app(context, ("pages",)), "the program lists no page", "add one to `pages`"
        )
    seen = dict[str, Page]()
    for page in native.app.pages:
        if problem := _problem(native, page.written):
            yield Finding(at_app(context, page.pointer), *problem)
        elif page.path in seen:
            message = f"the page {page.path} is listed twice"
            yield Finding(at_app(context, page.pointer), message, "remove one of the two")
        seen.setdefault(page.path, page)


def _problem(native: Native, written: str) -> tuple[str, str] | None:
    """Say what is wrong with the way a page is written, and what to do."""
    if written.startswith("/"):
        return f"the page {written} begins with a slash", f"write {written.lstrip('/')}"
    if written.startswith("."):
        return f"the page {written} begins with a dot", "write it from the root of its package"
    suffix = splitext(written)[1].lstrip(".").lower()
    if suffix in _SUFFIXES.union(native.dialect.templates):
        return f"the page {written} is written with a suffix", f"write {splitext(written)[0]}"
    if "?" in written:
        return f"the page {written} has a query", "a query belongs to what leads to the page"
    return None


@rule("MP605", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def page_incomplete(context: Context) -> Iterator[Finding]:
    """A page lacks its template or its script.

    ## Why it matters
    A page is made of files with one name: a template and a script, and if need be a style sheet and
    a configuration. Without the first two the host's compiler refuses the program.

    ## How to fix
    Add the file, correct the path, or take the page out of `app.json`.
    """
    native = native_of(context)
    guesses = 0
    for page in pages(context).values():
        lacking = [] if _problem(native, page.written) else _lacking(context, page)
        if not lacking:
            continue
        guesses += 1
        suffix = lacking[0][1]
        names = " nor ".join(what for what, _ in lacking)
        missing = " and ".join(f"{page.path}.{one}" for _, one in lacking)
        has = f"has neither {names}" if len(lacking) > 1 else f"has no {names}"
        ships = "do not ship" if len(lacking) > 1 else "does not ship"
        hint = _hint(context, page, suffix, guess=guesses <= MOST_GUESSES)
        message = f"the page {page.path} {has}: {missing} {ships}"
        yield Finding(at_app(context, page.pointer), message, hint)


def _lacking(context: Context, page: Page) -> list[tuple[str, str]]:
    """Give what a page lacks: what it is to it, and the suffix of the file."""
    native = native_of(context)
    needs = (("template", native.dialect.templates), ("script", native.scripts))
    return [
        (what, suffixes[0]) for what, suffixes in needs if not first(context, page.path, suffixes)
    ]


def _hint(context: Context, page: Page, suffix: str, *, guess: bool) -> str | None:
    """Say what else there is: a source that nobody compiles, or a path that may be meant."""
    for compiler in native_of(context).dialect.compilers:
        source = f"{page.path}.{compiler.reads}"
        if compiler.writes == suffix and any(one.path == source for one in context.project.files):
            return (
                f"{source} is there: compile it, or add {compiler.name!r} to "
                "`setting.useCompilerPlugins` of the project file"
            )
    return why_missing(context, f"{page.path}.{suffix}", guess=guess)


@rule("MP606", severity=Severity.ERROR, since="0.2", kinds=NATIVE)
def app_script_missing(context: Context) -> Iterator[Finding]:
    """The program has no script of its own beside `app.json`.

    ## Why it matters
    Hosts begin with it; without one no `App()` is there, `getApp()` gives nothing, and tools of some
    versions refuse the program while others compile it without a word.

    ## How to fix
    Add `app.js` with at least `App({})`.
    """
    native = native_of(context)
    if first(context, FILE_NAME.removesuffix(".json"), native.scripts) is None:
        message = "the program has no app.js"
        hint = why_missing(context, "app.js") or "add one that holds App({})"
        yield Finding(Location(native.app.document.file), message, hint)
