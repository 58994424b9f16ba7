"""The hosts' own SDKs, unmodified, on top of the simulated hosts."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.simulating import Program, simulating
from tests.conftest import absent

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"
PLACE = {"latitude": 31.2304, "longitude": 121.4737}

TELEGRAM_SDK = """async () => {
    const sdk = telegramApps.sdk;
    const {tgWebAppData: data, tgWebAppVersion, tgWebAppPlatform} = sdk.retrieveLaunchParams();
    sdk.init();
    const popup = await sdk.popup.isSupported();
    const store = sdk.cloudStorage;
    await store.setItem("a", "kept");
    sdk.hapticFeedback.impactOccurred("medium");
    return [data.user.id, tgWebAppVersion, tgWebAppPlatform, popup, await store.getItem("a"),
            await sdk.qrScanner.open({capture: () => true}), await sdk.invoice.open("slug"),
            await sdk.requestPhoneAccess()];
}"""

VK = """async () => {
    const bridge = vkBridge;
    const ended = async (name, given) => {
        try { return await bridge.send(name, given); } catch (error) { return error.error_data; }
    };
    return [(await bridge.send("VKWebAppInit")).result, (await ended("VKWebAppGetUserInfo")).id,
            await ended("VKWebAppGetGeodata"), (await ended("VKWebAppOpenCodeReader")).code_data,
            await bridge.supportsAsync("VKWebAppShare"), (await ended("VKWebAppGetLaunchParams")).vk_app_id,
            (await ended("VKWebAppShowOrderBox", {type: "item", item: "a"})).error_reason];
}"""

WECHAT = """() => {
    const ask = (name, given = {}) => new Promise((end) =>
        wx[name]({...given, complete: (answer) => end(answer)}));
    return new Promise((resolve) => {
        wx.config({appId: "wx", timestamp: 1, nonceStr: "a", signature: "b", jsApiList: ["getLocation"]});
        wx.ready(async () => resolve([
            (await ask("getLocation")).latitude, (await ask("scanQRCode", {needResult: 1})).resultStr,
            (await ask("getNetworkType")).networkType, (await ask("chooseImage")).localIds.length]));
    });
}"""


def opened(
    profile: BrowserContext, folder: Path, host: str, script: str, **settings: Any
) -> tuple[Any, Program]:
    """Open a program that loads a script of a package; gives the preview, which is to be closed."""
    if not (PACKAGES / script).is_file():
        absent(f"{script} is not installed: npm install")
    text = (PACKAGES / script).read_text("utf-8")
    if "module.exports" in text[:200]:
        text = f"window.module = {{exports: {{}}}};{text};window.wx = module.exports;"
    tag = '<script>window.before = [window.Telegram, window.vkBridge, window.wx]</script><script src="sdk.js"></script>'
    preview = simulating(folder, profile, {"sdk.js": text}, tag)
    return preview, preview.__enter__().open(host, **settings)


@pytest.fixture
def sdk(profile: BrowserContext, tmp_path: Path) -> Any:
    previews = []

    def run(host: str, script: str, **settings: Any) -> Program:
        preview, program = opened(profile, tmp_path, host, script, **settings)
        previews.append(preview)
        return program

    yield run
    for preview in previews:
        preview.__exit__(None, None, None)


def test_the_script_of_telegram(sdk: Any) -> None:
    program = sdk("telegram", "@twa-dev/sdk/src/telegram-web-apps.js", pay={"outcome": "cancel"})
    assert program.page.evaluate("Telegram.WebApp !== before[0].WebApp || 'WebView' in Telegram")
    assert program.page.evaluate("mini.ready") == "telegram"
    assert program.page.evaluate("Telegram.WebApp.version") == "9.1"
    assert program.call("mini.user().then((one) => [one.id, one.name])") == [
        "1000001",
        "Mini Tester",
    ]
    assert program.call("mini.login().then((one) => one.value.includes('hash='))") is True
    assert program.call("mini.location()") == {**PLACE, "accuracy": 20}
    assert program.call("mini.scan()") == {"text": "https://example.com/?item=1"}
    assert program.call("mini.phone()") == {"kind": "number", "value": "+15550100"}
    assert program.call("mini.pay('https://t.me/$slug')")["code"] == "cancelled"
    assert program.call("mini.storage.set('a', [1]).then(() => mini.storage.get('a'))") == [1]
    assert program.call("mini.notify.request()") is None
    program.begin("mini.ui.confirm('Sure?')")
    program.press("OK")
    assert program.end() is True


def test_the_sdk_of_the_telegram_community(sdk: Any) -> None:
    program = sdk("telegram", "@telegram-apps/sdk/dist/index.iife.js", pay={"outcome": "success"})
    assert program.page.evaluate(TELEGRAM_SDK) == [
        1000001, "9.1", "android", True, "kept", "https://example.com/?item=1", "paid", "sent",
    ]  # fmt: skip


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_vk_bridge(sdk: Any, platform: str) -> None:
    device = {"platform": platform}
    program = sdk(
        "vk", "@vkontakte/vk-bridge/dist/browser.min.js", device=device, pay={"outcome": "cancel"}
    )
    assert program.page.evaluate("vkBridge !== before[1]")
    assert program.page.evaluate(VK) == [
        True, 1000001, {"available": 1, "lat": 31.2304, "long": 121.4737, "accuracy": 20},
        "https://example.com/?item=1", True, 51, "User denied",
    ]  # fmt: skip


def test_the_js_sdk_of_wechat(sdk: Any) -> None:
    program = sdk("wechat", "weixin-js-sdk/index.js")
    assert program.page.evaluate("wx !== before[2]")
    assert program.page.evaluate("mini.ready") == "wechat"
    found = program.page.evaluate(WECHAT)
    assert found == ["31.2304", "https://example.com/?item=1", "wifi", 4]
    program.page.evaluate("wx.miniProgram.postMessage({data: {a: 1}})")
    program.page.evaluate("wx.miniProgram.navigateBack()")
    env = "new Promise((done) => wx.miniProgram.getEnv(done)).then((one) => one.miniprogram)"
    assert program.call(env) is True
