"""What hosts do at the edges of pages and components: one program, one page load for most of it."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.programs import RUNTIME, app, one_page

TAGS = ("bare", "holder", "row", "menu", "entry", "watcher", "deep")
TEMPLATE = """
<view id="flex" style="display: flex"><bare class="given" data-of="it"/></view>
<holder id="holder" generic:row="row"/>
<menu id="menu"><entry wx:for="{{entries}}" wx:key="*this" name="{{item}}"/></menu>
<watcher id="watcher" both="{{both}}"/>
<deep id="deep" class="outside" data-kind="deep"/>
<view id="paths">{{list[1].name}} {{a.b.c}} {{list.length}} {{list[3]}}</view>
<scroll-view id="scroller" scroll-y style="height: 60px"><view style="height: 200px"/>
  <view id="below" style="height: 20px" data-at="end">below</view></scroll-view>
<input id="field" bindfocus="heard" bindinput="written" bindconfirm="heard" bindblur="heard"
  bindkeyboardheightchange="heard" />
<view id="moving" style="width: 10px; height: 10px">m</view>
"""
SCRIPT = """Page({
  data: { entries: ["a", "b"], both: { x: 1 }, list: [{ name: "one" }, { name: "two" }], a: { b: { c: 1 } } },
  onLoad() { this.told = []; },
  heard({ type, detail }) { this.told.push([type, detail.value]); },
  written({ detail }) { this.told.push(["input", detail.value, detail.cursor]); return detail.value.toUpperCase(); },
  onPullDownRefresh() { this.told.push("pulled"); },
  onResize({ size, deviceOrientation }) { this.told.push(["resized", size.windowWidth, deviceOrientation]); },
  onShareTimeline() { return { title: "In the timeline", query: "of=it" }; },
});
"""
FILES = {
    "app.json": app(
        pages=["pages/home/home", "pages/other/other", "pages/own/own"],
        tabBar={
            "position": "top",
            "list": [
                {"pagePath": "pages/home/home", "text": "Home", "iconPath": "none.png"},
                {"pagePath": "pages/other/other", "text": "Other"},
            ],
        },
    ),
    "pages/home/home.json": json.dumps({"usingComponents": {tag: f"/c/{tag}" for tag in TAGS}}),
    "pages/home/home.wxml": TEMPLATE,
    "pages/home/home.js": SCRIPT,
    "pages/home/home.wxss": "",
    "pages/other/other.wxml": "<view>other</view>\n",
    "pages/other/other.js": "Page({ onPullDownRefresh() { this.pulled = true; } });\n",
    "pages/other/other.json": json.dumps({"enablePullDownRefresh": True}),
    "pages/own/own.wxml": "<view id='own' style='height: 100vh'>own</view>\n",
    "pages/own/own.js": "Page({});\n",
    "pages/own/own.json": json.dumps({"navigationStyle": "custom", "pageOrientation": "landscape"}),
    "c/bare.wxml": "<view class='inner'>bare</view>\n",
    "c/bare.js": "Component({ options: { virtualHost: true } });\n",
    "c/holder.json": json.dumps({"component": True, "componentGenerics": {"row": True}}),
    "c/holder.wxml": "<row word='held'/>\n",
    "c/row.wxml": "<text id='held'>{{word}}</text>\n",
    "c/row.js": "Component({ properties: { word: String } });\n",
    "c/menu.wxml": "<slot/>\n",
    "c/menu.js": (
        "Component({ lifetimes: { created() { this.told = []; } }, relations: { './entry': {"
        " type: 'child',"
        " linked(one) { this.told.push(`+${one.data.name}`); },"
        " unlinked(one) { this.told.push(`-${one.data.name}`); } } },"
        " methods: { names() { return this.getRelationNodes('./entry').map((e) => e.data.name); } }"
        " });\n"
    ),
    "c/entry.wxml": "<text>{{name}}</text>\n",
    "c/entry.js": (
        "Component({ properties: { name: String }, relations: { './menu': { type: 'parent',"
        " linked() { this.isLinked = true; } } } });\n"
    ),
    "c/watcher.wxml": "<text>{{_hidden}}|{{sum}}</text>\n",
    "c/watcher.js": """Component({
  options: { pureDataPattern: /^_/ },
  properties: { both: Object },
  data: { _hidden: 1, sum: 0, list: [{ x: 1 }], n: 0 },
  observers: {
    "both.x, _hidden"(x, hidden) { this.setData({ sum: (x || 0) + hidden }); },
    "list[0].x"(x) { this.saw = [...(this.saw ?? []), x]; },
    "both.**"(both) { this.whole = both; },
  },
});
""",
    "c/deep.wxml": "<view class='inner' style='width: 30px; height: 12px' data-in='side'>deep</view>\n",
    "c/deep.js": (
        "Component({ lifetimes: { created() { this.early = this.getPageId(); } },"
        " pageLifetimes: { resize({ size }) { this.width = size.windowWidth; } } });\n"
    ),
}
WAYS = (("navigateTo", "c/none"), ("redirectTo", "pages/x/none"), ("navigateTo", "c/none"))
COMPONENTS = {
    f"c/{tag}.{suffix}": text
    for tag in TAGS
    for suffix, text in (("json", '{"component": true}'), ("js", "Component({});\n"))
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser):
    folder = tmp_path_factory.mktemp("edges") / "shop"
    with one_page(folder, {**COMPONENTS, **FILES}, chromium, height=667) as tab:
        yield tab


def run(page: Page, text: str) -> object:
    """Run some lines in which `page` is the page that is shown, and `wx` the host."""
    head = f"const page = {RUNTIME}.pages.at(-1).instance, wx = {RUNTIME}.wx();"
    head += "const asked = (act) => new Promise((done) => act(done));"
    return page.evaluate(f"async () => {{ {head} {text} }}")


def test_components_know_what_they_are_made_of(page: Page):
    assert page.locator("#flex > *").evaluate("e => e.tagName") == "WX-VIEW", "no host of its own"
    expect(page.locator("#held")).to_have_text("held")
    menu = "const menu = page.selectComponent('#menu');"
    assert run(page, menu + "return menu.told") == ["+a", "+b"]
    changed = "await asked((done) => page.setData({ entries: ['b', 'c'] }, done));"
    assert run(page, menu + changed + "return [menu.told.slice(2).sort(), menu.names()]") == [
        ["+c", "-a"],
        ["b", "c"],
    ]
    expect(page.locator("#watcher")).to_have_text("|2")
    watcher = "const watcher = page.selectComponent('#watcher');"
    lines = """
      await asked((done) => page.setData({ "both.x": 5 }, done));
      watcher.setData({ _hidden: 10 });
      watcher.setData({ "list[0].x": 2, n: 1 });
      watcher.setData({ n: 2 });
      return [watcher.data.sum, watcher.saw, watcher.whole];
    """
    assert run(page, watcher + lines) == [15, [2], {"x": 5}]
    expect(page.locator("#watcher")).to_have_text("|15")


def test_components_know_their_page_and_go_on_from_their_own_folder(page: Page):
    lines = """
      const deep = page.selectComponent("#deep");
      const told = (way, url) => asked((done) => way({ url, fail: ({ errMsg }) => done(errMsg) }));
      return [deep.getPageId() === page.getPageId(), /^pageId:\\d+$/.test(page.getPageId()), deep.early,
        await told(deep.router.navigateTo, "./none?a=b"), await told(deep.pageRouter.redirectTo, "../x/none"),
        await told(page.router.navigateTo, "/c/none")];
    """
    fails = [f'{c}:fail page "{p}" is not found' for c, p in WAYS]
    own = run(page, "return page.getPageId()")
    assert run(page, "return page.__displayReporter.showReferpagepath") == "", "it was opened first"
    assert run(page, lines) == [True, True, own, *fails]


def test_data_is_set_by_paths(page: Page):
    run(
        page,
        "return asked((done) => page.setData({ 'list[1].name': 'zwei', 'a.b.c': 2, 'list[3]': 'far' },"
        " done))",
    )
    expect(page.locator("#paths")).to_have_text("zwei 2 4 far")


def test_queries_look_into_components(page: Page):
    lines = """
      const query = wx.createSelectorQuery();
      query.select("#deep >>> .inner").boundingClientRect();
      query.select("#deep").fields({ dataset: true, size: true, id: true, properties: ["class"] });
      query.selectAll(".none").boundingClientRect();
      query.selectViewport().scrollOffset();
      query.select("#scroller").fields({ scrollOffset: true, computedStyle: ["height"] });
      query.select("#missing").boundingClientRect();
      const [inner, deep, none, view, scroller, missing] = await asked((done) => query.exec(done));
      const inside = page.selectComponent("#deep").createSelectorQuery().select(".inner");
      const [own] = await asked((done) => inside.fields({ dataset: true }).exec(done));
      return [inner.width, inner.height, deep.dataset, deep.id, none, view.scrollTop, scroller.height,
        scroller.scrollTop, missing, own.dataset];
    """
    assert run(page, lines) == [
        *(30, 12, {"kind": "deep"}, "deep", [], 0, "60px", 0, None),
        {"in": "side"},
    ]


def test_what_comes_into_sight_in_a_scroll_view_is_told(page: Page):
    lines = """
      const seen = [];
      const observer = wx.createIntersectionObserver(page, { thresholds: [0, 1] });
      observer.relativeTo("#scroller").observe("#below", ({ intersectionRatio, dataset }) =>
        seen.push([intersectionRatio, dataset.at]));
      await new Promise((done) => setTimeout(done, 60));
      const before = seen.length;
      document.querySelector("#scroller").scrollTop = 400;
      for (let tries = 0; !seen.length && tries < 99; tries += 1) await new Promise((done) => setTimeout(done, 20));
      observer.disconnect();
      return [before, seen.at(-1)];
    """
    assert run(page, lines) == [0, [1, "end"]]


def test_a_field_tells_its_keyboard(page: Page):
    field = page.locator("#field input")
    field.click()
    field.press_sequentially("hi")
    field.press("Enter")
    page.locator("#paths").click()
    assert field.input_value() == "HI"
    told = run(page, "return page.told.splice(0).filter(Array.isArray)")
    assert told == [
        *(["focus", ""], ["input", "h", 1], ["input", "Hi", 2], ["confirm", "HI"], ["blur", "HI"])
    ]


def test_animations_end(page: Page):
    lines = """
      await asked((done) => page.animate("#moving", [{ opacity: 1 }, { opacity: 0.5, translateX: 20 }], 20, done));
      const { opacity, transform } = getComputedStyle(document.querySelector("#moving"));
      await asked((done) => page.clearAnimation("#moving", done));
      return [opacity, transform, getComputedStyle(document.querySelector("#moving")).opacity];
    """
    assert run(page, lines) == ["0.5", "matrix(1, 0, 0, 1, 20, 0)", "1"]


def test_pages_are_refreshed_as_they_allow_it(page: Page):
    box = page.locator("#flex").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 250, steps=4)
    page.mouse.up()
    lines = """
      const isBusy = () => document.querySelectorAll("mini-refresh[data-busy]").length;
      const states = [page.told.splice(0).includes("pulled"), isBusy()];
      await wx.startPullDownRefresh();
      await wx.startPullDownRefresh();
      states.push(page.told.splice(0), isBusy());
      await wx.stopPullDownRefresh();
      await wx.stopPullDownRefresh();
      return [...states, isBusy()];
    """
    # not by hand where the page does not say so, by a call in any case, and once at a time
    assert run(page, lines) == [False, 0, ["pulled"], 1, 0]


def test_a_window_of_another_size_is_told(page: Page):
    page.set_viewport_size({"width": 667, "height": 375})
    page.wait_for_function(f"{RUNTIME}.pages.at(-1).instance.told.length")
    told = run(page, "return [page.told.splice(0).at(-1), page.selectComponent('#deep').width]")
    assert told == [["resized", 667, "landscape"], 667]
    page.set_viewport_size({"width": 375, "height": 667})


def test_a_page_is_shown_in_the_timeline(page: Page):
    page.evaluate(f"void {RUNTIME}.native.share({{ from: 'menu', to: 'timeline' }})")
    sheet = page.get_by_role("dialog", name="Share")
    expect(sheet).to_contain_text("In the timeline")
    expect(sheet).to_contain_text("/pages/home/home?of=it")
    sheet.get_by_role("button", name="Cancel").click()


def test_tabs_above_and_pages_that_come_and_go(page: Page):
    places = "['mini-bar', 'mini-tabs', 'mini-window'].map((name) =>"
    places += (
        " document.querySelector(`mini-layer:not([hidden]) > ${name}`).getBoundingClientRect().top)"
    )
    found = run(page, f"return {places}")
    assert isinstance(found, list)
    bar, tabs, window = found
    assert bar < tabs < window, "the tabs are below the bar, and above the page"
    expect(page.get_by_role("button", name="Home").locator("img")).to_have_count(0)
    page.get_by_role("button", name="Other").click()
    expect(page.locator("mini-layer:not([hidden])")).to_contain_text("other")
    page.get_by_role("button", name="Home").click()
    moves = """
      const moves = [];
      new MutationObserver(() => moves.push(document.documentElement.dataset.motion ?? "")).observe(
        document.documentElement, { attributeFilter: ["data-motion"] });
      const { windowHeight: before } = wx.getWindowInfo();
      const still = async (count) => {
        for (let tries = 0; moves.length < count && tries < 99; tries += 1)
          await new Promise((done) => setTimeout(done, 20));
      };
      await wx.navigateTo({ url: "/pages/own/own" });
      await still(2);
      const { windowHeight, screenHeight } = wx.getWindowInfo();
      const own = document.querySelector("#own").getBoundingClientRect();
      const { top, width } = wx.getMenuButtonBoundingClientRect();
      await wx.navigateBack();
      await still(4);
      return [moves, before < windowHeight, windowHeight === screenHeight, own.top, own.height, top > 0, width > 0];
    """
    found = run(page, moves)
    assert found == [["push", "", "pop", ""], True, True, 0, 667, True, True]
    assert page.evaluate(f"{RUNTIME}.errors") == []
