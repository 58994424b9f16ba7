"""The built-in components that people write, choose and read with: events reach the data of a page."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import app, errors, ready, write_program
from tests.pictures import png
from tests.preview.previewing import previewing

HOME = """
<form bindsubmit="heard" bindreset="heard" data-as="form" id="form" report-submit>
  <input id="name" name="name" bindinput="heard" bindconfirm="heard" bindblur="heard" data-as="name"
    placeholder="your name" placeholder-style="color: rgb(1, 2, 3)" placeholder-class="hint" maxlength="5" />
  <input id="twice" bindinput="doubled" />
  <input id="digits" type="number" name="digits" />
  <input id="model" model:value="{{model}}" />
  <input id="secret" password="{{true}}" value="abc" />
  <textarea id="area" name="area" auto-height bindlinechange="heard" data-as="area" />
  <checkbox-group name="boxes" bindchange="heard" data-as="boxes">
    <label id="first"><checkbox value="a" checked />first</label>
    <label id="second"><checkbox value="b" />second</label>
    <checkbox id="dead" value="c" disabled />
  </checkbox-group>
  <radio-group name="radio" bindchange="heard" data-as="radio">
    <radio id="r1" value="1" checked="{{true}}" /><radio id="r2" value="2" checked="{{true}}" />
    <radio id="r3" value="3" /><label id="for" for="r3">third</label>
  </radio-group>
  <switch id="switch" name="switch" bindchange="heard" data-as="switch" />
  <slider id="slider" name="slider" min="10" max="20" step="5" value="10" show-value bindchange="heard" data-as="slider" />
  <picker id="picker" name="picker" range="{{range}}" range-key="title" value="{{0}}" bindchange="heard" bindcancel="heard" data-as="picker">
    <view>{{range[0].title}}</view>
  </picker>
  <picker id="date" name="date" mode="date" start="2024-02-27" end="2024-03-02" value="2024-02-28" bindchange="heard" data-as="date">d</picker>
  <picker id="region" name="region" mode="region" value="{{['广东省', '广州市', '海珠区']}}" bindchange="heard" data-as="region">r</picker>
  <picker id="many" mode="multiSelector" range="{{columns}}" bindcolumnchange="turned" bindchange="heard" data-as="many">m</picker>
  <field name="own" value="from a component" />
  <button id="send" formType="submit" bindtap="heard" data-as="send" data-step="{{2}}">send</button>
  <button id="reset" form-type="reset">reset</button>
</form>
<button id="off" disabled bindtap="heard" data-as="off" class="red">off</button>
<button id="phone" open-type="getPhoneNumber" bindgetphonenumber="heard" data-as="phone">phone</button>
<picker-view id="view" style="height: 150px" indicator-style="height: 50px" value="{{[1]}}" bindchange="heard" data-as="view">
  <picker-view-column id="column"><view wx:for="{{5}}">{{index}}</view></picker-view-column>
</picker-view>
<view id="hover" hover-class="pressed" hover-start-time="0" hover-stay-time="0">hover</view>
<text id="text" decode space="nbsp">a  b{{entity}}</text>
<image id="image" src="/one.png" mode="widthFix" bindload="heard" data-as="image" style="width: 40px" />
<image id="gone" src="/gone.png" binderror="heard" data-as="gone" />
<rich-text id="rich" nodes="{{html}}" />
<rich-text id="nodes" nodes="{{nodes}}" />
<icon id="icon" type="success" size="40" />
<progress id="progress" percent="30" active duration="1" bindactiveend="heard" data-as="progress" />
<editor id="editor" placeholder="write" bindready="heard" bindinput="heard" data-as="editor" />
<open-data id="open" type="userNickName" lang="zh_CN" />
<ad id="ad" unit-id="x" />
"""
SCRIPT = """
const heard = {};
Page({
  data: {
    model: "m", entity: "&lt;&amp;", heard, columns: [["x", "y"], ["1"]],
    range: [{ title: "one" }, { title: "two" }, { title: "three" }],
    html: '<p class="big" onclick="bad()">hi <b>you</b><script>bad()</scr' + 'ipt><img src="javascript:bad()"></p>',
    nodes: [{ name: "DIV", attrs: { style: "color: rgb(4, 5, 6)" }, children: [{ type: "text", text: "a&amp;b" }] }],
  },
  heard(event) {
    const { as } = event.currentTarget.dataset;
    heard[as] = [...(heard[as] || []), [event.type, event.detail]];
    this.setData({ heard });
  },
  doubled: ({ detail }) => detail.value.replaceAll("11", "2"),
  turned({ detail }) {
    this.heard({ type: "columnchange", detail, currentTarget: { dataset: { as: "many" } } });
    this.setData({ "columns[1]": ["1", "2"] });
  },
});
"""
FIELD = "Component({ behaviors: ['wx://form-field'], properties: { value: String } });\n"
FILES = {
    "app.json": app(pages=["pages/home/home"], style="v2"),
    "app.wxss": "page { background: #fff; } .hint { font-size: 11px; } .pressed { color: rgb(9, 9, 9); }\n.red { background: rgb(255, 0, 0); }\n",
    "pages/home/home.json": json.dumps({"usingComponents": {"field": "/parts/field"}}),
    "pages/home/home.wxml": HOME,
    "pages/home/home.js": SCRIPT,
    "parts/field.json": json.dumps({"component": True}),
    "parts/field.wxml": '<input name="inner" value="is not seen" />\n',
    "parts/field.js": FIELD,
}


@pytest.fixture
def form(tmp_path: Path, tab: Page):
    """Open the page of all components."""
    folder = write_program(tmp_path / "forms", FILES)
    (folder / "one.png").write_bytes(png(2, 4))
    tab.set_viewport_size({"width": 400, "height": 900})
    with previewing(folder, "--no-frame") as preview:
        yield ready(tab, preview.program_url + "pages/home/home")


def heard(tab: Page, name: str):
    """Give what the page's data says of a component: names of events, and their details."""
    script = "globalThis[Symbol.for('miniprog')].pages.at(-1).component.data.heard"
    return tab.evaluate(script).get(name, [])


