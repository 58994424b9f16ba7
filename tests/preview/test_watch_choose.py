"""Events or polling: what the system is decides, and polling says why."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from miniprog_cli.preview.watch import Watcher, WatchMode, is_editor_file
from miniprog_cli.preview.watch.choose import Machine, choose, file_system, in_wsl_drive, is_silent
from tests.conftest import require
from tests.preview.previewing import free_port
from tests.preview.watching import run_apart

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw shared:2 - proc proc rw
30 22 0:40 / /home/ann/share rw shared:9 - cifs //server/share rw
31 22 0:41 / /mnt/my\040code rw shared:10 - fuse.sshfs ann@host:/code rw
32 22 0:42 / /mnt/c rw,noatime shared:11 - 9p C:\134 rw
33 22 0:43 / /mnt/disk rw - fuseblk /dev/sdb1 rw
34 22 0:44 / /mnt/twice rw - nfs4 host:/x rw
35 22 0:45 / /mnt/twice rw - tmpfs tmpfs rw
bad line
"""
UBUNTU = "Linux version 6.8.0-45-generic (buildd@lcy02) (x86_64-linux-gnu-gcc-13)"
WSL2 = "Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1)"
WSL1 = "Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)"


def machine(*, platform: str = "linux", version: str = UBUNTU, mounts: str = MOUNTS) -> Machine:
    return Machine(platform=platform, version=version, mounts=mounts)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann/quiz", "ext4"),
        ("/home/ann/share", "cifs"),
        ("/home/ann/share/quiz", "cifs"),
        ("/home/ann/shared", "ext4"),
        ("/mnt/my code/quiz", "fuse.sshfs"),
        ("/mnt/c/Users", "9p"),
        ("/mnt/twice/quiz", "tmpfs"),
    ],
)
def test_the_mount_that_holds_a_folder(folder: str, kind: str):
    assert file_system(folder, MOUNTS) == kind


def test_without_a_table_of_mounts_nothing_is_known():
    assert file_system("/home/ann", "") is None
    assert choose("/home/ann", WatchMode.AUTO, machine(mounts="")).mode is WatchMode.EVENTS


@pytest.mark.parametrize(
    "kind", ["9p", "nfs", "nfs4", "cifs", "vboxsf", "fuse", "fuse.sshfs", "virtiofs"]
)
def test_mounts_that_others_change_are_silent(kind: str):
    assert is_silent(kind)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", "zfs"])
def test_local_disks_are_not(kind: str):
    assert not is_silent(kind)


def test_windows_drives_in_wsl():
    assert in_wsl_drive("/mnt/c/quiz", WSL2)
    assert in_wsl_drive("/mnt/d", WSL1)
    assert not in_wsl_drive("/home/ann/quiz", WSL2)
    assert not in_wsl_drive("/mnt/c/quiz", UBUNTU)


def test_a_local_disk_is_watched_by_events():
    choice = choose("/home/ann/quiz", WatchMode.AUTO, machine())

    assert (choice.mode, choice.reason) == (WatchMode.EVENTS, None)


def test_polling_says_why():
    wsl = choose("/mnt/c/quiz", WatchMode.AUTO, machine(version=WSL2, mounts=""))
    network = choose("/home/ann/share/quiz", WatchMode.AUTO, machine())

    assert (wsl.mode, wsl.reason) == (
        WatchMode.POLLING,
        "WSL tells of no changes to files on Windows drives",
    )
    assert (network.mode, network.reason) == (
        WatchMode.POLLING,
        "a mount of kind cifs tells of no changes from outside",
    )


@pytest.mark.parametrize("platform", ["darwin", "win32", "freebsd14"])
@pytest.mark.parametrize("wanted", [WatchMode.AUTO, WatchMode.EVENTS])
def test_where_no_close_is_told_polling_is_the_rule(platform: str, wanted: WatchMode):
    choice = choose("/home/ann/quiz", wanted, machine(platform=platform, mounts="", version=""))

    assert (choice.mode, choice.reason) == (WatchMode.POLLING, None)


def test_what_the_user_wants_wins():
    assert choose("/mnt/c/quiz", WatchMode.EVENTS, machine(version=WSL2)).mode is WatchMode.EVENTS
    assert choose("/home/ann", WatchMode.POLLING, machine()).mode is WatchMode.POLLING


def test_a_watcher_on_a_share_polls_and_says_so(tmp_path: Path):
    mounts = f"30 22 0:40 / {tmp_path} rw - nfs4 host:/x rw"

    async def run() -> tuple[WatchMode, str | None, bytes | None]:
        async with Watcher(
            tmp_path, watched=lambda _: True, machine=machine(mounts=mounts)
        ) as watcher:
            (tmp_path / "a.css").write_bytes(b"1")
            batch = await anext(watcher.batches())
            return watcher.mode, watcher.fallback_reason, batch.files[0].after

    assert run_apart(run()) == (
        WatchMode.POLLING,
        "a mount of kind nfs4 tells of no changes from outside",
        b"1",
    )


EXHAUSTED = """
import asyncio, pathlib, sys
from miniprog_cli.preview.watch import Watcher

async def main(folder):
    async with Watcher(folder, watched=lambda _: True) as watcher:
        batches = watcher.batches()
        print(watcher.mode, "|", watcher.fallback_reason)
        for number in range(6):
            (folder / f"{number}").mkdir()
            (folder / f"{number}/a.css").write_bytes(b"1")
            print([each.path for each in (await anext(batches)).files])
        print(watcher.mode, "|", watcher.fallback_reason)

asyncio.run(main(pathlib.Path(sys.argv[1])))
"""


