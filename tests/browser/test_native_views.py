"""Built-in components that hold, move, draw and play: what they do, and what they tell the program."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.programs import RUNTIME, one_page

TEMPLATE = """
<page-meta page-style="padding-left: 3px" />
<scroll-view id="list" scroll-y enhanced style="height: 100px" scroll-into-view="{{into}}"
  scroll-top="{{top}}" scroll-with-animation="{{animated}}" lower-threshold="10"
  bindscroll="note" bindscrolltolower="note" bindscrolltoupper="note" binddragstart="note">
  <view wx:for="{{40}}" wx:key="*this" id="row{{item}}" class="row">{{item}}</view>
</scroll-view>
<scroll-view id="pull" scroll-y style="height: 100px" refresher-enabled refresher-threshold="40"
  refresher-triggered="{{pulled}}" bindrefresherrefresh="refresh" bindrefresherrestore="note"
  bindrefresherpulling="pull" bindrefresherabort="note">
  <view slot="refresher" id="own">pull me</view><view style="height: 300px">long</view>
</scroll-view>
<swiper id="ring" circular indicator-dots current="{{current}}" duration="60" style="height: 60px"
  bindchange="note" bindanimationfinish="note">
  <swiper-item wx:for="{{['a', 'b', 'c']}}" wx:key="*this" item-id="{{item}}">{{item}}</swiper-item>
</swiper>
<movable-area style="width: 200px; height: 80px">
  <movable-view id="stone" direction="all" x="{{x}}" style="width: 40px; height: 40px"
    bindchange="note">o</movable-view>
</movable-area>
<navigator id="go" url="/pages/detail/detail?id=7" bindsuccess="note">go</navigator>
<scroll-view id="side" scroll-x style="height: 24px"><navigator url="/pages/detail/detail?id=8"
  style="width: 900px; height: 24px">long</navigator></scroll-view>
<match-media id="narrow" max-width="500">narrow</match-media>
<match-media id="wide" min-width="501">wide</match-media>
<canvas type="2d" id="paper" style="width: 60px; height: 30px" bindtouchstart="touch"></canvas>
<view style="overflow: hidden; height: 1px"><root-portal><view id="out" style="height: 9px">out</view></root-portal></view>
<map id="map" latitude="23.1" longitude="113.32" scale="14" markers="{{markers}}" bindtap="note"
  style="width: 200px; height: 120px" bindmarkertap="note" bindregionchange="note">
  <cover-view id="cover">over</cover-view></map>
<video id="film" src="{{film}}" title="Film" binderror="note" style="height: 60px"></video>
<camera wx:if="{{taking}}" id="camera" mode="{{mode}}" style="height: 40px" bindinitdone="note" bindscancode="scan" />
<web-view wx:if="{{web}}" id="web" src="/inner.html" bindload="note" bindmessage="note" />
<page-container id="sheet" show="{{shown}}" duration="20" bindafterenter="note" bindafterleave="note">
  <view>sheet</view></page-container>
<scroll-view scroll-y type="custom" id="grid" style="height: 90px">
  <sticky-section><sticky-header id="head">head</sticky-header>
  <grid-view type="masonry" cross-axis-count="2" main-axis-gap="4" cross-axis-gap="6">
    <view wx:for="{{[80, 20, 30, 300]}}" wx:key="*this" class="tile" style="height: {{item}}px">t</view>
  </grid-view></sticky-section>
