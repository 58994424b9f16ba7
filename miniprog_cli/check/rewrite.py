"""Write what fixes changed: each file whole or not at all, whatever happens meanwhile."""

import os
from contextlib import suppress
from pathlib import Path

from miniprog_cli.check.beside import new_file, sweep
from miniprog_cli.check.fix import Change, FileMoved
from miniprog_cli.core.errors import MachineError
from miniprog_cli.syntax.covered import shown


class FixesIncomplete(MachineError):
    """Some files were written and one could not be."""


def rewrite(changes: tuple[Change, ...]) -> None:
    """Write the changed files, in their order; a file is replaced in one step, and keeps its mode.

    Raises:
        FileMoved: a file is not what was checked any more; nothing was written.
        MachineError: a file may not be written; nothing was written.
        FixesIncomplete: the disk failed, or a file changed, when others were written already.
    """
    for change in changes:
        _may_be_written(change)
    # a file that was not given its place is the one that a later run changes in the same folder
    for folder in {change.target.parent for change in changes}:
        sweep(folder)
    written: list[str] = []
    for change in changes:
        try:
            _write(change)
        except (OSError, FileMoved) as error:
            raise _incomplete(change, error, written) from error
        written.append(shown(change.file))


def _may_be_written(change: Change) -> None:
    _is_the_same(change)
    # A new file takes the place of the old one, so the system would not ask for this permission.
    if not os.access(change.target, os.W_OK):
        raise MachineError(
            f"{shown(change.file)} may not be written; nothing was changed",
            hint="correct its permissions, or fix it by hand",
        )


def _is_the_same(change: Change) -> None:
    try:
        same = change.target.read_bytes() == change.before
    except OSError:
        same = False
    if not same or change.target.is_symlink():
        raise FileMoved(
            f"{shown(change.file)} changed since it was checked; it stays as it is",
            hint="run it again",
        )


def _write(change: Change) -> None:
    """Write beside the file and rename: whoever looks sees the old bytes or the new ones."""
    with new_file(change.target.parent) as (handle, temporary):
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        make_like(change.target, temporary)
        _is_the_same(change)
        temporary.replace(change.target)


def make_like(old: Path, new: Path) -> None:
    """Give a file the owner, as far as that is allowed, and the permissions of another."""
    info = old.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, info.st_uid, info.st_gid)
    new.chmod(info.st_mode & 0o7777)


def _incomplete(change: Change, error: Exception, written: list[str]) -> MachineError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    done = f"; written before: {', '.join(written)}" if written else "; nothing was written"
    return FixesIncomplete(
        f"{shown(change.file)} could not be written: {reason}{done}",
        hint="each file is whole, the old one or the new one; run it again",
    )
