"""The hosts' own SDKs, unmodified, on top of the simulated hosts."""

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.simulating import ALLOWED, Program, simulating
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


def bundled(package: str, name: str) -> str:
    """Bundle a package as programs with a build do; its exports are `name` of the page."""
    bundler = PACKAGES / ".bin" / "esbuild"
    if not (PACKAGES / package).is_dir() or not bundler.is_file():
        absent(f"{package} or esbuild is not installed: npm install")
    default = f'export {{default}} from "{package}";' if package == "@line/liff" else ""
    said = subprocess.run(
        [bundler, "--bundle", "--format=iife", f"--global-name={name}", "--log-level=error"],
        input=f'export * from "{package}"; {default}',
        cwd=PACKAGES.parent, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return said.stdout


@cache
def written(script: str) -> str:
    """Read a script of a package, or bundle what has none; what it exports is `sdk` of the page."""
    if not script.endswith(".js"):
        return bundled(script, "sdk")
    if not (PACKAGES / script).is_file():
        absent(f"{script} is not installed: npm install")
    text = (PACKAGES / script).read_text("utf-8")
    if "module.exports" in text[:200]:
        text = f"window.module = {{exports: {{}}}};{text};window.wx = module.exports;"
    return text


def opened(
    profile: BrowserContext, folder: Path, host: str, script: str, **settings: Any
) -> tuple[Any, Program]:
    """Open a program that loads a script of a package; gives the preview, which is to be closed."""
    text = written(script)
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


def test_without_a_network_the_script_of_the_played_host_is_no_fault(
    profile: BrowserContext, tmp_path: Path
) -> None:
    profile.route("https://telegram.org/**", lambda route: route.abort())
    tag = '<script src="https://telegram.org/js/telegram-web-app.js"></script>'
    with simulating(tmp_path, profile, tags=tag) as simulated:
        said = "did not load; the preview plays Telegram without it"
        with profile.expect_console_message(lambda line: said in line.text):
            program = simulated.open("telegram")
        assert program.page.evaluate("Telegram.WebApp.initDataUnsafe.user.first_name") == "Mini"
        fault = "the script https://telegram.org/js/telegram-web-app.js did not load"
        expect(program.page.locator("miniprog-overlay", has_text=fault)).to_have_count(0)
        # another host has nothing in its place
        page = simulated.open("line").page
        expect(page.locator("miniprog-overlay")).to_contain_text(fault)


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


LIFF = """async () => {
    const liff = sdk.default;
    await liff.init({liffId: "1234567890-AbcdEfgh"});
    const {userId, displayName} = await liff.getProfile();
    const picked = await liff.shareTargetPicker([{type: "text", text: "Look"}]);
    return [liff.isInClient(), liff.isLoggedIn(), liff.getOS(), liff.getLineVersion(),
            liff.getDecodedIDToken().name, liff.getContext().liffId, userId.length, displayName,
            await liff.scanCodeV2(), picked, (await liff.getFriendship()).friendFlag,
            await liff.permanentLink.createUrlBy(location.href),
            (await liff.permission.query("profile")).state];
}"""


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_liff(sdk: Any, platform: str) -> None:
    program = sdk("line", "@line/liff", device={"platform": platform})
    assert program.page.evaluate(LIFF) == [
        True, True, platform, "14.21.0", "Mini Tester", "1234567890-AbcdEfgh", 33, "Mini Tester",
        {"value": "https://example.com/?item=1"}, {"status": "success"}, True,
        "https://liff.line.me/1234567890-AbcdEfgh/index.html", "granted",
    ]  # fmt: skip


def test_liff_finds_its_words_without_a_network(sdk: Any) -> None:
    program = sdk("line", "@line/liff")
    lines: list[str] = []
    program.page.on("console", lambda line: lines.append(line.text))
    program.page.evaluate("sdk.default.init({liffId: '1234567890-AbcdEfgh'})")
    program.page.evaluate("console.log('ready')")
    assert [line for line in lines if "XLT" in line or "liffsdk" in line] == []
    assert "ready" in lines


def test_liff_where_the_person_refuses(sdk: Any) -> None:
    program = sdk(
        "line", "@line/liff", permissions={"user": "deny", "camera": "deny"},
        share={"outcome": "cancel"},
    )  # fmt: skip
    program.page.evaluate("sdk.default.init({liffId: '1234567890-AbcdEfgh'})")
    assert program.call("sdk.default.getProfile()")["code"] == "UNAUTHORIZED"
    assert program.call("sdk.default.scanCodeV2()") == {"value": None}
    assert program.call("sdk.default.shareTargetPicker([{type: 'text', text: 'a'}])") is None


def test_liff_signs_a_person_in(sdk: Any) -> None:
    program = sdk("line", "@line/liff", user={"signedIn": False})
    program.page.evaluate("() => { sdk.default.init({liffId: '1234567890-AbcdEfgh'}); }")
    with program.page.expect_navigation():
        program.press("Sign in")
    program.page.evaluate("sdk.default.init({liffId: '1234567890-AbcdEfgh'})")
    assert program.page.evaluate("sdk.default.getDecodedIDToken().name") == "Mini Tester"


TOSS = """async () => {
    const place = await sdk.getCurrentLocation({accuracy: 3});
    await sdk.Storage.setItem("a", "kept");
    await sdk.setClipboardText("copied");
    const watched = await new Promise((onEvent, onError) =>
        sdk.startUpdateLocation({options: {accuracy: 3, timeInterval: 1, distanceInterval: 1},
                                 onEvent, onError}));
    return [sdk.getPlatformOS(), sdk.getTossAppVersion(), sdk.getOperationalEnvironment(),
            (await sdk.appLogin()).authorizationCode, place.coords.latitude,
            watched.coords.latitude, await sdk.Storage.getItem("a"), await sdk.getClipboardText(),
            (await sdk.fetchAlbumPhotos({maxCount: 2})).length,
            (await sdk.openCamera({})).id, (await sdk.fetchContacts({size: 1, offset: 0})).result[0].name,
            await sdk.getNetworkStatus(), sdk.SafeAreaInsets.get().top, sdk.getLocale()];
}"""


def test_the_web_bridge_of_toss(sdk: Any) -> None:
    program = sdk("toss", "@apps-in-toss/web-bridge")
    assert program.page.evaluate(TOSS) == [
        "android", "5.240.0", "sandbox", "preview-code-1000001", 31.2304, 31.2304, "kept", "copied",
        2, "1", "Ada Example", "WIFI", 0, "en",
    ]  # fmt: skip


def test_the_web_bridge_of_toss_where_the_person_refuses(sdk: Any) -> None:
    program = sdk("toss", "@apps-in-toss/web-bridge", permissions={"location": "deny"})
    assert program.page.evaluate("sdk.getCurrentLocation.getPermission()") == "denied"
    said = program.page.evaluate(
        "sdk.getCurrentLocation({accuracy: 3}).catch((error) => [error.name, error.message])"
    )
    assert said[0] == "getCurrentLocation permission error"
    unknown = """new Promise((onEvent, onError) =>
        sdk.requestNotificationAgreement({options: {templateCode: "a"}, onEvent, onError}))"""
    assert "not supported" in program.call(unknown)["message"]


ZALO = """async () => {
    const sdk = ZaloMiniAppSDK;
    const ended = (promise) => promise.catch(({code}) => code);
    return [(await sdk.getUserInfo({})).userInfo.name,
            (await sdk.getLocation({})).latitude, (await sdk.scanQRCode({})).content,
            await ended(sdk.getPhoneNumber({})), sdk.EventName.NetworkChanged,
            typeof sdk.followOA];
}"""


def test_the_sdk_of_zalo(sdk: Any) -> None:
    permissions = {**ALLOWED["permissions"], "phone": "deny"}
    program = sdk("zalo", "zmp-sdk/browser.min.js", permissions=permissions)
    assert program.page.evaluate(ZALO) == [
        "Mini Tester", "31.2304", "https://example.com/?item=1", -203,
        "h5.event.connection.changed", "function",
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
