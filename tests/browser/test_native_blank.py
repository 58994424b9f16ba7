"""A page that throws before it has anything to show: what it says instead, at each moment."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.programs import ready, write_program
from tests.preview.previewing import previewing

HOME = "pages/home/home"
EMPTY = {f"{HOME}.wxml": "<view wx:if='{{there}}'>there</view>\n"}
PART = {
    f"{HOME}.json": json.dumps({"usingComponents": {"x-a": "/parts/a"}}),
    f"{HOME}.wxml": "<x-a/>\n",
}
MOMENTS = {
    "the script itself": ({f"{HOME}.js": "\nnull.there;\nPage({});\n"}, f"{HOME}.js:2"),
    "its data": ({f"{HOME}.js": "Page({\n  data: { a: null.there },\n});\n"}, f"{HOME}.js:2"),
    "created": ({f"{HOME}.js": "Component({ created() {\n  null.there; } });\n"}, f"{HOME}.js:2"),
    "attached": ({f"{HOME}.js": "Component({ attached() {\n  null.there; } });\n"}, f"{HOME}.js:2"),
    "onLoad": ({f"{HOME}.js": "Page({ onLoad() {\n  null.there; } });\n"}, f"{HOME}.js:2"),
    "onLoad, later": (
        {f"{HOME}.js": "Page({ async onLoad() {\n  await null;\n  null.there; } });\n"},
        f"{HOME}.js:3",
    ),
    "a script that does not parse": ({f"{HOME}.js": "Page({\n  a: ,\n});\n"}, f"{HOME}.js:2"),
    "a component that is missing": (PART, f"{HOME}.json:1"),
    "a component that throws": (
        {
            **PART, "parts/a.json": '{"component": true}', "parts/a.wxml": "<view/>\n",
            "parts/a.js": "Component({ attached() {\n  null.there; } });\n",
        },
        "parts/a.js:2",
    ),
    "the program": ({"app.js": "\nnull.there;\nApp({});\n"}, "app.js:2"),
    "its launch": ({"app.js": "App({ onLaunch() {\n  null.there; } });\n"}, "app.js:2"),
}  # fmt: skip


@pytest.mark.sampled(4)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_page_with_nothing_to_show_shows_its_error(tmp_path: Path, tab: Page, moment: str):
    files, place = MOMENTS[moment]
    with previewing(write_program(tmp_path / "shop", {**EMPTY, **files})) as preview:
        says(in_the_host_page(tab, preview.url), place)
        says(alone(tab, preview.program_url), place)


def says(shown: Page | FrameLocator, place: str) -> None:
    """The place of the error, and the lines around it."""
    overlay = shown.locator("miniprog-overlay")
    expect(overlay).to_contain_text(place)
    expect(overlay.locator("pre").first).to_contain_text("{")


def in_the_host_page(tab: Page, url: str):
    tab.goto(url)
    return tab.frame_locator("iframe")


def alone(tab: Page, url: str):
    return ready(tab, url + HOME)


def test_the_error_goes_once_the_page_shows_something(tmp_path: Path, tab: Page):
    script = (
        "Page({ onLoad() { setTimeout(() => this.setData({ there: globalThis.soon }), 0);"
        " this.nothing.there; } });\n"
    )
    folder = write_program(tmp_path / "shop", {**EMPTY, f"{HOME}.js": script})
    with previewing(folder) as preview:
        shown = in_the_host_page(tab, preview.url)
        overlay = shown.locator("miniprog-overlay")
        expect(overlay).to_contain_text(f"{HOME}.js:1")
        runtime = "globalThis[Symbol.for('miniprog')].pages[0].instance"
        tab.frames[1].evaluate(f"{runtime}.setData({{ there: true }})")
        expect(shown.get_by_text("there", exact=True)).to_be_visible()
        expect(overlay).to_have_count(0)
        # of a page that shows something the host page tells beside it alone
        tab.frames[1].evaluate("setTimeout(() => { null.there })")
        expect(tab.get_by_role("button", name="2 errors")).to_be_visible()
        expect(overlay).to_have_count(0)


def test_pictures_of_other_servers_are_one_quiet_line(tmp_path: Path, tab: Page):
    pictures = "".join(f'<image src="http://127.0.0.1:9/{each}.png"/>' for each in range(3))
    files = {f"{HOME}.wxml": f"{pictures}<view>there</view>\n"}
    folder = write_program(tmp_path / "shop", files)
    with previewing(folder, "--no-frame") as preview:
        alone(tab, preview.program_url)
        told = preview.wait_for("console", lambda one: "127.0.0.1:9" in str(one["text"]))
        assert (told["level"], told["fault"]) == ("info", None)
        assert told["text"] == (
            "pictures and sounds of 127.0.0.1:9 do not load: is this machine offline?"
        )
        own = f'<image src="/gone.png"/>{files[f"{HOME}.wxml"]}'
        (folder / f"{HOME}.wxml").write_text(own, encoding="utf-8")
        overlay = tab.locator("miniprog-overlay")
        expect(overlay).to_contain_text("/gone.png did not load")
        expect(overlay).not_to_contain_text("127.0.0.1:9")
