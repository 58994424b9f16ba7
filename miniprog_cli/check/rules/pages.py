"""Rules on the pages and the folder that ships."""

from collections.abc import Iterator
from posixpath import normpath

from miniprog_cli.check.rules.nearest import Meant, nearest
from miniprog_cli.check.rules.rename import named
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.names import normalize
from miniprog_cli.core.rule import ANY, Context, rule
from miniprog_cli.core.shape import MAX_GUESSES
from miniprog_cli.core.source import Pointer

_BUILD = "build the program, and let `root` name the folder that the build writes"


@rule("MP201", severity=Severity.ERROR, since="0.1", always=True, fixable=True)
def page_not_found(context: Context) -> Iterator[Finding]:
    """The manifest names a page that does not ship.

    ## Why it matters
    The host opens the first page at start, the others by link, and that of `share.path` from a
    shared card; a missing one is a blank screen.

    ## How to fix
    Correct the path, which is relative to `root` and case-sensitive, or add the file. A file that
    is there but ignored is shown with the reason by `miniprog pack --list`. `check --fix` corrects
    upper and lower case; with `--unsafe-fixes` also what is probably a misspelling.
    """
    project, missing = context.project, 0
    listed = {normalize(normpath(page)) for _, page in _listed(context)}
    for pointer, page in _named(context):
        path = normalize(normpath(page))
        if project.has_root and path not in project.shipped:
            missing += 1
            meant = nearest(project, path, guess=missing <= MAX_GUESSES)
            twice = pointer[0] == "pages" and meant.path in listed
            fix = None if twice or not _is_page(meant.path) else named(project, pointer, meant)
            listed.add(meant.path or "")
            at = project.manifest.at(*pointer)
            hint = _BUILD if _adds(meant) and _is_source(context) else meant.says
            yield Finding(at, f"the page {page} does not ship", hint, fix)


@rule("MP202", severity=Severity.ERROR, since="0.1", always=True, kinds=ANY)
def root_not_found(context: Context) -> Iterator[Finding]:
    """The folder that should ship does not exist, or lies outside the project.

    ## Why it matters
    The bundle would be empty, or hold files of somebody else.

    ## How to fix
    Set `root` to the folder with the pages, relative to the manifest. If a build makes it, build
    first.
    """
    project = context.project
    at = project.manifest.at("root")
    root = project.manifest.root
    if not project.root_is_folder:
        yield Finding(at, f"the root {root!r} is not a folder of the project")
    elif not project.root_inside:
        yield Finding(at, f"the root {root!r} is a link that leaves the project")


def _adds(meant: Meant) -> bool:
    """Tell that nothing better is known than to add the file."""
    return (meant.says or "").startswith("add ")


def _is_source(context: Context) -> bool:
    """Tell a folder of sources: it holds what a build begins with, and no page of the manifest."""
    shipped = context.project.shipped
    return "package.json" in shipped and not any(page in shipped for _, page in _listed(context))


def _is_page(path: str | None) -> bool:
    return (path or "").lower().endswith((".html", ".htm"))


def _named(context: Context) -> Iterator[tuple[Pointer, str]]:
    """Yield the pages that are written rightly, with their place in the manifest."""
    yield from ((("pages", position), page) for position, page in _listed(context))
    shared = context.project.manifest.share.get("path")
    if isinstance(shared, str):
        yield ("share", "path"), shared.partition("?")[0]


def _listed(context: Context) -> Iterator[tuple[int, str]]:
    """Yield the pages that are written rightly, with their position in the list."""
    raw = context.project.manifest.raw.get("pages")
    good = set(context.project.manifest.pages)
    for position, page in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(page, str) and page in good:
            good.discard(page)
            yield position, page
