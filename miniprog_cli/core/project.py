"""A mini-program on disk: find it, open it."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from os.path import isdir, isfile, realpath
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import NativeProject, ProjectNotFound, SeveralProjects
from miniprog_cli.core.files import (
    ProjectFile,
    list_beside,
    list_files,
    on_disk,
    would_ship,
)
from miniprog_cli.core.ignore import DEVELOPMENT
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.manifest import FILE_NAME, Manifest, read_manifest
from miniprog_cli.core.runtime import uses_mini

if TYPE_CHECKING:
    from miniprog_cli.core.dialect import Asked
    from miniprog_cli.core.native.program import Native

_LOOK_BELOW = 3
"""How many folders deep a project is looked for below the given one."""
_NAMED = 10
"""How many of several projects a message names."""

_NATIVE_FILES = ("mini.project.json", "project.swan.json")
_NATIVE_CONFIG = "project.config.json"
_NATIVE_ROOT = rb'"(?:miniprogramRoot|smartProgramRoot)"\s*:\s*"([A-Za-z0-9_./-]+)"'
"""Where a vendor's project says in which folder its `app.json` lies."""
_SKIPPED = frozenset({"node_modules", "bundles"})


class Project:
    """One mini-program: the folder its manifest lies in, and what the manifest says.

    The listing of files is made at first use and kept: a project is a look at one moment.
    """

    def __init__(self, folder: Path, manifest: Manifest, native: "Native | None" = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.native = native
        """What the vendor's files say; None for a project of kind web."""
        self.looked_for: dict[str, bool] = {}
        """What `is_beside_root` was asked, and said: an answer that is kept depends on it."""

    @property
    def kind(self) -> str:
        """What it is written in: ``web`` (HTML), or ``native`` (the language of a host)."""
        return "native" if self.native else "web"

    @property
    def root(self) -> Path:
        """The folder that ships."""
        return on_disk(self.folder, self.manifest.root)

    @cached_property
    def files(self) -> tuple[ProjectFile, ...]:
        """Everything below the root with the reason why it ships or not, sorted by path."""
        if not self.has_root:
            return ()
        if self.native:
            return self.native.listed(self)
        return list_files(self.folder, self.manifest.root, self.manifest.preview.mocks)

    @cached_property
    def parts(self) -> "tuple[Project, ...]":
        """What is looked at like a program of its own, and is in no bundle: a plugin's sources."""
        native = self.native.apart if self.native else None
        if native is None or not self.has_root:
            return ()
        manifest = self.manifest._replace(
            id=f"{self.manifest.id} {native.root}", root=native.root, pages=()
        )
        part = Project(self.folder, manifest, native)
        return (part,) if part.has_root else ()

    @cached_property
    def beside(self) -> tuple[ProjectFile, ...]:
        """What lies in the project's folder outside of the root, with the reason why it does not ship.

        Paths are relative to the root and begin with ``..``.
        """
        if not self.has_root:
            return ()
        reasons = {**DEVELOPMENT, self.manifest.preview.mocks: "answers for the preview"}
        if self.native:
            reasons |= self.native.beside()
        return tuple(list_beside(self.folder, self.manifest.root, reasons))

    @cached_property
    def has_root(self) -> bool:
        """Whether the root is rightly written, is a folder, and lies in the project.

        Without one nothing ships, and nothing is read: a link could lead to the whole disk.
        """
        wrong = any(v.pointer == ("root",) for v in self.manifest.violations)
        return not wrong and self.root_inside and self.root_is_folder

    @cached_property
    def top(self) -> str:
        """The root without links: what is read may not lie outside it, whatever it is by then."""
        return realpath(self.root)

    @property
    def root_is_folder(self) -> bool:
        """Whether the root is there; a loop of links or a name that is too long is not.

        Asked as text: `Path` raises for either.
        """
        return isdir(self.root)  # noqa: PTH112

    @property
    def root_inside(self) -> bool:
        """Whether the root lies in the project, links followed."""
        return Path(self.top).is_relative_to(realpath(self.folder))

    @cached_property
    def shipped(self) -> dict[str, ProjectFile]:
        """The files that ship, by their path relative to the root, sorted."""
        return {file.path: file for file in self.files if file.included}

    @cached_property
    def uses_mini(self) -> bool:
        """Whether a page or a script names mini.js, so that it is written into the bundle.

        Raises:
            FileChanged: a file leads out of the root by now.
            MachineError: a file cannot be read.
        """
        return self.native is None and uses_mini(self)

    def in_project(self, path: str) -> str:
        """Turn a path relative to the root into one relative to the project's folder."""
        root = self.manifest.root
        return path if root == "." else f"{root}/{path}"

    def is_beside_root(self, path: str) -> bool:
        """Tell whether a path, as it would be in the root, is a file of the project outside it."""
        if self.manifest.root == ".":
            return False
        # As text: `Path` raises for what is too long or holds a NUL, which `isfile` says is none
        found = isfile(on_disk(self.folder, path))  # noqa: PTH113
        self.looked_for[path] = found
        return found

    def would_ship(self, path: Path) -> str | None:
        """Give the path in the project of a file that would ship if it were written; else None."""
        manifest = self.manifest
        mocks = manifest.preview.mocks
        found = would_ship(self.folder, manifest.root, path, mocks) if self.has_root else None
        if found is None or self.native is None:
            return found
        inside = found if manifest.root == "." else found.removeprefix(f"{manifest.root}/")
        return found if self.native.packs(inside) else None


def open_project(
    directory: Path | None = None, asked: "Callable[[], Asked] | None" = None
) -> Project:
    """Open the project in a folder; without one, in the current folder or above it.

    Where neither has one, exactly one project below is taken. `asked` gives what is needed to open
    one of kind native; who cannot work on those leaves it out, and they are refused.

    Raises:
        ProjectNotFound: there is none.
        SeveralProjects: more than one lies below.
        NativeProject: it is of kind native, and nothing was `asked` of such.
        DialectUnclear: it is of kind native, and could be for several hosts, or for none.
        ManifestUnreadable: its manifest cannot be parsed.
    """
    folder = find_project(directory)
    manifest = read_manifest(folder / FILE_NAME) if (folder / FILE_NAME).is_file() else None
    if manifest and manifest.kind != "native" and (manifest.kind or not _is_native(folder)):
        return Project(folder, manifest)
    if asked is None:
        raise _native(folder)
    from miniprog_cli.core.native.opening import open_native

    return Project(folder, *open_native(folder, manifest, asked()))


def find_project(directory: Path | None = None) -> Path:
    """Find the folder of a project; see `open_project`."""
    start = directory or Path.cwd()
    if not start.is_dir():
        what = "is not a folder" if start.exists() else "does not exist"
        raise ProjectNotFound(f"{start} {what}", hint="name the project's folder")
    candidates = (start,) if directory else (start, *start.parents)
    for folder in candidates:
        if _is_project(folder):
            return folder
    return _only_one(start, sorted(_below(start, _LOOK_BELOW)))


def _only_one(start: Path, found: list[Path]) -> Path:
    if not found:
        raise ProjectNotFound(f"no {FILE_NAME} in {start}", hint=_beginning(start))
    if len(found) > 1:
        names = ", ".join(str(folder.relative_to(start)) for folder in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise SeveralProjects(f"several projects lie below {start}: {names}{more}", hint="name one")
    return found[0]


def _beginning(folder: Path) -> str:
    """Say how a project begins: of a site that is there already, with a manifest beside it."""
    if not (folder / "index.html").is_file():
        return "start a project with: miniprog new NAME"
    import json

    name = folder.resolve().name
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "site"
    members = {"id": f"com.example.{plain}", "name": name or "Site", "version": "0.1.0"}
    manifest = json.dumps({**members, "pages": ["index.html"]}, ensure_ascii=False)
    return f"for the site that is here, write this to {FILE_NAME}: {manifest}"


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the folders with a manifest below a folder; not inside one that has one."""
    try:
        entries = [e for e in folder.iterdir() if e.is_dir() and not e.is_symlink()]
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _SKIPPED:
            continue
        if _is_project(entry):
            yield entry
        elif depth > 1:
            yield from _below(entry, depth - 1)


def _is_project(folder: Path) -> bool:
    return (folder / FILE_NAME).is_file() or _is_native(folder) or _says_root(folder) is not None


def _is_native(folder: Path) -> bool:
    """Tell a vendor's project: its project file, with an `app.json`, or one that lists pages."""
    if any((folder / name).is_file() for name in _NATIVE_FILES):
        return True
    if not (folder / _NATIVE_CONFIG).is_file():
        return b'"pages"' in _start(folder / "app.json")
    roots = (folder, folder / (_says_root(folder) or ""))
    return any((root / "app.json").is_file() for root in roots)


def _says_root(folder: Path) -> str | None:
    """Give the folder of `app.json` that a project file names, be there one or not."""
    config = _start(folder / _NATIVE_CONFIG)
    below = re.search(_NATIVE_ROOT, config) if config else None
    return below[1].decode() if below else None


def _start(path: Path) -> bytes:
    """Read the start of a file that may be anything; nothing where it cannot be read."""
    try:
        return read_start(path, 65536)
    except (OSError, FileChanged):
        return b""


def _native(folder: Path) -> NativeProject:
    return NativeProject(
        f"{folder} is a native project, which this command cannot work on yet",
        hint="here only kind web (HTML, CSS and JavaScript) works today; see: miniprog hosts",
    )