</scroll-view>
"""
SCRIPT = """Page({
  data: { into: "", top: 0, animated: false, pulled: false, current: 0, x: 10, shown: false,
    web: false, film: "", taking: false, mode: "normal", markers: [{ id: 5, latitude: 23.1, longitude: 113.32,
      callout: { content: "here", display: "ALWAYS" } }] },
  onLoad() { this.notes = []; },
  note({ type, currentTarget, detail }) { this.notes.push([`${currentTarget.id} ${type}`, detail]); },
  pull({ detail }) { this.height = detail.dy; },
  refresh(event) { this.note(event); this.setData({ pulled: true }); },
  touch({ touches }) { this.touched = touches[0]; },
  scan({ detail }) { this.scanned = detail.result; },
});
"""
FILES = {
    "pages/home/home.wxml": TEMPLATE,
    "pages/home/home.js": SCRIPT,
    "pages/home/home.wxss": ".row { height: 20px; overflow: hidden; }\n",
    "pages/home/home.json": json.dumps({}),
    "inner.html": "<title>inner</title><p>inner page</p>\n",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, chromium: Browser):
    folder = tmp_path_factory.mktemp("views") / "program"
    with one_page(folder, FILES, chromium, height=1400) as tab:
        yield tab


@pytest.fixture
def page(opened: Page) -> Page:
    """Give the page, the same for all tests: each looks at components of its own."""
    told(opened)
    return opened


def told(tab: Page, what: str = ""):
    """Give the events that the page has heard, and forget them."""
    notes = tab.evaluate(f"{RUNTIME}.pages.at(-1).instance.notes.splice(0)")
    return [note for note in notes if note[0].startswith(what)]


def give(tab: Page, **data: object) -> None:
    tab.evaluate(f"data => {RUNTIME}.pages.at(-1).instance.setData(data)", data)


def drag(
    tab: Page, selector: str, dx: float, dy: float, *, start: float = 0.5, hold: bool = False
) -> None:
    """Drag from a place in the width of an element, by pixels."""
    tab.locator(selector).hover()  # which waits until it stays where it is
    box = tab.locator(selector).bounding_box()
    assert box
    x, y = box["x"] + box["width"] * start, box["y"] + min(box["height"] / 2, 30)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + dx, y + dy, steps=5)
    if not hold:
        tab.mouse.up()


def test_a_scroll_view_scrolls_as_it_is_told_and_tells_it(page: Page):
    where = "e => e.scrollTop"
    give(page, into="row10")
    assert page.locator("#list").evaluate(where) == 200
    expect_note(page, "list scroll")
    give(page, top=800, animated=True)
    page.wait_for_function("document.querySelector('#list').scrollTop === 700")
    assert ["list scrolltolower", {"direction": "bottom"}] in told(page)
    drag(page, "#list", 0, 40)
    assert page.locator("#list").evaluate(where) <= 660  # 40, and what it glides
    heard = [name for name, _ in told(page)]
    assert heard.count("list dragstart") == 1
    assert "list scroll" in heard


def expect_note(tab: Page, name: str):
    """Wait for an event; gives what it says."""
    look = f"name => {RUNTIME}.pages.at(-1).instance.notes.find((note) => note[0] === name)"
    return tab.wait_for_function(look, arg=name).json_value()[1]


def test_a_scroll_view_is_pulled_and_refreshes_until_it_is_told(page: Page):
    drag(page, "#pull", 0, 20)
    expect_note(page, "pull refresherabort")
    assert page.evaluate(f"{RUNTIME}.pages.at(-1).instance.height") == 20
    drag(page, "#pull", 0, 60, hold=True)
    expect(page.locator("#own")).to_be_in_viewport()
    page.mouse.up()
    expect_note(page, "pull refresherrefresh")
    assert told(page, "pull refresherrestore") == []
    give(page, pulled=False)
    expect_note(page, "pull refresherrestore")


def test_a_swiper_goes_round_by_hand_by_key_and_by_number(page: Page):
    width = page.locator("#ring").evaluate("one => one.clientWidth")
    # more than half of it: a shorter way has to be a fast one
    drag(page, "#ring", width * 0.7, 0, start=0.1)
    assert expect_note(page, "ring change") == {
        "current": 2, "currentItemId": "c", "source": "touch",
    }  # fmt: skip
    expect_note(page, "ring animationfinish")
    told(page)
    page.locator("#ring").press("ArrowRight")
    assert expect_note(page, "ring change")["current"] == 0
    told(page)
    give(page, current=1)
    assert expect_note(page, "ring change") == {"current": 1, "currentItemId": "b", "source": ""}
    page.wait_for_function(
        "Math.round(document.querySelector('[item-id=b]').getBoundingClientRect().x)"
        " === Math.round(document.querySelector('#ring').getBoundingClientRect().x)"
    )


def test_a_movable_view_stays_in_its_area(page: Page):
    drag(page, "#stone", 30, 20)
    assert told(page, "stone change")[-1][1] == {"x": 40, "y": 20, "source": "touch"}
    drag(page, "#stone", 400, 400)
    assert told(page, "stone change")[-1][1] == {"x": 160, "y": 40, "source": "touch"}
    give(page, x=0)
    page.wait_for_function(f"{RUNTIME}.pages.at(-1).instance.notes.at(-1)?.[1].x === 0")


def test_what_is_shown_where(page: Page):
    expect(page.locator("#narrow")).to_be_visible()
    expect(page.locator("#wide")).to_be_hidden()
    expect(page.locator("wx-page")).to_have_css("padding-left", "3px")
    # out of the box that would have cut it off
    window = page.locator("mini-window").bounding_box()
    assert window
    assert page.locator("#out").evaluate("e => e.getBoundingClientRect().top") == window["y"] > 0
    tiles = page.locator(".tile").evaluate_all(
        "all => all.map((e) => [e.offsetLeft > 100, Math.round(e.getBoundingClientRect().top"
        " - all[0].getBoundingClientRect().top)])"
    )
    assert tiles == [[False, 0], [True, 0], [True, 24], [True, 58]]
    page.locator("#grid").evaluate("e => { e.scrollTop = 50; }")
    top = "e => e.getBoundingClientRect().top"
    assert page.locator("#head").evaluate(top) == page.locator("#grid").evaluate(top)


def test_a_navigator_and_a_false_page(page: Page):
    give(page, shown=True)
    expect_note(page, "sheet afterenter")
    page.evaluate(f"{RUNTIME}.wx().navigateBack()")
    expect_note(page, "sheet afterleave")
    drag(page, "#side", -60, 0)
    assert page.locator("#side").evaluate("e => e.scrollLeft") >= 60  # and no page was opened
    page.click("#go")
    expect(page.locator("#query")).to_have_text("7")
    page.go_back()
    expect(page.locator("#go")).to_be_visible()
    page.wait_for_function("document.getAnimations().length === 0")
    assert [name for name, _ in told(page, "go")] == ["go success"]


def test_a_canvas_is_drawn_on_and_touched(page: Page):
    found = page.evaluate(
        f"""() => new Promise((resolve) => {RUNTIME}.wx().createSelectorQuery().select("#paper")
        .fields({{ node: true, size: true }}).exec(([{{ node, width }}]) => {{
          const pen = node.getContext("2d");
          pen.fillStyle = "#f00";
          pen.fillRect(0, 0, 10, 10);
          const picture = node.createImage();
          picture.src = "a.png";
          resolve([width, node.width, [...pen.getImageData(1, 1, 1, 1).data], picture.src]);
        }}))"""
    )
    assert found[:3] == [60, 300, [255, 0, 0, 255]]
    assert found[3].endswith("/pages/home/a.png")
    page.locator("#paper").click(
        position={"x": 12, "y": 7}
    )  # waits until nothing moves it any more
    page.wait_for_function(f"{RUNTIME}.pages.at(-1).instance.touched")
    touched = page.evaluate(f"{RUNTIME}.pages.at(-1).instance.touched")
    assert [round(touched["x"]), round(touched["y"])] == [12, 7]


def test_a_map_knows_places_without_a_network(page: Page):
    expect(page.locator("#map .callout")).to_have_text("here")
    expect(page.locator("#cover")).to_be_visible()
    page.locator("#map .marker").click()
    assert expect_note(page, "map markertap")["markerId"] == 5
    page.locator("#map").click(position={"x": 180, "y": 20})
    at = expect_note(page, "map tap")
    assert at["longitude"] > 113.32
    assert at["latitude"] > 23.1
    drag(page, "#map", -60, 0)
    assert [said["type"] for _, said in told(page, "map regionchange")] == ["begin", "end"]
    asked = page.evaluate(
        f"""async () => {{ const map = {RUNTIME}.wx().createMapContext("map");
        return [await map.getCenterLocation(), await map.toScreenLocation({{ latitude: 23.1, longitude: 113.32 }}),
          await map.addArc({{}}).catch((error) => error.errMsg)]; }}"""
    )
    assert asked[0]["longitude"] > 113.32
    assert [round(asked[1]["x"]), round(asked[1]["y"])] == [40, 60]
    assert asked[2].startswith("addArc:fail")


def test_films_the_camera_and_pages_of_the_web(page: Page):
    give(page, film="/none.mp4")
    assert "none.mp4" in expect_note(page, "film error")["errMsg"]
    give(page, taking=True)
    page.get_by_role("button", name="Allow").click()
    expect_note(page, "camera initdone")
    photo = page.evaluate(f"{RUNTIME}.wx().createCameraContext().takePhoto({{}})")
    assert photo["errMsg"] == "takePhoto:ok"
    assert photo["width"] == 480
    assert photo["tempImagePath"].startswith("wxfile://")
    give(page, mode="scanCode")
    page.wait_for_function(f"{RUNTIME}.pages.at(-1).instance.scanned?.includes('example.com')")
    give(page, web=True)
    assert expect_note(page, "web load")["src"].endswith("/inner.html")
    frame = page.frames[-1]
    frame.evaluate("wx.miniProgram.postMessage({ data: { id: 1 } })")
    give(page, web=False)
    assert expect_note(page, "web message") == {"data": [{"id": 1}]}
