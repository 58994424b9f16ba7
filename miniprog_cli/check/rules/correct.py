"""Fixes for members of the manifest: what a wrong value or an unknown name was meant to be."""

import re
from collections.abc import Iterator

from miniprog_cli.check.rules import rename
from miniprog_cli.core.finding import Edit, Fix, Span
from miniprog_cli.core.manifest import Manifest
from miniprog_cli.core.members import MANIFEST, page_key
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.core.shape import Violation
from miniprog_cli.core.source import Json, Pointer

_VERSION = r"[vV]?(0|[1-9][0-9]*)(?:\.(0|[1-9][0-9]*))?(?:\.(0|[1-9][0-9]*))?(-.*)?"
_MOST = 64 * 1024
"""Characters of a manifest for which each correction is tried out on the whole of it."""


class _Guess(NamedTuple):
    """A value that may have been meant; safe where there is no other."""

    value: str
    safe: bool


def corrected(project: Project, violation: Violation) -> Fix | None:
    """Give the fix for a wrong value, where there is an obvious right one."""
    manifest, pointer = project.manifest, violation.pointer
    old = manifest.document.at(pointer)
    if _repeats(manifest, pointer):
        return _without(manifest, pointer)
    for guess in _guesses(project, violation, old) if isinstance(old, str) else ():
        if guess.value != old and _helps(manifest, pointer, guess.value):
            return rename.value(manifest, pointer, guess.value, safe=guess.safe)
    return None


def respelt(manifest: Manifest, violation: Violation, taken: set[Pointer]) -> Fix | None:
    """Give the fix for an unknown member whose name is near to a known one.

    None where the object has that member, or gets it by a fix that was `taken` already, or where
    the value would be wrong for it.
    """
    pointer, meant = violation.pointer, violation.meant
    if meant is None:
        return None
    right = (*pointer[:-1], meant)
    if right in manifest.document.keys or right in taken:
        return None
    if not _helps(manifest, pointer, manifest.document.at(pointer), name=meant):
        return None
    taken.add(right)
    return rename.key(manifest, pointer, meant)


def _guesses(project: Project, violation: Violation, old: str) -> Iterator[_Guess]:
    if violation.meant:
        yield _Guess(violation.meant, safe=False)
    match violation.pointer:
        case ("version",):
            yield from _versions(old)
        case ("lang",):
            yield _Guess(old.replace("_", "-"), safe=True)
        case ("pages", _) | ("icon",) | ("share", "image" | "path"):
            yield from _paths(project, old)
        case ("domains", _, _):
            yield _Guess(old.rstrip("/"), safe=True)
            yield _Guess(f"https://{old.rstrip('/')}", safe=False)
        case _:
            pass


def _versions(old: str) -> Iterator[_Guess]:
    """Complete a version that lacks numbers, or begins with a v."""
    if match := re.fullmatch(_VERSION, old.strip()):
        major, minor, patch, rest = match.groups("")
        yield _Guess(f"{major}.{minor or 0}.{patch or 0}{rest}", safe=False)


def _paths(project: Project, old: str) -> Iterator[_Guess]:
    """Write a path relative and with forward slashes, where that file ships."""
    plain, mark, query = old.strip().partition("?")
    path = plain.replace("\\", "/").lstrip("/").removeprefix("./").rstrip("/")
    for name, safe in ((path, True), (f"{path}.html", False), (f"{path}/index.html", False)):
        if name in project.shipped:
            yield _Guess(f"{name}{mark}{query}", safe=safe)


def _repeats(manifest: Manifest, pointer: Pointer) -> bool:
    """Tell an entry of the pages that stands there before."""
    match pointer:
        case ("pages", int(position)) if position > 0:
            pages = manifest.document.at(("pages",))
            before = pages[:position] if isinstance(pages, list) else []
            key = page_key(manifest.document.at(pointer))
            return key is not None and key in [page_key(one) for one in before]
        case _:
            return False


def _without(manifest: Manifest, pointer: Pointer) -> Fix | None:
    """Remove an entry of a list that is not the first, with the comma before it."""
    document, position = manifest.document, pointer[-1]
    if not isinstance(position, int):
        return None
    _, start = document.values[*pointer[:-1], position - 1]
    _, end = document.values[pointer]
    span: Span = document.lines.span(start, end)
    return Fix((Edit(document.file, span, ""),), True, f"remove {document.at(pointer)}")


def _helps(manifest: Manifest, pointer: Pointer, new: Json, *, name: str | None = None) -> bool:
    """Tell whether the manifest has less wrong with it when a member has another value or name."""
    if len(manifest.document.text) > _MOST:
        return False
    changed = _changed(manifest.document.value, pointer, new, name)
    return sum(1 for _ in MANIFEST.violations(changed, ())) < len(manifest.violations)


def _changed(whole: Json, pointer: Pointer, new: Json, name: str | None) -> Json:
    """Copy a value with another one at a pointer, or with another name for that member."""
    step, rest = pointer[0], pointer[1:]
    if isinstance(whole, list) and isinstance(step, int):
        inner = _changed(whole[step], rest, new, name) if rest else new
        return [*whole[:step], inner, *whole[step + 1 :]]
    if isinstance(whole, dict) and isinstance(step, str):
        inner = _changed(whole[step], rest, new, name) if rest else new
        key = name if name is not None and not rest else step
        return {
            (key if one == step else one): inner if one == step else old
            for one, old in whole.items()
        }
    return whole
