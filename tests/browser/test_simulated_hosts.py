"""Every simulated host, as mini.js finds it in a real preview: right answers, and right refusals."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from miniprog_cli import hosts
from miniprog_cli.preview.simulation.settings import ANSWERED
from tests.browser.simulating import Simulated, simulating

PLACE = {"latitude": 31.2304, "longitude": 121.4737}
TESTER = {"id": "1000001", "name": "Mini Tester"}

WORKS: dict[str, dict[str, Any]] = {
    "generic": {
        "mini.host": "web",
        "mini.login().catch((error) => error.code)": "unsupported",
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.clipboard.write('copied').then(() => mini.clipboard.read())": "copied",
        "mini.contacts.pick()": [{"name": "Ada Example", "phone": "+15550111"}],
        "mini.notify.request()": None,
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.photo().then(([one]) => [one.name, one.type])": ["sample-1.jpg", "image/jpeg"],
        "mini.photo({count: 3}).then((files) => files.length)": 3,
        "mini.share({title: 'Look'})": None,
        "mini.network()": {"online": True, "type": "wifi"},
        "mini.system().then((one) => [one.platform, one.language])": ["android", "en"],
        "mini.permission.query('location')": "granted",
        "mini.haptic()": None,
    },
    "telegram": {
        "mini.host": "telegram",
        "mini.login().then((one) => [one.kind, one.value.includes('hash=')])": ["signed", True],
        "mini.user().then(({id, name}) => ({id, name}))": TESTER,
        "mini.phone()": {"kind": "number", "value": "+15550100"},
        "mini.pay('https://t.me/$x')": {"status": "paid", "result": "paid"},
        "mini.share({title: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.storage.clear().then(() => mini.storage.get('a'))": None,
        "mini.clipboard.write('copied').then(() => mini.clipboard.read())": "copied",
        "mini.contacts.pick()": [{"name": "Mini Tester", "phone": "+15550100"}],
        "mini.notify.request()": None,
        "mini.photo().then((files) => files.length)": 1,
        "mini.theme()": "light",
        "mini.safeArea()": {"top": 0, "right": 0, "bottom": 0, "left": 0},
        "mini.system().then((one) => [one.platform, one.version])": ["android", "9.1"],
        "mini.haptic('success')": None,
        "mini.openUrl('https://example.com/')": None,
        "mini.openApp('bot')": None,
        "mini.close()": None,
    },
    "vk": {
        "mini.host": "vk",
        "mini.login().then((one) => [one.kind, one.value.includes('sign=')])": ["signed", True],
        "mini.login({scopes: ['friends']})": {"kind": "token", "value": "preview-token-1000001"},
        "mini.user().then(({id, name}) => ({id, name}))": TESTER,
        "mini.phone().then(({kind, value}) => ({kind, value}))": {"kind": "number", "value": "15550100"},
        "mini.pay({type: 'item', item: 'a'}).then((one) => one.status)": "paid",
        "mini.share({url: 'https://vk.com/app1'})": None,
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.storage.clear().then(() => mini.storage.get('a'))": None,
        "mini.clipboard.write('copied').then(() => mini.clipboard.read())": "copied",
        "mini.contacts.pick()": [{"name": "Ada Example", "phone": None, "id": "1000002"}],
        "mini.notify.request()": None,
        "mini.launch().then((one) => one.context.vk_app_id)": 51,
        "mini.theme()": "light",
        "mini.safeArea()": {"top": 0, "right": 0, "bottom": 0, "left": 0},
        "mini.system().then((one) => [one.platform, one.version])": ["android", "8.95"],
        "mini.haptic()": None,
        "mini.openApp('7')": None,
        "mini.close()": None,
    },
    "tiktok": {
        "mini.host": "tiktok",
        "mini.login()": {"kind": "code", "value": "preview-code-1000001"},
        "mini.login({scopes: ['user.info.basic']})": {"kind": "code", "value": "preview-code-1000001"},
        "mini.pay('order-1')": {"status": "paid", "result": {"trade_order_id": "order-1"}},
        "mini.notify.request({templates: ['a']})": None,
        "mini.permission.ask('user')": "granted",
        "mini.safeArea().then((one) => one.top)": 38,
        "mini.location().catch((error) => error.code)": "unsupported",
    },
    "line": {
        "mini.host": "line",
        "mini.login().then((one) => [one.kind, one.value.split('.').length])": ["token", 3],
        "mini.user().then((one) => [one.id.length, one.name])": [33, "Mini Tester"],
        "mini.pay({productId: 'a'}).then((one) => one.status)": "paid",
        "mini.share({text: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.photo().then((files) => files.length)": 1,
        "mini.launch().then((one) => one.context.liffId)": "1234567890-AbcdEfgh",
        "mini.system().then((one) => [one.platform, one.version])": ["android", "14.21.0"],
        "mini.permission.query('user')": "granted",
        "mini.openApp('123-abc')": None,
        "mini.openUrl('https://example.com/')": None,
        "mini.close()": None,
    },
    "zalo": {
        "mini.host": "zalo",
        "mini.login()": {"kind": "token", "value": "preview-token-1000001"},
        "mini.login({scopes: ['scope.userInfo']}).then((one) => one.kind)": "token",
        "mini.user().then(({id, name}) => ({id, name}))": TESTER,
        "mini.phone()": {"kind": "token", "value": "preview-phone-1000001"},
        "mini.pay({amount: 1000, desc: 'Tea'})": {"status": "pending", "result": {"orderId": "preview-1"}},
        "mini.share({title: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": None},
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.storage.clear().then(() => mini.storage.get('a'))": None,
        "mini.notify.request()": None,
        "mini.haptic('heavy')": None,
        "mini.permission.ask('phone')": "granted",
        "mini.openApp('1')": None,
        "mini.close()": None,
    },
    "toss": {
        "mini.host": "toss",
        "mini.login()": {"kind": "code", "value": "preview-code-1000001", "referrer": "SANDBOX"},
        "mini.pay('token')": {"status": "pending", "result": {"success": True}},
        "mini.share({text: 'Look'})": None,
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.photo().then(([one]) => [one.type, one.size > 1000])": ["image/jpeg", True],
        "mini.photo({from: 'album', count: 2}).then((files) => files.length)": 2,
        "mini.contacts.pick()": [{"name": "Ada Example", "phone": "+15550111"}],
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.storage.clear().then(() => mini.storage.get('a'))": None,
        "mini.clipboard.write('copied').then(() => mini.clipboard.read())": "copied",
        "mini.network()": {"online": True, "type": "wifi"},
        "mini.safeArea()": {"top": 0, "right": 0, "bottom": 0, "left": 0},
        "mini.permission.query('location')": "granted",
        "mini.system().then((one) => [one.platform, one.version])": ["android", "5.240.0"],
        "mini.haptic()": None,
        "mini.openUrl('https://example.com/')": None,
        "mini.close()": None,
    },
    "phonepe": {
        "mini.host": "phonepe",
        "mini.login()": {"kind": "token", "value": "preview-token-1000001"},
        "mini.pay({merchantName: 'Shop', payment: {amount: 100}})": {
            "status": "pending", "result": {"statusCode": "SUCCESS"},
        },
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.openMap({latitude: 1, longitude: 2})": None,
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.openApp('APP1')": None,
        "mini.permission.ask('location')": "granted",
        "mini.close()": None,
    },
    "paytm": {
        "mini.host": "paytm",
        "mini.login()": {"kind": "code", "value": "preview-code-1000001"},
        "mini.pay({orderId: '1', amount: '2.00', txnToken: 't', mid: 'm'}).then((one) => [one.status, one.result.STATUS])": [
            "pending", "TXN_SUCCESS",
        ],
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.photo().then((files) => files.length)": 1,
        "mini.permission.query('location')": "granted",
        "mini.close()": None,
    },
    "wechat": {
        "mini.host": "wechat",
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.openMap({latitude: 1, longitude: 2})": None,
        "mini.scan()": {"text": "https://example.com/?item=1"},
        "mini.system().then((one) => one.version)": "8.0.50",
        "mini.login().catch((error) => error.code)": "unsupported",
        "mini.close()": None,
    },
    "alipay": {
        "mini.host": "alipay",
        "mini.location()": {**PLACE, "accuracy": 20},
        "mini.openMap({latitude: 1, longitude: 2})": None,
        "mini.storage.set('a', [1]).then(() => mini.storage.get('a'))": [1],
        "mini.network()": {"online": True, "type": "wifi"},
        "mini.close()": None,
    },
    "douyin": {"mini.host": "douyin", "mini.login().catch((error) => error.code)": "unsupported",
               "mini.close()": None},
    "baidu": {"mini.host": "baidu", "mini.login().catch((error) => error.code)": "unsupported",
              "mini.close()": None},
}  # fmt: skip

DENIED = {
    "generic": {"location()": "denied", "clipboard.read()": "denied", "photo()": "cancelled",
                "notify.request()": "denied", "contacts.pick()": "cancelled"},
    "telegram": {"location()": "denied", "phone()": "denied", "notify.request()": "denied",
                 "scan()": "cancelled", "clipboard.read()": "denied"},
    "vk": {"location()": "denied", "phone()": "cancelled", "user()": "cancelled",
           "scan()": "cancelled", "notify.request()": "cancelled"},
    "tiktok": {"notify.request()": "denied", "permission.ask('user')": "denied"},
    "line": {"user()": "denied", "location()": "denied"},
    "zalo": {"user()": "denied", "phone()": "denied", "location()": "denied"},
    "toss": {"location()": "denied", "contacts.pick()": "denied", "photo()": "denied"},
    "phonepe": {"location()": "denied", "permission.ask('location')": "denied"},
    "paytm": {"location()": "denied", "photo()": "denied"},
    "wechat": {"location()": "denied", "scan()": "denied"},
    "alipay": {"location()": "denied"},
}  # fmt: skip

PAID = {
    "telegram": "'https://t.me/$x'", "vk": "{item: 'a'}", "tiktok": "'order'",
    "line": "{productId: 'a'}", "zalo": "{amount: 1}", "toss": "'token'",
    "phonepe": "{merchantName: 'Shop', payment: {}}", "paytm": "{orderId: '1', amount: '2.00', txnToken: 't', mid: 'm'}",
}  # fmt: skip

OLD = {
    "telegram": "Telegram.WebApp.isVersionAtLeast('6.1') || mini.can('phone')",
    "vk": "'VKWebAppGetFriends' in AndroidBridge || mini.can('phone')",
    "tiktok": "TTMinis.canIUse('requestSubscribeMessage')",
    "line": "liff.isApiAvailable('scanCodeV2') || mini.can('pay')",
    "zalo": "ZaloMiniAppSDK.getSystemInfo().apiVersion !== '2.0.0'",
    "toss": "mini.system().then((one) => one.version !== '5.100.0')",
    "phonepe": "mini.can('openApp')",
    "paytm": "/Paytm\\/10/.test(navigator.userAgent)",
    "wechat": "mini.can('location') && 'getLocation' in wx",
    "alipay": "'getNetworkType' in my",
    "douyin": "'setSwipeBackModeSync' in tt.miniProgram",
    "baidu": "'getEnv' in swan.webView",
}


@pytest.fixture(scope="module")
def simulated(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulated]:
    profile = chromium.new_context(viewport={"width": 400, "height": 700})
    profile.set_default_timeout(10_000)
    with simulating(tmp_path_factory.mktemp("shop"), profile) as preview:
        yield preview
    profile.close()


@pytest.mark.sampled(4)
@pytest.mark.parametrize("host", WORKS)
def test_every_call_is_answered_as_the_settings_say(simulated: Simulated, host: str) -> None:
    program = simulated.open(host)
    program.page.evaluate("mini.ready")
    found = {call: program.call(call) for call in WORKS[host]}
    assert found == WORKS[host]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("host", DENIED)
def test_what_is_denied_is_refused_in_the_words_of_the_host(
    simulated: Simulated, host: str
) -> None:
    permissions = dict.fromkeys(ANSWERED, "deny")
    program = simulated.open(host, permissions=permissions)
    found = {call: program.call(f"mini.{call}") for call in DENIED[host]}
    assert {call: one["code"] for call, one in found.items()} == DENIED[host]


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("outcome", "code"), [("cancel", "cancelled"), ("fail", "failed")])
@pytest.mark.parametrize("host", PAID)
def test_payments_end_as_they_are_set(
    simulated: Simulated, host: str, outcome: str, code: str
) -> None:
    program = simulated.open(host, pay={"outcome": outcome})
    assert program.call(f"mini.pay({PAID[host]})")["code"] == code


@pytest.mark.sampled(4)
@pytest.mark.parametrize("host", OLD)
def test_an_older_host_lacks_what_came_later(simulated: Simulated, host: str) -> None:
    newer = f"mini.ready.then(() => {OLD[host]})"
    assert simulated.open(host).call(newer) is True
    assert simulated.open(host, device={"old": True}).call(newer) is False


def test_every_host_is_simulated() -> None:
    assert set(WORKS) == set(hosts.HOSTS)


@pytest.mark.parametrize("host", WORKS)
def test_every_call_settles_without_a_network(simulated: Simulated, host: str) -> None:
    program = simulated.open(host, network={"online": False})
    assert program.call("mini.network().then((one) => one.online)") is False
    assert program.call("mini.request('https://example.com/')")["code"] == "offline"
    if host in PAID:
        assert program.call(f"mini.pay({PAID[host]})")["code"] in ("offline", "failed")


INCOMPLETE = {
    "telegram": ("{orderId: 1, amount: 2}", "url"),
    "tiktok": ("{orderId: 1}", "trade_order_id"),
    "line": ("{amount: 2}", "productId"),
    "vk": ("{orderId: 1}", "item"),
    "zalo": ("{orderId: 1}", "amount"),
    "toss": ("{orderId: 1}", "payToken"),
    "phonepe": ("{merchantName: 'Shop'}", "payment"),
    "paytm": ("{amount: 2}", "orderId"),
}


@pytest.mark.parametrize("host", INCOMPLETE)
def test_an_order_that_lacks_a_member_is_refused_by_its_name(
    simulated: Simulated, host: str
) -> None:
    order, member = INCOMPLETE[host]
    found = simulated.open(host).call(f"mini.pay({order})")
    assert (found["code"], found["message"]) == (
        "invalid",
        f"mini.pay: the order has no {member}",
    )


def test_the_host_itself_refuses_an_order_without_its_number(simulated: Simulated) -> None:
    program = simulated.open("tiktok", pay={"outcome": "ask"})
    said = program.call("new Promise((end) => TTMinis.pay(end, {orderId: 1}))")
    assert said["is_success"] is False
    assert "trade_order_id" in said["error"]["error_msg"]


ANDROID, IOS = {"platform": "android"}, {"platform": "ios"}


def test_paytm_speaks_as_its_manual_says(simulated: Simulated) -> None:
    program = simulated.open("paytm", permissions={"location": "ask", "camera": "deny"})
    asked = "mini.ready.then(() => new Promise((end) => JSBridge.call(%s, end)))"
    code = program.call(asked % "'paytmFetchAuthCode', {clientId: 'merchant-xyz'}")
    assert set(code["data"]) == {"authId", "openId"}
    refused = program.call(asked % "'paytmFetchAuthCode', {}")
    assert (refused["error"], refused["errorMessage"]) == (2, "clientID not passed")
    states = "'paytmCheckPermission', {permission: 'camera, location, record_audio'}"
    assert program.call(asked % states) == {"data": {"camera": 0, "location": 0, "record_audio": 1}}
    wrong = program.call(asked % "'paytmRequestPermission', {permission: 'nonsense'}")
    assert (wrong["error"], wrong["message"]) == (2, "Invalid parameter")
    order = "{orderId: '1', amount: '2', txnToken: 't', mid: 'm'}"
    paid = program.call(asked % f"'paytmPayment', {order}")
    assert json.loads(paid["data"])["TXNAMOUNT"] == "2"
    program = simulated.open("paytm", permissions={"location": "ask"}, device=IOS)
    state = program.call(asked % "'paytmCheckPermission', {permission: 'location'}")
    assert state == {"data": {"location": -1}}


@pytest.mark.parametrize(("device", "state"), [(ANDROID, "ask"), (IOS, "denied")])
def test_what_paytm_tells_of_a_permission_is_understood(
    simulated: Simulated, device: dict[str, str], state: str
) -> None:
    program = simulated.open("paytm", permissions={"camera": "deny"}, device=device)
    assert program.call("mini.permission.query('photo')") == state


def test_phonepe_speaks_as_its_manual_says(simulated: Simulated) -> None:
    program = simulated.open(
        "phonepe", permissions={"location": "deny", "camera": "allow"}, scan={"text": "code"}
    )
    asked = "PhonePe.PhonePe.build('web').then((sdk) => sdk.%s).catch((error) => error)"
    token = program.call(asked % "fetchAuthToken()")
    assert (token["grantToken"], token["expiryInSeconds"]) == ("preview-token-1000001", 86400)
    assert program.call(asked % "scanQRCode(true)") == {"uri": "code"}
    assert program.call(asked % "getItem('a', 'b', 'c')") == "c"
    location = "seekPermission([PhonePe.Constants.Permission.LOCATION])"
    [seen] = program.call(asked % location)
    assert (seen["permission"], seen["permissionGranted"]) == ("LOCATION", False)
    reserved = "openPaymentsPageForReservedOrder('Shop', btoa(JSON.stringify({amount: 100})))"
    assert program.call(asked % reserved) == {"statusCode": "SUCCESS"}
    for refused, code in (
        ("getCurrentLocation()", "LOCATION_FETCH_FAILURE"),
        ("getItem('a', 'b')", "KEY_NOT_FOUND"),
        ("seekPermission(['NONE'])", "PARAMS_INVALID_OR_INSUFFICIENT"),
        ("openPaymentsPageForReservedOrder('Shop', '?')", "PARAMS_INVALID_OR_INSUFFICIENT"),
    ):
        assert program.call(asked % refused) == {"error_code": code}
    # beneath PhonePe's own SDK, which puts a global of its own there and is called back
    beneath = """new Promise((heard) => {
        PhonePe.MessagingHandler = {callback: (...said) => heard(said)};
        %s.%s(JSON.stringify({callbackId: "1", ...%s}));
    })"""
    for bridge, method, given, answer in (
        ("MetadataBridge", "getSupportedWebSDKVersion", "{}", ["1", "1", "7"]),
        ("CameraBridge", "scanQRCode", "{}", ["1", "1", '{"uri":"code"}']),
        ("PreferencesBridge", "getItem", "{prefName: 'a', key: 'b', defaultValue: 'c'}", ["1", "1", "c"]),
        ("LocationBridge", "getCurrentLocation", "{}",
         ["1", "0", None, {"error_code": "LOCATION_FETCH_FAILURE"}]),
    ):  # fmt: skip
        assert program.call(beneath % (bridge, method, given)) == answer
    screens = "{path: JSON.stringify({node: [{}, {data: {}}]})}"
    paid = program.call(beneath % ("NavigationBridge", "navigateToPathForResult", screens))
    assert paid == ["1", "1", '{"statusCode":"SUCCESS"}']
    places = "{permissions: ['android.permission.ACCESS_FINE_LOCATION']}"
    *_, found = program.call(beneath % ("PermissionsBridge", "seekPermission", places))
    assert json.loads(found)[0]["permission"] == "android.permission.ACCESS_FINE_LOCATION"
