"""A native program in a plain browser: its templates, styles, scripts and pages."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.programs import RUNTIME, app, errors


def test_data_lists_and_taps(show):
    tab = show()
    expect(tab.locator("#count")).to_have_text("1")
    expect(tab.locator(".row")).to_have_text(["0:one", "1:two"])
    tab.click("#more")
    expect(tab.locator("#count")).to_have_text("3")
    assert tab.title() == "Shop"
    assert errors(tab) == []


def test_lengths_are_parts_of_the_width_and_tags_are_the_hosts(show):
    tab = show({"app.wxss": "page { background: rgb(4, 5, 6); }\nview { padding-left: 1px; }\n"})
    box = tab.locator(".box")
    width = tab.evaluate("innerWidth")
    assert box.evaluate("e => parseFloat(getComputedStyle(e).width)") == pytest.approx(
        width / 2, abs=1
    )
    expect(box).to_have_css("padding-left", "1px")
    expect(tab.locator("wx-page")).to_have_css("background-color", "rgb(4, 5, 6)")


CARD = {
    "app.json": app(usingComponents={"card": "/parts/card/card"}),
    "parts/card/card.json": json.dumps({"component": True}),
    "parts/card/card.wxml": (
        '<view class="title out-class">{{title}}<slot name="top"/></view>'
        '<view class="row"><slot/></view><button class="go" bindtap="go">go</button>\n'
    ),
    "parts/card/card.wxss": ".title { color: rgb(9, 9, 9); }\n.row { color: rgb(8, 8, 8); }\n",
    "parts/card/card.js": (
        "Component({ options: { multipleSlots: true }, externalClasses: ['out-class'],"
        " properties: { title: String },"
        " methods: { go() { this.triggerEvent('went', { title: this.data.title }); } } });\n"
    ),
    "pages/home/home.wxss": ".title { color: rgb(1, 1, 1); }\n.mine { font-weight: 700; }\n",
    "pages/home/home.wxml": (
        '<card title="{{name}}" out-class="mine" bind:went="went">'
        '<text slot="top">!</text><text class="inside">in</text></card><text id="said">{{said}}</text>\n'
    ),
    "pages/home/home.js": (
        "Page({ data: { name: 'Card', said: '' },"
        " went(event) { this.setData({ said: event.detail.title }); } });\n"
    ),
}


def test_a_component_has_styles_slots_and_events_of_its_own(show):
    tab = show(CARD)
    expect(tab.locator("card")).to_contain_text("Card!")
    title = tab.locator("card wx-view").first
    expect(title).to_have_css("color", "rgb(9, 9, 9)")
    expect(title).to_have_css("font-weight", "700")
    expect(tab.locator(".inside")).to_have_text("in")
    tab.click("card wx-button")
    expect(tab.locator("#said")).to_have_text("Card")
    assert errors(tab) == []


def test_imports_includes_and_script_modules(show):
    tab = show(
        {
            "pages/home/home.wxml": (
                '<import src="../../parts/line.wxml"/><include src="/parts/foot.wxml"/>'
                '<wxs src="../../parts/sum.wxs" module="sum"/><wxs module="here">'
                "module.exports = { twice: function (n) { return n * 2 } }</wxs>"
                '<template is="line" data="{{text: here.twice(sum.of(1, 2))}}"/>\n'
            ),
            "parts/line.wxml": '<template name="line"><text id="line">{{text}}</text></template>\n',
            "parts/foot.wxml": '<view id="foot">foot</view>\n',
            "parts/sum.wxs": "var add = require('./add.wxs');\nmodule.exports = { of: add.add };\n",
            "parts/add.wxs": "module.exports = { add: function (a, b) { return a + b } };\n",
        }
    )
    expect(tab.locator("#line")).to_have_text("6")
    expect(tab.locator("#foot")).to_have_text("foot")
    assert errors(tab) == []


def test_script_modules_may_use_names_that_browsers_keep(show):
    tab = show(
        {
            "pages/home/home.wxml": (
                '<wxs src="./m.wxs" module="m"/><wxs module="n">\n'
                "// a class of its own\nvar class = 'class: ' + 'of';\n"
                "module.exports = { class: class, of: function (super) { return super ? class : '' } }</wxs>\n"
                '<text id="count">{{n.of(1)}} {{n.class}} {{m.of({enum: 3})}}</text>\n'
            ),
            "pages/home/m.wxs": "module.exports.of = function (static) { var enum = static.enum; return enum; };\n",
        }
    )
    expect(tab.locator("#count")).to_have_text("class: of class: of 3")
    assert errors(tab) == []


def test_script_modules_hear_of_events_and_changes(show):
    tab = show(
        {
            "pages/home/home.wxml": (
                '<wxs module="m">module.exports = {\n'
                "  tap: function (event, page) { event.instance.setStyle({ marginLeft: '7px' });\n"
                "    page.callMethod('tapped', { id: event.currentTarget.id }); return false; },\n"
                "  changed: function (now, before, page, one) { one.getState().now = now;"
                " one.addClass('was-' + one.getState().now); } }</wxs>\n"
                '<view bindtap="outer"><view id="own" class="own" bindtap="{{m.tap}}"'
                ' change:count="{{m.changed}}" count="{{count}}">own</view></view>'
                '<text id="count">{{count}}</text>\n'
            ),
            "pages/home/home.js": (
                "Page({ data: { count: 'a' }, outer() { throw new Error('it bubbles'); },"
                " tapped({ id }) { this.setData({ count: id }); } });\n"
            ),
        }
    )
    own = tab.locator("#own")
    expect(own).to_have_class("own was-a")
    own.click()
    expect(own).to_have_css("margin-left", "7px")
    expect(own).to_have_class("own was-a was-own")
    assert errors(tab) == []


LOOKS = """([...document.querySelectorAll("#row, #in")].map((e) => {
  const { display, flexDirection, boxSizing, position } = getComputedStyle(e);
  return [display, flexDirection, boxSizing, position].join(" ");
}))"""


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ({"renderer": "skyline"}, "flex column border-box relative"),
        (
            {
                "renderer": "skyline",
                "rendererOptions": {
                    "skyline": {"defaultDisplayBlock": True, "defaultContentBox": True}
                },
            },
            "block row content-box relative",
        ),
        ({}, "block row content-box static"),
    ],
)
def test_views_begin_as_the_renderer_has_them(show, said, row):
    tab = show(
        {
            "app.json": app(**said),
            "pages/home/home.wxml": "<view id='row'><view id='in' class='own'>in</view></view>\n",
            "pages/home/home.wxss": (
                ".own { display: block; flex-direction: row; box-sizing: content-box; position: static; }"
            ),
        }
    )
    assert tab.evaluate(LOOKS) == [row, "block row content-box static"], "sheets of programs win"


def test_modules_of_every_kind(show):
    tab = show(
        {
            "pages/home/home.js": "",
            "pages/home/home.ts": (
                "import { name } from '../../lib/es';\nimport packed from 'packed';\n"
                "import built from 'built/part';\n"
                "interface Row { id: number }\nconst self: Row = { id: 7 };\n"
                "Page({ data: { count: `${name} ${packed} ${built} ${self.id}`, rows: [] as Row[] } });\n"
            ),
            "lib/es.js": "export const name = require('./common').name;\n",
            "lib/common.js": "exports.name = 'common';\n",
            "miniprogram_npm/packed/index.js": "module.exports = 'packed';\n",
            "package.json": json.dumps({"dependencies": {"built": "1"}}),
            "node_modules/built/package.json": json.dumps(
                {"name": "built", "miniprogram": "dist", "dependencies": {"deeper": "1"}}
            ),
            "node_modules/built/dist/part.js": "export { default } from 'deeper';\n",
            "node_modules/deeper/package.json": json.dumps(
                {"name": "deeper", "main": "./lib/a.js"}
            ),
            "node_modules/deeper/lib/a.js": "exports.default = 'built';\nexports.__esModule = true;\n",
        }
    )
    expect(tab.locator("#count")).to_have_text("common packed built 7")
    assert errors(tab) == []


def test_what_no_host_has_is_not_there(show):
    tab = show(
        {
            "pages/home/home.js": (
                "Page({ data: { count: [typeof window, typeof document, typeof wx].join() } });\n"
            )
        }
    )
    expect(tab.locator("#count")).to_have_text("undefined,undefined,object")


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "found",
    [
        "Function('return this')()",
        "new Function('return this')()",
        "globalThis",
        "(function() {\n return this;\n})()",
        "(function(){return this}())",
        "function(){return this}()",
    ],
)
def test_what_no_host_has_is_not_there_however_it_is_asked_for(show, found):
    """As libraries do that go on to `document` where there is a `MutationObserver`."""
    tab = show(
        {
            "pages/home/home.js": (
                f"const root = {found};\n"
                "const about = ['document', 'MutationObserver'].map((name) => [name in root, typeof root[name]]);\n"
                "root.shared = { Object: root.Object === Object, sum: Function('a', 'b', 'return a + b')(1, 2) };\n"
                "root.localStorage = { of: 'the program' };\n"
                "root.setTimeout(() => { root.isLate = shared.sum; }, 0);\n"
                "Page({ data: { count: '' }, onLoad() { root.setTimeout(() => this.setData({ count:\n"
                "  JSON.stringify([about, shared, isLate, Function instanceof Function, root.hasOwnProperty('shared')])\n"
                "}), 20); } });\n"
            )
        }
    )
    expect(tab.locator("#count")).to_have_text(
        '[[[false,"undefined"],[false,"undefined"]],{"Object":true,"sum":3},3,true,true]'
    )
    assert errors(tab) == []


def test_what_scripts_know_as_a_function_is_the_browsers(show):
    tab = show(
        {
            "pages/home/home.json": json.dumps({"usingComponents": {"x-part": "/parts/part"}}),
            "pages/home/home.wxml": '<x-part id="part" word="here" act="{{act}}"/>\n',
            "parts/part.json": '{"component": true}',
            "parts/part.wxml": "{{word}}",
            "parts/part.js": (
                "Component({ properties: { word: String, act: { type: Function } },\n"
                "  attached() { if ((() => {}).constructor !== Function) throw new Error('other'); } });\n"
            ),
        }
    )
    expect(tab.locator("#part")).to_have_text("here")
    assert errors(tab) == []


@pytest.mark.parametrize("member", ["wx.Queue", "wx['Queue']", 'wx["Queue"]'])
def test_members_that_a_program_gives_the_hosts_object_are_its_own(show, member):
    """As bundlers and counters of visits do; what nobody sets fails as a call does."""
    tab = show(
        {
            "app.js": f"({member} = {member} || []).push('a'); App({{}});\n",
            "pages/home/home.js": (
                f"({member} = {member} || []).push('b');\n"
                "Page({ data: { count: wx.Queue.join() + typeof wx.flyToTheMoon } });\n"
            ),
        }
    )
    expect(tab.locator("#count")).to_have_text("a,bfunction")
    assert errors(tab) == []


def test_pages_are_gone_through_and_back(show):
    tab = show(
        {
            "pages/home/home.wxml": (
                '<navigator id="to" url="../detail/detail?id=a%20b">to</navigator>'
                '<text id="count">{{count}}</text>\n'
            ),
            "pages/home/home.js": (
                "Page({ data: { count: 0 }, onShow() { this.setData({ count: this.data.count + 1 }); } });\n"
            ),
        }
    )
    tab.click("#to")
    expect(tab.locator("#query")).to_have_text("a b")
    assert tab.title() == "Detail"
    assert tab.url.endswith("/pages/detail/detail?id=a%20b")
    tab.go_back()
    expect(tab.locator("#count")).to_have_text("2")
    expect(tab.locator("#query")).to_have_count(0)
    assert tab.title() == "Shop"


def test_a_page_is_opened_by_its_address_and_reloaded(show):
    tab = show(None, "pages/detail/detail?id=7")
    expect(tab.locator("#query")).to_have_text("7")
    tab.reload()
    expect(tab.locator("#query")).to_have_text("7")
    wx = f"{RUNTIME}.wx()"
    tab.evaluate(f"{wx}.redirectTo({{ url: '/pages/detail/detail?id=a.png?b=%3F' }})")
    expect(tab.locator("#query")).to_have_text("a.png?b=?")


def test_pages_tell_each_other_through_a_channel(show):
    tab = show(
        {
            "pages/home/home.js": (
                "Page({ data: { count: 0, rows: [] }, async more() {\n"
                "  const { eventChannel } = await wx.navigateTo({ url: '/pages/detail/detail',\n"
                "    events: { answer: ({ text }) => this.setData({ count: text }) } });\n"
                "  eventChannel.emit('ask', { id: 'asked' }); } });\n"
            ),
            "pages/detail/detail.js": (
                "Page({ data: { id: '' }, onLoad() { const c = this.getOpenerEventChannel();\n"
                "  c.on('ask', ({ id }) => { this.setData({ id }); c.emit('answer', { text: 'answered' }); }); } });\n"
            ),
        }
    )
    tab.click("#more")
    expect(tab.locator("#query")).to_have_text("asked")
    tab.go_back()
    expect(tab.locator("#count")).to_have_text("answered")


def test_tabs_are_drawn_and_kept(show):
    bar = {
        "list": [
            {"pagePath": "pages/home/home", "text": "Home"},
            {"pagePath": "pages/detail/detail", "text": "Detail"},
        ]
    }
    tab = show({"app.json": app(tabBar=bar)})
    tab.click("#more")
    tab.get_by_text("Detail", exact=True).click()
    expect(tab.locator("#query")).to_be_attached()
    expect(tab.locator("#count")).to_be_hidden()
    tab.get_by_text("Home", exact=True).click()
    expect(tab.locator("#count")).to_have_text("3")


def test_a_sub_package_comes_when_it_is_needed(show):
    packages = [{"root": "extra", "pages": ["far/far"]}]
    tab = show(
        {
            "app.json": app(subPackages=packages),
            "pages/home/home.wxml": '<navigator id="to" url="/extra/far/far">to</navigator>\n',
            "extra/far/far.json": "{}",
            "extra/far/far.wxml": '<view id="far">far</view>\n',
            "extra/far/far.js": "Page({});\n",
        }
    )
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.click("#to")
    expect(tab.locator("#far")).to_have_text("far")
    assert [url for url in asked if "package=extra" in url]


def test_a_program_of_another_dialect(show):
    tab = show(
        {
            "project.config.json": json.dumps({"appid": "tt0123456789abcdef"}),
            "app.wxss": "",
            "app.ttss": "page { background: rgb(4, 5, 6); }\n",
            "pages/home/home.wxml": "",
            "pages/home/home.wxss": "",
            "pages/home/home.ttml": (
                '<sjs src="../../sum.sjs" module="sum"></sjs>'
                '<view class="row" tt:for="{{rows}}" tt:key="id">{{sum.twice(item)}}</view>'
                '<text tt:if="{{count}}" id="count" bindtap="more">{{count}}</text>\n'
            ),
            "sum.sjs": "module.exports = { twice: function (n) { return n * 2 } };\n",
            "pages/home/home.js": (
                "Page({ data: { rows: [1, 2], count: 'tap' }, more() {"
                " tt.setStorageSync('a', wx === tt ? 'the same' : 'another'); this.setData({ count: tt.getStorageSync('a') }); } });\n"
            ),
        }
    )
    expect(tab.locator(".row")).to_have_text(["2", "4"])
    tab.click("#count")
    expect(tab.locator("#count")).to_have_text("the same")
    expect(tab.locator("wx-page")).to_have_css("background-color", "rgb(4, 5, 6)")
    assert errors(tab) == []


def test_a_program_puts_its_own_in_the_place_of_page_and_component(show):
    """As libraries for stores and statistics do, from a module that the program begins with."""
    tab = show(
        {
            "app.js": "import { wrap } from '/lib/wrap';\nwrap('wrapped');\nApp({});\n",
            "lib/wrap.js": (
                "import { also } from '/beside';\nexport function wrap(word) {\n"
                "  const page = Page, component = Component;\n"
                "  const add = (given) => ({ ...given, data: { ...given.data, word: word + also } });\n"
                "  Page = (given) => page(add(given));\n"
                "  Component = function (given) { return component(add(given)); };\n"
                "}\n"
            ),
            # older hosts do not begin at the root
            "lib/beside.js": "export const also = '!';\n",
            "pages/home/home.json": json.dumps({"usingComponents": {"x-part": "/parts/part"}}),
            "pages/home/home.wxml": '<text id="page">{{word}}{{own}}</text><x-part/>\n',
            "pages/home/home.js": "Page({ data: { own: 1 } });\n",
            "parts/part.json": '{"component": true}',
            "parts/part.wxml": '<text id="part">{{word}}</text>\n',
            "parts/part.js": "Component({});\n",
        }
    )
    expect(tab.locator("#page")).to_have_text("wrapped!1")
    expect(tab.locator("#part")).to_have_text("wrapped!")
    assert errors(tab) == []


def test_the_longest_alias_counts_and_a_slash_means_beside(show):
    """As the vendor's loader has it; what is found from the root alone is told."""
    tab = show(
        {
            "app.json": app(resolveAlias={"~/*": "/*", "~/origin/*": "other/*"}),
            "own.js": "module.exports = 'root';\n",
            "origin/own.js": "module.exports = 'origin';\n",
            "other/own.js": "module.exports = 'other';\n",
            "pages/home/own.js": "module.exports = 'beside';\n",
            "pages/home/home.json": json.dumps({"usingComponents": {"x-part": "~/origin/part"}}),
            "pages/home/home.wxml": '<text id="page">{{words}}</text><x-part/>\n',
            "pages/home/home.js": (
                "Page({ data: { words: [require('~/own'), require('~/origin/own'), require('/own'),"
                " require('/other/own')].join() } });\n"
            ),
            "other/part.json": '{"component": true}',
            "other/part.wxml": '<text id="part">of a name</text>\n',
            "other/part.js": "Component({});\n",
        }
    )
    expect(tab.locator("#page")).to_have_text("root,other,beside,other")
    expect(tab.locator("#part")).to_have_text("of a name")
    assert errors(tab) == []


