"""Where the references of a program lead: which file each one names, as a browser resolves it."""

import re
from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from miniprog_cli.check.rules.folders import Folders
from miniprog_cli.check.rules.nearest import Meant, nearest
from miniprog_cli.check.rules.rename import referred, relative
from miniprog_cli.core.facts import Program, Reference, Role
from miniprog_cli.core.finding import Fix, Location
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context
from miniprog_cli.core.runtime import NAME

IMPORTS = ("import", "export from", "import()")
_IN_SCRIPTS = (*IMPORTS, "importScripts", "new URL")
"""What scripts load by a URL relative to themselves."""
_OF_PAGE = (
    *("new Worker", "new SharedWorker", "new Audio"),
    *("serviceWorker.register", "fetch", "XMLHttpRequest.open", ".src"),
    *(".style", "new FontFace"),
)
"""What scripts load by a URL relative to the page they run in."""
_HTML = (".html", ".htm")
_TEMPLATE = re.compile(r"\{[{%]|\$\{|<%")
"""What a template engine in the browser fills in: such a reference is not known yet."""
_STATIC = frozenset(
    {"json", "csv", "txt", "xml", "html", "js", "mjs", "css", "wasm", "glb", "gltf", "md", "svg"}
    | {
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "avif",
        "ico",
        "mp3",
        "ogg",
        "wav",
        "m4a",
        "mp4",
        "webm",
        *("woff", "woff2", "ttf", "otf"),
    }
)
"""Suffixes of files; an address without one is a server's business."""


class Link(NamedTuple):
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
        return nearest(
            project,
            self.target or "",
            seen_from=self.folder,
            dotted=self.reference.where in IMPORTS,
            guess=guess,
        )

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


def links(context: Context) -> tuple[Link, ...]:
    """Find the local references of a project.

    Imports count in scripts that a page loads, for others may be sources of a build, which finds
    files without their suffix and packages by their names.
    """
    return context.program.once("links", lambda: tuple(_links(context)))


def _links(context: Context) -> Iterator[Link]:
    folders, reached = _page_folders(context), _reached(context)
    for path, facts in context.program.items():
        folder = _folder(context.program, path)
        if folder is None:
            continue  # a base elsewhere: no reference of this page is local
        for reference in facts.references:
            if reference.where in _IN_SCRIPTS and path not in reached:
                continue
            if not facts.coding and "\ufffd" in reference.url:
                continue  # in another encoding, in which it may well be right
            if reference.where in _OF_PAGE:
                yield from _of_page(context, path, reference, folders)
            elif target := _named(reference):
                location = Location(context.project.in_project(path), reference.span)
                yield Link(reference, location, _resolve(target, folder), folder)


def bare_imports(context: Context) -> Iterator[tuple[str, Reference]]:
    """Find imports of packages by their names, with the file; not of names that a page maps."""
    pages = (facts.page for facts in context.program.values())
    mapped = {name for page in pages if page for name in page.mapped}
    if "" in mapped:
        return
    reached = _reached(context)
    for path, facts in context.program.items():
        if path in reached:
            yield from (
                (path, one)
                for one in facts.references
                if _is_bare(one) and not _is_mapped(one.url, mapped)
            )


def is_on_disk(url: str) -> bool:
    """Tell an address of a computer's own disk: `file:///tmp/a.png`, or a path with a drive."""
    return url[1:3] in (":\\", ":/") or url[:5].lower() == "file:"


def ships(project: Project, path: str) -> bool:
    """Tell whether a path leads to a file, to a folder with an index page, or to mini.js.

    That is written into the bundle, and served in the preview, where a program refers to it.
    """
    return path == NAME or path in project.shipped or f"{path}/index.html" in project.shipped


