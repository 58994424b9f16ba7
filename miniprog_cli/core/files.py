"""The files of a project: what ships, what does not, and why."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from miniprog_cli.core.ignore import Ignore
from miniprog_cli.core.namedtuple import NamedTuple


class ProjectFile(NamedTuple):
    """One file below the root, or one folder that is left out as a whole (`path` ends in ``/``).

    `path` is relative to the root in POSIX form; `bytes` is 0 for a folder. `fault` says why a
    file that should ship cannot.
    """

    path: str
    source: Path
    bytes: int
    included: bool
    reason: str
    fault: str | None = None


class _Folder(NamedTuple):
    """Where the walk is: the folder on disk, and its path from the root and from the project."""

    disk: Path
    from_root: str
    from_project: str
    ignore: Ignore
    above: tuple[tuple[int, int], ...]
    """Device and inode of this folder and those around it: a link back to one is a loop."""


def list_files(
    folder: Path, root: str, mocks: str = "mocks", *, native: bool = False
) -> tuple[ProjectFile, ...]:
    """List everything below the root, sorted by path; `mocks` is the folder of the preview's answers.

    A folder that never ships is one row and is not looked into. Links are followed inside the
    root only. Nothing here raises for a file that cannot be read: it becomes a row with a `fault`.
    """
    inner = "" if root == "." else root
    ignore = Ignore(inner, mocks=mocks, native=native).entering(folder, "")
    top = on_disk(folder, inner)
    for depth in range(len(steps := Path(inner).parts)):
        way = "/".join(steps[: depth + 1])
        ignore = ignore.entering(on_disk(folder, way), way)
    try:
        start = _Folder(top, "", inner, ignore, (_identity(top.stat()),))
    except OSError:
        return ()
    return tuple(sorted(_walk(start, top.resolve()), key=lambda file: file.path))


def list_beside(folder: Path, root: str, reasons: Mapping[str, str]) -> Iterator[ProjectFile]:
    """Yield what lies in the project's folder and not in its root, which never ships; unsorted.

    Paths are relative to the root, as ``../README.md``. A folder is one row and is not looked into.
    `reasons` are those of some, by their path from the project's folder; one that cannot be read is
    passed over.
    """
    steps = () if root == "." else Path(root).parts
    for depth, step in enumerate(steps):
        way = "/".join(steps[:depth])
        try:
            with os.scandir(on_disk(folder, way)) as entries:
                found = [(_printable(one.name), one, one.is_dir()) for one in entries]
        except OSError:
            return
        for name, entry, is_folder in found:
            if name != step:
                from_project = f"{way}/{name}" if way else name
                why = reasons.get(from_project, f"lies outside of {root}, the folder that ships")
                path = "../" * (len(steps) - depth) + name
                size = 0 if is_folder else _size(entry)
                yield _left_out(path, Path(entry.path), why, is_folder=is_folder, size=size)


def would_ship(folder: Path, root: str, path: Path, mocks: str = "mocks") -> str | None:
    """Give the path in the project of a file that would ship if it were written; else None.

    `root` lies in `folder`, as a project's does. A link at the path itself is not followed.
    """
    project, top = folder.resolve(), on_disk(folder, "" if root == "." else root).resolve()
    target = path.parent.resolve() / path.name
    if not target.is_relative_to(top):
        return None
    steps = target.relative_to(project).parts
    inner = top.relative_to(project).parts
    ignore = Ignore("/".join(inner), mocks=mocks).entering(project, "")
    for count in range(1, len(steps) + 1):
        relative, is_folder = "/".join(steps[:count]), count < len(steps)
        if count > len(inner) and ignore.reason(relative, is_folder=is_folder):
            return None
        if is_folder:
            ignore = ignore.entering(project / relative, relative)
    return "/".join(steps)


def on_disk(folder: Path, path: str) -> Path:
    """Find a path as it is written in a manifest below a folder on disk.

    In a C locale Python reads names as ASCII, with every other byte escaped; text from a manifest
    has to be spelt likewise there.
    """
    return folder / os.fsdecode(path.encode("utf-8", "surrogateescape"))


def _walk(here: _Folder, top: Path) -> Iterator[ProjectFile]:
    try:
        with os.scandir(here.disk) as entries:
            found = list(entries)
    except OSError as error:
        yield _faulty(f"{here.from_root}/", here.disk, f"cannot be read: {_reason(error)}")
        return
    for entry in found:
        yield from _entry(entry, here, top)


def _entry(entry: os.DirEntry[str], here: _Folder, top: Path) -> Iterator[ProjectFile]:
    name = _printable(entry.name)
    path = f"{here.from_root}/{name}" if here.from_root else name
    from_project = f"{here.from_project}/{name}" if here.from_project else name
    disk = Path(entry.path)
    try:
        is_folder = entry.is_dir()
        reason = here.ignore.reason(from_project, is_folder=is_folder)
        if reason:
            yield _left_out(path, disk, reason, is_folder=is_folder, size=_size(entry))
        elif os.fsencode(entry.name) != name.encode():
            yield _faulty(path, disk, "its name is not UTF-8")
        elif entry.is_symlink() and not disk.resolve().is_relative_to(top):
            yield _faulty(path, disk, f"it is a link that leaves the root: {_target(disk)}")
        elif is_folder:
            yield from _folder(disk, path, from_project, here, top)
        else:
            yield _file(path, disk, entry.stat())
    except (OSError, RuntimeError) as error:
        # RuntimeError: how Python 3.11 and 3.12 report a loop of links
        reason = _reason(error) if isinstance(error, OSError) else "a loop of links"
        yield _faulty(path, disk, f"cannot be read: {reason}")


def _folder(
    disk: Path, path: str, from_project: str, here: _Folder, top: Path
) -> Iterator[ProjectFile]:
    identity = _identity(disk.stat())
    if identity in here.above:
        yield _faulty(path, disk, "it is a link to a folder around it")
        return
    ignore = here.ignore.entering(disk, from_project)
    yield from _walk(_Folder(disk, path, from_project, ignore, (*here.above, identity)), top)


def _file(path: str, disk: Path, info: os.stat_result) -> ProjectFile:
    if not stat.S_ISREG(info.st_mode):
        return _faulty(path, disk, "it is not a regular file")
    if not os.access(disk, os.R_OK):
        return _faulty(path, disk, "cannot be read: permission denied")
    return ProjectFile(
        path=path, source=disk, bytes=info.st_size, included=True, reason="lies in the root"
    )


def _left_out(path: str, disk: Path, reason: str, *, is_folder: bool, size: int) -> ProjectFile:
    shown = f"{path}/" if is_folder else path
    return ProjectFile(
        path=shown, source=disk, bytes=0 if is_folder else size, included=False, reason=reason
    )


def _faulty(path: str, disk: Path, fault: str) -> ProjectFile:
    return ProjectFile(path=path, source=disk, bytes=0, included=False, reason=fault, fault=fault)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _printable(name: str) -> str:
    r"""Write bytes of a name that are not UTF-8 as ``\xff``, so that it can be shown."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _identity(info: os.stat_result) -> tuple[int, int]:
    return info.st_dev, info.st_ino


def _size(entry: os.DirEntry[str]) -> int:
    return entry.stat(follow_symlinks=False).st_size


def _target(disk: Path) -> str:
    return _printable(str(disk.readlink()))
