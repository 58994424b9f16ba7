"""How programs save files: the nine styles every preview must tell right, and some more.

Each function leaves `path` with `data` in it, as the named editor would. They are plain file
operations, so that any test (of the watcher, of a browser) can use them. Where a machine stops
in the middle of one that goes by the clock, `Stalled` says so: what then happened was another
save, and `unless_stalled` tries it again.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.conftest import absent

Result = TypeVar("Result")

PAUSE = 0.05
"""Seconds between the two chunks of a slow writer."""
GAP = 0.3
"""Seconds between a deletion and the file's return."""
LONGEST_GAP = 0.38
"""Seconds above which a file that returns was deleted for good: a preview waits for 0.4."""


class Stalled(Exception):
    """The machine stopped in the middle of a save."""


def unless_stalled(attempt: Callable[[], Result]) -> Result:
    """Do it anew until the machine let one save through: at most twenty times."""
    for _ in range(20):
        with contextlib.suppress(Stalled):
            return attempt()
    return absent("this machine was too busy to save a file in time, twenty times")


def wait(seconds: float) -> None:
    """Let time pass that is a part of the save itself."""
    threading.Event().wait(seconds)


def save_in_place(path: Path, data: bytes) -> None:
    """Truncate and write: VS Code, nano, Notepad, most web editors' helpers."""
    path.write_bytes(data)


def save_by_rename(path: Path, data: bytes) -> None:
    """Write a file beside it, then rename: JetBrains' "safe write", GNOME, Sublime, `sed -i`."""
    beside = path.with_name(path.name + "___jb_tmp___")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def save_like_vim(path: Path, data: bytes) -> None:
    """Probe with 4913, keep a backup by rename, write anew, delete the backup: Vim's default."""
    probe, backup = path.with_name("4913"), path.with_name(path.name + "~")
    probe.write_bytes(b"")
    probe.unlink()
    with contextlib.suppress(FileNotFoundError):
        path.rename(backup)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    backup.unlink(missing_ok=True)


def save_with_backup_elsewhere(path: Path, data: bytes, *, elsewhere: Path) -> None:
    """Rename out of the project, then write anew: Vim with `backupdir` on the same disk."""
    elsewhere.mkdir(exist_ok=True)
    path.rename(elsewhere / path.name)
    path.write_bytes(data)


def save_in_two_chunks(path: Path, data: bytes, *, pause: float = PAUSE) -> None:
    """Write half, wait, write the rest, in one open file: slow disks, bundlers, sshfs, scp."""
    half = len(data) // 2
    with path.open("wb", buffering=0) as file:
        file.write(data[:half])
        wait(pause)
        file.write(data[half:])


def save_by_deletion(path: Path, data: bytes, *, gap: float = GAP) -> None:
    """Delete, and make it again a little later: some formatters, `git checkout`, `git stash`.

    Raises:
        Stalled: it was away for longer than any of these leaves a file away.
    """
    started = time.monotonic()
    path.unlink()
    wait(gap)
    path.write_bytes(data)
    if time.monotonic() - started > LONGEST_GAP:
        raise Stalled


def save_the_same(path: Path) -> None:
    """Write the bytes that are there already: format-on-save with nothing to do."""
    path.write_bytes(path.read_bytes())


def touch(path: Path) -> None:
    """Set the times, leave the bytes: `touch`, make, some synchronisers."""
    path.touch()


def write_swap_file_only(path: Path) -> None:
    """Type without saving: Vim updates `.name.swp` now and then."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    swap.write_bytes(b"b0VIM 9.0 and more")
    swap.unlink()


def save_all(files: dict[Path, bytes]) -> float:
    """Save every open file, one right after the other: "save all" of any editor.

    Gives the longest that one file took, in seconds: a test whose machine stalled here has
    seen several saves.
    """
    longest = 0.0
    for path, data in files.items():
        started = time.monotonic()
        path.write_bytes(data)
        longest = max(longest, time.monotonic() - started)
    return longest


def save_by_link(path: Path, data: bytes, *, elsewhere: Path) -> None:
    """Write somewhere else and link it into place: tools that never show a half file."""
    elsewhere.mkdir(exist_ok=True)
    source = elsewhere / path.name
    source.write_bytes(data)
    path.unlink(missing_ok=True)
    os.link(source, path)


def save_with_chromium(path: Path, data: bytes) -> None:
    """Write a `.crswap` and rename it: vscode.dev and others on the File System Access API."""
    swap = path.with_name(path.name + ".crswap")
    swap.write_bytes(data)
    swap.replace(path)


Save = Callable[[Path, bytes], None]

IN_ONE_FILE: dict[str, Save] = {
    "in place": save_in_place,
    "tmp and rename": save_by_rename,
    "vim": save_like_vim,
    "two chunks": save_in_two_chunks,
    "delete, then recreate": save_by_deletion,
    "chromium": save_with_chromium,
}
"""Styles that need nothing but a file and its bytes; each is exactly one update."""
