"""Rules on what pages and style sheets refer to."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from miniprog_cli.check.rules.nearest import nearest
from miniprog_cli.core.facts import Reference
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.shape import MAX_GUESSES

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
    for use in _uses(context):
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
    for use in _uses(context):
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


def _uses(context: Context) -> Iterator[_Use]:
    """Find the local references of a project."""
    for path, facts in context.program.items():
        base = _path(facts.base or "")
        if facts.base and base is None:
            continue  # a base elsewhere: no reference of this page is local
        folder = join(dirname(path), dirname(base or ""))
        for reference in facts.references:
            target = _path(reference.url)
            if target:
                location = Location(context.project.in_project(path), reference.span)
                yield _Use(reference, location, _resolve(target, folder), folder)


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
