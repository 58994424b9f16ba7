"""Fixes that write a name as it should be: in the manifest, or in a reference."""

import json
from posixpath import relpath
from urllib.parse import quote, unquote

from miniprog_cli.check.rules.nearest import Meant
from miniprog_cli.core.facts import Reference
from miniprog_cli.core.finding import Edit, Fix, Location, Span
from miniprog_cli.core.manifest import Manifest
from miniprog_cli.core.names import normalize
from miniprog_cli.core.project import Project
from miniprog_cli.core.source import Json, Pointer

_SPACE = " \t\n\r\f"
_OF_MODULES = ("import", "export from", "import()", "import map")
"""What refers to modules: there a name alone is that of a package."""
_PLAIN = "/-_.~!$+;=:@"
"""What stands for itself in a URL, an attribute with or without quotes, a srcset, CSS and scripts."""


def value(manifest: Manifest, pointer: Pointer, new: Json, *, safe: bool) -> Fix:
    """Write another value into the manifest."""
    text = json.dumps(new, ensure_ascii=False)
    edit = _edit(manifest, manifest.at(*pointer).span, text)
    return Fix(edit, safe, f"write {text}")


def key(manifest: Manifest, pointer: Pointer, new: str) -> Fix:
    """Give a member of the manifest another name; never safe, for it gets an effect by that."""
    text = json.dumps(new, ensure_ascii=False)
    return Fix(_edit(manifest, manifest.at_key(*pointer).span, text), False, f"rename it to {new}")


def named(project: Project, pointer: Pointer, meant: Meant) -> Fix | None:
    """Write the path of the file that was meant into the manifest, and keep a query."""
    if meant.path is None:
        return None
    _, mark, query = str(project.manifest.document.at(pointer)).partition("?")
    fix = value(project.manifest, pointer, f"{meant.path}{mark}{query}", safe=meant.sure)
    return fix._replace(says=f"write {meant.path}")


def referred(reference: Reference, at: Location, folder: str, meant: Meant) -> Fix | None:
    """Write the path of the file that was meant into a reference, and keep all around it.

    None where it is spelt in a way that cannot be told from here.
    """
    span = place(reference)
    if meant.path is None or span is None:
        return None
    path = _path(reference)
    index = path.endswith("/") and meant.path.endswith("/index.html")
    wanted = meant.path.removesuffix("index.html") if index else meant.path
    text = _recased(reference, wanted) or _respelt(reference, wanted, folder)
    return Fix((Edit(at.file, span, text),), meant.sure, f"write {unquote(text)}")


def relative(reference: Reference, at: Location, folder: str, target: str) -> Fix | None:
    """Write a reference relative to its folder; not safe, for a page may be served elsewhere."""
    span = place(reference)
    if span is None:
        return None
    path = _path(reference)
    index = len(path) > 1 and path.endswith("/")
    wanted = target.removesuffix("index.html") if index else target
    text = _from(wanted, folder, reference)
    return Fix((Edit(at.file, span, text),), False, f"write {unquote(text)}")


def place(reference: Reference) -> Span | None:
    """Tell where a URL stands up to its query and fragment; None where that is not known."""
    if reference.path is not None:
        return reference.path
    url, span = reference.url, reference.span
    one_line = span.line == span.end_line and "\n" not in url and "\r" not in url
    if not one_line or span.end_column - span.column != len(url):
        return None
    start = span.column + len(url) - len(url.lstrip(_SPACE))
    return Span(span.line, start, span.line, start + len(_path(reference)))


def _path(reference: Reference) -> str:
    return reference.url.strip(_SPACE).partition("#")[0].partition("?")[0].rstrip(_SPACE)


def _recased(reference: Reference, wanted: str) -> str | None:
    """Correct the segments of a path that differ in case only, and keep the others.

    Where it is spelt with escapes, of HTML or CSS, those are lost: then all is escaped as in a URL.
    """
    path = _path(reference)
    plain = path if reference.path is None else _escaped(path)
    written, right = plain.split("/"), wanted.split("/")
    for back in range(1, min(len(written), len(right)) + 1):
        old, new = unquote(written[-back]), right[-back]
        if old != new and normalize(old).casefold() == new.casefold():
            written[-back] = _quoted(new, like=written[-back])
        elif old != new:
            break
    text = "/".join(written)
    steps = [unquote(one) for one in written if one not in ("", ".", "..")]
    reached = steps == [one for one in right if one][-len(steps) :]
    return text if reached and text != plain else None


def _respelt(reference: Reference, wanted: str, folder: str) -> str:
    """Write a path from the root where the old one was, else from the folder."""
    path = _path(reference)
    if path.startswith("/"):
        return _quoted(f"/{wanted}", like=path)
    return _from(wanted, folder, reference)


def _from(wanted: str, folder: str, reference: Reference) -> str:
    """Write a path of the root as it is seen from a folder of it, as a reference has it.

    Where that names modules, a path without a dot in front would be a package.
    """
    path = _path(reference)
    text = relpath(f"/{wanted}", f"/{folder.strip('/')}")
    dotted = path.startswith("./") or reference.where in _OF_MODULES
    text = f"./{text}" if dotted and not text.startswith(("./", "../")) else text
    return _quoted(f"{text}/" if wanted.endswith("/") else text, like=path)


def _escaped(path: str) -> str:
    """Escape what a URL may hold as it is, but not all that it may stand in."""
    return _quoted(path, like=path, safe=f"{_PLAIN}%")


def _quoted(path: str, *, like: str, safe: str = _PLAIN) -> str:
    """Escape a path for a URL; letters beyond ASCII only where the old one has none."""
    if like.isascii():
        text = quote(path, safe=safe)
    else:
        parts = (one if one.isalnum() else quote(one, safe=safe) for one in path)
        text = "".join(parts)
    # What stands before a colon in the first segment would be a scheme
    return f"./{text}" if ":" in text.partition("/")[0] else text


def _edit(manifest: Manifest, span: Span | None, text: str) -> tuple[Edit, ...]:
    return (Edit(manifest.document.file, span, text),) if span else ()
