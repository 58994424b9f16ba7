"""A native program in the host page: what is drawn around its pages, and its components in the panel."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.axe import violations
from tests.browser.paneling import choose, forge
from tests.browser.programs import app, write_program
from tests.preview.previewing import previewing

WX = "window[Symbol.for('miniprog')].wx()"
TABS = {
    "color": "#111111",
    "selectedColor": "@chosen",
    "list": [
        {"pagePath": "pages/home/home", "text": "Home"},
        {"pagePath": "pages/cart/cart", "text": "Cart"},
    ],
}
LONG = "<view style='height: 200vh' id='a'>{{said}}</view><part id='part'/>"
FILES = {
    "app.json": app(
        pages=[f"pages/{name}/{name}" for name in ("home", "cart", "detail", "loop", "wide")],
        window={
            "navigationBarTitleText": "Shop",
            "navigationBarBackgroundColor": "@ground",
            "navigationBarTextStyle": "@ink",
        },
        tabBar=TABS,
        darkmode=True,
        themeLocation="theme.json",
        usingComponents={"part": "/parts/part"},
    ),
    "theme.json": json.dumps(
        {
            "light": {"ground": "#ffeedd", "ink": "black", "chosen": "#ff0000"},
            "dark": {"ground": "#112233", "ink": "white", "chosen": "#00ff00"},
        }
    ),
    "app.js": "App({ onLaunch(options) { this.launch = options; } });\n",
    "parts/part.json": '{"component": true}',
    "parts/part.wxml": "<view>{{words}}</view>\n",
    "parts/part.js": "Component({ data: { words: 'of a part' } });\n",
    "pages/home/home.json": json.dumps({"enablePullDownRefresh": True}),
    "pages/home/home.wxml": LONG,
    "pages/home/home.js": (
        "Page({ data: { said: 'home' },\n"
        "  onPullDownRefresh() { this.setData({ said: 'pulled' }); },\n"
        "  onReachBottom() { this.setData({ said: 'at the end' }); },\n"
        "  onShareAppMessage() { return { title: 'A card', path: '/pages/home/home?from=1' }; } });\n"
    ),
    "pages/cart/cart.json": "{}",
    "pages/cart/cart.wxml": "<view id='a'>{{said}}</view>\n",
    "pages/cart/cart.js": (
        "Page({ data: { said: 'cart' },\n"
        "  onTabItemTap({ index, text }) { this.setData({ said: `tapped ${index} ${text}` }); } });\n"
    ),
    "pages/detail/detail.wxml": "<view id='fixed'>{{id}}</view>\n",
    "pages/detail/detail.wxss": "#fixed { position: fixed; top: 0; height: 100vh; width: 9px; }\n",
    "pages/wide/wide.json": json.dumps({"pageOrientation": "landscape"}),
    "pages/wide/wide.wxml": "<view id='wide'>wide</view>\n",
    "pages/wide/wide.js": "Page({});\n",
    "pages/loop/loop.json": "{}",
    "pages/loop/loop.wxml": "<view/>\n",
    "pages/loop/loop.js": "Page({ onReady() { setTimeout(() => { for (;;); }, 50); } });\n",
}


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Room for the device at its own size, so that a mouse meets what it aims at."""
    context = chromium.new_context(
        viewport={"width": 1400, "height": 1010}, reduced_motion="reduce", color_scheme="light"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def call(tab: Page, expression: str) -> object:
    return tab.frames[1].evaluate(expression.replace("wx.", f"{WX}."))


def the_bars_are_drawn(tab: Page, shown: FrameLocator) -> None:
    bar = shown.locator("mini-layer:not([hidden]) mini-bar")
    expect(shown.get_by_role("heading", name="Shop")).to_be_visible()
    expect(bar).to_have_css("background-color", "rgb(255, 238, 221)")
    found = call(tab, "wx.getWindowInfo()")
    assert isinstance(found, dict)
    # an iPhone: its clock, the title, the tabs, and the line at its lower end
    assert (found["screenHeight"], found["statusBarHeight"], found["screenTop"]) == (844, 47, 91)
    assert found["windowHeight"] == 844 - 91 - 50 - 34
    place = call(tab, "wx.getMenuButtonBoundingClientRect()")
    drawn, screen = (tab.locator(each).bounding_box() for each in (".capsule", "#screen"))
    assert isinstance(place, dict)
    assert drawn
    assert screen
    assert drawn["x"] - screen["x"] == pytest.approx(place["left"], abs=1)
    assert drawn["y"] - screen["y"] == pytest.approx(place["top"], abs=1)
    call(tab, "wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#010203' })")
    call(tab, "wx.setNavigationBarTitle({ title: 'Other' })")
    expect(bar).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(tab.locator("#titlebar")).to_have_attribute("data-ink", "white")
    expect(shown.get_by_role("heading", name="Other")).to_be_visible()


def pages_are_pulled_and_scrolled(tab: Page, shown: FrameLocator) -> None:
    box = shown.locator("#a").bounding_box()
    assert box
    tab.mouse.move(box["x"] + 50, box["y"] + 50)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 50, box["y"] + 250, steps=5)
    tab.mouse.up()
    expect(shown.locator("#a")).to_have_text("pulled")
    expect(shown.locator("mini-refresh[data-busy]")).to_be_visible()
    call(tab, "wx.stopPullDownRefresh()")
    expect(shown.locator("mini-layer:not([hidden]) mini-refresh")).to_be_hidden()
    call(tab, "wx.pageScrollTo({ scrollTop: 5000, duration: 0 })")
    expect(shown.locator("#a")).to_have_text("at the end")


