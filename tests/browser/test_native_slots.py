"""What slots of components show by default: another thing in Douyin than in WeChat."""

import json

from playwright.sync_api import expect

from tests.browser.programs import errors

SLOTS = {
    "pages/home/home.json": json.dumps({"usingComponents": {"x-card": "/parts/card"}}),
    "pages/home/home.js": "Page({ data: { on: false }, turn() { this.setData({ on: !this.data.on }); } });\n",
    "parts/card.json": '{"component": true}',
    "parts/card.js": "Component({ data: { has: true, foot: 'foot' } });\n",
}


def test_slots_of_douyin_show_what_they_hold_by_default(show):
    """As its manual has it: where no child is put in; and they go by their names without an option."""
    tab = show(
        {
            **SLOTS,
            "project.config.json": json.dumps({"appid": "tt0123456789abcdef"}),
            "pages/home/home.wxml": "",
            "pages/home/home.ttml": (
                '<x-card id="none">\n</x-card>'
                '<x-card id="body">given</x-card>'
                '<x-card id="both"><text slot="foot">under</text><text>over</text></x-card>'
                '<x-card id="turned"><text tt:if="{{on}}">now</text></x-card>'
                '<button id="turn" bindtap="turn">turn</button>\n'
            ),
            "parts/card.ttml": (
                "<view><slot><text>any</text><text>body</text></slot></view>|"
                '<slot tt:if="{{has}}" name="foot">{{foot}}</slot><slot name="empty"></slot>'
                "<!-- <slot> --><slot name='self'/>\n"
            ),
        }
    )
    shown = "id => document.getElementById(id).innerText.replaceAll('\\n', '')"
    assert [tab.evaluate(shown, name) for name in ("none", "body", "both")] == [
        "anybody|foot", "given|foot", "over|under",
    ]  # fmt: skip
    turned = tab.locator("#turned")
    for text in ("now", "any"):
        tab.click("#turn")
        expect(turned.get_by_text(text)).to_be_visible()
        expect(turned.get_by_text({"now": "any", "any": "now"}[text])).to_be_hidden()
    assert errors(tab) == []


def test_what_a_filled_slot_of_douyin_does_not_show_is_not_made(show):
    tab = show(
        {
            "project.config.json": json.dumps({"appid": "tt0123456789abcdef"}),
            "app.js": "App({ said: [] });\n",
            "pages/home/home.json": SLOTS["pages/home/home.json"],
            "pages/home/home.js": (
                "Page({ data: { on: true }, turn() { this.setData({ on: !this.data.on }); },\n"
                "  tell() { this.setData({ said: getApp().said.join(' ') }); } });\n"
            ),
            "pages/home/home.wxml": "",
            "pages/home/home.ttml": (
                '<x-card id="turned"><text tt:if="{{on}}">now</text></x-card>'
                '<button id="turn" bindtap="turn">turn</button>'
                '<button id="tell" bindtap="tell">tell</button><text id="said">{{said}}</text>\n'
            ),
            "parts/card.json": json.dumps(
                {"component": True, "usingComponents": {"x-part": "/parts/part"}}
            ),
            "parts/card.js": "Component({ data: { word: 'own' } });\n",
            "parts/card.ttml": '<slot><x-part word="{{word}}"/></slot>\n',
            "parts/part.json": '{"component": true}',
            "parts/part.ttml": "{{word}}\n",
            "parts/part.js": (
                "Component({ properties: { word: String }, lifetimes: {\n"
                + "".join(
                    f"  {name}() {{ getApp().said.push('{name}'); }},\n"
                    for name in ("created", "attached", "detached")
                )
                + "} });\n"
            ),
        }
    )
    turned, said = tab.locator("#turned"), tab.locator("#said")
    expect(turned).to_have_text("now")
    tab.click("#tell")
    expect(said).to_have_text("")
    tab.click("#turn")
    expect(turned).to_have_text("own")
    tab.click("#tell")
    expect(said).to_have_text("created attached")
    tab.click("#turn")
    expect(turned).to_have_text("now")
    tab.click("#tell")
    expect(said).to_have_text("created attached detached")
    assert errors(tab) == []


def test_slots_of_wechat_show_nothing_by_default(show):
    tab = show(
        {
            **SLOTS,
            "pages/home/home.wxml": '<x-card id="none"/>\n',
            "parts/card.wxml": "<view><slot>any</slot></view>|\n",
        }
    )
    expect(tab.locator("#none")).to_have_text("|")
