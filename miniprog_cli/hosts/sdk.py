"""The scripts and globals through which programs reach a host, in one table for all hosts.

One table, because a rule for one host has to tell another's: no host needs to be loaded for that.
"""

from miniprog_cli.core.namedtuple import NamedTuple

_CHECKED = "2026-11-22"
"""When every one of these pages was read."""


class Sdk(NamedTuple):
    """How a web page reaches one host; `checked` is the ISO date `source` was read."""

    host: str
    """The short name of the host."""
    title: str
    root: str
    """The global that it defines."""
    source: str
    scripts: tuple[str, ...] = ()
    """How the addresses of its script begin, without the scheme; none where the host injects it."""
    present: str = ""
    """The address of the version that its manual has pages load."""
    init: str | None = None
    """The call that has to come before others."""
    init_argument: str | None = None
    """The first argument that makes `init` of it, where the call has other uses."""
    copies: tuple[str, ...] = ()
    """What the addresses of copies hold: those of its package on other servers, or in the program."""
    before_init: tuple[str, ...] = ()
    """What may be called before."""
    ended: tuple[str, ...] = ()
    """How the addresses of a version begin that the host took away, without the scheme."""
    ended_on: str = ""
    """The ISO date on which it did."""
    checked: str = _CHECKED


SDKS = (
    Sdk(
        host="tiktok",
        title="TikTok",
        root="TTMinis",
        scripts=("connect.tiktok-minis.com/", "developers.tiktok.com/js/minis.js"),
        present="https://connect.tiktok-minis.com/drama/sdk.js",
        init="TTMinis.init",
        before_init=("TTMinis.canIUse",),
        source="https://developers.tiktok.com/doc/minis-sdk-get-started",
    ),
    Sdk(
        host="phonepe",
        title="PhonePe",
        root="PhonePe",
        source="https://developer.phonepe.com/v4/docs/device-capabilities",
    ),
    Sdk(
        host="paytm",
        title="Paytm",
        root="JSBridge",
        source="https://business.paytm.com/docs/miniapps/guidelines",
    ),
    Sdk(
        host="line",
        title="LINE",
        root="liff",
        scripts=("static.line-scdn.net/liff/",),
        present="https://static.line-scdn.net/liff/edge/2/sdk.js",
        copies=("@line/liff",),
        init="liff.init",
        before_init=(
            "liff.ready",
            "liff.getOS",
            "liff.getAppLanguage",
            "liff.getLanguage",
            "liff.getVersion",
            "liff.getLineVersion",
            "liff.isInClient",
            "liff.closeWindow",
            "liff.use",
            "liff.i18n",
        ),
        # https://developers.line.biz/en/docs/liff/versioning-policy/#version-support-status
        ended=("d.line-scdn.net/liff/",),
        ended_on="2021-10-01",
        source="https://developers.line.biz/en/reference/liff/",
    ),
    Sdk(
        host="telegram",
        title="Telegram",
        root="Telegram",
        scripts=("telegram.org/js/telegram-web-app.js",),
        present="https://telegram.org/js/telegram-web-app.js",
        copies=("telegram-web-app",),
        source="https://core.telegram.org/bots/webapps#initializing-mini-apps",
    ),
    Sdk(
        host="vk",
        title="VK",
        root="vkBridge",
        scripts=("unpkg.com/@vkontakte/vk-bridge",),
        present="https://unpkg.com/@vkontakte/vk-bridge/dist/browser.min.js",
        copies=("vk-bridge",),
        init="vkBridge.send",
        init_argument="VKWebAppInit",
        before_init=("vkBridge.supports", "vkBridge.subscribe", "vkBridge.isWebView"),
        source="https://github.com/VKCOM/vk-bridge",
    ),
    Sdk(
        host="wechat",
        title="WeChat",
        root="wx",
        scripts=("res.wx.qq.com/open/js/jweixin", "res2.wx.qq.com/open/js/jweixin"),
        present="https://res.wx.qq.com/open/js/jweixin-1.6.0.js",
        copies=("jweixin", "weixin-js-sdk"),
        source="https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html",
    ),
)
"""Zalo and Toss are not here: their SDKs are packages that a build takes in, without a global."""


def of_host(name: str) -> Sdk | None:
    """Give the SDK of a host, if it has one that a page can see."""
    return next((sdk for sdk in SDKS if sdk.host == name), None)


def of_script(url: str) -> Sdk | None:
    """Give the SDK whose script an address is, of those that the hosts publish or once did."""
    _, _, address = url.partition("//")
    return next((sdk for sdk in SDKS if address.startswith((*sdk.scripts, *sdk.ended))), None)


def brought_by(url: str) -> Sdk | None:
    """Give the SDK that a script brings, wherever it is loaded from."""
    _, _, address = url.partition("//")
    published = (sdk for sdk in SDKS if address.startswith(sdk.scripts))
    copied = (sdk for sdk in SDKS if any(part in url for part in sdk.copies))
    return next(published, None) or next(copied, None)
