"""The simulated host around the program."""

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.preview.previewing import Preview, previewing, write_project

LOOP = (
    "<title>Looping</title><p>about to loop</p><script>setTimeout(() => { for (;;); }, 50)</script>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(
        tmp_path / "shop",
        {
            "index.html": "<!doctype html><title>Start</title><p id=a>start</p><a href=cart.html>cart</a>",
            "cart.html": "<!doctype html><title>Cart</title><p id=a>cart</p>",
            "style.css": "p { color: red }",
            "loop.html": LOOP,
        },
        pages=["index.html", "cart.html"],
        window={"title": "The Shop"},
    )


def opened(tab: Page, preview: Preview, place: str = "") -> list[str]:
    """Open the host page; return what it complains about."""
    complaints: list[str] = []
    tab.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(preview.url + place)
    return complaints


def program(tab: Page, selector: str = "#a"):
    return tab.frame_locator("iframe").locator(selector)


def test_the_program_is_shown_with_the_bar_of_a_host(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        expect(tab.get_by_role("heading", name="Start")).to_be_visible()
        expect(tab.locator("#address")).to_have_text(f"{preview.program_url}index.html")
        program(tab, "a").evaluate("link => void setTimeout(() => link.click())")
        expect(program(tab)).to_have_text("cart")
        expect(tab.get_by_role("heading", name="Cart")).to_be_visible()
        expect(tab.get_by_role("combobox", name="Page")).to_have_value("cart.html")
        tab.get_by_role("button", name="Back").click()
        expect(program(tab)).to_have_text("start")
        tab.get_by_role("combobox", name="Page").select_option("cart.html")
        expect(program(tab)).to_have_text("cart")
        tab.reload()
        expect(program(tab)).to_have_text("cart")
        assert complaints == []


def test_what_a_program_says_is_shown_as_text_and_leads_nowhere_else(
    folder: Path, tab: Page
) -> None:
    said = {"miniprog": "at", "path": "@example.com/", "title": "<img src=x>"}
    (folder / "cart.html").write_text(
        f"<p id=a>cart</p><script>onload = () => setTimeout(() => "
        f"parent.postMessage({json.dumps(said)}, '*'), 100)</script>",
        encoding="utf-8",
    )
    with previewing(folder) as preview:
        complaints = opened(tab, preview, "#@example.com/")
        expect(program(tab)).to_have_text("start")
        tab.goto(f"{preview.url}#/cart.html")
        tab.reload()
        expect(tab.get_by_role("heading", name="<img src=x>")).to_be_visible()
        expect(tab.locator("#address")).to_have_text(preview.program_url)
        expect(tab.locator("#alone")).to_have_attribute("href", preview.program_url)
        assert complaints == []


def test_a_save_updates_the_program_and_is_told(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        (folder / "index.html").write_bytes(
            (folder / "index.html").read_bytes().replace(b">start<", b">begin<")
        )
        expect(program(tab)).to_have_text("begin")
        expect(tab.get_by_role("status")).to_contain_text("index.html: markup changed · markup")


def test_device_and_theme_are_chosen_and_remembered(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        tab.get_by_label("Device").select_option("small")
        tab.get_by_role("button", name="Theme of this page: as the system").click()
        tab.get_by_role("button", name="Theme of this page: light").click()
        tab.get_by_role("button", name="Rotate").click()
        frame = tab.frames[1]
        frame.wait_for_function("innerWidth === 568")
        background = "getComputedStyle(document.body).backgroundColor"
        assert tab.evaluate(background) == "rgb(18, 20, 24)"
        tab.reload()
        expect(program(tab)).to_have_text("start")
        expect(tab.get_by_label("Device")).to_have_value("small")
        expect(tab.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "true")
        tab.frames[1].wait_for_function("innerWidth === 568")
        assert tab.evaluate(background) == "rgb(18, 20, 24)"
        assert complaints == []


def test_each_device_has_its_width(folder: Path, tab: Page) -> None:
    widths = {"small": 320, "phone": 390, "large": 430, "tablet": 820, "window": 1280}
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        for device, width in widths.items():
            tab.get_by_label("Device").select_option(device)
            tab.frames[1].wait_for_function(f"innerWidth === {width}")


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1281, 733), (390, 844)])
def test_every_edge_of_the_device_lies_on_a_whole_pixel(
    folder: Path, tab: Page, size: tuple[int, int]
) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    edges = """[...document.querySelectorAll("#frame, #frame iframe")].flatMap((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return [left, right, top, bottom];
    })"""
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        for device in ("small", "phone", "large", "tablet"):
            tab.get_by_label("Device").select_option(device)
            lengths: list[float] = tab.evaluate(edges)
            assert lengths == pytest.approx([round(each) for each in lengths], abs=0.05)
            outer, inner = lengths[:4], lengths[4:]
            gaps = [abs(round(outer[i] - inner[i])) for i in (0, 1, 3)]
            assert gaps == [gaps[0]] * 3
            assert gaps[0] > 0


