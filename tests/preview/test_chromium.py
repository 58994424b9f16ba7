"""The browser that draws pictures and plays tests: reached by us alone, and gone when we are."""

import asyncio
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from miniprog_cli.preview.chromium import port
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools
from miniprog_cli.preview.chromium.profile import LOCK, profile, remove_dead
from miniprog_cli.preview.chromium.program import FLAGS, BrowserFailed, find, started
from miniprog_cli.preview.chromium.tab import Screen, Tab
from miniprog_cli.preview.native.arrival import arrived
from tests.conftest import require
from tests.preview.previewing import DEADLINE, free_port, write_project

BROWSER = """#!/bin/sh
echo $$ "$@" > {file}
exec {browser} "$@"
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """A temporary folder whose name leaves room for that of a socket, of which systems take 107 bytes."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


def aside(coroutine: object) -> object:
    """Run it in a thread: playwright, of tests that ran before, has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="tells of the end of any process: Linux")
def test_the_browser_does_not_outlive_a_preview_that_is_killed(tmp_path: Path, short: Path) -> None:
    require("chromium")
    named = tmp_path / "browser"
    named.write_text(BROWSER.format(file=tmp_path / "started", browser=find()), encoding="utf-8")
    named.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(DEADLINE)
        slow = f"<!doctype html><img src=http://127.0.0.1:{server.getsockname()[1]}/never.png>"
        folder = write_project(tmp_path / "shop", {"index.html": slow})
        command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder)]
        with subprocess.Popen(
            [*command, "--screenshot", str(tmp_path / "a.png"), "--port", str(free_port())],
            env={**os.environ, "MINIPROG_BROWSER": str(named), "TMPDIR": str(short)},
        ) as preview:
            asking, _ = server.accept()
            pid, *given = (tmp_path / "started").read_text(encoding="utf-8").split()
            assert not any(each.startswith("--remote-debugging-port") for each in given)
            browser = os.pidfd_open(int(pid))
            assert select.select([browser], [], [], 0) == ([], [], [])
            preview.kill()
            assert select.select([browser], [], [], DEADLINE)[0] == [browser]
            # and so are the processes that work for it
            asking.settimeout(DEADLINE)
            while asking.recv(1 << 16):
                pass
            asking.close()
            os.close(browser)
    # its profile is left, and the next start removes it; not at once, lest it be about to be used
    (left,) = short.glob("miniprog-browser-*")
    remove_dead(short)
    assert left.exists()
    os.utime(left / LOCK, (0, 0))
    remove_dead(short)
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="where nothing is left to be removed")
def test_only_folders_that_nobody_holds_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    elsewhere, foreign = tmp_path / "elsewhere", tmp_path / "miniprog-browser-without"
    for each in (elsewhere, foreign):
        each.mkdir()
    (elsewhere / LOCK).touch()
    link = tmp_path / "miniprog-browser-link"
    link.symlink_to(elsewhere)
    with profile() as used:
        for each in (used, elsewhere):
            os.utime(each / LOCK, (0, 0))
        with profile():
            assert used.is_dir()
            assert link.is_symlink()
            assert (elsewhere / LOCK).exists()
            assert foreign.is_dir()
    assert sorted(tmp_path.glob("miniprog-browser-*")) == [link, foreign]


def test_a_browser_that_crashes_is_said_to_be_gone() -> None:
    require("chromium")

    async def crashed() -> None:
        async with started() as tools:
            with pytest.raises(CommandFailed, match="gone"):
                await tools.send("Browser.crash")
            with pytest.raises(CommandFailed, match="gone"):
                await tools.send("Browser.getVersion")

    aside(crashed())


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 3\n", "no program"])
@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_a_browser_that_does_not_start_is_said(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "browser"
    broken.write_text(script, encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("MINIPROG_BROWSER", str(broken))

    async def start() -> None:
        async with started():
            pass

    with pytest.raises(BrowserFailed, match="did not start"):
        aside(start())


def test_without_pipes_there_is_a_port(tmp_path: Path) -> None:
    """As on Windows; the way is the same on every system."""
    require("chromium")
    command = (str(find()), f"--user-data-dir={tmp_path}", "--no-sandbox", *FLAGS, port.FLAG)

    async def asked() -> object:
        async with port.running(command, tmp_path) as wire, DevTools.over(wire) as tools:
            return (await tools.send("Browser.getVersion"))["product"]

    assert "Chrome" in str(aside(asked()))


LATE = """data:text/html,<link data-compiler><script>
setTimeout(() => { document.documentElement.dataset.ready = 1 }, %s)</script>"""


@pytest.mark.parametrize(
    ("comes", "patience", "is_there"), [(1500, 30, True), (60_000, 1.2, False)]
)
def test_a_native_page_is_waited_for_as_long_as_one_says(
    comes: int, patience: float, is_there: bool
) -> None:
    require("chromium")

    async def waited() -> object:
        screen = Screen(390, 844)
        async with started() as tools, Tab.opened(tools, screen) as tab:
            await tab.go(LATE % comes)
            assert await arrived(tab, screen, patience=patience) == screen
            return await tab.evaluate("document.documentElement.dataset.ready === '1'")

    assert aside(waited()) is is_there
