"""The facts of Zalo: HTML programs that Zalo hosts, uploaded with its own tool."""

from miniprog_cli.core.hostfacts import Capabilities, ConfigFile
from miniprog_cli.hosts.base import Fact, Host, web_verbs

_CONFIG = "https://miniapp.zaloplatforms.com/documents/devtools/app-config"
_POLICY = "https://mini.zalo.me/documents/zalo-mini-app-censorship-policy"
_CHECKED = "2026-11-22"

HOST = Host(
    name="zalo",
    title="Zalo",
    kind="web",
    verbs=web_verbs(
        "zalo",
        absent="app-config.json",
        takes="Zalo takes what its own tool uploads",
        publish=(
            "upload with zmp deploy, then send a version in state Testing to review, in the "
            "console: https://mini.zalo.me"
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "login, authorize",
            "user": "getUserInfo",
            "phone": "getPhoneNumber",
            "pay": "Payment",
            "share": "openShareSheet, getShareableLink",
            "location": "getLocation",
            "photo": "openMediaPicker",
            "scan": "scanQRCode",
            "storage": "nativeStorage",
            "request": "web",
            "notify": "requestSendNotification",
            "nav": "web",
            "openApp": "openMiniApp",
            "close": "closeApp",
            "haptic": "vibrate",
            "shortcut": "createShortcut",
            "permission": "authorize",
        },
        missing=(),
        source="npm zmp-sdk",
        checked=_CHECKED,
    ),
    config_files=(ConfigFile("app-config.json", (("app",), ("app", "title")), _CONFIG, _CHECKED),),
    notes=(
        Fact(
            text=(
                "no size limit was found on Zalo's pages; third parties state 10 MB in all and 3 MB "
                "for a file, so it is not checked"
            ),
            source="npm zmp-mcp",
            checked=_CHECKED,
        ),
        Fact(
            text="name, logo and description are reviewed against what the program does",
            source=_POLICY,
            checked=_CHECKED,
        ),
    ),
)
