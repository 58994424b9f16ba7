"""Sheets in Less and Sass: compiled in the page, as the host's tool does, and replaced in place."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.programs import ready, write_program
from tests.preview.previewing import Preview, previewing

FILES = {
    "project.config.json": json.dumps(
        {
            "appid": "wx0123456789abcdef",
            "setting": {"useCompilerPlugins": ["typescript", "less", "sass"]},
        }
    ),
    # every other Less source sees app.less, every other Sass source global.scss
    "app.wxss": "",
    "app.less": "@brand: rgb(1, 2, 3);\n.wide() { width: (100rpx + 275rpx); }\n.app { top: 1px; }\n",
    "global.scss": "$brand: rgb(4, 5, 6);\n",
    "pages/home/home.wxss": "",
    "pages/home/home.less": (
        '@import "./parts/sizes";\n'
        '@import "../../plain.wxss";\n'
        ".box { .wide(); color: @brand; .row { height: @row; } &:extend(.app all); }\n"
    ),
    "pages/home/parts/sizes.less": "@row: 31px;\n",
    "plain.wxss": "#more { width: 75rpx; }\n",
    "pages/detail/detail.json": json.dumps({"usingComponents": {"x-tag": "/parts/tag/tag"}}),
    "pages/detail/detail.wxml": '<view id="query">{{id}}</view><x-tag/>\n',
    "pages/detail/detail.scss": (
        '@use "../../lib/sizes";\n@import "../../plain.wxss";\n'
        "#query { color: global.$brand; margin: sizes.$gap * 2; }\n"
    ),
    "lib/_sizes.scss": "$gap: 8px;\n",
    "parts/tag/tag.json": '{"component": true}',
    "parts/tag/tag.js": "Component({});\n",
    "parts/tag/tag.wxml": '<view class="tag"><view class="in">in</view></view>\n',
    "parts/tag/tag.sass": ".tag\n  .in\n    color: rgb(7, 8, 9)\n",
}


def test_less_is_compiled_and_replaced_in_place(tmp_path: Path, tab: Page):
    folder = write_program(tmp_path / "shop", FILES)
    with previewing(folder, "--no-frame") as preview:
        asked = list[str]()
        tab.on("request", lambda one: asked.append(one.url))
        ready(tab, preview.program_url + "pages/home/home")
        box, row = tab.locator(".box"), tab.locator(".row").first
        expect(box).to_have_css("color", "rgb(1, 2, 3)")
        assert box.evaluate("one => one.offsetWidth * 2") == tab.evaluate("innerWidth")
        expect(row).to_have_css("height", "31px")
        assert tab.locator("#more").evaluate("one => one.offsetWidth * 10") == tab.evaluate(
            "innerWidth"
        )
        tab.evaluate("window.kept = true")
        saved(preview, folder / "pages/home/parts/sizes.less", "@row: 47px;\n")
        expect(row).to_have_css("height", "47px")
        saved(preview, folder / "app.less", FILES["app.less"].replace("1, 2, 3", "9, 9, 9"))
        expect(box).to_have_css("color", "rgb(9, 9, 9)")
        # what is wrong is told with its place; until it is mended the page looks as it did
        text = FILES["pages/home/home.less"]
        (folder / "pages/home/home.less").write_text(text.replace("@row;", "@rows;"), "utf-8")
        told = preview.wait_for("console", lambda one: one.get("fault") == "error")
        assert (told["file"], told["line"], told["column"]) == ("pages/home/home.less", 3, 47)
        assert "variable @rows is undefined" in str(told["text"])
        expect(tab.locator("miniprog-overlay")).to_contain_text("pages/home/home.less:3")
        expect(row).to_have_css("height", "47px")
        saved(preview, folder / "pages/home/parts/sizes.less", "@rows: 53px;\n")
        expect(row).to_have_css("height", "53px")
        assert tab.evaluate("window.kept === true")
        assert tab.evaluate("[typeof less, typeof exports, typeof require]") == ["undefined"] * 3
        # a page in Sass is none of this one's business; one that imports it is
        assert {url.rpartition("/")[2] for url in asked if "ss.js" in url} == {"less.js"}
        saved(preview, folder / "plain.wxss", "@import './pages/detail/detail.wxss';\n")
        expect(tab.locator("miniprog-overlay")).to_have_count(0)
        tab.wait_for_function(
            "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])"
            ".some((rule) => rule.cssText.includes('margin: 16px'))"
        )


def test_sass_is_compiled_and_replaced_in_place(tmp_path: Path, tab: Page):
    folder = write_program(tmp_path / "shop", FILES)
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/detail/detail?id=7")
        query = tab.locator("#query")
        expect(query).to_have_css("color", "rgb(4, 5, 6)")
        expect(query).to_have_css("margin-top", "16px")
        expect(tab.get_by_text("in", exact=True)).to_have_css("color", "rgb(7, 8, 9)")
        tab.evaluate("window.kept = true")
        saved(preview, folder / "lib/_sizes.scss", "$gap: 10px;\n")
        expect(query).to_have_css("margin-top", "20px")
        text = FILES["pages/detail/detail.scss"]
        broken = text.replace("sizes.$gap", "sizes.$gaps")
        (folder / "pages/detail/detail.scss").write_text(broken, "utf-8")
        told = preview.wait_for("console", lambda one: one.get("fault") == "error")
        assert (told["file"], told["line"], told["column"]) == ("pages/detail/detail.scss", 3, 40)
        assert "Undefined variable" in str(told["text"])
        expect(query).to_have_css("margin-top", "20px")
        saved(preview, folder / "pages/detail/detail.scss", text.replace("* 2", "* 3"))
        expect(query).to_have_css("margin-top", "30px")
        assert tab.evaluate("window.kept === true")
        assert tab.evaluate("[typeof exports, typeof require]") == ["undefined"] * 2


def test_sheets_that_are_not_compiled_ask_for_no_compiler(tmp_path: Path, tab: Page):
    folder = write_program(tmp_path / "shop")
    with previewing(folder, "--no-frame") as preview:
        asked = list[str]()
        tab.on("request", lambda one: asked.append(one.url))
        ready(tab, preview.program_url + "pages/home/home")
        assert not [url for url in asked if url.endswith(("less.js", "sass.js"))]


def saved(preview: Preview, path: Path, text: str) -> None:
    """Save a file; it is one update, of styles."""
    path.write_text(text, "utf-8")
    assert preview.update()["kind"] == "css"
