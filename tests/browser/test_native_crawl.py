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
    "pages/wrong/wrong.js": "Page({ onLoad() { throw new Error('on purpose'); } });\n",
    "pages/loop/loop.json": "{}",
    "pages/loop/loop.wxml": "<view/>\n",
    "pages/loop/loop.js": "Page({ onLoad() { for (;;); } });\n",
}


def crawled(folder: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--crawl"]
    done = subprocess.run(
        [*command, "--port", str(free_port()), *options],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert not done.stderr
    return done.returncode, done.stdout


def test_every_page_is_told(tmp_path):
    require("chromium")
    rc, out = crawled(write_program(tmp_path / "shop", FILES), "--json", "--page-time", "3")
    told = json.loads(out)
    found = {each["page"]: each for each in told["pages"]}
    assert list(found) == PAGES
    assert [found[page]["result"] for page in PAGES] == ["clean", "clean", "errors", "blank"]
    assert found["pages/home/home"]["ready_ms"] > 0
    assert found["pages/wrong/wrong"]["errors"] == ["pages/wrong/wrong onLoad: on purpose"]
    assert found["pages/loop/loop"]["errors"] == ["no answer within 3 seconds"]
    assert rc == 1


def test_clean_pages_are_fine(tmp_path):
    require("chromium")
    rc, out = crawled(write_program(tmp_path / "shop"))
    assert "2 pages: 2 clean, 0 with errors, 0 blank" in out
    assert rc == 0
