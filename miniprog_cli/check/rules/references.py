"""Rules on what pages and style sheets refer to."""

from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from miniprog_cli.check.rules.nearest import nearest
from miniprog_cli.core.files import ProjectFile
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.inside import read_inside
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.shape import MAX_GUESSES
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.html import Reference

_HTML = (".html", ".htm")
_CSS = (".css",)
_TEMPLATE_MARKS = ("{{", "${", "<%", "{%")
"""What a template engine in the browser fills in: such a reference is not known yet."""


@rule("MP303", severity=Severity.ERROR, since="0.1")
def reference_not_found(context: Context) -> Iterator[Finding]:
    """A page or style sheet refers to a file that does not ship.

    ## Why it matters
    The picture stays blank, the style is lost or the script does not run, often only on the phone,
    where upper and lower case differ and there is no development server to fill the gap.

    ## How to fix
    Correct the path, which is case-sensitive and relative to the file it stands in (or, with a
    leading slash, to the root), or add the file.
    """
    guesses = 0
    for use in _uses(context.project):
        if use.target is not None and not _ships(context.project, use.target):
            message = f"{use.reference.where} refers to {use.reference.url}, which does not ship"
            guesses += 1
            hint = use.hint(context.project, guess=guesses <= MAX_GUESSES)
            yield Finding(use.location, message, hint)


@rule("MP304", severity=Severity.ERROR, since="0.1")
def reference_leaves_root(context: Context) -> Iterator[Finding]:
    """A page or style sheet refers to a file outside the root.

    ## Why it matters
    Only the root ships; nothing above it exists on the phone.

    ## How to fix
    Move the file into the root, or set `root` to a folder that holds both.
    """
    for use in _uses(context.project):
        if use.target is None:
            message = f"{use.reference.where} refers to {use.reference.url}, outside the root"
            yield Finding(use.location, message, "move the file into the root")


class _Use(NamedTuple):
    """A local reference: where it stands, and the path below the root; None where it leaves it."""

    reference: Reference
    location: Location
    target: str | None
    folder: str

    def hint(self, project: Project, *, guess: bool) -> str | None:
        """Say why the target does not ship, or which file was meant."""
        return nearest(project, self.target or "", seen_from=self.folder, guess=guess)


@lru_cache(maxsize=1)
def _uses(project: Project) -> tuple[_Use, ...]:
    """Find the local references of a project; kept, since two rules ask one after the other."""
    return tuple(use for file in project.shipped.values() for use in _uses_in(project, file))


def _uses_in(project: Project, file: ProjectFile) -> Iterator[_Use]:
    suffix = file.path.lower()
    if not suffix.endswith((*_HTML, *_CSS)):
        return
    try:
        text = read_inside(file.source, project.top).decode("utf-8", "replace")
    except OSError:
        return  # gone since it was listed
    references, base = _page(text) if suffix.endswith(_HTML) else (_style(text), "")
    lines = Lines.of(text) if references else Lines((0,))
    for reference in references:
        path = _path(reference.url)
        if path:
            location = Location(
                project.in_project(file.path), lines.span(reference.start, reference.end)
            )
            folder = join(dirname(file.path), base)
            yield _Use(reference, location, _resolve(path, folder), folder)


def _page(text: str) -> tuple[tuple[Reference, ...], str]:
    from miniprog_cli.syntax.css import embedded
    from miniprog_cli.syntax.html import read_page

    page = read_page(text)
    styles = (reference for style in page.styles for reference in embedded(style))
    base = _path(page.base or "")
    if page.base and base is None:
        return (), ""  # a base elsewhere: no reference of this page is local
    return (*page.references, *styles), dirname(base or "")


def _style(text: str) -> tuple[Reference, ...]:
    from miniprog_cli.syntax.css import read_style

    return read_style(text)


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
