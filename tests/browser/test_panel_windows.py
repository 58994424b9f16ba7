"""Two browsers side by side at one preview: one simulated host, but each its own program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.paneling import HEAD, choose, opened, program
from tests.preview.previewing import Preview, previewing, write_project

PAGE = f"""{HEAD}<link rel=stylesheet href=style.css><script src=mini.js></script><p id=a>shop
<button onclick="mini.clipboard.write('x').then(() => {{ a.textContent += '!'; }})">copy</button>
<script>console.log("begun in", navigator.userAgent.length)</script>"""
FIELD = "Value of cart"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {"index.html": PAGE, "style.css": "p { z-index: 0 }"}
    return write_project(tmp_path / "shop", files, hosts={"generic": {}, "telegram": {}})


@pytest.fixture
def other(chromium: Browser) -> Iterator[Page]:
    """A page of another browser: one that shares no profile, and with it nothing, with the first."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    with previewing(folder) as running:
        yield running


def rows(tab: Page, name: str) -> Locator:
    return choose(tab, name).get_by_role("listitem")


def elsewhere(row: Locator | Page) -> Locator:
    return row.get_by_title("Another window of the program, or a phone")


def keep(tab: Page, value: str) -> None:
    tab.frames[1].evaluate(f"localStorage.setItem('cart', '{value}')")


def ask(tab: Page) -> None:
    program(tab, "button").evaluate("button => button.click()")
    expect(program(tab, "#a")).to_contain_text("!")


def test_what_one_sets_reaches_both(folder: Path, preview: Preview, tab: Page, other: Page) -> None:
    assert opened(tab, preview) + opened(other, preview) == []
    (folder / "style.css").write_text("p { z-index: 7 }", "utf-8")
    for each in (tab, other):
        expect(program(each, "p")).to_have_css("z-index", "7")
    choose(tab, "Simulate").get_by_role("button", name="Offline").click()
    offline = choose(other, "Simulate").get_by_role("button", name="Offline")
    expect(offline).to_have_attribute("aria-pressed", "true")
    other.frames[1].wait_for_function("navigator.onLine === false")
    other.get_by_role("combobox", name="Host").select_option("Telegram")
    expect(tab.get_by_role("combobox", name="Host")).to_have_value("telegram")
    for each in (tab, other):
        program(each, "#a").wait_for()
        each.frames[1].wait_for_function("'Telegram' in window")


def test_who_joins_a_session_does_not_bring_the_settings_of_an_earlier_one(
    folder: Path, preview: Preview, tab: Page, other: Page
) -> None:
    opened(other, preview)
    choose(other, "Simulate").get_by_role("button", name="Offline").click()
    other.frames[1].wait_for_function("navigator.onLine === false")
    assert "online" in other.evaluate("localStorage.miniprog")
    other.goto("about:blank")
    preview.stop()
    with previewing(folder, "--port", preview.url.strip("/").rpartition(":")[2]) as again:
        opened(tab, again)
        opened(other, again)
        offline = choose(other, "Simulate").get_by_role("button", name="Offline")
        expect(offline).to_have_attribute("aria-pressed", "false")
        assert tab.frames[1].evaluate("navigator.onLine")
        assert other.frames[1].evaluate("navigator.onLine")


def test_what_one_keeps_is_its_own(preview: Preview, tab: Page, other: Page) -> None:
    for each, value in ((tab, "mine"), (other, "yours")):
        opened(each, preview)
        keep(each, value)
    fields = [choose(each, "Storage").get_by_role("textbox", name=FIELD) for each in (tab, other)]
    expect(fields[0]).to_have_value("mine")
    expect(fields[1]).to_have_value("yours")
    keep(other, "yours again")
    expect(fields[1]).to_have_value("yours again")
    fields[0].fill("ours")
    fields[0].press("Enter")
    tab.frames[1].wait_for_function("localStorage.getItem('cart') === 'ours'")
    choose(tab, "Storage").get_by_role("button", name="Clear localStorage").click()
    expect(fields[0]).to_have_count(0)
    expect(fields[1]).to_have_value("yours again")
    assert other.frames[1].evaluate("localStorage.getItem('cart')") == "yours again"


def test_what_another_does_is_marked(preview: Preview, tab: Page, other: Page) -> None:
    opened(tab, preview)
    opened(other, preview)
    ask(other)
    for name, text in (("Calls", "clipboard.write"), ("Console", "begun in")):
        theirs = rows(tab, name).filter(has_text=text).filter(has=elsewhere(tab))
        expect(theirs).to_have_count(1)
        mine = rows(other, name).filter(has_text=text).filter(has_not=elsewhere(other))
        expect(mine).to_have_count(1)
    # whoever asked is asked again, and nobody else
    call = rows(tab, "Calls").filter(has_text="clipboard.write")
    call.locator("summary").click()
    call.get_by_role("button", name="Call again").click()
    expect(call).to_have_count(2)
    expect(elsewhere(call)).to_have_count(2)


def test_what_a_window_did_before_it_was_loaded_anew_is_still_its_own(
    preview: Preview, tab: Page
) -> None:
    opened(tab, preview)
    ask(tab)
    tab.reload()
    program(tab, "#a").wait_for()
    call = rows(tab, "Calls").filter(has_text="clipboard.write")
    expect(call).to_have_count(1)
    expect(elsewhere(call)).to_have_count(0)


def test_what_a_window_asked_that_has_gone_waits_for_nothing(
    preview: Preview, tab: Page, other: Page
) -> None:
    opened(tab, preview)
    opened(other, preview)
    other.frames[1].evaluate("void navigator.geolocation.getCurrentPosition(() => 0)")
    call = rows(tab, "Calls").filter(has_text="getCurrentPosition")
    expect(call).to_contain_text("…")
    other.close()
    expect(call).to_contain_text("no answer")
    tab.reload()  # what is told again is of nobody who waits, either
    expect(rows(tab, "Calls").filter(has_text="no answer")).to_have_count(1)
