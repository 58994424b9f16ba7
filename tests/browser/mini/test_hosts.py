"""Every adapter, against a fake of its host's global written from the host's documentation."""

import gzip
from typing import Any

import pytest

from miniprog_cli import hosts
from miniprog_cli.core.capabilities import CAPABILITIES
from miniprog_cli.core.project import open_project
from miniprog_cli.core.runtime import mini_js
from tests.browser.mini.adapted import ADAPTED, DESCRIBED, fake

PLACE = {"latitude": 1.5, "longitude": 2.5}
MEMBERS = {"line": {"liff_id": "1234567890-AbcdEfgh"}, "tiktok": {"client_key": "key"}}

WORKS: dict[str, dict[str, Any]] = {
    "telegram": {
        "mini.login()": {"kind": "signed", "value": "user=%7B%22id%22%3A7%7D&hash=abc"},
        "mini.user()": {"id": "7", "name": "Ada L", "picture": None},
        "mini.phone()": {"kind": "number", "value": "+49123"},
        "mini.pay('https://t.me/$x')": {"status": "paid", "result": "paid"},
        "mini.location()": {**PLACE, "accuracy": 9},
        "mini.scan()": {"text": "QR"},
        "mini.clipboard.read()": "copied",
        "mini.contacts.pick()": [{"name": "Ada", "phone": "+49123"}],
        "mini.notify.request()": None,
        "mini.launch()": {"path": "/", "query": {}, "start": "level-3"},
        "mini.theme()": "dark",
        "mini.safeArea()": {"top": 60, "right": 0, "bottom": 10, "left": 0},
        "mini.haptic('success')": None,
        "mini.ui.confirm('Sure?')": True,
        "mini.shortcut()": None,
        "mini.openUrl('https://example.com/')": None,
        "mini.close()": None,
    },
    "line": {
        "mini.login()": {"kind": "token", "value": "id-token"},
        "mini.user()": {"id": "U1", "name": "Ada", "picture": "https://line.test/a.png"},
        "mini.pay({productId: 'a'})": {"status": "paid", "result": {"order": {"productId": "a"}}},
        "mini.share({text: 'Look'})": None,
        "mini.scan()": {"text": "QR"},
        "mini.launch().then(found => found.context)": {"type": "utou"},
        "mini.system().then(found => [found.platform, found.language, found.version])": [
            "ios", "ja", "15.0",
        ],
        "mini.permission.query('user')": "ask",
        "mini.permission.ask('user')": "granted",
        "mini.shortcut()": None,
        "mini.openApp('123-abc')": None,
        "mini.close()": None,
    },
    "vk": {
        "mini.login()": {"kind": "signed", "value": ""},
        "mini.login({scopes: ['friends']})": {"kind": "token", "value": "vk-token"},
        "mini.user()": {"id": "7", "name": "Ada L", "picture": "https://vk.test/a.png"},
        "mini.phone()": {"kind": "number", "value": "79001", "sign": "s"},
        "mini.pay({type: 'item', item: 'a'})": {"status": "paid", "result": {"success": True}},
        "mini.share({url: 'https://vk.com/app1'})": None,
        "mini.location()": {**PLACE, "accuracy": None},
        "mini.scan()": {"text": "QR"},
        "mini.clipboard.write('x')": None,
        "mini.contacts.pick()": [{"name": "Bob", "phone": None, "id": "8"}],
        "mini.notify.request()": None,
        "mini.theme()": "dark",
        "mini.safeArea()": {"top": 5, "right": 0, "bottom": 6, "left": 0},
        "mini.haptic()": None,
        "mini.close()": None,
    },
    "tiktok": {
        "mini.login()": {"kind": "code", "value": "tt-code"},
        "mini.login({scopes: ['user.info.basic']})": {"kind": "code", "value": "tt-scoped"},
        "mini.pay('order-1')": {"status": "paid", "result": {"status": "ok"}},
        "mini.notify.request({templates: ['a']})": None,
        "mini.safeArea().then(found => found.top)": 44,
        "mini.permission.ask('user')": "granted",
    },
    "phonepe": {
        "mini.login()": {"kind": "token", "value": "pp-token"},
        "mini.pay({merchantName: 'Shop', payment: {}})": {
            "status": "pending", "result": {"statusCode": "SUCCESS"},
        },
        "mini.location()": {**PLACE, "accuracy": None},
        "mini.scan()": {"text": "QR"},
        "mini.openApp('APP1')": None,
        "mini.permission.ask('location')": "granted",
        "mini.close()": None,
    },
    "paytm": {
        "mini.login()": {"kind": "code", "value": "paytm-code"},
        "mini.pay({orderId: '1', amount: '2.00', txnToken: 't', mid: 'm'})": {
            "status": "pending", "result": {"STATUS": "TXN_SUCCESS", "ORDERID": "1"},
        },
        "mini.permission.query('location')": "ask",
        "mini.permission.ask('photo')": "granted",
        "mini.close()": None,
    },
    "zalo": {
        "mini.login()": {"kind": "token", "value": "zalo-token"},
        "mini.user()": {"id": "7", "name": "Ada", "picture": "https://zalo.test/a.png"},
        "mini.phone()": {"kind": "token", "value": "phone-token"},
        "mini.pay({amount: 1})": {"status": "pending", "result": {"orderId": "1"}},
        "mini.share({title: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": None},
        "mini.scan()": {"text": "QR"},
        "mini.haptic('heavy')": None,
        "mini.close()": None,
    },
    "toss": {
        "mini.login()": {"kind": "code", "value": "toss-code", "referrer": "DEFAULT"},
        "mini.pay('token')": {"status": "pending", "result": {"success": True}},
        "mini.share({text: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": 9},
        "mini.photo({from: 'album'}).then(([one]) => [one.type, one.size])": ["image/png", 7],
        "mini.photo().then(([one]) => one.text())": "picture",
        "mini.contacts.pick()": [{"name": "Bob", "phone": "010"}],
        "mini.clipboard.read()": "copied",
        "mini.network()": {"online": True, "type": "wifi"},
        "mini.safeArea()": {"top": 47, "right": 0, "bottom": 34, "left": 0},
        "mini.permission.query('location')": "ask",
        "mini.haptic()": None,
        "mini.close()": None,
    },
    "wechat": {
        "mini.location()": {**PLACE, "accuracy": 9},
        "mini.openMap({latitude: 1, longitude: 2})": None,
        "mini.scan()": {"text": "QR"},
        "mini.close()": None,
    },
    "alipay": {
        "mini.location()": {**PLACE, "accuracy": None},
        "mini.network()": {"online": True, "type": "wifi"},
        "mini.ui.alert('Hi')": None,
        "mini.close()": None,
    },
    "douyin": {"mini.close()": None},
    "baidu": {"mini.close()": None},
}  # fmt: skip