def tabs_have_signs_and_lead(tab: Page, shown: FrameLocator) -> None:
    call(tab, "wx.setTabBarBadge({ index: 1, text: '7' })")
    expect(shown.get_by_role("button", name="Cart")).to_contain_text("7")
    expect(shown.get_by_role("button", name="Home")).to_have_css("color", "rgb(255, 0, 0)")
    shown.get_by_role("button", name="Cart").click()
    expect(shown.locator("mini-layer:not([hidden]) #a")).to_have_text("tapped 1 Cart")
    call(tab, "wx.hideTabBar()")
    expect(shown.get_by_role("button", name="Cart")).to_be_hidden()
    call(tab, "wx.showTabBar()")


def a_page_comes_and_goes(tab: Page, shown: FrameLocator) -> None:
    call(tab, "wx.navigateTo({ url: '/pages/detail/detail?id=7' })")
    fixed = shown.locator("#fixed")
    expect(fixed).to_have_text("7")
    box, screen = fixed.bounding_box(), tab.locator("#screen").bounding_box()
    assert box
    assert screen
    # below the bar, and as high as the rest of the screen
    assert (round(box["y"] - screen["y"]), round(box["height"])) == (91, 844 - 91)
    tab.locator("#scheme").click()
    tab.locator("#scheme").click()
    bar = shown.locator("mini-layer:not([hidden]) mini-bar")
    expect(bar).to_have_css("background-color", "rgb(17, 34, 51)")
    expect(shown.get_by_role("button", name="返回")).to_be_visible()
    shown.get_by_role("button", name="返回").click()
    expect(fixed).to_have_count(0)
    call(tab, "wx.navigateTo({ url: '/pages/detail/detail?id=8' })")
    expect(fixed).to_have_text("8")
    tab.locator("#name").click()
    tab.keyboard.press("b")
    expect(fixed).to_have_count(0)
    call(tab, "wx.switchTab({ url: '/pages/home/home' })")
    expect(shown.get_by_role("button", name="返回")).to_be_hidden()


def the_device_lies_on_its_side_while_a_page_wants_it(tab: Page, shown: FrameLocator) -> None:
    screen = f"{WX}.getWindowInfo().screenWidth"
    call(tab, "wx.navigateTo({ url: '/pages/wide/wide' })")
    expect(shown.locator("#wide")).to_be_visible()
    tab.frames[1].wait_for_function(f"{screen} === 844")
    expect(tab.locator("#rotate")).to_have_attribute("aria-pressed", "true")
    call(tab, "wx.navigateBack()")
    tab.frames[1].wait_for_function(f"{screen} === 390")
    expect(tab.locator("#rotate")).to_have_attribute("aria-pressed", "false")


def a_card_is_shared(tab: Page, shown: FrameLocator) -> None:
    tab.locator("#menu-button").click()
    tab.locator("#menu-share").click()
    sheet = shown.get_by_role("dialog", name="Share")
    expect(sheet).to_contain_text("A card")
    expect(sheet).to_contain_text("/pages/home/home?from=1")
    sheet.get_by_role("button", name="Cancel").click()


def components_are_seen_and_edited(tab: Page, shown: FrameLocator) -> None:
    panel = choose(tab, "Components")
    tree = panel.get_by_role("tree")
    expect(tree.get_by_role("treeitem")).to_have_count(2)
    # the page in front is looked at until a person chooses
    said = panel.get_by_label("Value of said")
    expect(said).to_have_value('"at the end"')
    expect(shown.locator("mini-mark")).to_have_count(0)
    tree.get_by_role("treeitem").first.click()
    expect(shown.locator("mini-mark")).to_be_visible()
    said.fill('"edited"')
    said.press("Enter")
    expect(shown.locator("mini-layer:not([hidden]) #a")).to_have_text("edited")
    said.fill("no JSON")
    said.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("said is not JSON")
    call(tab, "getPage().setData({ said: 'by itself' })".replace("getPage()", PAGE))
    tree.get_by_role("treeitem").first.focus()
    tab.keyboard.press("ArrowDown")
    expect(panel.get_by_label("Value of words")).to_have_value('"of a part"')
    call(tab, PAGE + ".setData({ many: 'x'.repeat(300000) })")
    expect(panel.get_by_role("listitem").filter(has_text="many")).to_contain_text("⚠ 293.0 KB")
    expect(panel).to_contain_text("the largest 293.0 KB")
    tree.get_by_role("treeitem").first.click()
    expect(panel.get_by_label("Value of many")).to_have_attribute("readonly", "")
    assert violations(tab) == []


