"""Components as the libraries of hosts write them: what these rely on, in one small program."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import errors, ready, write_program
from tests.preview.previewing import previewing

TAGS = ("named", "inner", "outer", "filled", "generic", "tail", "drawing", "late")
PAGE = """
<named id="named" data="{{ [1, 2] }}" dataset="set" />
<outer show="{{ true }}" />
<filled><text id="filling">filling</text></filled>
<generic />
<drawing id="first" colour="rgb(255, 0, 0)" /><drawing id="second" colour="rgb(0, 255, 0)" />
<late wx:if="{{ isLate }}" bind:came="came" />
<view id="selected">{{ selected }}</view>
<text id="told">{{ told }}</text>
<wxs module="units">
var NUMBER = getRegExp('^-?\\d+(\\.\\d+)?$');
module.exports = { px: function (value) { return NUMBER.test('' + value) ? value + 'px' : value; } };
</wxs>
<view id="wide" style="width: {{ units.px(120) }}; height: 1px" />
<view style="width: 1px"><view id="word">unbroken</view></view>
<image id="far" src="//example.com/none.png" />
<wxs module="words">
var common = require('../../c/common.wxs');
module.exports = { say: function (of) { return common.word + (of ? of.none.length : ''); } };
</wxs>
<text id="common">{{ words.say() }}{{ words.say({}) }}</text>
<input id="field" placeholder="what" style="padding-left: 33px" />
<text id="order">{{ order }}</text>
<text id="found">{{ found }}</text>
"""
SCRIPT = """
Page({
  data: { isLate: false },
  onLoad() {
    getApp().order.push("load");
  },
  onShow() {
    getApp().order.push("show");
  },
  onReady() {
    getApp().told.push("page");
    // a library puts components into data, and takes an animation's options for its own
    this.setData({ kept: this.selectComponent("#named") });
    const motion = wx.createAnimation({ duration: 7 });
    motion.option.transition.duration = 9;
    const { duration } = motion.opacity(0).step().export().actions[0].option.transition;
    this.setData({ found: `${duration} ${__wxConfig.envVersion}` });
    Promise.reject(new Error("request:fail told by a library"));
    this.selectComponent("#named", ({ data }) => this.setData({ selected: data.data.length }));
    wx.nextTick();
    wx.setNavigationBarTitle({ title: "Ready", page: this });
    wx.cloud.downloadFile({ fileID: "none", fail() {} }).onProgressUpdate(() => {});
    this.setData({ isLate: true });
  },
  came() {
    this.setData({ told: getApp().told.join(" "), order: getApp().order.join(" ") });
  },
});
"""
FILES = {
    "app.js": "App({ told: [], order: [] });\n",
    "app.wxss": "@import 'looks/dist/looks.wxss';\n",
    "package.json": json.dumps({"dependencies": {"looks": "*"}}),
    "node_modules/looks/package.json": json.dumps({"name": "looks", "miniprogram": "."}),
    "node_modules/looks/dist/looks.wxss": "text { color: rgb(3, 2, 1); }\n",
    "pages/home/home.json": json.dumps({"usingComponents": {tag: f"/c/{tag}" for tag in TAGS}}),
    "pages/home/home.wxml": PAGE,
    "pages/home/home.js": SCRIPT,
    # without semicolons, before a rule and at the end
    "pages/home/home.wxss": "@import '/c/first.wxss'\n\n#order { color: rgb(5, 6, 7); }\n",
    "c/first.wxss": "@import './second.wxss'\n",
    "c/second.wxss": "#found { color: rgb(1, 2, 3); }\n",
    "c/common.wxs": "module.exports = { word: 'common' };\n",
    # properties that are called as a node of the framework calls what it has
    "c/named.wxml": "<view>{{ data.length }} {{ dataset }}</view>\n",
    "c/named.js": (
        "Component({ properties: { id: String, data: Array, dataset: null,"
        " more: { type: String, observer: 'whichIsNotThere' } } });\n"
    ),
    "c/inner.wxml": "<view>inner</view>\n",
    "c/inner.js": (
        "Component({ lifetimes: { ready() { getApp().told.push('inner'); },"
        " attached() { getApp().order.push('attached'); } },"
        " pageLifetimes: { show() { getApp().order.push('shown'); } } });\n"
    ),
    "c/outer.wxml": "<inner /><view wx:if='{{ isReady }}' id='there'>there</view>\n",
    "c/outer.wxss": ":host { display: block; padding-left: 7px; }\n",
    "c/outer.js": (
        "Component({ properties: { show: { type: Boolean, value: true } },"
        " ready() { getApp().told.push('outer'); this.setData({ isReady: this.data.show }); } });\n"
    ),
    # the slot without a name is the one that counts, though it comes last
    "c/filled.wxml": (
        "<view><slot name='middle'>by default</slot></view><view class='body'><slot /></view>\n"
    ),
    "c/generic.json": json.dumps(
        {"component": True, "componentGenerics": {"tail": {"default": "./tail"}}}
    ),
    "c/generic.wxml": "<tail />\n",
    "c/tail.wxml": "<view id='tail'>tail</view>\n",
    "c/late.wxml": "<view>late</view>\n",
    "c/late.js": (
        "Component({ ready() { getApp().told.push('late'); this.triggerEvent('came'); } });\n"
    ),
    "c/drawing.wxml": "<canvas canvas-id='same' style='width: 10px; height: 10px' />\n",
    "c/drawing.js": """