REFUSED = {
    "telegram": {"mini.scan()": "cancelled", "mini.pay('https://t.me/$x')": "cancelled",
                 "mini.location()": "denied", "mini.phone()": "denied", "mini.shortcut()": "cancelled"},
    "line": {"mini.scan()": "cancelled", "mini.share()": "cancelled", "mini.user()": "denied"},
    "vk": {"mini.scan()": "cancelled", "mini.pay({item: 'a'})": "cancelled"},
    "tiktok": {"mini.login()": "cancelled", "mini.pay('a')": "cancelled"},
    "phonepe": {"mini.login()": "cancelled", "mini.location()": "denied", "mini.scan()": "cancelled"},
    "paytm": {"mini.login()": "denied", "mini.location()": "denied"},
    "zalo": {"mini.user()": "cancelled", "mini.scan()": "cancelled"},
    "toss": {"mini.location()": "denied", "mini.login()": "cancelled"},
    "wechat": {"mini.scan()": "cancelled"},
    "alipay": {"mini.location()": "cancelled"},
}  # fmt: skip


@pytest.fixture
def opened(program):
    def run(host, **options):
        found = program(host, before=(fake(host),), members=MEMBERS.get(host), **options)
        assert found.page.evaluate("mini.ready") == host
        return found

    return run


def test_every_adapter_is_held_against_a_fake():
    assert set(WORKS) == set(ADAPTED)
    assert all(fake(host).is_file() for host in ADAPTED)


@pytest.mark.parametrize("host", WORKS)
def test_calls_reach_the_host_and_give_what_it_says(opened, host):
    program = opened(host)
    found = {call: program.call(call) for call in WORKS[host]}
    assert found == WORKS[host]


@pytest.mark.parametrize("host", REFUSED)
def test_what_the_user_refuses_or_closes_is_told_apart(opened, host):
    program = opened(host)
    program.says("no")
    found = {call: program.call(call) for call in REFUSED[host]}
    assert {call: one["code"] for call, one in found.items()} == REFUSED[host]
    assert all((one["name"], one["host"]) == ("MiniError", host) for one in found.values())


@pytest.mark.parametrize("host", [host for host in WORKS if host not in ("douyin", "baidu")])
def test_a_host_that_never_answers_is_waited_for_in_vain_only_so_long(opened, host):
    program = opened(host)
    program.says("never")
    call = {
        "wechat": "location",
        "alipay": "location",
        "telegram": "phone",
        "line": "user",
        "vk": "user",
    }
    found = program.call(f"mini.{call.get(host, 'login')}({{timeout: 50}})")
    assert found["code"] == "timeout"


@pytest.mark.parametrize("host", WORKS)
def test_what_is_kept_is_found_again(opened, host):
    program = opened(host)
    value = {"level": 3, "names": ["Ada"]}
    assert program.call("mini.storage.get('game')") is None
    assert program.call("mini.storage.set('game', {level: 3, names: ['Ada']})") is None
    assert program.call("mini.storage.get('game')") == value
    program.call("mini.storage.remove('game')")
    assert program.call("mini.storage.get('game')") is None


