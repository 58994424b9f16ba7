"""``preview --crawl``: every page of a native program, opened once."""

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.programs import app, write_program
from tests.conftest import require
from tests.preview.previewing import free_port

PAGES = ["pages/home/home", "pages/detail/detail", "pages/wrong/wrong", "pages/loop/loop"]
FILES = {
    "app.json": app(pages=PAGES),
    "pages/wrong/wrong.json": "{}",
    "pages/wrong/wrong.wxml": "<view>wrong</view>\n",
    "pages/wrong/wrong.js": "Page({ onLoad() { Promise.reject({ code: 7 }); throw new Error('on purpose'); } });\n",
    "pages/detail/detail.js": (
        "Page({ onLoad() { wx.getFileInfo({ filePath: 'none' }).then(() => {});\n"
        "  new Promise((_, no) => wx.getImageInfo({ src: 'none', fail: (err) => no({ code: -1, err }) })); } });\n"
    ),
    "pages/loop/loop.json": "{}",
    "pages/loop/loop.wxml": "<view/>\n",
    "pages/loop/loop.js": "Page({ onLoad() { for (;;); } });\n",
}


def crawled(folder: Path, *options: str) -> tuple[int, str]:
    return previewed(folder, "--crawl", *options)


def previewed(folder: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder)]
    done = subprocess.run(
        [*command, "--port", str(free_port()), *options],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert not done.stderr
    return done.returncode, done.stdout


def test_every_page_is_told(tmp_path):
    require("chromium")
    rc, out = crawled(write_program(tmp_path / "shop", FILES), "--json", "--page-time", "8")
    told = json.loads(out)
    found = {each["page"]: each for each in told["pages"]}
    assert list(found) == PAGES
    assert [found[page]["result"] for page in PAGES] == ["clean", "clean", "errors", "blank"]
    assert found["pages/home/home"]["ready_ms"] > 0
    # the host said no, and the page left it at that
    failed = sorted(found["pages/detail/detail"]["failed_calls"])
    assert [each.split(" ")[0] for each in failed] == ["getFileInfo:fail", "getImageInfo:fail"]
    wrong = ["pages/wrong/wrong onLoad: on purpose", 'in a promise: {"code":7}']
    assert found["pages/wrong/wrong"]["errors"] == wrong
    assert found["pages/loop/loop"]["errors"] == ["no answer within 8 seconds"]
    assert rc == 1


def test_pages_are_opened_as_the_vendors_tool_opens_them(tmp_path):
    require("chromium")
    own = {"list": [{"name": "a thing", "pathName": "pages/detail/detail", "query": "id=7"}]}
    files = {
        "project.private.config.json": json.dumps({"condition": {"miniprogram": own}}),
        "pages/detail/detail.js": (
            "Page({ onLoad(query) { if (query.id !== '7') throw new Error(`id ${query.id}`); } });\n"
        ),
    }
    folder = write_program(tmp_path / "shop", files)
    rc, out = crawled(folder)
    assert "2 pages: 2 clean" in out
    assert rc == 0
    _, out = crawled(folder, "--page", "pages/detail/detail", "--query", "id=8")
    assert "onLoad: id 8" in out


def test_clean_pages_are_fine(tmp_path):
    require("chromium")
    pictures = tmp_path / "a" / "pictures"
    rc, out = crawled(write_program(tmp_path / "shop"), "--pictures", str(pictures))
    assert "2 pages: 2 clean, 0 with errors, 0 blank" in out
    assert rc == 0
    assert len([*pictures.glob("*.png")]) == 2


WIDE = {
    "app.json": app(pages=["pages/home/home", "pages/detail/detail"]),
    "pages/detail/detail.json": json.dumps({"pageOrientation": "landscape"}),
    "pages/detail/detail.js": "Page({ onResize({ size }) { throw new Error(`is ${size.windowWidth}`); } });\n",
}


def test_the_device_is_turned_for_a_page_that_is_made_for_it(tmp_path):
    require("chromium")
    folder = write_program(tmp_path / "shop", WIDE)
    rc, out = crawled(folder, "--json", "--pictures", str(tmp_path / "pictures"))
    assert rc == 1
    assert json.loads(out)["pages"][1]["errors"] == ["pages/detail/detail onResize: is 667"]
    sizes = {
        each.name: size((tmp_path / "pictures" / each.name).read_bytes())
        for each in (tmp_path / "pictures").iterdir()
    }
    assert sizes == {"pages.home.home.png": (375, 667), "pages.detail.detail.png": (667, 375)}

    file = tmp_path / "wide.png"
    options = ("--screenshot", str(file), "--device", "phone", "--page", "pages/detail/detail")
    _, out = previewed(folder, *options, "--json")
    told = json.loads(out)
    assert told["width"] > told["height"]
    assert size(file.read_bytes()) == (
        told["width"] * told["ratio"], told["height"] * told["ratio"],
    )  # fmt: skip


def size(png: bytes) -> tuple[int, int]:
    """Read how wide and high a picture is."""
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def test_pictures_that_cannot_be_kept_are_refused_at_once(tmp_path, miniprog):
    folder = write_program(tmp_path / "shop")
    (tmp_path / "file").write_bytes(b"")
    taken = miniprog("preview", folder, "--crawl", "--pictures", tmp_path / "file")
    assert taken.rc == 3
    assert "file: file exists" in taken.stderr
    inside = miniprog("preview", folder, "--crawl", "--pictures", folder / "pages")
    assert inside.rc == 2
    assert "would ship with the program" in inside.stderr
