"""The nine save styles, seen from a page in Chromium: one update each, and the right one."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from playwright.sync_api import Page

from tests.preview import saves
from tests.preview.previewing import previewing, write_project

PAGE = b"<!doctype html><link rel=stylesheet href=style.css><p>old</p><script src=main.js></script>"
NEW_PAGE = PAGE.replace(b"old", b"a new text, longer than before")
NEW_STYLE = b":root { --probe: new }" + b"\n" * 5000

STYLES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "in place": ("css", lambda f: saves.save_in_place(f / "style.css", NEW_STYLE)),
    "rename": ("css", lambda f: saves.save_by_rename(f / "style.css", NEW_STYLE)),
    "vim": ("css", lambda f: saves.save_like_vim(f / "style.css", NEW_STYLE)),
    "two chunks, css": ("css", lambda f: saves.save_in_two_chunks(f / "style.css", NEW_STYLE)),
    "two chunks, html": ("markup", lambda f: saves.save_in_two_chunks(f / "index.html", NEW_PAGE)),
    "delete, recreate": ("css", lambda f: saves.save_by_deletion(f / "style.css", NEW_STYLE)),
    "same bytes": ("", lambda f: saves.save_the_same(f / "style.css")),
    "swap file": ("", lambda f: saves.write_swap_file_only(f / "style.css")),
    "save all": ("reload", lambda f: saves.save_all({
        f / "index.html": NEW_PAGE, f / "style.css": NEW_STYLE, f / "main.js": b"window.js = 2",
    })),
}  # fmt: skip


FILES: dict[str, str | bytes] = {
    "index.html": PAGE,
    "style.css": b":root { --probe: old }",
    "main.js": b"window.js = 1",
    "end.js": b"1",
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("style", STYLES)
def test_each_style_is_one_update(tmp_path: Path, tab: Page, style: str) -> None:
    saves.unless_stalled(lambda: _one_update(Path(mkdtemp(dir=tmp_path)), tab, style))


def _one_update(apart: Path, tab: Page, style: str) -> None:
    kind, save = STYLES[style]
    folder = write_project(apart / "shop", FILES)
    with previewing(folder) as preview:
        heard: list[int] = []
        tab.on("websocket", lambda socket: socket.on("framereceived", lambda _: heard.append(1)))
        tab.goto(preview.program_url)
        while not heard:
            tab.wait_for_timeout(5)
        save(folder)
        if kind:
            assert preview.update()["kind"] == kind
            tab.wait_for_function(wanted(kind))
        # a last save is the proof that nothing came between
        (folder / "end.js").write_bytes(b"2")
        assert preview.update()["files"] == ["end.js"]


def wanted(kind: str) -> str:
    style = "getComputedStyle(document.documentElement).getPropertyValue('--probe') === 'new'"
    text = "document.querySelector('p').textContent.startsWith('a new')"
    return {"css": style, "markup": text, "reload": f"window.js === 2 && {style} && {text}"}[kind]
