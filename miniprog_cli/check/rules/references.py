"""Rules on what pages and style sheets refer to."""

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from miniprog_cli.check.rules.nearest import Meant, nearest
from miniprog_cli.check.rules.rename import referred, relative
from miniprog_cli.core.facts import Reference
from miniprog_cli.core.finding import Finding, Fix, Location, Severity
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.shape import MAX_GUESSES

_TEMPLATE_MARKS = ("{{", "${", "<%", "{%")
"""What a template engine in the browser fills in: such a reference is not known yet."""


_IMPORTS = ("import", "export from", "import()")
_OF_PAGE = ("new Worker", "new SharedWorker", "serviceWorker.register", "fetch", ".src")
"""What scripts load by a URL relative to the page they run in."""


@rule("MP303", severity=Severity.ERROR, since="0.1", fixable=True)
def reference_not_found(context: Context) -> Iterator[Finding]:
    """A page or style sheet refers to a file that does not ship.

    ## Why it matters
    The picture stays blank, the style is lost or the script does not run, often only on the phone,
    where upper and lower case differ and there is no development server to fill the gap.

    ## How to fix
    Correct the path, which is case-sensitive and relative to the file it stands in (or, with a
    leading slash, to the root), or add the file. `check --fix` corrects upper and lower case;
    with `--unsafe-fixes` also what is probably a misspelling.
    """
    guesses = 0
    for use in _uses(context):
        if use.target is not None and not _ships(context.project, use.target):
            message = f"{use.reference.where} refers to {use.reference.url}, which does not ship"
            guesses += 1
            meant = use.meant(context.project, guess=guesses <= MAX_GUESSES)
            fix = use.fix(context.project, meant)
            yield Finding(use.location, message, meant.says, fix)


@rule("MP304", severity=Severity.ERROR, since="0.1")
def reference_leaves_root(context: Context) -> Iterator[Finding]:
    """A page or style sheet refers to a file outside the root.

    ## Why it matters
    Only the root ships; nothing above it exists on the phone.

    ## How to fix
    Move the file into the root, or set `root` to a folder that holds both.
    """
    for use in _uses(context):
        if use.target is None:
            message = f"{use.reference.where} refers to {use.reference.url}, outside the root"
            yield Finding(use.location, message, "move the file into the root")


@rule("MP309", severity=Severity.WARNING, since="0.1", fixable=True)
def root_absolute_reference(context: Context) -> Iterator[Finding]:
    """A reference begins with a slash, so that it works at the top of an address only.

    ## Why it matters
    `/app.css` is looked for at the top of the server. A program that is served below a path, as on
    a test server, a preview link or a content network, or opened as a file, finds nothing there.
    The preview of miniprog serves it at the top, so that it looks fine here.

    ## How to fix
    Write the path relative to the file it stands in, which works everywhere. Of what a build makes,
    set its base: `base: "./"` in Vite, `publicPath: ""` in webpack, `"homepage": "."` in Create
    React App.
    """
    for use in _uses(context):
        url = use.reference.url.lstrip(" \t\n\r\f")
        if url.startswith("/") and use.target and _ships(context.project, use.target):
            fix = relative(use.reference, use.location, use.folder, use.target)
            message = (
                f"{use.reference.where} refers to {use.reference.url} from the top of the server"
            )
            hint = "write it relative to this file; hosts may serve the program below a path"
            yield Finding(use.location, message, hint, fix)


class _Use(NamedTuple):
    """A local reference: where it stands, and the path below the root; None where it leaves it."""

    reference: Reference
    location: Location
    target: str | None
    folder: str

    def meant(self, project: Project, *, guess: bool) -> Meant:
        """Say why the target does not ship, or which file was meant."""
        beside = self.beside(project)
        if beside is not None:
            says = f"a leading slash means the root; beside this file is {basename(beside)}"
            return Meant(says, beside)
        return nearest(project, self.target or "", seen_from=self.folder, guess=guess)

    def fix(self, project: Project, meant: Meant) -> Fix | None:
        """Write what was meant: from the root as it was, unless just that is wrong."""
        if meant.path is not None and self.beside(project) is not None:
            return relative(self.reference, self.location, self.folder, meant.path)
        return referred(self.reference, self.location, self.folder, meant)

    def beside(self, project: Project) -> str | None:
        """Give the file that would be found if the path had no leading slash."""
        path = _path(self.reference.url) or ""
        near = _resolve(path.lstrip("/") or ".", self.folder) if path.startswith("/") else None
        return near if near in project.shipped else None


def _uses(context: Context) -> Iterator[_Use]:
    """Find the local references of a project."""
    for path, facts in context.program.items():
        base = _path(facts.base or "")
        if facts.base and base is None:
            continue  # a base elsewhere: no reference of this page is local
        folder = join(dirname(path), dirname(base or "")).lstrip("/")
        for reference in facts.references:
            target = _path(reference.url) if _is_beside(reference) else None
            if target:
                location = Location(context.project.in_project(path), reference.span)
                yield _Use(reference, location, _resolve(target, folder), folder)


def _is_beside(reference: Reference) -> bool:
    """Tell what is resolved against the file it stands in.

    Other URLs in scripts are resolved against the page, and bare specifiers by an import map.
    """
    if reference.where in _IMPORTS:
        return reference.url.startswith(("./", "../", "/"))
    return reference.where not in _OF_PAGE


def _path(url: str) -> str | None:
    """Give the path of a local URL; None for one that is elsewhere, empty or made by a script."""
    url = url.strip(" \t\n\r\f")
    if any(mark in url for mark in _TEMPLATE_MARKS) or url.startswith("//"):
        return None
    path = url.partition("#")[0].partition("?")[0]
    scheme, colon, _ = path.partition(":")
    if colon and "/" not in scheme:
        return None
    return normalize(unquote(path)) or None


def _resolve(path: str, folder: str) -> str | None:
    """Resolve a path against a folder of the root; None where it climbs out of the root."""
    joined = path.lstrip("/") if path.startswith("/") else join(folder, path)
    plain = normpath(joined) if joined else "."
    if plain == ".." or plain.startswith("../"):
        return None
    is_folder = path.endswith("/") or plain == "."
    return normpath(join(plain, "index.html")) if is_folder else plain


def _ships(project: Project, path: str) -> bool:
    return path in project.shipped or f"{path}/index.html" in project.shipped
