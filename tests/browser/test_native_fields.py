"""What fields of native programs tell besides their text, and buttons that lead to customer service."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.programs import one_page

HOME = """<input id="held" hold-keyboard cursor-color="#ff0000" value="one two"
  bindselectionchange="heard" bindkeyboardcompositionstart="heard" bindkeyboardcompositionupdate="heard"
  bindkeyboardcompositionend="heard" bindblur="heard" />
<input id="let" bindblur="heard" />
<view id="beside" bindtap="heard" style="height: 60px">beside</view>
<button id="card" open-type="contact" show-message-card send-message-title="a thing"
  send-message-path="pages/detail/detail?id=7" bindcontact="heard">card</button>
<button id="plain" open-type="contact" send-message-path="pages/detail/detail" bindcontact="heard">plain</button>
<view id="said">{{said}}</view>
"""
SCRIPT = """const said = [];
Page({
  data: { said: '' },
  heard({ type, detail, currentTarget }) {
    const { errMsg, value, cursor, x, y, ...rest } = detail;
    said.push([currentTarget.id, type, rest]);
    this.setData({ said: JSON.stringify(said) });
  },
});
"""
FILES = {
    "pages/home/home.wxml": HOME,
    "pages/home/home.js": SCRIPT,
    "mocks/fine.json": json.dumps({"user": {"signedIn": True}}),
}


@pytest.fixture
def fields(chromium: Browser, tmp_path) -> Iterator[Page]:
    with one_page(tmp_path, FILES, chromium, 667) as tab:
        yield tab


def said(tab: Page, kind: str, count: int = 1) -> list[list[object]]:
    """Give what was heard of one kind, once there is as much of it."""
    tab.wait_for_function(
        "([kind, count]) => JSON.parse(document.querySelector('#said').textContent || '[]')"
        ".filter(([, type]) => type === kind).length >= count",
        arg=[kind, count],
    )
    heard: list[list[object]] = json.loads(tab.locator("#said").inner_text())
    return [one for one in heard if one[1] == kind]


def test_a_field_that_holds_the_keyboard_stays_in_focus(fields: Page):
    held = fields.locator("#held input")
    expect(held).to_have_css("caret-color", "rgb(255, 0, 0)")
    held.focus()
    fields.click("#beside")
    said(fields, "tap")
    expect(held).to_be_focused()
    fields.click("#let")
    assert said(fields, "blur") == [["held", "blur", {}]]
    fields.click("#beside")
    assert said(fields, "blur", 2)[-1] == ["let", "blur", {}]


def test_a_field_tells_what_is_selected_and_composed(fields: Page):
    fields.locator("#held input").evaluate(
        "(field) => { field.focus(); field.setSelectionRange(0, 3); }"
    )
    selected = said(fields, "selectionchange")[-1]
    assert selected[2] == {"selectionStart": 0, "selectionEnd": 3}

    keyboard = fields.context.new_cdp_session(fields)
    keyboard.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    keyboard.send("Input.insertText", {"text": "你"})
    assert said(fields, "keyboardcompositionstart")
    assert said(fields, "keyboardcompositionupdate")[0][2] == {"data": "ni"}
    assert said(fields, "keyboardcompositionend")[-1][2] == {"data": "你"}
    expect(fields.locator("#held input")).to_have_value("你 two")


def test_who_comes_back_by_the_card_brings_its_path(fields: Page):
    fields.click("#card")
    assert said(fields, "contact") == [
        ["card", "contact", {"path": "pages/detail/detail", "query": {"id": "7"}}]
    ]
    fields.click("#plain")
    assert said(fields, "contact", 2)[-1] == ["plain", "contact", {"path": "", "query": {}}]
