"""What native programs hear of the way from page to page, and how pages end."""

import json

from playwright.sync_api import Page, expect

from tests.browser.programs import app, ready, write_program
from tests.browser.test_native_calls import Host
from tests.preview.previewing import previewing

NAMES = (
    *("BeforeAppRoute", "BeforePageUnload", "AfterPageUnload"),
    *("BeforePageLoad", "AfterPageLoad", "AppRoute", "AppRouteDone"),
)
LISTENING = f"""const said = [];
for (const name of {json.dumps(NAMES)}) {{
  wx[`on${{name}}`]((event) => said.push([name, event.openType, event.path, event.routeEventId]));
}}
App({{ said }});
"""
TALKING = """Page({{
  onLoad() {{ getApp().said.push(['load {0}', getCurrentPages().length]); }},
  onShow() {{ getApp().said.push(['show {0}']); }},
  onUnload() {{ getApp().said.push(['unload {0}', getCurrentPages().map((page) => page.route)]); }},
}});
"""
HOME, DETAIL = "pages/home/home", "pages/detail/detail"


def program(**files: str) -> dict[str, str]:
    return {
        "app.js": LISTENING,
        f"{HOME}.js": TALKING.format("home"),
        f"{DETAIL}.js": TALKING.format("detail"),
        **files,
    }


def said_until_drawn(host: Host) -> list[list[object]]:
    """Give what was said of one way, whose last word is that it is drawn."""
    host.tab.wait_for_function(
        "globalThis[Symbol.for('miniprog')].native.program.instance.said"
        ".some(([name]) => name === 'AppRouteDone')"
    )
    said = "globalThis[Symbol.for('miniprog')].native.program.instance.said"
    found: list[list[object]] = host.tab.evaluate(f"{said}.splice(0)")
    return found


def test_listeners_hear_of_each_way_in_the_order_of_the_manual(tmp_path, tab: Page):
    folder = write_program(tmp_path, program())
    with previewing(folder, "--no-frame") as preview:
        host = Host(ready(tab, preview.program_url + HOME))
        launched = said_until_drawn(host)
        host.call("redirectTo", url="/pages/detail/detail?id=1")
        redirected = said_until_drawn(host)

    assert [name for name, *_ in launched] == [
        *("BeforeAppRoute", "BeforePageLoad", "load home", "show home", "AfterPageLoad"),
        *("AppRoute", "AppRouteDone"),
    ]
    assert launched[0][1:3] == ["appLaunch", HOME]
    assert [name for name, *_ in redirected] == [
        *("BeforeAppRoute", "BeforePageUnload", "unload home", "AfterPageUnload"),
        *("BeforePageLoad", "load detail", "show detail", "AfterPageLoad"),
        *("AppRoute", "AppRouteDone"),
    ]
    told = [one for one in redirected if len(one) == 4]
    assert {openType for _, openType, _, _ in told} == {"redirectTo"}
    assert len({number for *_, number in told} | {launched[0][3]}) == 2


def test_a_page_that_ends_is_still_among_the_pages(tmp_path, tab: Page):
    folder = write_program(tmp_path, program())
    with previewing(folder, "--no-frame") as preview:
        host = Host(ready(tab, preview.program_url + HOME))
        said_until_drawn(host)
        host.call("navigateTo", url="/pages/detail/detail")
        said_until_drawn(host)
        host.call("navigateBack")
        back = said_until_drawn(host)
        left = host.run("(wx) => globalThis[Symbol.for('miniprog')].pages.length")

    assert ["unload detail", [HOME, DETAIL]] in back
    assert back[0][:3] == ["BeforeAppRoute", "navigateBack", HOME]
    assert left == 1


def test_what_no_desk_has_can_be_listened_for(tmp_path, tab: Page):
    listening = (
        "const names = ['MemoryWarning', 'UserCaptureScreen', 'BluetoothDeviceFound', 'WifiConnected'];\n"
        "Page({ data: { gave: '' }, onLoad() {\n"
        "  const gave = names.map((name) => [`on${name}`, `off${name}`]).flat()\n"
        "    .map((name) => `${name in wx} ${wx[name](() => {})}`);\n"
        "  this.setData({ gave: [...new Set(gave)].join() });\n"
        "} });\n"
    )
    files = {f"{HOME}.wxml": '<view id="gave">{{gave}}</view>', f"{HOME}.js": listening}
    warned: list[str] = []
    tab.on("console", lambda message: warned.append(message.text))
    with previewing(write_program(tmp_path, files), "--no-frame") as preview:
        ready(tab, preview.program_url + HOME)
        expect(tab.locator("#gave")).to_have_text("true undefined")

    assert not [text for text in warned if "not in preview" in text]


def test_the_keyboard_is_heard_of_outside_of_the_field_too(tmp_path, tab: Page):
    listening = (
        "Page({ data: { said: '' }, onLoad() {\n"
        "  wx.onKeyboardHeightChange(({ height }) => this.setData({ said: `height ${height}` }));\n"
        "} });\n"
    )
    files = {
        f"{HOME}.wxml": '<input id="field"/><view id="said">{{said}}</view>',
        f"{HOME}.js": listening,
    }
    with previewing(write_program(tmp_path, {**files, "app.json": app()}), "--no-frame") as preview:
        ready(tab, preview.program_url + HOME).locator("#field input").focus()
        # what a keyboard does to the window of a phone
        tab.evaluate(
            "() => { Object.defineProperty(visualViewport, 'height', { value: innerHeight - 300 });"
            " visualViewport.dispatchEvent(new Event('resize')); }"
        )
        expect(tab.locator("#said")).to_have_text("height 300")
