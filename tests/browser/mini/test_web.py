"""mini.js in a plain browser: its own promises, and what the web stands in for."""

import pytest

from miniprog_cli.check.rules.permissions import ASKED
from miniprog_cli.core.capabilities import CAPABILITIES
from tests.browser.mini.adapted import ADAPTED

OWN = {"MiniError", "host", "ready", "can", "install", "off"}
CODES = ["unsupported", "denied", "cancelled", "timeout", "offline", "invalid", "failed"]

WRONG = {
    "mini.pay()": "pay",
    "mini.share({url: 'ftp://x'})": "share: url",
    "mini.share({title: 3})": "share: title",
    "mini.location({accuracy: 'best'})": "location: accuracy",
    "mini.location({timeout: -1})": "location: timeout",
    "mini.openMap({latitude: 91, longitude: 0})": "openMap: latitude",
    "mini.openMap()": "openMap: latitude",
    "mini.photo({count: 0})": "photo: count",
    "mini.storage.get()": "storage.get: key",
    "mini.storage.set('a', () => 1)": "storage.set: value",
    "mini.request('')": "request: url",
    "mini.request('a', {method: 'SEND'})": "request: method",
    "mini.clipboard.write(3)": "clipboard.write: text",
    "mini.nav.to('https://example.com/')": "nav.to",
    "mini.nav.back(0)": "nav.back: steps",
    "mini.haptic('wild')": "haptic: kind",
    "mini.ui.toast('')": "ui.toast: text",
    "mini.permission.query('everything')": "permission.query: name",
    "mini.login({scopes: 'all'})": "login: scopes",
    "mini.user('me')": "user",
}

SILENT = """
const silent = new Proxy(function () {}, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "x" : silent),
    apply: () => new Promise(() => {}),
});
for (const name of ["Telegram", "liff", "vkBridge", "TTMinis", "PhonePe", "JSBridge", "wx", "my",
    "tt", "swan", "ZaloMiniAppSDK", "ReactNativeWebView", "__GRANITE_NATIVE_EMITTER"])
    window[name] = silent;
window.__wxjs_environment = "miniprogram";
"""
EVERY_CALL = """() => {
    const place = {latitude: 1, longitude: 2};
    const {storage, clipboard, ui, permission} = mini;
    const calls = [
        mini.login(), mini.login({scopes: ["a"]}), mini.user(), mini.phone(), mini.pay({id: 1}),
        mini.share(), mini.location(), mini.openMap(place), mini.photo(), mini.scan(),
        storage.set("a", 1), storage.get("a"), storage.remove("a"), storage.clear(),
        mini.request("none.json"), clipboard.read(), clipboard.write("x"), mini.contacts.pick(),
        mini.notify.request(), mini.openApp("a"), mini.openUrl("https://example.com/"),
        mini.launch(), mini.theme(), mini.safeArea(), mini.system(), mini.network(), mini.haptic(),
        ui.toast("x"), ui.alert("x"), ui.confirm("x"), ui.title("x"), mini.shortcut(),
        permission.query("location"), permission.ask("location"), mini.share.set({title: "x"}),
        mini.close(), mini.ready,
    ];
    window.ended = 0;
    window.wrong = [];
    for (const call of calls) call.then(
        () => { ended += 1; },
        (error) => { ended += 1; if (!(error instanceof mini.MiniError)) wrong.push(String(error)); },
    );
    return calls.length;
}"""


def test_the_members_are_the_capabilities(program):
    page = program().page
    assert set(page.evaluate("Object.keys(mini)")) == set(CAPABILITIES) | OWN
    assert page.evaluate("mini.MiniError.CODES") == CODES
    assert page.evaluate("names => names.map(mini.can).length", list(CAPABILITIES)) == 28


def test_permissions_are_what_users_are_asked_for(program):
    page = program()
    for name in CAPABILITIES:
        found = page.call(f"mini.permission.query('{name}')")
        assert (isinstance(found, dict) and found["code"] == "invalid") is (name not in ASKED)


@pytest.mark.parametrize("call", WRONG)
def test_wrong_arguments_are_named(program, call):
    found = program().call(call)
    assert (found["name"], found["code"]) == ("MiniError", "invalid")
    assert WRONG[call] in found["message"]


def test_what_there_is_not_says_so(program):
    found = program()
    for call in ("login()", "user()", "phone()", "pay('a')", "openApp('a')"):
        answer = found.call(f"mini.{call}")
        assert (answer["code"], answer["host"]) == ("unsupported", "web")
    assert found.page.evaluate("mini.can('login')") is False
    assert found.call("mini.can('flying')")["code"] == "invalid"


@pytest.mark.parametrize("host", ["generic", *ADAPTED])
def test_every_call_settles_though_the_host_never_answers(program, host):
    page = program(host, before=(SILENT,), clock=True).page
    page.evaluate("() => { navigator.share = () => new Promise(() => {}); }")
    page.evaluate("() => { window.close = window.open = () => {}; }")
    calls = page.evaluate(EVERY_CALL)
    for _ in range(20):  # to start, to answer, and what is asked after that
        page.clock.fast_forward(601_000)
        if page.evaluate("ended") == calls:
            break
    assert page.evaluate("ended") == calls
    assert page.evaluate("wrong") == []


