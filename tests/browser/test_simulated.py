"""The simulated host in the pages of a program, and the panel that sets it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.preview.previewing import previewing, write_project

PAGE = """<!doctype html><html lang=en><title>Shop</title><script src="mini.js"></script><p id=a>-</p>
<button onclick="show(mini.location())">where</button><script>
const show = (call) => call.then((found) => { a.textContent = JSON.stringify(found); },
                                 (error) => { a.textContent = error.code; });
</script>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"index.html": PAGE}, hosts={"generic": {}})


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        ("Allow", '{"latitude":31.2304,"longitude":121.4737,"accuracy":20}'),
        ("Refuse", "denied"),
    ],
)
def test_a_person_is_asked_before_the_program_learns_where_it_is(
    folder: Path, tab: Page, choice: str, seen: str
) -> None:
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        tab.get_by_text("where").click()
        tab.get_by_role("button", name=choice, exact=True).click()
        expect(tab.locator("#a")).to_have_text(seen)


def test_no_trace_of_the_simulated_host_is_left_to_the_program(folder: Path, tab: Page) -> None:
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        assert tab.evaluate("typeof miniSimulated") == "undefined"
        assert tab.evaluate("document.querySelectorAll('script[src*=_miniprog]').length") == 0


def test_a_person_may_think_for_minutes_before_the_program_learns_where_it_is(
    folder: Path, tab: Page
) -> None:
    tab.clock.install()
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        tab.get_by_text("where").click()
        allow = tab.get_by_role("button", name="Allow", exact=True)
        expect(allow).to_be_visible()
        tab.clock.fast_forward(300_000)
        allow.click()
        expect(tab.locator("#a")).to_contain_text("31.2304")


def test_dialogs_of_the_host_lie_above_what_is_wrong_with_a_program_alone(
    folder: Path, tab: Page
) -> None:
    text = PAGE.replace("<script>", "<img alt='' src=none.png><script>setTimeout(() => no.such());")
    (folder / "index.html").write_text(text, encoding="utf-8")
    with previewing(folder, "--no-frame", "--host", "tiktok") as preview:
        tab.set_viewport_size({"width": 390, "height": 500})
        tab.goto(preview.url)
        expect(tab.locator("section[role=alert]")).to_contain_text("no is not defined")
        tab.evaluate("void mini.pay('1').catch(() => 0)")
        tab.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        expect(tab.get_by_role("dialog")).to_have_count(0)