Component({
  properties: { colour: String },
  ready() {
    const pen = wx.createCanvasContext("same", this);
    pen.setFillStyle(this.data.colour);
    pen.fillRect(0, 0, 10, 10);
    pen.draw();
  },
});
""",
}
USES = {"outer": {"inner": "./inner"}}
COMPONENTS = {
    f"c/{tag}.{suffix}": text
    for tag in TAGS
    for suffix, text in (
        ("json", json.dumps({"component": True, "usingComponents": USES.get(tag, {})})),
        ("js", "Component({});\n"),
    )
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory):
    folder = write_program(tmp_path_factory.mktemp("shop"), {**COMPONENTS, **FILES})
    with previewing(folder, "--no-frame") as preview:
        yield preview.program_url + "pages/home/home"


def test_what_libraries_rely_on(address: str, tab: Page):
    with tab.expect_request("https://example.com/none.png"):
        ready(tab, address)
    expect(tab.locator("#named")).to_have_text("2 set")
    expect(tab.locator("#selected")).to_have_text("2")
    expect(tab.locator("#there")).to_be_visible()
    expect(tab.locator("outer")).to_have_css("padding-left", "7px")
    expect(tab.locator("[class$=body] #filling")).to_have_text("filling")
    expect(tab.locator("#filling")).to_have_css("color", "rgb(3, 2, 1)")
    expect(tab.locator("filled")).not_to_contain_text("by default")
    expect(tab.locator("#tail")).to_be_visible()
    expect(tab.locator("#common")).to_have_text("common")
    expect(tab.locator("#order")).to_have_text("attached load shown show")
    expect(tab.locator("#order")).to_have_css("color", "rgb(5, 6, 7)")
    expect(tab.locator("#found")).to_have_text("9 develop")
    expect(tab.locator("#found")).to_have_css("color", "rgb(1, 2, 3)")
    expect(tab.locator("#field .mini-placeholder")).to_have_css("padding-left", "33px")
    expect(tab.locator("#wide")).to_have_css("width", "120px")
    assert tab.locator("#word").evaluate("e => e.scrollWidth") > 20
    for which, colour in {"first": [255, 0, 0, 255], "second": [0, 255, 0, 255]}.items():
        tab.wait_for_function(
            """([id, wanted]) => String([...document.querySelector(`#${id} wx-canvas`).drawing
              .getImageData(2, 2, 1, 1).data]) === String(wanted)""",
            arg=[which, colour],
        )
    assert errors(tab) == []


def test_components_are_ready_before_what_they_are_in(address: str, tab: Page):
    ready(tab, address)
    expect(tab.locator("#told")).to_have_text("inner outer page late")
