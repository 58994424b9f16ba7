"""Small things of the panel and the overlay that a person sees a hundred times a day."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paneling import HEAD, choose, opened
from tests.preview.previewing import free_port, previewing, write_project

LONG = f'const far = "{"-" * 90}"; throw new Error("far away");\n'
PAGE = f"{HEAD}<p id=a>shop<script src=far.js></script>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"index.html": PAGE, "far.js": LONG})


def test_what_is_empty_cannot_be_cleared(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Storage")
        clear = panel.get_by_role("button", name="Clear localStorage")
        expect(panel.get_by_text("Empty").first).to_be_visible()
        expect(clear).to_be_hidden()
        tab.frames[1].evaluate("localStorage.setItem('cart', '[1]')")
        clear.click()
        # the focus does not get lost with the button
        expect(panel.get_by_role("textbox", name="New key in localStorage")).to_be_focused()
        expect(clear).to_be_hidden()


def test_a_request_that_gets_no_answer_has_failed(folder: Path, tab: Page) -> None:
    nobody = f"https://localhost:{free_port()}"
    write_project(folder, {}, domains={"request": [nobody]})
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate(f"fetch('{nobody}/cart').catch(() => 0)")
        row = choose(tab, "Network").get_by_role("listitem").filter(has_text="/cart")
        expect(row.locator(".badge")).to_have_text("failed")
        expect(row).to_have_class("bad")
        row.locator("summary").click()
        expect(row).to_contain_text("Failed to fetch")


def test_code_in_words_looks_like_code(folder: Path, tab: Page) -> None:
    # of the two backticks of the last one, neither is the other half of a pair
    (folder / "far.js").write_text("throw new Error('no `cart` and no ` here');", "utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        latest = tab.locator("#findings-latest")
        expect(latest.locator("code")).to_have_text("cart")
        expect(latest).to_contain_text("no cart and no ` here")
        found = choose(tab, "Findings").get_by_role("listitem").filter(has_text="no cart")
        expect(found.locator("p code").last).to_have_text("cart")
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        said = tab.get_by_role("alert").get_by_role("listitem").locator("p")
        expect(said).to_contain_text("no cart and no ` here")
        expect(said.locator("code")).to_have_text("cart")


def test_the_place_in_a_long_line_is_in_sight(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        excerpt = choose(tab, "Findings").locator("pre").first
        expect(excerpt).to_contain_text("far away")
        tab.wait_for_function(
            """(block) => {
                const mark = [...block.querySelectorAll("span")].find((each) => each.textContent === "^");
                const [at, around] = [mark, block].map((each) => each.getBoundingClientRect());
                return at.left > around.left && at.right < around.right;
            }""",
            arg=excerpt.element_handle(),
        )


def test_what_is_out_of_the_ordinary_stands_in_the_status_line(folder: Path, tab: Page) -> None:
    with previewing(folder, "--preset", "offline") as preview:
        opened(tab, preview)
        sign = tab.get_by_title("Set so in the panel")
        expect(sign).to_have_text("offline")
        panel = choose(tab, "Simulate")
        panel.get_by_role("button", name="Hide it").click()
        expect(sign).to_have_text("offline · hidden")
        choose(tab, "Calls")
        sign.click()
        panel.get_by_role("button", name="Reset").click()
        expect(sign).to_be_hidden()


def test_of_a_name_without_room_no_stump_is_left(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        tab.set_viewport_size({"width": 390, "height": 700})
        opened(tab, preview)
        expect(tab.locator("#name")).to_be_visible()
        tab.set_viewport_size({"width": 320, "height": 700})
        expect(tab.locator("#name")).to_be_hidden()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_browser_that_lacks_what_safari_lacks_has_the_panel_too(folder: Path, tab: Page) -> None:
    tab.add_init_script("""delete window.requestIdleCallback;
        Object.defineProperty(window, "navigation", { value: undefined });""")
    with previewing(folder) as preview:
        assert opened(tab, preview) == ["far away"]
        assert tab.evaluate("[typeof requestIdleCallback, typeof navigation]") == ["undefined"] * 2
        choose(tab, "Simulate").get_by_role("button", name="Offline").click()
        tab.frames[1].wait_for_function("navigator.onLine === false")
