"""The facts of LINE: HTML programs that you host yourself (LIFF apps and LINE MINI Apps)."""

from miniprog_cli.core.hostfacts import Capabilities, HostMember, Policies, Policy
from miniprog_cli.hosts.base import Fact, Host, web_verbs
from miniprog_cli.hosts.line.launch import LAUNCH

_DEVELOP = "https://developers.line.biz/en/docs/liff/developing-liff-apps/"
_REGISTER = "https://developers.line.biz/en/docs/liff/registering-liff-apps/"
_API = "https://developers.line.biz/en/reference/liff/"
_CHECKED = "2026-11-22"

HOST = Host(
    name="line",
    title="LINE",
    kind="web",
    delivery="url",
    launch=LAUNCH,
    verbs=web_verbs(
        "line",
        absent="LIFF's SDK",
        takes="LINE takes the address of a site that you host",
        publish=(
            "host the files, then set the endpoint URL of the LIFF app or LINE MINI App in the "
            "console: https://developers.line.biz/console/"
        ),
    ),
    policies=Policies(
        https_only=Policy("the endpoint URL is https", _REGISTER, _CHECKED),
    ),
    capabilities=Capabilities(
        via={
            "login": "liff.login, liff.getIDToken",
            "user": "liff.getProfile",
            "pay": "liff.iap",
            "share": "liff.shareTargetPicker",
            "location": "web",
            "openMap": "liff.openWindow",
            "photo": "web",
            "scan": "liff.scanCodeV2",
            "storage": "web",
            "request": "web",
            "clipboard": "web",
            "notify": "service messages of LINE MINI Apps, from your server",
            "nav": "web",
            "openApp": "liff.openWindow",
            "openUrl": "liff.openWindow",
            "close": "liff.closeWindow",
            "on": "web",
            "launch": "liff.getContext",
            "theme": "web",
            "safeArea": "web",
            "system": "liff.getOS, liff.getAppLanguage, liff.getLineVersion",
            "network": "web",
            "haptic": "web",
            "ui": "web",
            "shortcut": "liff.createShortcutOnHomeScreen",
            "permission": "liff.permission",
        },
        missing=("phone", "contacts"),
        source=_API,
        checked=_CHECKED,
    ),
    members=(
        HostMember(
            name="url",
            rule="the https address the program is served at",
            pattern=r"https://[^\s/?#]+\S*",
            source=_REGISTER,
            checked=_CHECKED,
            required=True,
        ),
        HostMember(
            name="liff_id",
            rule="a LIFF id such as 1234567890-AbcdEfgh",
            pattern=r"[0-9]{6,}-[A-Za-z0-9]{6,}",
            source=_API,
            checked=_CHECKED,
        ),
    ),
    notes=(
        Fact(text="no size limit is published", source=_DEVELOP, checked=_CHECKED),
        Fact(
            text="the title in LINE's bar is that of the page's <title>",
            source=_DEVELOP,
            checked=_CHECKED,
        ),
        Fact(
            text="liff.init comes before everything but a few calls, again on each page",
            source=_API,
            checked=_CHECKED,
        ),
    ),
)