def test_the_program_may_share_and_copy(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        expect(program(tab)).to_have_text("start")
        allowed = str(tab.locator("iframe").get_attribute("allow")).split("; ")
        assert "clipboard-write" in allowed
        assert ("web-share" in allowed) == tab.evaluate("'share' in navigator")
        tab.add_init_script("navigator.share ??= () => {}")  # a browser that can share
        tab.reload()
        expect(program(tab)).to_have_text("start")
        assert "web-share" in str(tab.locator("iframe").get_attribute("allow"))


def test_the_capsule_has_a_menu_and_closes(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/cart.html?item=3")
        expect(program(tab)).to_have_text("cart")
        menu = tab.get_by_role("button", name="Menu")
        menu.press("Enter")
        expect(tab.get_by_role("link", name="Open alone", exact=True)).to_have_attribute(
            "href", f"{preview.program_url}cart.html?item=3"
        )
        tab.keyboard.press("Escape")
        expect(menu).to_be_focused()
        menu.click()
        tab.get_by_role("button", name="Go to the start page").click()
        expect(program(tab)).to_have_text("start")
        tab.get_by_role("button", name="Close the program").click()
        expect(tab.locator("iframe")).to_have_count(0)
        tab.get_by_role("button", name="Open it again").click()
        expect(program(tab)).to_have_text("start")


def test_findings_are_shown_until_they_are_mended(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        manifest = (folder / "miniprog.json").read_text(encoding="utf-8")
        (folder / "miniprog.json").write_text(
            manifest.replace('"1.0.0"', '"one"'), encoding="utf-8"
        )
        expect(tab.get_by_role("alert")).to_contain_text("miniprog.json:1:")
        (folder / "miniprog.json").write_text("[", encoding="utf-8")
        expect(tab.get_by_role("alert")).to_contain_text("miniprog.json:1:2")
        (folder / "miniprog.json").write_text(
            manifest.replace('"Shop"', '"Market"'), encoding="utf-8"
        )
        expect(tab.locator("#findings")).to_be_hidden()
        expect(tab.get_by_text("Market")).to_be_visible()


def test_a_program_in_an_endless_loop_leaves_the_host_page_answering(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/loop.html")
        expect(tab.get_by_role("heading", name="Looping")).to_be_visible()
        tab.wait_for_timeout(300)
        slowest = 0.0
        for device in ("small", "large", "phone", "tablet"):
            began = time.perf_counter()
            tab.evaluate("device => { document.getElementById('device').value = device }", device)
            tab.evaluate("() => new Promise(requestAnimationFrame)")
            slowest = max(slowest, time.perf_counter() - began)
        assert slowest < 0.2


def test_the_program_goes_on_after_a_loop_was_mended(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/loop.html")
        expect(tab.get_by_role("heading", name="Looping")).to_be_visible()
        (folder / "loop.html").write_text("<p>mended</p>", encoding="utf-8")
        expect(program(tab, "p")).to_have_text("mended")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_host_page_is_usable_by_everyone(folder: Path, chromium: Browser, scheme: str) -> None:
    (folder / "index.html").write_text("<img src=nowhere.png>", encoding="utf-8")
    # axe puts itself into the page, which the policy of the page forbids
    context = chromium.new_context(
        bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light"
    )
    with previewing(folder) as preview, context:
        tab = context.new_page()
        tab.goto(preview.url)
        expect(tab.get_by_role("alert")).to_contain_text("nowhere.png")
        tab.get_by_role("button", name="Menu").click()
        assert violations(tab) == []
