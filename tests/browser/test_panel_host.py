"""The page around the program: bars of hosts, devices, themes, and going from host to host."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from miniprog_cli import hosts
from tests.browser.paneling import HEAD, choose, opened, program
from tests.preview.previewing import previewing, write_project

STYLE = """
p { color: rgb(1, 0, 0) }
@media (prefers-color-scheme: dark) { p { color: rgb(2, 0, 0) } }
@media (prefers-color-scheme: light) { p { color: rgb(3, 0, 0) } }
"""
PAGE = f"""{HEAD}<meta name=color-scheme content="light dark"><title>Shop</title>
<link rel=stylesheet href=style.css><p id=a>shop</p><a href=cart.html>cart</a><script>
const dark = matchMedia("(prefers-color-scheme: dark)");
window.heard = [];
dark.addEventListener("change", (event) => heard.push(event.matches));
</script>"""
COLOUR = "getComputedStyle(document.querySelector('p')).color"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cart = f"{HEAD}<title>Cart</title><p id=a>cart</p>"
    return write_project(
        tmp_path / "shop",
        {"index.html": PAGE, "cart.html": cart, "style.css": STYLE},
        pages=["index.html", "cart.html"],
    )


def test_every_host_has_its_bar_and_a_way_out(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        for host in hosts.HOSTS:
            tab.locator("#host").select_option(host)
            app = hosts.bar(host).app
            expect(tab.locator("#menu-about")).to_contain_text(app)
            expect(tab.get_by_role("button", name="Menu")).to_be_visible()
            expect(tab.get_by_role("button", name="Close the program")).to_have_count(1)
        assert complaints == []


def test_a_way_back_takes_the_place_of_the_way_out(folder: Path, tab: Page) -> None:
    with previewing(folder, "--host", "telegram") as preview:
        opened(tab, preview)
        leave, back = tab.locator("#leave"), tab.get_by_role("button", name="Back", exact=True)
        expect(leave).to_be_visible()
        expect(tab.locator("#subtitle")).to_have_text("mini app")
        program(tab, "a").evaluate("link => void setTimeout(() => link.click())")
        expect(back).to_be_visible()
        expect(leave).to_be_hidden()
        back.click()
        expect(leave).to_be_visible()
        leave.click()
        expect(tab.locator("iframe")).to_have_count(0)


def test_another_host_is_played_where_the_program_was(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/cart.html?item=3")
        tab.frames[1].evaluate("window.isOld = true")
        tab.locator("#host").select_option("telegram")
        tab.frames[1].wait_for_function("!window.isOld && window.Telegram")
        expect(program(tab, "#a")).to_have_text("cart")
        expect(tab.locator("#address")).to_contain_text("cart.html?item=3")
        tab.frames[1].evaluate("window.isOld = true")
        tab.locator("#host").select_option("generic")
        tab.frames[1].wait_for_function("!window.isOld && !window.Telegram")


def test_the_theme_of_the_program_is_not_that_of_the_system(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        frame = tab.frames[1]
        frame.wait_for_function(f"{COLOUR} === 'rgb(3, 0, 0)'")
        tab.get_by_role("button", name="Theme of the program: as the system").click()
        tab.get_by_role("button", name="Theme of the program: light").click()
        expect(tab.get_by_role("button", name="Theme of the program: dark")).to_be_visible()
        frame.wait_for_function(f"{COLOUR} === 'rgb(2, 0, 0)'")
        assert frame.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert not frame.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
        assert frame.evaluate("matchMedia('(min-width: 1px)').matches")
        assert frame.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
        expect(tab.locator("#frame")).to_have_attribute("data-scheme", "dark")
        # a save keeps it, and so does a reload
        text = STYLE.replace("(2, 0, 0)", "(4, 0, 0)")
        (folder / "style.css").write_text(text, encoding="utf-8")
        frame.wait_for_function(f"{COLOUR} === 'rgb(4, 0, 0)'")
        tab.reload()
        expect(program(tab, "#a")).to_be_attached()
        tab.frames[1].wait_for_function(f"{COLOUR} === 'rgb(4, 0, 0)'")
        tab.get_by_role("button", name="Theme of the program: dark").click()
        tab.frames[1].wait_for_function(f"{COLOUR} === 'rgb(3, 0, 0)'")


def test_devices_have_sizes_ratios_and_insets(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        device = tab.get_by_role("combobox", name="Device")
        device.select_option("iphone-16")
        expect(tab.locator("#measures")).to_contain_text(re.compile(r"^393 . 852 . 3\D"))
        panel = choose(tab, "Simulate")
        insets = panel.get_by_role("region", name="Safe area")
        insets.get_by_role("button", name="As the device has them").click()
        expect(insets.get_by_label("Top")).to_have_value("59")
        expect(insets.get_by_label("Bottom")).to_have_value("34")
        tab.get_by_role("button", name="Rotate").click()
        expect(tab.locator("#measures")).to_contain_text(re.compile(r"^852 . 393"))


def test_the_text_size_of_the_person_reaches_what_is_measured_in_rem(
    folder: Path, tab: Page
) -> None:
    (folder / "style.css").write_text("p { font-size: 2rem }", encoding="utf-8")
    with previewing(folder) as preview:
        opened(tab, preview)
        size = "getComputedStyle(document.querySelector('p')).fontSize"
        assert tab.frames[1].evaluate(size) == "32px"
        field = choose(tab, "Simulate").get_by_label("Text size (%)")
        field.fill("150")
        field.press("Enter")
        tab.frames[1].wait_for_function(f"{size} === '48px'")


def test_the_menu_starts_the_program_again(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview, "#/cart.html")
        tab.get_by_role("button", name="Menu").click()
        expect(tab.locator("#menu-about")).to_have_text("Shop 1.0.0, in Generic")
        tab.get_by_role("button", name="Restart the program").click()
        expect(program(tab, "#a")).to_have_text("shop")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("host", ["telegram", "vk"])
def test_what_a_host_puts_into_the_address_leaves_the_status_line_its_room(
    folder: Path, tab: Page, host: str
) -> None:
    with previewing(folder, "--host", host) as preview:
        opened(tab, preview, "#/cart.html?item=3")
        expect(tab.locator("#address")).to_have_text(f"{preview.program_url}cart.html?item=3")
        assert "tgWebApp" not in tab.url
        assert "vk_" not in tab.url
        tab.frames[1].evaluate(f"history.replaceState(null, '', '?long={'x' * 400}')")
        expect(tab.locator("#address")).to_contain_text("xxx")
        widths = "[news, copy, alone].map((one) => Math.round(one.getBoundingClientRect().width))"
        news, *icons = tab.evaluate(widths)
        assert news >= 120
        assert icons == [36, 36]
