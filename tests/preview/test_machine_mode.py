"""What programs start a preview for: a file that says where it is, and pictures."""

import asyncio
import json
import signal
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from miniprog_cli.preview.chromium.program import started
from miniprog_cli.preview.chromium.tab import Tab
from miniprog_cli.preview.screenshot import DESKTOP
from tests.conftest import Miniprog, require
from tests.preview.previewing import DEADLINE, free_port, previewing, write_project

WIDE = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><p>Hello"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"app/index.html": WIDE}, root="app")


def test_a_file_says_where_the_preview_is_for_as_long_as_it_runs(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ready.json"
    file.write_text("of a run before", encoding="utf-8")
    with previewing(folder, "--ready-file", str(file)) as preview:
        # the event is told by a thread, and may come first
        preview.wait_for("findings")
        told = json.loads(file.read_text(encoding="utf-8"))
        assert told == preview.seen[0]
        assert told["program_url"] == preview.program_url
    assert not file.exists()


def test_no_file_says_so_where_the_preview_does_not_start(
    folder: Path, tmp_path: Path, miniprog: Miniprog
) -> None:
    file = tmp_path / "ready.json"
    file.write_text("of a run before", encoding="utf-8")
    assert miniprog("preview", folder, "--page", "none.html", "--ready-file", file).rc == 2
    assert not file.exists()


def test_nothing_of_it_is_written_where_it_would_ship(folder: Path, miniprog: Miniprog) -> None:
    for option in ("--ready-file", "--screenshot"):
        ran = miniprog("preview", folder, option, folder / "app/made.png")
        assert (ran.rc, "would ship" in ran.stderr) == (2, True)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("device", "browser"), [("phone", "chromium"), ("tablet", "chromium"), ("phone", "")]
)
def test_a_picture_has_the_size_of_the_device(
    folder: Path, tmp_path: Path, miniprog: Miniprog, device: str, browser: str
) -> None:
    """In the whole browser, and in whatever is found first."""
    require("chromium")
    file = tmp_path / "shop.png"
    ran = miniprog(
        "preview", folder, "--screenshot", file, "--device", device, "--json",
        "--port", str(free_port()), env={"MINIPROG_BROWSER": browser},
    )  # fmt: skip
    assert ran.rc == 0, ran.stderr
    told = ran.json
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    assert (width, height) == (told["width"] * told["ratio"], told["height"] * told["ratio"])


def test_a_device_that_is_none_is_refused_before_anything_starts(
    folder: Path, tmp_path: Path, miniprog: Miniprog
) -> None:
    file = tmp_path / "shop.png"
    # a browser that was started would be missed
    ran = miniprog(
        "preview", folder, "--screenshot", file, "--device", "toaster", "--port", str(free_port()),
        env={"MINIPROG_BROWSER": "no-such-browser"},
    )  # fmt: skip
    assert ran.rc == 2
    assert "choose from: small, " in ran.stderr
    assert not file.exists()


def test_the_browser_that_is_started_opens_no_pages_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("chromium")
    monkeypatch.setenv("MINIPROG_BROWSER", "chromium")

    async def opened() -> list[object]:
        async with started() as tools, Tab.opened(tools, DESKTOP):
            found = await tools.send("Target.getTargets", filter=[{}])
            return [one["url"] for one in found["targetInfos"]]  # type: ignore[attr-defined]

    # a thread of its own: playwright, of tests that ran before, has a loop in this one
    with ThreadPoolExecutor(1) as aside:
        assert set(aside.submit(asyncio.run, opened()).result()) == {"about:blank"}


def test_without_a_browser_there_is_a_hint(
    folder: Path, tmp_path: Path, miniprog: Miniprog
) -> None:
    environment = {"MINIPROG_BROWSER": "no-such-browser"}
    ran = miniprog("preview", folder, "--screenshot", tmp_path / "shop.png", env=environment)
    assert ran.rc == 3
    assert "install Chromium, Chrome or Edge" in ran.stderr


def test_a_host_that_is_none_is_refused_before_anything_starts(
    folder: Path, miniprog: Miniprog
) -> None:
    ran = miniprog("preview", folder, "--host", "wechta", "--json", "--port", str(free_port()))
    assert ran.rc == 2
    assert ran.json["error"] == {
        "code": "unknown-host",
        "message": "unknown host 'wechta'",
        "hint": "did you mean `wechat`?",
    }


def test_a_recording_says_that_it_is_made_and_what_came_of_it(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--record", str(file)]
    with subprocess.Popen(
        [*command, "--port", str(free_port())],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline().startswith("http://localhost:")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=DEADLINE)
    assert said.startswith(f"recording what you do in the program to {file}\n")
    assert "\nnothing was recorded\n" in said