@pytest.mark.parametrize("host", DESCRIBED)
def test_mini_can_what_the_facts_of_the_host_say(opened, host):
    program = opened(host)
    facts = hosts.get(host).capabilities
    assert facts
    can = {name: program.page.evaluate("name => mini.can(name)", name) for name in CAPABILITIES}
    own = {name for name, how in facts.via.items() if "web" not in how and "your server" not in how}
    assert [name for name in facts.missing if can[name]] == []
    assert [name for name in sorted(own) if not can[name]] == []
    by_server = [name for name, how in facts.via.items() if how.startswith("from your server")]
    assert [name for name in by_server if name != "notify" and can[name]] == []


@pytest.mark.sampled(4)
@pytest.mark.parametrize("host", WORKS)
def test_outside_of_the_host_the_web_stands_in(program, host):
    alone = program(host)
    assert alone.page.evaluate("mini.ready") == "web"
    assert alone.call("mini.theme()") in ("light", "dark")
    assert alone.call("mini.login()")["code"] == "unsupported"


@pytest.mark.parametrize("host", ["tiktok", "wechat", "alipay", "douyin", "baidu"])
def test_where_only_the_menu_shares_the_card_is_handed_over(opened, host):
    program = opened(host)
    assert program.call("mini.share({title: 'Look'})")["code"] == "unsupported"
    program.call("mini.share.set({title: 'Look', url: '/?item=1'})")
    if host == "tiktok":
        program.page.evaluate("TTMinis.emit('minis.share')")
        name, given = program.asked()[-1]
        assert (name, given["title"], given["query"]) == ("share", "Look", "item=1")
    else:
        name, given = program.asked()[-1]
        shared = given.get("data", given)["share"]
        assert (name, shared["title"]) == ("postMessage", "Look")
        assert shared["url"] == "https://program.test/?item=1"


def test_the_sdk_is_started_with_what_the_manifest_says(opened):
    assert opened("line").asked()[0] == ["init", {"liffId": "1234567890-AbcdEfgh"}]
    assert opened("tiktok").asked()[0] == ["init", {"clientKey": "key"}]
    assert opened("vk").asked()[0] == ["Init", {}]
    assert opened("telegram").asked()[0] == ["ready"]


def test_a_program_that_starts_the_sdk_itself_is_not_started_twice(program):
    own = "liff.init({liffId: 'mine', withLoginOnExternalBrowser: true});"
    found = program("line", before=(fake("line"), own), members=MEMBERS["line"])
    found.page.evaluate("mini.ready")
    assert [one[1]["liffId"] for one in found.asked() if one[0] == "init"] == ["mine"]


def test_an_older_client_is_asked_only_for_what_it_has(program):
    old = "Telegram.WebApp.version = '6.0';"
    found = program("telegram", before=(fake("telegram"), old))
    assert found.page.evaluate("['scan', 'phone', 'user'].map(mini.can)") == [False, False, True]
    assert found.call("mini.phone()")["code"] == "unsupported"
    found.call("mini.storage.set('a', 1)")
    assert found.page.evaluate("localStorage.getItem('mini.a')") == "1"


def test_phonepe_is_not_asked_for_what_would_never_answer(opened):
    program = opened("phonepe")
    program.page.evaluate("open = (url) => { asked.push(['open', url]); }")
    assert program.call("mini.openMap({latitude: 1, longitude: 2})") is None
    assert program.asked()[-1][0] == "open"


@pytest.mark.parametrize(
    ("host", "emit"),
    [
        ("telegram", "Telegram.WebApp.emit('deactivated'); Telegram.WebApp.emit('activated')"),
        ("vk", "vkBridge.emit('VKWebAppViewHide'); vkBridge.emit('VKWebAppViewRestore')"),
    ],
)
def test_the_host_says_when_the_program_is_hidden_and_shown(opened, host, emit):
    program = opened(host)
    program.page.evaluate(
        "() => { window.seen = []; for (const one of ['show', 'hide'])"
        " mini.on(one, () => seen.push(one)); }"
    )
    program.page.evaluate("mini.ready")
    program.page.evaluate(f"() => {{ {emit} }}")
    assert program.page.evaluate("seen") == ["hide", "show"]
    program.page.evaluate(f"() => {{ mini.off('show'); mini.off('hide'); {emit} }}")
    assert program.page.evaluate("seen") == ["hide", "show"]


@pytest.mark.parametrize("host", ["generic", *ADAPTED])
def test_core_and_adapter_are_12_KB_at_most(project, host):
    text = mini_js(open_project(project(hosts={host: {}})).manifest, host)
    assert len(gzip.compress(text, 9)) <= 12 * 1024


@pytest.mark.parametrize("host", DESCRIBED)
def test_nothing_that_a_host_forbids_is_in_its_file(project, host):
    text = mini_js(open_project(project(hosts={host: {}})).manifest, host).decode()
    assert [ban.name for ban in hosts.get(host).bans if ban.name in text] == []
    assert "eval(" not in text
    assert "new Function" not in text
