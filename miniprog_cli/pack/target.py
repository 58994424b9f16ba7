"""Where the bundle goes: its name, whether the place is free, and writing it all or not at all."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from miniprog_cli.core.archive.container import resembles_bundle
from miniprog_cli.core.ending import tidily
from miniprog_cli.core.errors import Exit, MachineError, MiniprogError
from miniprog_cli.core.ignore import OUTPUT_FOLDER
from miniprog_cli.core.project import Project

_STALE_SECONDS = 3600


class TargetTaken(MiniprogError):
    """Something that is no bundle of ours is where the bundle should go."""

    exit_code = Exit.FINDINGS


class OutputWouldShip(MiniprogError):
    """The bundle would lie among the files that ship, and so be in the next bundle."""

    exit_code = Exit.FINDINGS


def bundle_path(project: Project, host: str, out: Path | None) -> Path:
    """Choose the file: `out`, or in the folder `out`, or ``bundles/ID-VERSION-HOST.zip``.

    Raises:
        OutputWouldShip: the file would ship with the next bundle.
    """
    parts = (project.manifest.id, project.manifest.version, host)
    name = f"{'-'.join(filter(None, parts))}.zip"  # a native program may have no version
    if out is None:
        path = project.folder / OUTPUT_FOLDER / name
    else:
        path = out / name if out.is_dir() else out
    if project.would_ship(path):
        raise OutputWouldShip(
            f"{path} lies in the folder that ships", hint="choose another place with --output"
        )
    return path


def require_free(path: Path, *, force: bool) -> None:
    """Refuse a place that holds anything but an earlier bundle or an empty file.

    With `force` a file is replaced whatever it is; a device or a pipe, or a link to one, never.

    Raises:
        TargetTaken: what lies there would be lost.
    """
    if path.exists() and not path.is_file():
        hint = "choose another place with --output; -o - is standard output"
        raise TargetTaken(f"{path} is not a file", hint=hint)
    if force or path.is_symlink() or not path.exists():
        return
    if path.stat().st_size and not resembles_bundle(path):
        raise TargetTaken(
            f"{path} exists and is not a bundle", hint="choose another place, or add --force"
        )


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO, None, None]:
    """Open a new file that takes the place of `path` when the block ends well, and is gone if not.

    Not synced to disk: after a power cut the bundle can be packed again, and syncing takes longer
    than packing.

    Raises:
        MachineError: the disk is full, or the folder cannot be written.
    """
    # not by the number of the process: in containers that share a folder all have the same
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    with tidily(temporary):
        yield from _replacing(path, temporary)


def _replacing(path: Path, temporary: Path) -> Generator[BinaryIO, None, None]:
    made = _make_folder(path.parent)
    try:
        _sweep(path)
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
        made = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise MachineError(
            f"cannot write {path}: {reason}", hint="choose another place with --output"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)  # before its folder
            if made:
                made.rmdir()


def _make_folder(folder: Path) -> Path | None:
    """Make the folder where it is missing, below one that exists; return it if it was made."""
    try:
        folder.mkdir()
    except FileExistsError:
        return None
    except OSError as error:
        raise MachineError(
            f"cannot make the folder {folder}: {error.strerror}",
            hint="choose another place with --output",
        ) from error
    return folder


def _sweep(path: Path) -> None:
    """Remove what a killed run left; a younger file may belong to one that still works."""
    with os.scandir(path.parent) as entries:
        for entry in entries:
            ours = entry.name.startswith(f".{path.name}.") and entry.name.endswith(".part")
            if ours and time.time() - entry.stat().st_mtime > _STALE_SECONDS:
                Path(entry.path).unlink()
