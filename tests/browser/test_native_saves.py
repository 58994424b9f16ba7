"""What a save does to a native page that is open: the least that shows it, and the data is kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import HOME, RUNTIME, SCRIPT, STYLE, app, ready, write_program
from tests.preview.previewing import Preview, previewing

SINCE = f"{RUNTIME}.native.program.instance.since"
"""What the program has had since it was started."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_program(tmp_path / "shop")


@pytest.fixture
def home(tab: Page, preview: Preview) -> Page:
    """The counter at 3, on a page that has not been loaded again since."""
    ready(tab, preview.program_url + "pages/home/home")
    tab.click("#more")
    expect(tab.locator("#count")).to_have_text("3")
    tab.evaluate("window.kept = true")
    return tab


def is_kept(tab: Page) -> bool:
    return bool(tab.evaluate("window.kept === true"))


def test_styles_change_in_place(folder, preview, home):
    (folder / "pages/home/home.wxss").write_text(STYLE.replace("1, 2, 3", "7, 7, 7"), "utf-8")
    told = preview.update()
    assert (told["kind"], told["files"]) == ("css", ["pages/home/home.wxss"])
    expect(home.locator(".box")).to_have_css("color", "rgb(7, 7, 7)")
    expect(home.locator("#count")).to_have_text("3")
    assert is_kept(home)


def test_a_template_is_rendered_anew_with_its_data(folder, preview, home):
    (folder / "pages/home/home.wxml").write_text(HOME + "<view id='new'>new</view>\n", "utf-8")
    told = preview.update()
    assert told["kind"] == "markup"
    assert told["reason"] == "pages/home/home.wxml: template changed, the data kept"
    expect(home.locator("#new")).to_have_text("new")
    expect(home.locator("#count")).to_have_text("3")
    home.click("#more")
    expect(home.locator("#count")).to_have_text("5")
    assert is_kept(home)


def test_a_script_restarts_its_page_with_the_data_restored(folder, preview, home):
    (folder / "pages/home/home.js").write_text(SCRIPT.replace("+ Number", "- Number"), "utf-8")
    told = preview.update()
    assert told["reason"] == "pages/home/home.js: page restarted, its data kept"
    expect(home.locator("#count")).to_have_text("3")
    home.click("#more")
    expect(home.locator("#count")).to_have_text("1")
    assert is_kept(home)


def test_a_component_restarts_the_pages_that_it_is_part_of(folder, tab):
    """Deeply: the page holds a row, which holds the component; the program itself goes on."""
    part = (
        "let runs = 0;\nComponent({{ methods: {{"
        " go() {{ runs += {by}; this.setData({{ runs }}); }} }} }});\n"
    )
    write_program(
        folder,
        {
            "app.js": "App({ since: Math.random() });\n",
            "pages/home/home.json": '{"usingComponents": {"x-row": "/parts/row"}}',
            "pages/home/home.wxml": HOME + "<x-row/>\n",
            "parts/row.json": '{"component": true, "usingComponents": {"x-in": "./in"}}',
            "parts/row.js": "let made = 0; Component({ created() { made += 1; },"
            " attached() { this.setData({ made }); } });\n",
            "parts/row.wxml": "<text>row {{made}}</text><x-in/>\n",
            "parts/in.json": '{"component": true}',
            "parts/in.js": part.format(by=1),
            "parts/in.wxml": "<button bindtap='go'>runs {{runs}}</button>\n",
        },
    )
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        tab.click("#more")
        tab.get_by_text("runs").click()
        expect(tab.get_by_text("runs")).to_have_text("runs 1")
        since = tab.evaluate(SINCE)
        (folder / "parts/in.js").write_text(part.format(by=5), "utf-8")
        told = preview.update()
        assert told["reason"] == "parts/in.js: pages with it restarted, their data kept"
        tab.get_by_text("runs").click()
        expect(tab.get_by_text("runs")).to_have_text("runs 5")
        expect(tab.locator("#count")).to_have_text("3")
        # what lies between keeps what its script knows
        expect(tab.get_by_text("row")).to_have_text("row 2")
        assert tab.evaluate(SINCE) == since
        # a script that somebody requires is no component's alone
        (folder / "pages/home/home.js").write_text("require('../../parts/in');\n" + SCRIPT, "utf-8")
        assert preview.update()["kind"] == "markup"
        (folder / "parts/in.js").write_text(part.format(by=7), "utf-8")
        assert preview.update()["kind"] == "reload"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("app.json", app(window={"navigationBarTitleText": "Other"})),
        ("app.js", "App({ globalData: { name: 'other' } });\n"),
    ],
)
def test_the_program_starts_anew_where_all_of_it_changed(folder, preview, home, name, text):
    (folder / name).write_text(text, "utf-8")
    assert preview.update()["kind"] == "reload"
    expect(home.locator("#count")).to_have_text("1")
    assert not is_kept(home)


def test_a_file_of_another_page_changes_nothing_here(folder, preview, home):
    (folder / "pages/detail/detail.wxml").write_text("<view id='query'>x</view>\n", "utf-8")
    preview.update()
    expect(home.locator("#count")).to_have_text("3")
    assert is_kept(home)


def test_a_component_that_was_looked_for_comes_when_it_is_there(folder, preview, home):
    parts = folder / "parts/late"
    (folder / "pages/home/home.json").write_text(
        '{"usingComponents": {"x-late": "/parts/late/late"}}', "utf-8"
    )
    (folder / "pages/home/home.wxml").write_text("<x-late/>\n", "utf-8")
    preview.wait_for("console", lambda one: "no component" in str(one["text"]))
    parts.mkdir(parents=True)
    (parts / "late.json").write_text('{"component": true}', "utf-8")
    (parts / "late.js").write_text("Component({});\n", "utf-8")
    (parts / "late.wxml").write_text("<view id='late'>here</view>\n", "utf-8")
    expect(home.locator("#late")).to_have_text("here")


def test_a_template_that_is_broken_is_mended_by_the_next_save(folder, preview, home):
    (folder / "pages/home/home.wxml").write_text("<view>{{ a + }}</view>\n", "utf-8")
    told = preview.wait_for("console", lambda one: one.get("fault") == "error")
    assert (told["file"], told["line"]) == ("pages/home/home.wxml", 1)
    (folder / "pages/home/home.wxml").write_text(HOME, "utf-8")
    expect(home.locator("#count")).to_have_text("3")
    assert is_kept(home)