def box(tab: Page, selector: str):
    """Give the place of an element."""
    found = tab.locator(selector).bounding_box()
    assert found
    return found


def wait(tab: Page, name: str, count: int = 1):
    """Wait until the page has heard so many events of a component; give the last one."""
    tab.wait_for_function(
        "([name, count]) => globalThis[Symbol.for('miniprog')].pages.at(-1).component.data.heard[name]?.length >= count",
        arg=[name, count],
    )
    return heard(tab, name)[-1]


def test_what_is_written_chosen_and_shown_reaches_the_page(form):
    tab = form
    written(tab)
    chosen(tab)
    picked(tab)
    submitted(tab)
    pressed(tab)
    shown(tab)
    assert errors(tab) == []


def written(tab: Page) -> None:
    hint = tab.locator("#name > .mini-placeholder")
    expect(hint).to_have_text("your name")
    expect(hint).to_have_css("color", "rgb(1, 2, 3)")
    expect(hint).to_have_css("font-size", "11px")
    tab.locator("#name input").press_sequentially("abcdefg")
    expect(hint).to_be_hidden()
    assert wait(tab, "name", 5) == ["input", {"value": "abcde", "cursor": 5, "keyCode": 101}]
    tab.keyboard.press("Enter")
    assert [kind for kind, _ in heard(tab, "name")][-2:] == ["confirm", "blur"]
    tab.locator("#twice input").press_sequentially("1113")
    expect(tab.locator("#twice input")).to_have_value("213")
    tab.locator("#digits input").press_sequentially("1a2.b3")
    expect(tab.locator("#digits input")).to_have_value("123")
    expect(tab.locator("#model input")).to_have_value("m")
    tab.locator("#model input").fill("mine")
    data = "globalThis[Symbol.for('miniprog')].pages.at(-1).component.data"
    assert tab.evaluate(f"{data}.model") == "mine"
    expect(tab.locator("#secret input")).to_have_attribute("type", "password")
    low = box(tab, "#area")["height"]
    tab.locator("#area textarea").fill("one\ntwo\nthree")
    assert box(tab, "#area")["height"] > low
    assert wait(tab, "area")[1]["lineCount"] == 3


def chosen(tab: Page) -> None:
    tab.click("#second")
    assert wait(tab, "boxes") == ["change", {"value": ["a", "b"]}]
    tab.locator("#first wx-checkbox").press(" ")
    assert wait(tab, "boxes", 2) == ["change", {"value": ["b"]}]
    tab.click("#dead", force=True)
    assert len(heard(tab, "boxes")) == 2
    expect(tab.locator("#dead")).to_have_attribute("aria-disabled", "true")
    # of two that a template turns on the last one is
    expect(tab.locator("#r1")).to_have_attribute("aria-checked", "false")
    expect(tab.locator("#r2 .wx-radio-input-checked")).to_have_count(1)
    tab.click("#for")
    assert wait(tab, "radio") == ["change", {"value": "3"}]
    tab.click("#switch")
    assert wait(tab, "switch") == ["change", {"value": True}]
    line = box(tab, "#slider .wx-slider-tap-area")
    tab.mouse.click(line["x"] + line["width"] * 0.45, line["y"] + line["height"] / 2)
    assert wait(tab, "slider") == ["change", {"value": 15}]
    tab.locator("#slider").press("End")
    assert wait(tab, "slider", 2) == ["change", {"value": 20}]


