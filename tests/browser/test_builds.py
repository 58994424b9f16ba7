"""A build that fails is shown where a person looks: in the page, and in the panel."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.preview.previewing import previewing, write_project

BUILD = """import pathlib, sys, time
top, source = pathlib.Path("dist"), pathlib.Path("source.txt")
top.mkdir(exist_ok=True)
last = None
while not pathlib.Path("end").exists():
    text = source.read_text(encoding="utf-8")
    if text != last and text:
        last = text
        if "broken" in text:
            print("\\x1b[31m[shop] error: \\x1b[1mUnexpected token\\x1b[0m", flush=True)
            print(f"  at {text}", flush=True)
        else:
            (top / "part").write_text(f"<!doctype html><title>Shop</title><p>{text}", encoding="utf-8")
            (top / "part").replace(top / "index.html")
    time.sleep(0.02)
print("out of memory")
sys.exit(3)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    command = {"command": f'"{sys.executable}" build.py'}
    files: dict[str, str | bytes] = {"build.py": BUILD, "source.txt": "broken"}
    return write_project(tmp_path / "shop", files, root="dist", preview=command)


def test_a_failing_build_lies_over_the_program_until_it_is_good(folder: Path, tab: Page) -> None:
    source = folder / "source.txt"
    with previewing(folder, "--no-frame", "--run") as preview:
        tab.goto(preview.url)
        overlay = tab.locator("miniprog-overlay", has_text="the build failed")
        # before there is a program, too
        expect(tab.get_by_role("heading", name="Not built yet")).to_be_visible()
        expect(overlay).to_contain_text("the build failed")
        expect(overlay.locator("pre")).to_have_text(
            "[shop] error: Unexpected token\n  at broken", use_inner_text=True
        )
        source.write_text("good", encoding="utf-8")
        expect(tab.get_by_text("good", exact=True)).to_be_visible()
        expect(overlay).to_have_count(0, timeout=20_000)
        source.write_text("broken again", encoding="utf-8")
        # what is said of this round, for the page that comes may still show the one before
        expect(overlay).to_contain_text("at broken again")
        source.write_text("better", encoding="utf-8")
        expect(tab.get_by_text("better", exact=True)).to_be_visible()
        expect(overlay).to_have_count(0, timeout=20_000)
        (folder / "end").touch()
        ended = tab.locator("miniprog-overlay", has_text="preview.command ended: exit code 3")
        expect(ended.locator("pre")).to_contain_text("out of memory")


def test_the_panel_lists_a_failing_build(folder: Path, tab: Page) -> None:
    with previewing(folder, "--run") as preview:
        tab.goto(preview.url)
        tab.get_by_role("button", name="1 error").click()
        expect(tab.locator(".found pre")).to_contain_text("Unexpected token")
        # what is shown is older than what was saved: that comes before what is wrong with it
        wrong = "<title>Shop</title><script>nothing.there()</script>"
        (folder / "dist/index.html").write_text(wrong, encoding="utf-8")
        expect(tab.locator(".found")).to_contain_text("nothing is not defined")
        (folder / "source.txt").write_text("broken again", encoding="utf-8")
        expect(tab.locator(".found li").first).to_contain_text("at broken again")
        expect(tab.locator("#findings-latest")).to_contain_text("the build failed")
        (folder / "source.txt").write_text("good", encoding="utf-8")
        expect(tab.locator(".found pre")).to_have_count(0)
