"""Open a native project: for which host it is written, its id and its version."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from miniprog_cli.core.dialect import Asked, Dialect, TabNames
from miniprog_cli.core.errors import DialectUnclear
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.manifest import (
    Manifest,
    ManifestUnreadable,
    is_vendors,
    parse_manifest,
    read_document,
)
from miniprog_cli.core.native.app import FILE_NAME as APP
from miniprog_cli.core.native.app import members_of, read_app
from miniprog_cli.core.native.config import ProjectFile, find_project_file, read_private, root_of
from miniprog_cli.core.native.program import Native
from miniprog_cli.core.native.tag import exact_tag
from miniprog_cli.core.source import JsonDocument

_LONGEST_NAME = 64
REPEATED = {("pages",): "app.json", ("window",): "app.json", ("root",): "the vendor's project file"}
"""Members of `miniprog.json` that the vendor's own files have, and which: there they count."""
_MOST_PAGES = 100
"""Pages whose templates are looked for."""
_LOOKED_AT = 2000
"""Entries of the root that are looked at for templates, before the suffix tells nothing."""


def open_native(folder: Path, manifest: Manifest | None, asked: Asked) -> tuple[Manifest, Native]:
    """Read the vendor's files of a folder; `manifest` is what `miniprog.json` adds, if it is there.

    Raises:
        DialectUnclear: several hosts could be meant, or none.
        ManifestUnreadable: one of the files cannot be parsed.
    """
    found = find_project_file(folder)
    name, document = found or ("", None)
    root = _root(folder, document)
    dialect = _dialect(folder, root, name, document, asked)
    native = _native(folder, root, dialect, document)
    return _manifest(native, manifest, asked), native


def _native(folder: Path, root: str, dialect: Dialect, document: JsonDocument | None) -> Native:
    file = APP if root == "." else f"{root}/{APP}"
    try:
        app = read_app(read_document(on_disk(folder, file), file), dialect.tabs)
    except ManifestUnreadable as error:
        if on_disk(folder, file).exists():
            raise
        raise _missing(file, error) from None
    return Native(folder, root, dialect, app, ProjectFile(document, read_private(folder, dialect)))


def _missing(file: str, error: ManifestUnreadable) -> ManifestUnreadable:
    hint = "where a framework writes it, build the program first"
    finding = error.finding._replace(message=f"{file} is missing", hint=hint)
    return ManifestUnreadable(f"{file} is missing", hint=hint, finding=finding)


def _root(folder: Path, document: JsonDocument | None) -> str:
    root = root_of(document)
    below = on_disk(folder, root) / APP
    return root if below.is_file() or not (folder / APP).is_file() else "."


def _dialect(
    folder: Path, root: str, name: str, document: JsonDocument | None, asked: Asked
) -> Dialect:
    """Decide for which host a project is: what is asked, the project file, the id, the templates."""
    known = asked.dialects()
    if named := [one for one in known if one.host == asked.host]:
        return named[0]
    for fitting in (_by_file(known, name), _by_id(known, document)):
        if len(fitting) == 1:
            return fitting[0]
    written = _by_template(known, on_disk(folder, root))
    if len(written) == 1:
        return next(iter(written.values()))
    raise _several(folder, written) if written else _none(folder, known)


def _none(folder: Path, known: tuple[Dialect, ...]) -> DialectUnclear:
    hosts = ", ".join(one.host for one in known)
    return DialectUnclear(
        f"nothing in {folder} tells for which host the program is written",
        hint=f"name the host with --host, one of: {hosts}",
    )


def _several(folder: Path, written: Mapping[str, Dialect]) -> DialectUnclear:
    """Name the templates that contradict each other, and the ways to decide."""
    seen = ", ".join(f"{path} ({one.host})" for path, one in written.items())
    hosts = " or ".join(f"--host {one.host}" for one in written.values())
    files = (
        f"its {one.id_member} in {one.project_file}" if one.id_telling else one.project_file
        for one in written.values()
    )
    return DialectUnclear(
        f"{folder} has templates for several hosts: {seen}",
        hint=f"name the one that is meant: {hosts}; or say it with {', or '.join(dict.fromkeys(files))}",
    )


