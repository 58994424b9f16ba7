"""A program that says much, and in other scripts than ours: nothing of weight gets lost in it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paneling import HEAD, choose, opened, program
from tests.preview.previewing import previewing, write_project

PAGE = f"{HEAD}<title>Shop</title><p id=a>shop<script src=mini.js></script><script src=shop.js></script>"
SHOP = """function chatter(number) {
    for (let at = 1; at <= number; at++) console.log(`line ${at}`);
}
function same() {
    for (let at = 0; at < 30; at++) console.log("again");
}
function fail() {
    setTimeout(() => { throw new Error("no such book"); });
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {"index.html": PAGE, "shop.js": SHOP, "data/books.json": "[]"}
    return write_project(tmp_path / "shop", files)


def test_an_error_after_much_talk_has_its_lines_of_source(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("chatter(2000), console.warn('careful'), fail()")
        found = choose(tab, "Findings").get_by_role("listitem").filter(has_text="no such book")
        expect(found.locator("pre")).to_contain_text("throw new Error")
        console = choose(tab, "Console")
        expect(console).to_contain_text("careful")
        expect(console).to_contain_text("no such book")
        preview.wait_for("console", lambda told: "no such book" in str(told["text"]))


def test_what_goes_wrong_before_there_is_a_socket_waits_for_it_behind_much_talk(
    folder: Path, tab: Page
) -> None:
    loud = "<script>chatter(300), console.warn('careful'), fail()</script>"
    (folder / "index.html").write_text(PAGE + loud, encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        preview.wait_for("console", lambda told: "careful" in str(told["text"]))
        preview.wait_for("console", lambda told: "no such book" in str(told["text"]))


def test_what_was_left_out_is_told_although_nothing_follows(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("chatter(1000)")
        told = preview.wait_for("console", lambda told: "left out" in str(told["text"]))
        shown = [each for each in preview.seen if str(each.get("text")).startswith("line ")]
        assert told["text"] == f"{1000 - len(shown)} more lines were left out"
        assert len(shown) >= 250
        expect(choose(tab, "Console")).to_contain_text("more lines were left out")


def test_a_line_that_is_said_again_is_counted(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("chatter(1), same(), chatter(1)")
        rows = choose(tab, "Console").get_by_role("listitem")
        expect(rows).to_have_count(3)
        expect(rows.nth(1).locator(".times")).to_have_text("30")
        expect(rows.nth(1).locator(".times")).to_have_accessible_name("30 times")
        expect(rows.nth(0).locator(".times")).to_have_count(0)


def test_what_the_program_asks_of_itself_is_listed_by_its_path(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("fetch('data/books.json?page=2')")
        row = choose(tab, "Network").get_by_role("listitem").filter(has_text="books")
        expect(row.locator(".name")).to_have_text("GET /data/books.json?page=2")
        row.locator("summary").click()
        expect(row).to_contain_text(f"{preview.program_url}data/books.json?page=2")


def test_what_is_stored_stands_in_the_order_of_its_keys(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        keys = [f"row-{number}" for number in range(1, 13)]
        tab.frames[1].evaluate("keys => keys.forEach((key) => localStorage.setItem(key, 1))", keys)
        listed = (
            choose(tab, "Storage")
            .get_by_role("table", name="localStorage")
            .get_by_role("rowheader")
        )
        expect(listed).to_have_text(keys)


def test_a_question_reads_as_it_is_written_in_a_program_from_right_to_left(
    folder: Path, tab: Page
) -> None:
    (folder / "index.html").write_text(PAGE.replace("<html", "<html dir=rtl"), "utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate("() => { mini.ui.confirm('هل أنت متأكد؟'); mini.location(); }")
        ours = program(tab, "dialog p").get_by_text("where you are")
        assert ours.evaluate("p => getComputedStyle(p).direction") == "ltr"
        own = program(tab, "dialog p").get_by_text("هل أنت متأكد؟")
        assert own.evaluate("p => getComputedStyle(p).direction") == "rtl"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", ["会员", "عميل مميز"])
def test_a_preset_is_named_in_any_script(folder: Path, tab: Page, name: str) -> None:
    mock = folder / f"mocks/{name}.json"
    mock.parent.mkdir()
    mock.write_text(json.dumps({"network": {"online": False}}), "utf-8")
    with previewing(folder, "--preset", name) as preview:
        opened(tab, preview)
        chip = choose(tab, "Simulate").get_by_role("button", name=name)
        expect(chip).to_have_attribute("aria-pressed", "true")
        tab.frames[1].wait_for_function("navigator.onLine === false")


def test_a_wide_window_gives_the_panel_more_room(folder: Path, tab: Page) -> None:
    tab.set_viewport_size({"width": 1920, "height": 1080})
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = tab.get_by_role("complementary", name="Panel")
        assert panel.evaluate("panel => panel.offsetWidth") == 520