def picked(tab: Page) -> None:
    tab.click("#picker")
    sheet = tab.locator("miniprog-sheet")
    expect(sheet.locator("[role=option]")).to_have_text(["one", "two", "three"])
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert wait(tab, "picker") == ["change", {"value": "1"}]
    tab.click("#picker")
    tab.keyboard.press("Escape")
    assert wait(tab, "picker", 2)[0] == "cancel"
    tab.click("#date")
    days = sheet.locator(".column").nth(2).locator("[role=option]")
    expect(days).to_have_text(["27日", "28日", "29日"])
    sheet.locator(".column").nth(1).press("ArrowDown")
    expect(days).to_have_text(["1日", "2日"])
    sheet.locator("button.done").click()
    assert wait(tab, "date") == ["change", {"value": "2024-03-02"}]
    picked_from_several(tab)


def picked_from_several(tab: Page) -> None:
    sheet = tab.locator("miniprog-sheet")
    tab.click("#region")
    sheet.locator(".column").nth(1).press("ArrowDown")
    sheet.locator("button.done").click()
    detail = wait(tab, "region")[1]
    assert detail["value"] == ["广东省", "深圳市", "南山区"]
    assert detail["code"] == ["440000", "440300", "440305"]
    tab.click("#many")
    sheet.locator(".column").nth(0).press("ArrowDown")
    expect(sheet.locator(".column").nth(1).locator("[role=option]")).to_have_text(["1", "2"])
    sheet.locator(".column").nth(1).press("End")
    sheet.locator("button.done").click()
    assert wait(tab, "many", 3) == ["change", {"value": [1, 1]}]
    assert heard(tab, "many")[0] == ["columnchange", {"column": 0, "value": 1}]
    tab.locator("#column").press("ArrowDown")
    assert wait(tab, "view") == ["change", {"value": [2]}]


def submitted(tab: Page) -> None:
    tab.click("#send")
    assert wait(tab, "send")[0] == "tap"
    kind, detail = wait(tab, "form")
    assert kind == "submit"
    assert detail["value"] == {
        "name": "abcde", "digits": "123", "area": "one\ntwo\nthree", "boxes": ["b"], "radio": "3",
        "switch": True, "slider": 20, "picker": "1", "date": "2024-03-02",
        "region": ["广东省", "深圳市", "南山区"], "own": "from a component",
    }  # fmt: skip
    assert detail["target"]["dataset"]["step"] == 2
    tab.locator("#reset").press("Enter")
    assert wait(tab, "form", 2)[0] == "reset"
    expect(tab.locator("#name input")).to_have_value("")
    expect(tab.locator("#switch")).to_have_attribute("aria-checked", "false")
    expect(tab.locator("#slider .wx-slider-value")).to_have_text("10")


def pressed(tab: Page) -> None:
    tab.click("#off", force=True)
    expect(tab.locator("#off")).to_have_css("background-color", "rgb(242, 242, 242)")
    tab.click("#phone")
    tab.locator("miniprog-dialog button.first").click()
    kind, detail = wait(tab, "phone")
    assert (kind, detail["errMsg"]) == ("getphonenumber", "getPhoneNumber:ok")
    assert heard(tab, "off") == []
    tab.locator("#hover").hover()
    tab.mouse.down()
    expect(tab.locator("#hover")).to_have_css("color", "rgb(9, 9, 9)")
    tab.mouse.up()
    expect(tab.locator("#hover")).not_to_have_css("color", "rgb(9, 9, 9)")


def shown(tab: Page) -> None:
    assert tab.locator("#text").text_content() == "a\u00a0\u00a0b<&"
    assert wait(tab, "image") == ["load", {"width": 2, "height": 4}]
    assert box(tab, "#image")["height"] == 80
    assert wait(tab, "gone")[0] == "error"
    assert tab.locator("#rich").inner_html() == '<p class="big">hi <b>you</b><img></p>'
    expect(tab.locator("#nodes div")).to_have_css("color", "rgb(4, 5, 6)")
    expect(tab.locator("#nodes")).to_have_text("a&b")
    assert box(tab, "#icon svg")["width"] == 40
    assert wait(tab, "progress") == ["activeend", {"curPercent": 30}]
    assert wait(tab, "editor")[0] == "ready"
    tab.locator("#editor .ql-editor").press_sequentially("so")
    assert wait(tab, "editor", 3)[1]["text"] == "so\n"
    expect(tab.locator("#open")).to_have_text("微信用户")
    expect(tab.locator("#ad")).to_contain_text("广告")
