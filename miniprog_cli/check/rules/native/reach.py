"""Which files a native program needs: what its pages and components are made of, and what that names.

What nobody needs is not looked into by rules on references: it never runs, and hosts leave it out.
"""

import re
from collections.abc import Iterable, Iterator

from miniprog_cli.check.rules.links import IMPORTS
from miniprog_cli.check.rules.native.places import (
    NPM,
    alias,
    aliased,
    has_folder,
    native_of,
    parts,
)
from miniprog_cli.core.facts import OF_TYPES, FileFacts, Form, Reference, Role
from miniprog_cli.core.finding import Span
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.paths import resolved, stem, suffix
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.rule import Context

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
"""How an address begins that is no path in the program."""
_REQUIRES = ("require", "require.async")
_OF_NODE = frozenset(
    {"buffer", "crypto", "fs", "http", "https", "os", "path", "stream", "url", "util"}
)
"""Modules of Node, which scripts that run there, too, ask for."""
_CODE = (Role.TEMPLATE, Role.MODULE, Role.STYLE)
_SHOWN = (Role.IMAGE, Role.MEDIA, Role.FONT)


class Needed(NamedTuple):
    """A file that another one names: one of `paths` has to ship; the first is what is written."""

    url: str
    span: Span
    where: str
    paths: tuple[str, ...]
    is_shown: bool
    """Whether it is a picture or the like, and no code."""


def reached(context: Context) -> frozenset[str]:
    """Give the files that the program needs, by their path."""
    return context.program.once("native reach", lambda: frozenset(_reached(context)))


def needed(context: Context, path: str) -> Iterator[Needed]:
    """Yield the files that a file names."""
    facts = context.program.get(path)
    kind = native_of(context).part(path)
    if facts is None:
        return
    if kind in ("template", "style"):
        for one in facts.references:
            if paths := tuple(_files(context, path, one)):
                yield Needed(one.url, one.span, one.where, paths, one.role in _SHOWN)
    else:
        is_own = stem(path) in (native_of(context).app.script, *parts(context))
        for name, span, where in _modules(facts, packages=is_own):
            is_inside = name.startswith((".", "/")) and resolved(name, path) is not None
            if where == OF_TYPES and not is_inside:
                continue  # which are gone once it is compiled
            yield Needed(name, span, where, tuple(scripts(context, path, name)), is_shown=False)


def _reached(context: Context) -> set[str]:
    waiting = list(_beginning(context))
    seen = set(waiting)
    while waiting:
        for one in needed(context, waiting.pop()):
            path = next((path for path in one.paths if path in context.project.shipped), None)
            if path is not None and path not in seen:
                seen.add(path)
                waiting.append(path)
    return seen


def _beginning(context: Context) -> Iterator[str]:
    """Yield the files of the program, its pages and components, and of its workers."""
    native = native_of(context)
    suffixes = (*native.dialect.templates, *native.styles, *native.scripts)
    names = [f"{part}.{one}" for part in (native.app.script, *parts(context)) for one in suffixes]
    names += (path for compiler in native.compilers for path in native.common(compiler))
    yield from (path for path in names if path in context.project.shipped)
    yield from _workers(context)


def _workers(context: Context) -> Iterator[str]:
    said = native_of(context).app.raw.get("workers")
    said = said.get("path") if isinstance(said, dict) else said
    folder = said.strip("/").removeprefix("./") if isinstance(said, str) else ""
    if folder and has_folder(context, folder):
        yield from (one for one in context.project.shipped if one.startswith(f"{folder}/"))


def _files(context: Context, holder: str, one: Reference) -> Iterator[str]:
    """Yield the paths that a template or style sheet may mean; none where nothing local is named."""
    url = re.split(r"[?#]", one.url, maxsplit=1)[0]
    if one.role not in (*_CODE, *_SHOWN) or not url or SCHEME.match(one.url):
        return
    native = native_of(context)
    target = resolved(aliased(native, url), holder) or url
    if one.role in _SHOWN and not url.startswith("/") and not _is_of_part(context, holder):
        return  # what imports a template decides where its pictures are looked for
    yield target
    if one.role in _SHOWN:
        return
    if one.role is Role.STYLE:
        yield from _compiled(native, target, url, suffix(holder))
    own = {Role.TEMPLATE: native.dialect.templates, Role.MODULE: native.dialect.modules}
    suffixes = (*own.get(one.role, native.styles), "css")
    bare = () if url.startswith((".", "/")) else _in_packages(url, holder)
    for path in (target, *bare):
        yield path
        yield from (f"{path}.{suffix}" for suffix in suffixes)