def test_a_script_a_module_and_both_set_the_same_global(program):
    module = "import './mini.js'; import './mini.js?again'; globalThis.is = mini.can('storage');"
    tag = '<script type="module" src="module.js"></script>'
    pages = {"module.html": f"<!doctype html><title>M</title>{tag}", "module.js": module}
    found = program(files=pages, query="module.html")
    found.page.wait_for_function("() => globalThis.is === true")
    assert found.page.evaluate("typeof miniParts") == "undefined"


def test_a_module_may_wait_for_a_call_before_the_page_is_ready(program):
    module = "import './mini.js'; globalThis.found = await mini.theme();"
    tag = '<script type="module" src="module.js"></script>'
    pages = {"module.html": f"<!doctype html><title>M</title>{tag}", "module.js": module}
    found = program(files=pages, query="module.html")
    found.page.wait_for_function("() => globalThis.found")


def test_the_web_location_clipboard_and_notifications(program):
    found = program()
    context = found.page.context
    assert found.call("mini.location({timeout: 2000})")["code"] in ("denied", "timeout")
    context.grant_permissions(["geolocation", "clipboard-read", "clipboard-write"])
    context.set_geolocation({"latitude": 1.5, "longitude": 2.5, "accuracy": 10})
    assert found.call("mini.location()") == {"latitude": 1.5, "longitude": 2.5, "accuracy": 10}
    assert found.call("mini.permission.query('location')") == "granted"
    assert found.call("mini.clipboard.write('copied')") is None
    assert found.call("mini.clipboard.read()") == "copied"


def test_the_web_request(program):
    found = program(files={"data.json": '{"a": 1}', "text.html": "plain"})
    answer = found.call("mini.request('data.json')")
    assert (answer["status"], answer["ok"], answer["data"]) == (200, True, {"a": 1})
    assert found.call("mini.request('text.html').then((answer) => answer.data)") == "plain"
    assert found.call("mini.request('none.json').then((answer) => answer.status)") == 404
    assert found.call("mini.request('https://elsewhere.test/')")["code"] == "failed"
    found.page.context.set_offline(True)
    assert found.call("mini.request('data.json')")["code"] == "offline"
    assert found.call("mini.network().then((one) => one.online)") is False


def test_the_web_storage_clears_only_its_own(program):
    found = program()
    found.page.evaluate("localStorage.setItem('other', 'stays')")
    found.call("mini.storage.set('a', [1])")
    found.call("mini.storage.clear()")
    assert found.page.evaluate("({...localStorage})") == {"other": "stays"}


def test_the_web_dialogs_stand_under_a_strict_policy(program):
    found = program()
    complaints: list[str] = []
    found.page.on("console", lambda message: complaints.append(message.text))
    found.page.evaluate("() => { window.sure = mini.ui.confirm('Sure?', {ok: 'Yes'}); }")
    found.page.get_by_role("button", name="Yes").click()
    assert found.page.evaluate("sure") is True
    found.page.evaluate("() => { window.sure = mini.ui.confirm('Sure?'); }")
    found.page.get_by_role("dialog").wait_for()
    found.page.keyboard.press("Escape")
    assert found.page.evaluate("sure") is False
    found.call("mini.ui.toast('Saved')")
    assert found.page.get_by_role("status").inner_text() == "Saved"
    found.call("mini.ui.title('New')")
    assert found.page.title() == "New"
    assert complaints == []


def test_the_web_photo_and_what_is_not_chosen(program, tmp_path):
    found = program()
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    button = "const one = document.createElement('button'); one.textContent = 'Take';"
    click = "one.onclick = () => { window.taken = mini.photo().then(([file]) => file.name); };"
    found.page.evaluate(f"() => {{ {button} {click} document.body.append(one); }}")
    with found.page.expect_file_chooser() as choosing:
        found.page.get_by_role("button", name="Take").click()
    choosing.value.set_files(picture)
    assert found.page.evaluate("taken") == "a.png"


def test_the_web_share_uses_what_was_set(program):
    found = program()
    found.page.evaluate(
        "() => { Object.defineProperty(navigator, 'share', {value: async (card) => {"
        " window.card = card; if (card.text === 'no') throw new DOMException('x', 'AbortError'); }}); }"
    )
    assert found.call("mini.share.set({title: 'Quiz night', url: '/?a=1'})") is None
    assert found.call("mini.share({text: 'Come'})") is None
    assert found.page.evaluate("card") == {
        "title": "Quiz night", "text": "Come", "url": "https://program.test/?a=1",
    }  # fmt: skip
    assert found.call("mini.share({text: 'no'})")["code"] == "cancelled"


def test_the_web_theme_keyboard_and_network_are_heard_until_one_stops(program):
    found = program()
    found.page.evaluate(
        "() => { window.seen = []; window.stop = mini.on('theme', (one) => seen.push(one)); }"
    )
    found.page.evaluate("mini.ready")
    found.page.emulate_media(color_scheme="dark")
    found.page.wait_for_function("() => seen.length === 1")
    found.page.evaluate("stop()")
    found.page.emulate_media(color_scheme="light")
    assert found.page.evaluate("seen") == ["dark"]
    wrong = [found.call(f"mini.on({given})")["code"] for given in ("'x', () => 1", "'show'")]
    assert wrong == ["invalid", "invalid"]


def test_launch_gives_the_query(program):
    found = program(query="?item=3&from=a")
    assert found.call("mini.launch()") == {"path": "/", "query": {"item": "3", "from": "a"}}