OF_ITSELF = """Page({
  data: { said: '' },
  onLoad() {
    const twice = twice => twice * 2;
    const word =
      word || 'nothing';
    this.setData({ said: word + twice(2) });
  },
  onReady() {
    const late = `${late}`;
  },
});
"""


@pytest.mark.parametrize("is_turned", [True, False])
def test_a_value_of_itself_is_undefined_where_the_vendors_tool_has_it_so(show, is_turned):
    settings = {"appid": "wx0123456789abcdef", "setting": {"es6": is_turned}}
    tab = show(
        {
            "project.config.json": json.dumps(settings),
            "pages/home/home.wxml": '<text id="said">said {{said}}</text>\n',
            "pages/home/home.js": OF_ITSELF,
        }
    )
    why = ": the vendor's tool makes a var of {} (setting.es6), which is undefined there"
    early = "pages/home/home {}: Cannot access '{}' before initialization"
    if is_turned:
        expect(tab.locator("#said")).to_have_text("said nothing4")
        assert errors(tab) == [early.format("onReady", "late") + why.format("late")]
    else:
        expect(tab.locator("#said")).to_have_text("said")
        assert errors(tab) == [early.format("onLoad", "word"), early.format("onReady", "late")]


@pytest.mark.parametrize("before", ["", "/* a\n comment */\n", "import '../../lib/begin';\n"])
def test_imports_come_first_wherever_they_stand(show, before):
    tab = show(
        {
            "lib/begin.js": "globalThis.begun = 'begun';\n",
            "lib/words.js": "export const one = 'one';\nexport default { two: globalThis.begun };\n",
            "pages/home/home.js": (
                f"{before}const first = words.two;\nimport words, {{ one }} from '../../lib/words';\n"
                "Page({ data: { count: `${first} ${one}` }, onLoad() {\n"
                "  this.where = new Error().stack; } });\n"
            ),
        }
    )
    begun = "begun" if "begin" in before else "undefined"
    expect(tab.locator("#count")).to_have_text(f"{begun} one")
    stack = tab.evaluate(f"{RUNTIME}.pages[0].instance.where")
    assert f"home.js:{4 + before.count(chr(10))}:" in stack, "lines keep their numbers"
    assert errors(tab) == []


def test_what_a_page_is_opened_with(show):
    text = (
        "App({ onLaunch({ path, query, scene }) {"
        " this.said = [path, query.id, scene].join(); } });\n"
    )
    tab = show(
        {
            "app.js": text,
            "pages/detail/detail.js": "Page({ data: { id: getApp().said } });\n",
        },
        "pages/detail/detail?id=3",
        "--scene",
        "1047",
    )
    expect(tab.locator("#query")).to_have_text("pages/detail/detail,3,1047")