def _by_file(known: tuple[Dialect, ...], name: str) -> list[Dialect]:
    return [one for one in known if name and one.project_file == name]


def _by_id(known: tuple[Dialect, ...], document: JsonDocument | None) -> list[Dialect]:
    said = members_of(document.value if document else None)
    ids = {one.id_member: said.get(one.id_member) for one in known}
    return [
        one
        for one in known
        if one.id_telling
        and isinstance(app_id := ids[one.id_member], str)
        and re.fullmatch(one.id_pattern, app_id)
    ]


def _by_template(known: tuple[Dialect, ...], top: Path) -> dict[str, Dialect]:
    """Choose by the templates: of each dialect that may be meant, one that is its own.

    Those of the pages tell, for a library may have others, too; only where there are none, all do.
    A dialect is meant that takes a template of every page, also one in the language of another.
    """
    own = {one.templates[0]: one for one in known}
    written = _templates(top, own)
    first = {suffix: stem for stem in sorted(written, reverse=True) for suffix in written[stem]}
    takes = [s for s in first if all(set(own[s].templates) & one for one in written.values())]
    return {
        f"{first[suffix]}.{suffix}": own[suffix] for suffix in own if suffix in (takes or first)
    }


def _templates(top: Path, suffixes: Collection[str]) -> dict[str, set[str]]:
    """Give the suffixes of the templates that tell, by their path without it."""
    pages = (on_disk(top, f"{page}.{suffix}") for page in _pages(top) for suffix in suffixes)
    found = dict[str, set[str]]()
    for path in [path for path in pages if path.is_file()] or _files(top):
        if path.suffix[1:] in suffixes:
            stem = path.relative_to(top).with_suffix("").as_posix()
            found.setdefault(stem, set()).add(path.suffix[1:])
    return found


def _pages(top: Path) -> tuple[str, ...]:
    """Give the first pages that ``app.json`` lists; none where it cannot be read, which is said later."""
    try:
        app = read_app(read_document(top / APP), TabNames())
    except ManifestUnreadable:
        return ()
    return tuple(page.path for page in app.pages[:_MOST_PAGES])


def _files(top: Path) -> Iterator[Path]:
    """Yield some files below a folder, those near the top first."""
    folders, left = [top], _LOOKED_AT
    while folders and left > 0:
        try:
            entries = sorted(folders.pop(0).iterdir())
        except OSError:
            continue
        left -= len(entries)
        hidden = (".", "node_modules", "miniprogram_npm")
        folders += (one for one in entries if not one.name.startswith(hidden) and one.is_dir())
        yield from (one for one in entries if one.suffix)


def _plain(text: str) -> str:
    """Write a text as a part of an id; empty where nothing of it can stand in one."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def _manifest(native: Native, ours: Manifest | None, asked: Asked) -> Manifest:
    """Make the manifest of the vendor's files, and add what `miniprog.json` says."""
    app = native.app
    added = ours or parse_manifest(b"{}", app.document.file)
    host = native.dialect.host
    folder = native.folder.resolve().name
    named = (_plain(one) for one in (native.app_id, native.config.text("projectname"), folder))
    identity = next((one for one in named if one), "program")
    title = app.window.get("navigationBarTitleText")
    name = next(
        (one for one in (native.config.text("projectname"), title) if isinstance(one, str)), ""
    )
    violations = tuple(
        one for one in added.violations if not is_vendors(one) and one.pointer[:1] not in REPEATED
    )
    return added._replace(
        kind="native",
        violations=violations,
        id=added.id or f"{host}.{identity}",
        name=(added.name or name or folder)[:_LONGEST_NAME],
        version=asked.version
        or added.version
        or (exact_tag(native.folder) if asked.tagged else ""),
        root=native.root,
        pages=tuple(page.path for page in app.pages),
        hosts={**({host: {}} if host not in added.hosts else {}), **added.hosts},
    )