def _of_page(
    context: Context, path: str, reference: Reference, of_pages: Folders
) -> Iterator[Link]:
    """Resolve what a script loads against every page, since any may run it; one is enough."""
    target = _path(reference.url) if "." in reference.url else None
    if target is None or target.rpartition(".")[2].lower() not in _STATIC:
        return
    location = Location(context.project.in_project(path), reference.span)
    if path.lower().endswith(_HTML):
        folder = _folder(context.program, path) or ""
        found = _resolve(target, folder)
        if found is None or not ships(context.project, found):
            yield Link(reference, location, found, folder)
    elif of_pages.all and target != NAME and not of_pages.has(target):
        seen = ((_resolve(target, one), one) for one in of_pages.all)
        found, folder = next((one for one in seen if one[0]), (None, of_pages.all[0]))
        yield Link(reference, location, found, folder)


def _pages(program: Program) -> tuple[str, ...]:
    return tuple(path for path in program if path.lower().endswith(_HTML))


def _reached(context: Context) -> frozenset[str]:
    """Give the pages, and the scripts that they load, directly or by another."""
    return context.program.once("reached", lambda: _all_reached(context))


def _all_reached(context: Context) -> frozenset[str]:
    program, of_pages = context.program, _page_folders(context)
    found = set(_pages(program))
    waiting, followed = list(found), set[str]()
    while waiting:
        path = waiting.pop()
        for target in _targets(program, path, of_pages, followed):
            if target in program and target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def _targets(program: Program, path: str, of_pages: Folders, followed: set[str]) -> Iterator[str]:
    """Yield what a file loads, as far as it lies in the root.

    What counts from all pages is `followed` once, however many scripts load it.
    """
    folder = _folder(program, path)
    for reference in program[path].references if folder is not None else ():
        if reference.role not in (Role.SCRIPT, Role.LINK, Role.FRAME):
            continue  # leads to no script
        target = _path(reference.url)
        if target and reference.where in _OF_PAGE and not path.lower().endswith(_HTML):
            if target not in followed:
                followed.add(target)
                yield from of_pages.files(target)
        elif target and (found := _resolve(target, folder or "")):
            yield found


def _page_folders(context: Context) -> Folders:
    """Give the folders that pages resolve against."""
    return context.program.once("page folders", lambda: _all_folders(context))


def _all_folders(context: Context) -> Folders:
    found = (_folder(context.program, page) for page in _pages(context.program))
    return Folders((one for one in found if one is not None), context.project.shipped)


def _folder(program: Program, path: str) -> str | None:
    """Give the folder that a file's references are relative to; None where it is elsewhere."""
    base = program[path].base
    local = _path(base or "")
    if base and local is None:
        return None
    return join(dirname(path), dirname(local or "")).lstrip("/")


def _named(reference: Reference) -> str | None:
    """Give the path that a reference names; None of a package, and of what is elsewhere."""
    if reference.where in IMPORTS and not reference.url.startswith(("./", "../", "/")):
        return None
    return _path(reference.url)


def _is_mapped(name: str, mapped: set[str]) -> bool:
    """Tell a name that is mapped itself, or by the beginning of it up to a slash."""
    if not mapped:
        return False
    ends = (at + 1 for at, character in enumerate(name) if character == "/")
    return name in mapped or any(name[:end] in mapped for end in ends)


def _is_bare(reference: Reference) -> bool:
    url = reference.url
    is_path = url.startswith(("./", "../", "/")) or ":" in url
    return reference.where in IMPORTS and bool(url) and not is_path


def _path(url: str) -> str | None:
    """Give the path of a local URL; None for one that is elsewhere, empty or made by a script."""
    url = url.strip(" \t\n\r\f")
    if url.startswith("//") or _TEMPLATE.search(url):
        return None
    path = url.partition("#")[0].partition("?")[0]
    scheme, colon, _ = path.partition(":")
    if colon and "/" not in scheme:
        return None
    # browsers take a backslash for a slash (URL 4.4), but not one that is written as %5C
    return normalize(unquote(path.replace("\\", "/"))) or None


def _resolve(path: str, folder: str) -> str | None:
    """Resolve a path against a folder of the root; None where it climbs out of the root."""
    joined = path.lstrip("/") if path.startswith("/") else join(folder, path)
    plain = normpath(joined) if joined else "."
    if plain == ".." or plain.startswith("../"):
        return None
    is_folder = path.endswith("/") or plain == "."
    return normpath(join(plain, "index.html")) if is_folder else plain