def run_with_limit(limit: str, number: int, folder: Path) -> list[str]:
    """Run a watcher where the system lends only so many of a thing."""
    into = lending(limit, number)
    done = subprocess.run(
        [*into, sys.executable, "-c", EXHAUSTED, str(folder)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def lending(limit: str, number: int) -> list[str]:
    """Give the words that run a command where the system lends only so many of a thing."""
    if sys.platform != "linux":
        pytest.skip("inotify is of Linux")
    require("unshare")
    into = ["unshare", "--user", "--map-root-user", "sh", "-c"]
    setting = f"echo {number} > /proc/sys/user/{limit}"
    if subprocess.run([*into, setting], capture_output=True, check=False).returncode:
        pytest.skip("user namespaces are off here")  # as in many containers: no program is missing
    return [*into, f'{setting} && exec "$@"', "sh"]


def test_a_preview_says_that_it_polls_and_why(project: Any, world: dict[str, str]):
    with subprocess.Popen(
        [*lending("max_inotify_watches", 0), sys.executable, "-m", "miniprog_cli", "preview",
         project(), "--no-frame", "--port", str(free_port()), "--json"],
        env=world, stdout=subprocess.PIPE, encoding="utf-8",
    ) as preview:  # fmt: skip
        assert preview.stdout
        ready = json.loads(preview.stdout.readline())
        preview.terminate()
    assert ready["notes"] == [
        "polling for changes: no inotify watches are left (see fs.inotify.max_user_watches)"
    ]


def test_a_preview_says_that_it_polls_from_now_on(project: Any, world: dict[str, str]):
    folder = project()
    with subprocess.Popen(
        [*lending("max_inotify_watches", 3), sys.executable, "-m", "miniprog_cli", "preview",
         folder, "--no-frame", "--port", str(free_port()), "--json"],
        env=world, stdout=subprocess.PIPE, encoding="utf-8",
    ) as preview:  # fmt: skip
        assert preview.stdout
        patience = Timer(20, preview.kill)
        patience.start()
        assert json.loads(preview.stdout.readline())["notes"] == []
        for name in "abc":
            (folder / "app" / name).mkdir()
            (folder / "app" / name / "new.js").touch()
        events = map(json.loads, preview.stdout)
        told = next(event for event in events if event["event"] == "polling")
        assert told["reason"].startswith("no inotify watches are left")
        (folder / "app/c/new.js").write_text("1", "utf-8")
        saved = (event["files"] for event in events if event["event"] == "update")
        assert next(files for files in saved if files == ["app/c/new.js"])
        patience.cancel()
        preview.terminate()


SAVES = [f"['{number}/a.css']" for number in range(6)]


def test_without_inotify_instances_it_polls_and_says_so(tmp_path: Path):
    why = "polling | no inotify instances are left (see fs.inotify.max_user_instances)"

    assert run_with_limit("max_inotify_instances", 0, tmp_path) == [why, *SAVES, why]


def test_without_inotify_watches_it_polls_and_says_so(tmp_path: Path):
    why = "polling | no inotify watches are left (see fs.inotify.max_user_watches)"

    assert run_with_limit("max_inotify_watches", 0, tmp_path) == [why, *SAVES, why]


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is of Linux")
def test_another_watchdog_than_ours_is_told_as_one_that_cannot_be_used():
    from miniprog_cli.preview.watch.folders import FolderWatches, Inotify

    class Other(Inotify):
        def fileno(self) -> int:
            raise AttributeError("no attribute '_inotify_fd'")

    other = Other()
    with pytest.raises(ImportError, match="_inotify_fd"):
        FolderWatches(other)
    other.close()


def test_when_watches_run_out_on_the_way_it_goes_on_by_polling(tmp_path: Path):
    why = "polling | no inotify watches are left (see fs.inotify.max_user_watches)"

    assert run_with_limit("max_inotify_watches", 3, tmp_path) == ["events | None", *SAVES, why]


@pytest.mark.parametrize(
    "name",
    [
        "4913", "style.css~", ".style.css.swp", ".style.css.swx", ".swp", "#style.css#",
        ".#style.css", "style.css.tmp", "style.css.tmp.4711-1", "style.css.3141592653",
        "style.css___jb_tmp___", "style.css___jb_old___", ".goutputstream-AB12CD", "index.html.crswap",
        ".style.css.kate-swp", "style.css.sb-0a1b2c3d-aBcDeF", "sedAb12Cd", ".~lock.a.json#",
        "~$a.json", "video.mp4.part", ".nfs00000000012", ".DS_Store", "._style.css", "Thumbs.db",
    ],
)  # fmt: skip
def test_editors_files(name: str):
    assert is_editor_file(name)


@pytest.mark.parametrize(
    "name",
    [
        "style.css", "index.html", "data.json", "main.js", "swap.css", "tmp.css", "tilde~.css",
        "sedan.svg", "4913.json", "data.20240101.json", "photo.2024", "#1.html", "logo.sw.js",
        ".gitignore", ".miniprogignore", "backup.css", "sed-notes",
    ],
)  # fmt: skip
def test_files_that_only_look_a_little_like_editors(name: str):
    assert not is_editor_file(name)
