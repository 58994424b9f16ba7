"""Templates of every host's dialect, by the table that lies with the host, as the compiler reads them."""

import pytest
from playwright.sync_api import Browser, Page

from miniprog_cli.hosts.dialects import dialect
from tests.browser.programs import FILES, RUNTIME, one_page

CASES = {
    ("alipay", '<view a:if="{{a}}" a:for="{{list}}" a:key="id" onTap="go" catchTouchStart="stop"/>'): (
        '<view wx:if="{{a}}" wx:for="{{list}}" wx:key="id" bind:tap="go" catch:touchstart="stop"/>'
    ),
    ("alipay", '<import-sjs from="./m.sjs" name="m"></import-sjs><view name="n" onward="x">{{m.a}}</view>'): (
        '<wxs src="./m.sjs" module="m"></wxs><view name="n" onward="x">{{m.a}}</view>'
    ),
    ("alipay", '<!-- <view onTap="a"> --><button capture-onTap="a" capture-catchLongTap="b">x > y</button>'): (
        '<!-- <view onTap="a"> --><button capture-bind:tap="a" capture-catch:longtap="b">x > y</button>'
    ),
    ("baidu", '<view s-if="a > 1 && b"/><view s-elif="b"/><view s-else/>'): (
        '<view wx:if="{{a > 1 && b}}"/><view wx:elif="{{b}}"/><view wx:else/>'
    ),
    ("baidu", '<view s-for="one, at in rows trackBy one.id" bindtap="go">{{one.name}}</view>'): (
        '<view wx:for="{{rows}}" wx:for-item="one" wx:for-index="at" wx:key="id" bindtap="go">{{one.name}}</view>'
    ),
    ("baidu", '<view s-for="rows" s-for-item="one"/><view s-for="w in [1, 2] trackBy w"/>'): (
        '<view wx:for="{{rows}}" wx:for-item="one"/>'
        '<view wx:for="{{[1, 2]}}" wx:for-item="w" wx:key="*this"/>'
    ),
    ("baidu", '<input value="{= text =}"/><template is="row" data="{{{a, b}}}"/>'): (
        '<input model:value="{{ text }}"/><template is="row" data="{{a, b}}"/>'
    ),
    ("baidu", '<import-sjs src="a.sjs" module="a"/>'): '<wxs src="a.sjs" module="a"/>',
    ("douyin", '<sjs src="a.sjs" module="a"/><view tt:if="{{a}}" bind:tap="go"/>'): (
        '<wxs src="a.sjs" module="a"/><view wx:if="{{a}}" bind:tap="go"/>'
    ),
    ("wechat", '<view wx:if="{{a}}" onTap="of no host" data="{{{a: 1}}}"/>'): (
        '<view wx:if="{{a}}" onTap="of no host" data="{{{a: 1}}}"/>'
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser):
    with one_page(tmp_path_factory.mktemp("dialects") / "shop", FILES, chromium, height=667) as tab:
        yield tab


@pytest.mark.parametrize(("host", "text"), CASES)
def test_a_template_is_read_by_the_table_of_its_host(page: Page, host: str, text: str):
    table = dialect(host)
    said = {
        "prefix": table.prefix, "events": table.events, "camelEvents": table.camel_events,
        "moduleTags": table.module_tags, "moduleNames": table.module_names,
        "braces": table.braces, "webSlots": False,
    }  # fmt: skip
    written = page.evaluate(
        f"([text, table]) => {RUNTIME}.native.dialect.template(text, table)", [text, said]
    )
    assert written == CASES[host, text]
