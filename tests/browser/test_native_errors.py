"""What goes wrong in a native program is told with its place, and what was looked for."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import app, errors, ready, write_program
from tests.preview.previewing import Preview, previewing

CASES = {
    "a template that does not parse": (
        {"pages/home/home.wxml": "<view>\n  <text>{{ a + }}</text>\n</view>\n"},
        "pages/home/home.wxml", 2, "unexpected character inside expression",
    ),
    "a script module that does not parse": (
        {"pages/home/home.wxml": '<view/>\n<wxs module="m">\nvar a = ;\n</wxs>{{m.a}}\n'},
        "pages/home/home.wxml", 3, "SyntaxError",
    ),
    "a script module in a file that does not parse": (
        {
            "pages/home/home.wxml": '<wxs src="../../m.wxs" module="m"/>{{m.a}}\n',
            "m.wxs": "var a = 1;\nvar b = ;\n",
        },
        "m.wxs", 2, "SyntaxError",
    ),
    "a script that does not parse": (
        {"pages/home/home.js": "Page({\n  data: { a: 1 },\n  b: ,\n});\n"},
        "pages/home/home.js", 3, "SyntaxError",
    ),
    "a script that throws": (
        {"pages/home/home.js": "Page({\n  onLoad() {\n    this.nothing.there;\n  },\n});\n"},
        "pages/home/home.js", 3, "onLoad: Cannot read properties of undefined",
    ),
    "a module that is missing": (
        {"pages/home/home.js": "const a = 1;\nrequire('../../lib/none');\nPage({});\n"},
        "pages/home/home.js", 2, "no module ../../lib/none: looked for lib/none.js",
    ),
    "a component that is missing": (
        {
            "pages/home/home.json": json.dumps(
                {"usingComponents": {"x-a": "/parts/a/a", "x-b": "/parts/b/b"}}, indent=1
            ),
            # the other one is named and used nowhere, which harms nobody
            "pages/home/home.wxml": "<x-a/>\n",
        },
        "pages/home/home.json", 3,
        "no component /parts/a/a for <x-a>: looked for parts/a/a.json, parts/a/a/index.json",
    ),
    "a sheet that is missing": (
        {"pages/home/home.wxss": "\n@import '../../none.wxss';\n"},
        "pages/home/home.wxss", 2, "no style sheet ../../none.wxss: looked for none.wxss",
    ),
}  # fmt: skip


@pytest.mark.sampled(4)
@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_its_place(tmp_path: Path, tab: Page, case):
    files, file, line, message = CASES[case]
    folder = write_program(tmp_path / "shop", files)
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        told = preview.wait_for("console", lambda one: one.get("fault") == "error")
        assert (told["file"], told["line"]) == (file, line)
        assert message in str(told["text"])
        overlay = tab.locator("miniprog-overlay")
        expect(overlay).to_contain_text(message)
        expect(overlay).to_contain_text(f"{file}:{line}")


def test_a_package_that_is_not_installed_is_told_once_with_what_to_do(tmp_path: Path, tab: Page):
    using = {"a": "some-ui/a/a", "b": "some-ui/b/b", "c": "@own/ui/c"}
    files = {
        "pages/home/home.json": json.dumps({"usingComponents": using}),
        "pages/home/home.wxml": "<a/><b/><c/><view>here</view>\n",
        "pages/home/home.js": "const { of } = require('some-lib/of');\nPage({});\n",
    }
    with previewing(write_program(tmp_path / "shop", files), "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        expect(tab.get_by_text("here", exact=True)).to_be_visible()
        assert [one.replace("the package ", "") for one in errors(tab)] == [
            "no component some-ui/a/a for <a>: some-ui is not here, run npm install some-ui",
            "no component @own/ui/c for <c>: @own/ui is not here, run npm install @own/ui",
            "pages/home/home: no module some-lib/of: some-lib is not here, run npm install some-lib",
        ]


@pytest.mark.parametrize(
    ("script", "column"),
    [
        ("throw new Error('no basket');\nPage({});\n", 7),
        ("const none = require('../../lib/none');\nPage({});\n", 22),
        (f"const long = '{'x' * 2000}'; throw new Error('far'); Page({{}});\n", 2024),
        ("Page({ data: , });\n", 14),
        ("setTimeout(() => { later(); }); Page({});\n", 20),
    ],
)
def test_a_place_on_the_first_line_is_the_one_in_the_file(
    tmp_path: Path, tab: Page, script: str, column: int
):
    folder = write_program(tmp_path / "shop", {"pages/home/home.js": script})
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.program_url + "pages/home/home")
        told = preview.wait_for("console", lambda one: one.get("fault") == "error")
        assert (told["file"], told["line"]) == ("pages/home/home.js", 1)
        assert told["column"] == column


def _said(preview: Preview, start: str) -> str:
    """Wait for a line of the console that starts so."""
    told = preview.wait_for("console", lambda one: str(one["text"]).startswith(start))
    return str(told["text"])


def test_the_frames_of_a_trace_are_those_in_the_file(tmp_path: Path, tab: Page):
    script = (
        "function sum() { console.error(new Error('odd')); console.log(new Error('as text').stack); }"
        " sum(); Page({});\nnew Promise(() => console.warn(new Error('second')));\n"
    )
    app = (
        "function start() { setTimeout(() => { late(); }); } start();"
        " App({ onError(text) { console.log('heard ' + text); } });\n"
    )
    folder = write_program(tmp_path / "shop", {"pages/home/home.js": script, "app.js": app})
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.program_url + "pages/home/home")
        for start, frames in {
            "Error: odd": ["home.js:1:32", "home.js:1:94"],
            "Error: as text": ["home.js:1:63", "home.js:1:94"],
            "Error: second": ["home.js:2:32", "home.js:2:1"],
            "heard ReferenceError: late": ["app.js:1:39"],
        }.items():
            found = re.findall(r"/(\w+\.js:\d+:\d+)", _said(preview, start))
            assert found[: len(frames)] == frames


def test_a_call_that_is_missing_fails_and_does_not_throw(tmp_path: Path, tab: Page):
    script = (
        "Page({ data: { count: '' }, onLoad() {\n"
        "  wx.flyToTheMoon({ fail: ({ errMsg }) => this.setData({ count: errMsg }) });\n"
        "} });\n"
    )
    folder = write_program(tmp_path / "shop", {"pages/home/home.js": script})
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        expect(tab.locator("#count")).to_contain_text("flyToTheMoon:fail")
        assert errors(tab) == []


def test_a_page_that_is_not_listed_is_told(tmp_path: Path, tab: Page):
    folder = write_program(tmp_path / "shop", {"app.json": app(pages=["pages/gone/gone"])})
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/gone/gone")
        expect(tab.locator("miniprog-overlay")).to_contain_text(
            "no template: looked for pages/gone/gone.wxml"
        )