def _compiled(native: Native, target: str, url: str, holder: str) -> Iterator[str]:
    """Yield the sources that become a sheet, and what a source may mean by a name.

    Sass takes partials, whose names begin with ``_``, and the index of a folder; names that are not
    beside the holder are looked for from the root, too. `holder` is the suffix of the file.
    """
    if suffix(target) in native.dialect.styles:
        yield from (f"{stem(target)}.{one}" for one in native.styles)
    if holder == "less":
        yield from (url, f"{url}.less")
    for base in (target, url) if holder in ("scss", "sass") else ():
        folder, slash, name = base.rpartition("/")
        for place in (f"{folder}{slash}_{name}", base, f"{base}/_index", f"{base}/index"):
            yield from (place, f"{place}.scss", f"{place}.sass")


def _is_of_part(context: Context, path: str) -> bool:
    """Tell whether a file is of a page or component itself; style sheets find files by themselves.

    What is put into others, templates and sources of sheets, finds them as those do.
    """
    native = native_of(context)
    is_put_in = native.part(path) == "template" or suffix(path) not in native.dialect.styles
    return not is_put_in or stem(path) in ("app", *parts(context))


def _modules(facts: FileFacts, *, packages: bool) -> Iterator[tuple[str, Span, str]]:
    """Yield the modules that a script names.

    Libraries ask with `require` for packages that may be missing, such as those of Node, so that it
    names `packages` only in the scripts of the program itself.
    """
    for use in facts.uses:
        name = use.argument or ""
        whole = use.name in _REQUIRES and use.form is Form.CALL and not use.partial
        is_package = bool(name) and not SCHEME.match(name) and name not in _OF_NODE
        if whole and (name.startswith((".", "/")) or (packages and is_package)):
            yield name, use.span, use.name
    for one in facts.references:
        if one.where in (*IMPORTS, OF_TYPES) and not SCHEME.match(one.url):
            yield one.url, one.span, one.where


def scripts(context: Context, holder: str, name: str) -> Iterator[str]:
    """Yield the paths that a script may mean by the name of a module."""
    native = native_of(context)
    bare = () if name.startswith((".", "/")) else tuple(_in_packages(name, holder))
    yield from _endings(native, (*_places(native, holder, name), *bare))


def from_root(context: Context, name: str) -> str | None:
    """Give the module that ships where a name is a path from the root."""
    shipped = context.project.shipped
    named = _endings(native_of(context), (name.strip("/"),))
    return next((path for path in named if path in shipped), None)


def _places(native: Native, holder: str, name: str) -> Iterator[str]:
    """Yield where a module may lie that is no package: by an alias, from the root, beside the file."""
    other = alias(native, name)
    is_rooted = native.dialect.rooted_modules or native.part(holder) != "script"
    if other or not name.startswith("/") or is_rooted:
        yield resolved(other or name, holder) or name
    if name.startswith("/") and (beside := resolved(f".{name}", holder)):
        yield beside


def _endings(native: Native, places: Iterable[str]) -> Iterator[str]:
    suffixes = tuple(f".{one}" for one in native.scripts)
    for path in places:
        yield path
        yield from (f"{path}{one}" for one in suffixes)
        yield from (f"{path}/index{one}" for one in suffixes)
        yield f"{path}.json"
        if path.endswith(".js"):
            yield f"{path[:-3]}.ts"
        yield f"{path}.d.ts"


def _in_packages(name: str, holder: str) -> Iterator[str]:
    """Yield where a package of npm may lie, from the holder's folder outwards."""
    steps = holder.split("/")[:-1]
    for depth in range(len(steps), -1, -1):
        yield "/".join((*steps[:depth], NPM, name))