def every_tab_is_within_reach_of_a_thumb(tab: Page) -> None:
    size = tab.viewport_size
    tab.set_viewport_size({"width": 390, "height": 844})
    for name in ("Simulate", "Components"):
        chosen = tab.get_by_role("tab", name=name)
        chosen.click()
        expect(chosen).to_be_in_viewport(ratio=1)
    apart = "all => all.every((one) => one.offsetWidth <= one.parentElement.clientWidth)"
    assert tab.locator(".rail .label").evaluate_all(apart), "no name lies over the next"
    tab.set_viewport_size(size or {"width": 1400, "height": 1010})


PAGE = "window[Symbol.for('miniprog')].pages.at(-1).instance"
MARKUP = '<img src=x onerror="parent.hacked=1">'


def a_reset_takes_back_no_more_than_a_person_has_set(tab: Page) -> None:
    panel = choose(tab, "Simulate")
    reset = panel.get_by_role("button", name="Reset")
    expect(reset).to_be_hidden()  # though the device has a notch
    panel.get_by_role("button", name="Offline").click()
    reset.click()
    expect(reset).to_be_hidden()
    tab.frames[1].wait_for_function(f"{WX}.getWindowInfo().statusBarHeight === 47")
    choose(tab, "Size")
    types = tab.get_by_role("region", name="Size by type")
    expect(types).to_contain_text("Pages")
    expect(types).not_to_contain_text("Others")


def what_a_program_tells_is_text(tab: Page) -> None:
    values = (MARKUP, 7, None, {"a": 1}, [[MARKUP] * 9, {}, [1, MARKUP, MARKUP, MARKUP]])
    for value in values:
        parts = {f"part{number}": value for number in range(3)}
        told: dict[str, object] = {"id": value, "path": value, "left": value, **parts}
        forge(tab, *({"kind": kind, **told} for kind in ("components", "data", "setData", "tree")))
    panel = choose(tab, "Components")
    expect(panel.get_by_role("tree")).to_contain_text("<img")
    assert panel.locator("img").count() == 0
    assert tab.evaluate("window.hacked") is None


CHOOSE = """(id) => {
    document.getElementById(`tab-${id}`).click();
    return document.querySelector("#panel h2").textContent;
}"""
ADDRESS = "document.getElementById('address').textContent"
GO = """(page) => {
    const list = document.getElementById("page");
    list.value = page;
    list.dispatchEvent(new Event("change"));
}"""


def a_loop_leaves_the_panel_alone(tab: Page) -> None:
    # by the page's own means: the driver asks every frame, and one of them does not answer
    tab.evaluate(GO, "pages/loop/loop")
    tab.wait_for_timeout(1500)
    for name in ("Calls", "Network", "Console"):
        assert tab.evaluate(CHOOSE, name.lower()) == name
    # the way out takes a moment: the browser has to end the process first
    tab.evaluate(GO, "pages/cart/cart")
    for _ in range(100):
        if str(tab.evaluate(ADDRESS)).endswith("/pages/cart/cart"):
            return
        tab.wait_for_timeout(100)
    raise AssertionError("another page does not come")


def test_a_native_program_in_the_host_page(tmp_path: Path, tab: Page) -> None:
    folder = write_program(tmp_path / "shop", FILES)
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    with previewing(folder, "--query", "from=card", "--scene", "1011") as preview:
        tab.goto(preview.url)
        shown = tab.frame_locator("iframe")
        expect(shown.locator("#a")).to_have_text("home")
        expect(tab.locator("#rail").get_by_role("tab").first).to_be_visible()
        launch = call(tab, "wx.getLaunchOptionsSync()")
        assert isinstance(launch, dict)
        assert (launch["scene"], launch["query"]) == (1011, {"from": "card"})
        expect(choose(tab, "Simulate")).not_to_contain_text("has nothing for it")
        a_reset_takes_back_no_more_than_a_person_has_set(tab)
        the_bars_are_drawn(tab, shown)
        pages_are_pulled_and_scrolled(tab, shown)
        tabs_have_signs_and_lead(tab, shown)
        a_page_comes_and_goes(tab, shown)
        the_device_lies_on_its_side_while_a_page_wants_it(tab, shown)
        a_card_is_shared(tab, shown)
        components_are_seen_and_edited(tab, shown)
        every_tab_is_within_reach_of_a_thumb(tab)
        what_a_program_tells_is_text(tab)
        assert complaints == []
        a_loop_leaves_the_panel_alone(tab)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("width", [320, 390, 768, 990])
def test_the_host_page_is_no_wider_than_its_window(tmp_path: Path, tab: Page, width: int):
    """Not by the address below either, which is longer than a name of a host is."""
    name = {"pages/home/home.json": json.dumps({"navigationBarTitleText": "A shop " * 9})}
    with previewing(write_program(tmp_path / "shop", name)) as preview:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(preview.url)
        expect(tab.locator("#address")).to_be_visible()
        expect(tab.frame_locator("iframe").locator("#count")).to_be_visible()
        tab.evaluate(
            "document.getElementById('address').textContent += '/a-path-that-is-long'.repeat(9)"
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
