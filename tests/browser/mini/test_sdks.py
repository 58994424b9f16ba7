"""Adapters against the real SDKs, and official mocks, that hosts publish on npm.

They are installed with the linters of browser code; of Zalo and PhonePe the packages bring much
else, or may not be passed on: those adapters are held against fakes only.
"""

import re
from pathlib import Path

from miniprog_cli import hosts
from tests.conftest import absent

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ROOT / "node_modules"

ANDROID = """
window.asked = [];
const answers = {
    VKWebAppInit: {result: true},
    VKWebAppGetUserInfo: {id: 7, first_name: "Ada", last_name: "L", photo_200: null},
    VKWebAppStorageGet: {keys: [{key: "a", value: "[1]"}]},
    VKWebAppCopyText: {result: true},
};
const answer = (name) => (text) => {
    const {request_id, ...given} = JSON.parse(text);
    asked.push([name, given]);
    const known = answers[name];
    const data = known ?? {error_type: "client_error", error_data: {error_code: 4, error_reason: "User denied"}};
    const type = `${name}${known ? "Result" : "Failed"}`;
    const event = new CustomEvent("VKWebAppEvent", {detail: {type, data: {...data, request_id}}});
    setTimeout(() => window.dispatchEvent(event));
};
window.AndroidBridge = {};
for (const name of [...Object.keys(answers), "VKWebAppOpenCodeReader"])
    AndroidBridge[name] = answer(name);
"""

TELEGRAM_APP = """
window.asked = [];
window.TelegramWebviewProxy = {postEvent(name, text) {
    const given = JSON.parse(text);
    asked.push([name, given]);
    const answer = (event, data) => setTimeout(() => Telegram.WebView.receiveEvent(event, data));
    if (name === "web_app_open_scan_qr_popup") answer("qr_text_received", {data: "QR"});
    if (name === "web_app_open_invoice")
        answer("invoice_closed", {slug: given.slug, status: "cancelled"});
    if (name === "web_app_invoke_custom_method" && given.method === "getStorageValues")
        answer("custom_method_invoked", {req_id: given.req_id, result: {a: "[1]"}});
    if (name === "web_app_request_write_access")
        answer("write_access_requested", {status: "allowed"});
}};
"""
LAUNCH = (
    "#tgWebAppData=user%3D%257B%2522id%2522%253A7%252C%2522first_name%2522%253A%2522Ada%2522%257D"
    "%26hash%3Dabc&tgWebAppVersion=8.0&tgWebAppPlatform=android"
)

LIFF = """
window.asked = [];
window.liff = {isInClient: () => true, init: async () => {}, isApiAvailable: () => true};
liff.$mock = new liffMock().install({liff});
"""


def package(path: str) -> Path:
    """Give a file of a package; skip the test where it is not installed."""
    if not (PACKAGES / path).is_file():
        absent(f"{path} is not installed: npm install")
    return PACKAGES / path


def test_vk_bridge_itself(program):
    script = package("@vkontakte/vk-bridge/dist/browser.min.js")
    found = program("vk", before=(ANDROID, script))
    assert found.page.evaluate("mini.ready") == "vk"
    assert found.asked()[0][0] == "VKWebAppInit"
    assert found.call("mini.user()") == {"id": "7", "name": "Ada L", "picture": None}
    assert found.call("mini.storage.get('a')") == [1]
    assert found.call("mini.clipboard.write('x')") is None
    assert found.asked()[-1] == ["VKWebAppCopyText", {"text": "x"}]
    assert found.call("mini.scan()")["code"] == "cancelled"
    assert found.page.evaluate("mini.can('phone')") is False
    assert found.call("mini.phone()")["code"] == "unsupported"


def test_the_script_of_telegram_itself(program):
    script = package("@twa-dev/sdk/src/telegram-web-apps.js")
    found = program("telegram", before=(TELEGRAM_APP, script), query=LAUNCH)
    assert found.page.evaluate("mini.ready") == "telegram"
    assert "web_app_ready" in [name for name, _ in found.asked()]
    assert found.call("mini.user()") == {"id": "7", "name": "Ada", "picture": None}
    assert found.call("mini.login().then((one) => one.kind)") == "signed"
    assert found.call("mini.scan()") == {"text": "QR"}
    assert found.call("mini.pay('https://t.me/$slug')")["code"] == "cancelled"
    assert found.call("mini.storage.get('a')") == [1]
    assert found.call("mini.notify.request()") is None
    found.call("mini.haptic('medium')")
    assert found.asked()[-1][1] == {"type": "impact", "impact_style": "medium"}


def test_the_script_of_telegram_in_another_browser_is_no_telegram(program):
    script = package("@twa-dev/sdk/src/telegram-web-apps.js")
    found = program("telegram", before=(script,))
    assert found.page.evaluate("mini.ready") == "web"


def test_liff_as_its_official_mock_has_it(program):
    script = package("@line/liff-mock/dist/umd/liff-mock.js")
    found = program("line", before=(script, LIFF))
    found.page.evaluate("liff.init({liffId: 'x', mock: true})")
    found.page.evaluate(
        "() => { liff.login(); liff.$mock.set((one) => ({...one, isLoggedIn: true})); }"
    )
    profile = found.call("mini.user()")
    assert (profile["name"], profile["id"]) == ("Brown", "123456789")
    assert found.call("mini.login().then((one) => one.kind)") == "token"
    assert found.call("mini.system().then((one) => one.language)") == "en"
    assert found.call("mini.launch().then((one) => one.context.type)") == "group"
    assert found.call("mini.close()") is None


def test_toss_is_asked_by_the_names_that_its_sdk_asks_by():
    folder = package("@apps-in-toss/web-bridge/dist/bridge.js").parent
    sdk = "".join((folder / name).read_text("utf-8") for name in ("bridge.js", "index.js"))
    asked = {one for _, one in re.findall(r"create(Async|Constant)Bridge\(\s*\"(\w+)\"", sdk)}
    adapter = (Path(hosts.__file__).parent / "toss" / "adapter.js").read_text("utf-8")
    used = set(re.findall(r"call\(\"(\w+)\"|constants\(\)\.(\w+)", adapter))
    assert used
    assert {call or constant for call, constant in used} <= asked
    assert "__GRANITE_NATIVE_EMITTER" in sdk
