"""The pages that a program has gone through, listed in the host page, and a way back to each."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.paneling import HEAD, opened, program
from tests.preview.previewing import previewing, write_project

LINKS = '<a id=next href="{}">next</a>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = {"index.html": ("Shop", "cart.html?item=3"), "cart.html": ("Cart", "paid.html"),
             "paid.html": ("Paid", "index.html")}  # fmt: skip
    return write_project(
        tmp_path / "shop",
        {
            name: f"{HEAD}<title>{title}</title><p id=a>{title}</p>{LINKS.format(to)}"
            for name, (title, to) in pages.items()
        },
        pages=list(pages),
    )


def follow(tab: Page, title: str) -> None:
    """Follow the link of the page, as a person does."""
    program(tab, "#next").evaluate("link => void setTimeout(() => link.click())")
    expect(program(tab, "#a")).to_have_text(title)


def test_the_pages_gone_through_are_listed_and_led_back_to(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        button = tab.get_by_role("button", name="Pages gone through")
        expect(button).to_be_disabled()
        follow(tab, "Cart")
        follow(tab, "Paid")
        button.click()
        entries = tab.get_by_role("list", name="Pages gone through").get_by_role("button")
        expect(entries).to_have_text(["Paid/paid.html", "Cart/cart.html?item=3", "Shop/index.html"])
        expect(entries.nth(0)).to_have_attribute("aria-current", "page")
        entries.nth(2).click()
        expect(program(tab, "#a")).to_have_text("Shop")
        expect(tab.get_by_role("list", name="Pages gone through")).to_be_hidden()
        expect(button).to_be_focused()
        # what lies ahead is still there
        button.click()
        expect(entries.nth(2)).to_have_attribute("aria-current", "page")
        entries.nth(0).click()
        expect(program(tab, "#a")).to_have_text("Paid")
        assert complaints == []


def test_it_is_done_with_the_keyboard_alone(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        follow(tab, "Cart")
        button = tab.get_by_role("button", name="Pages gone through")
        expect(button).to_be_enabled()
        tab.keyboard.press("g")
        expect(button).to_have_attribute("aria-expanded", "true")
        tab.keyboard.press("Escape")
        expect(button).to_have_attribute("aria-expanded", "false")
        tab.keyboard.press("g")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        expect(program(tab, "#a")).to_have_text("Shop")


def test_states_of_one_page_are_pages_too(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        frame = tab.frames[1]
        frame.evaluate("history.pushState(1, '', '?step=2'); document.title = 'Second'")
        tab.get_by_role("button", name="Pages gone through").click()
        entries = tab.get_by_role("list", name="Pages gone through").get_by_role("button")
        expect(entries).to_have_text(["Second/index.html?step=2", "Shop/index.html"])
        entries.nth(1).click()
        frame.wait_for_function("location.search === '' && history.state === null")


def test_whatever_a_program_says_of_its_history_is_text(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        origin = preview.url.rstrip("/")
        tab.frames[1].evaluate(
            """(origin) => {
                const entries = [null, 7, {key: {}, path: "javascript:alert(1)"},
                    {key: "k", path: "//evil.example.com/"}, {key: "x", path: "/<b>bold"}];
                const many = Array.from({length: 900}, (_, at) => ({key: `${at}`, path: "/a"}));
                for (const one of [7, {}, "x", many, entries])
                    parent.postMessage({miniprog: "at", path: "/index.html", title: "<i>t",
                        key: "x", entries: one}, origin);
            }""",
            origin,
        )
        tab.get_by_role("button", name="Pages gone through").click()
        entries = tab.get_by_role("list", name="Pages gone through").get_by_role("button")
        expect(entries).to_have_text(
            ["<i>t/<b>bold", "elsewhere", "elsewhere", "elsewhere", "elsewhere"]
        )
        entries.nth(1).click()  # leads nowhere
        expect(program(tab, "#a")).to_have_text("Shop")
        assert complaints == []
        assert not [one for one in preview.seen if one["event"] == "console"]


def test_nothing_of_it_stops_a_screen_reader(folder: Path, chromium: Browser) -> None:
    # axe puts itself into the page, which the policy of the page forbids
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    with previewing(folder) as preview:
        tab = context.new_page()
        opened(tab, preview)
        follow(tab, "Cart")
        tab.get_by_role("button", name="Pages gone through").click()
        assert serious(tab) == []
    context.close()
