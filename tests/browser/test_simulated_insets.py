"""What bars and corners take of the screen: style sheets and scripts of a program are told."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.paneling import choose, opened, program
from tests.browser.simulating import Simulated, simulating
from tests.preview.previewing import previewing, write_project

INSETS = {"top": 47, "right": 1, "bottom": 34, "left": 2}
SHEET = """
:root { --top: env(safe-area-inset-top, 5px) }
p { padding: calc(env(safe-area-inset-top) + 3px) env( safe-area-inset-right , 0px) 0 var(--top);
    color: rgb(1, 0, 0) }
@media (min-width: 1px) { p { margin-bottom: max(10px, ENV(safe-area-inset-bottom, var(--none, 7px))) } }
@supports (top: env(safe-area-inset-top)) { p { margin-left: env(safe-area-inset-left) } }
"""
TAG = "<link rel=stylesheet href=style.css>"
MEASURE = """() => {
    const style = getComputedStyle(document.querySelector("p"));
    return ["paddingTop", "paddingRight", "paddingLeft", "marginBottom", "marginLeft"]
        .map((name) => Number.parseFloat(style[name]));
}"""
FREE = [3, 0, 0, 10, 0]
TAKEN = [50, 1, 47, 34, 2]


@pytest.fixture
def simulated(tmp_path: Path, profile: BrowserContext) -> Any:
    with simulating(tmp_path / "shop", profile, {"style.css": SHEET}, TAG) as running:
        yield running


def wait_for(page: Page, wanted: list[int]) -> None:
    page.wait_for_function(f"wanted => String(({MEASURE})()) === String(wanted)", arg=wanted)


def test_style_sheets_follow_from_the_start_and_later(simulated: Simulated) -> None:
    page = simulated.open("generic", insets=INSETS).page
    assert page.evaluate(MEASURE) == TAKEN
    simulated.set(insets={"top": 20})
    wait_for(page, [23, 1, 20, 34, 2])
    simulated.set(insets=dict.fromkeys(INSETS, 0))
    wait_for(page, FREE)
    simulated.set(insets=INSETS)
    wait_for(page, TAKEN)


def test_nothing_is_touched_where_nothing_is_set(simulated: Simulated) -> None:
    page = simulated.open("generic").page
    assert page.evaluate(MEASURE) == FREE
    assert "env(safe-area-inset-top)" in page.evaluate(
        "document.styleSheets[0].cssRules[1].style.cssText"
    )


def test_rules_of_scripts_follow_too(simulated: Simulated) -> None:
    page = simulated.open("generic", insets=INSETS).page
    page.evaluate(
        "() => document.styleSheets[0].insertRule("
        "'p { margin-top: env(safe-area-inset-bottom) !important }', 4)"
    )
    expect(page.locator("p")).to_have_css("margin-top", "34px")


def test_mini_js_measures_them_in_a_host_without_an_interface_of_its_own(
    simulated: Simulated,
) -> None:
    opened = simulated.open("generic", insets=INSETS)
    assert opened.call("mini.safeArea()") == INSETS
    simulated.set(insets=dict.fromkeys(INSETS, 0))
    opened.page.wait_for_function("mini.safeArea().then(({top}) => top === 0)")


def test_a_save_of_the_sheet_is_still_taken_in_place(tmp_path: Path, tab: Page) -> None:
    page = f"<!doctype html><html lang=en>{TAG}<p id=a>shop<script>window.kept = 1</script>"
    folder = write_project(tmp_path / "shop", {"index.html": page, "style.css": SHEET})
    with previewing(folder) as preview:
        opened(tab, preview)
        card = choose(tab, "Simulate").get_by_role("region", name="Safe area")
        expect(card).to_contain_text("env(safe-area-inset-*)")
        card.get_by_role("button", name="As the device has them").click()
        expect(program(tab, "#a")).not_to_have_css("padding-top", "3px")
        frame = tab.frames[1]
        taken = frame.evaluate(MEASURE)
        text = SHEET.replace("rgb(1, 0, 0)", "rgb(2, 0, 0)")
        (folder / "style.css").write_text(text, encoding="utf-8")
        assert preview.update()["kind"] == "css"
        expect(program(tab, "#a")).to_have_css("color", "rgb(2, 0, 0)")
        assert (frame.evaluate(MEASURE), frame.evaluate("window.kept")) == (taken, 1)
