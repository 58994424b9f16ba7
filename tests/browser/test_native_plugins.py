"""Plugins: the one that is developed in the project is shown, those of others have a place held."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.programs import APP, errors, ready, write_program
from tests.preview.previewing import previewing

FILES = {
    "project.config.json": json.dumps(
        {
            "appid": "wx0123456789abcdef",
            "compileType": "plugin",
            "miniprogramRoot": "miniprogram/",
            "pluginRoot": "plugin/",
        }
    ),
    "plugin/plugin.json": json.dumps(
        {
            "publicComponents": {"hello": "components/hello"},
            "pages": {"more": "pages/more/more"},
            "main": "index.js",
        }
    ),
    "plugin/index.js": (
        "import { number } from './api/number';\n"
        "export const answer = () => number + requireMiniProgram().extra;\n"
    ),
    "plugin/api/number.js": "export const number = 40;\n",
    "plugin/components/hello.json": json.dumps(
        {"component": True, "usingComponents": {"x-in": "/components/in/in"}}
    ),
    "plugin/components/hello.js": "Component({ properties: { who: String } });\n",
    "plugin/components/hello.wxml": '<view class="hi">hello {{who}}<x-in/></view>\n',
    "plugin/components/hello.wxss": ".hi { color: rgb(1, 2, 3); }\n",
    "plugin/components/in/in.json": '{"component": true}',
    "plugin/components/in/in.js": "Component({});\n",
    "plugin/components/in/in.wxml": '<image id="picture" src="/images/dot.svg"/>\n',
    "plugin/images/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
    "plugin/pages/more/more.json": "{}",
    "plugin/pages/more/more.js": (
        "Page({ data: { id: '' }, onLoad({ id }) { this.setData({ id }); } });\n"
    ),
    "plugin/pages/more/more.wxml": '<view id="more">more {{id}}</view>\n',
}
PROGRAM = {
    "app.json": json.dumps(
        {
            **APP,
            "plugins": {
                "own": {"version": "dev", "provider": "wx0123456789abcdef", "export": "given.js"},
                "speech": {"version": "1.0.0", "provider": "wx1111111111111111"},
            },
        }
    ),
    "given.js": "module.exports = { extra: 2 };\n",
    "pages/home/home.json": json.dumps(
        {
            "usingComponents": {
                "own-hello": "plugin://own/hello",
                "their-button": "plugin://speech/button",
            }
        }
    ),
    "pages/home/home.wxml": (
        '<own-hello who="you"/><view id="answer">{{answer}}</view><view id="failed">{{failed}}</view>\n'
        '<view id="place">[{{place.name}}]</view>\n'
        "<their-button size='3' bind:done='go'><text>inside</text></their-button>\n"
        '<navigator id="go" url="plugin://own/more?id=7">go</navigator>\n'
    ),
    "pages/home/home.js": """const own = requirePlugin("own");
const speech = requirePlugin("speech");
Page({
  data: { answer: 0, failed: "" },
  async onLoad() {
    this.setData({ answer: own.answer(), place: { name: speech.getPlace().name } });
    const manager = speech.getRecordRecognitionManager();
    manager.onStop = () => {};
    manager.start({ lang: "zh_CN" });
    new speech.Recorder().begin();
    const messages = [];
    speech.translate({ fail: ({ errMsg }) => messages.push(errMsg) });
    await speech.later().catch(({ errMsg }) => messages.push(errMsg));
    this.setData({ failed: messages.join(" ") });
  },
});
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_program(tmp_path / "shop" / "miniprogram", {**PROGRAM, "project.config.json": ""})
    for name, text in FILES.items():
        path = tmp_path / "shop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "shop"


def test_a_plugin_of_the_project_is_shown_by_its_demo(folder: Path, tab: Page):
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        hello = tab.get_by_text("hello you")
        expect(hello).to_have_css("color", "rgb(1, 2, 3)")
        expect(tab.locator("#answer")).to_have_text("42")
        picture = tab.locator("wx-image img").first
        expect(picture).to_have_js_property("naturalWidth", 4)
        shows_what_nobody_here_has(tab)
        assert errors(tab) == []
        tab.evaluate("window.kept = true")
        style = folder / "plugin/components/hello.wxss"
        style.write_text(".hi { color: rgb(4, 5, 6); }\n", "utf-8")
        told = preview.update()
        assert (told["kind"], told["files"]) == ("css", ["plugin/components/hello.wxss"])
        expect(hello).to_have_css("color", "rgb(4, 5, 6)")
        markup = folder / "plugin/components/hello.wxml"
        markup.write_text('<view class="hi">\n{{ who + }}</view>\n', "utf-8")
        wrong = preview.wait_for("console", lambda one: one.get("fault") == "error")
        assert (wrong["file"], wrong["line"]) == ("plugin/components/hello.wxml", 2)
        markup.write_text(FILES["plugin/components/hello.wxml"], "utf-8")
        expect(hello).to_be_visible()
        assert tab.evaluate("window.kept === true")
        tab.click("#go")
        expect(tab.locator("#more")).to_have_text("more 7")
        tab.reload()
        expect(tab.locator("#more")).to_have_text("more 7")


def shows_what_nobody_here_has(tab: Page) -> None:
    """A box with a name stands for it, and its calls fail as others do."""
    expect(tab.get_by_text("plugin speech/button")).to_be_visible()
    expect(tab.get_by_text("inside")).to_be_visible()
    expect(tab.locator("#failed")).to_have_text(
        "translate:fail not in preview later:fail not in preview"
    )
    expect(tab.locator("#place")).to_have_text("[]")
    leads = "globalThis[Symbol.for('miniprog')].wx().navigateTo({ url: 'plugin://speech/x?a=1' })"
    assert tab.evaluate(f"{leads}.catch(({{ errMsg }}) => errMsg)") == (
        'navigateTo:fail page "x" of plugin speech is not here'
    )
