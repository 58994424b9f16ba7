"""The facts of Telegram: HTML programs that you host yourself, opened by a bot."""

from miniprog_cli.core.hostfacts import Capabilities, HostMember, Policies, Policy
from miniprog_cli.hosts.base import Fact, Host, web_verbs
from miniprog_cli.hosts.telegram.launch import LAUNCH

_WEBAPPS = "https://core.telegram.org/bots/webapps"
_CHECKED = "2026-11-22"

HOST = Host(
    name="telegram",
    title="Telegram",
    kind="web",
    delivery="url",
    launch=LAUNCH,
    verbs=web_verbs(
        "telegram",
        absent="telegram-web-app.js",
        takes="Telegram takes the address of a site that you host",
        publish=(
            "host the files, then give the address to your bot with /newapp or the menu button, "
            "in BotFather: https://t.me/botfather"
        ),
    ),
    policies=Policies(
        https_only=Policy(
            "the address of a program is https; only the test environment takes http",
            _WEBAPPS,
            _CHECKED,
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "WebApp.initData, signed",
            "user": "WebApp.initDataUnsafe.user",
            "phone": "WebApp.requestContact",
            "pay": "WebApp.openInvoice",
            "share": "WebApp.shareMessage, WebApp.shareToStory, WebApp.switchInlineQuery",
            "location": "WebApp.LocationManager.getLocation",
            "openMap": "WebApp.openLink",
            "photo": "web",
            "scan": "WebApp.showScanQrPopup",
            "storage": "WebApp.CloudStorage",
            "request": "web",
            "clipboard": "WebApp.readTextFromClipboard, reading only",
            "contacts": "WebApp.requestContact, the user's own",
            "notify": "WebApp.requestWriteAccess",
            "nav": "WebApp.BackButton, web",
            "openApp": "WebApp.openTelegramLink",
            "openUrl": "WebApp.openLink",
            "close": "WebApp.close",
            "on": "WebApp.onEvent",
            "launch": "WebApp.initDataUnsafe.start_param",
            "theme": "WebApp.colorScheme, WebApp.themeParams",
            "safeArea": "WebApp.safeAreaInset, WebApp.contentSafeAreaInset",
            "system": "WebApp.platform, WebApp.version",
            "network": "web",
            "haptic": "WebApp.HapticFeedback",
            "ui": "WebApp.showPopup, WebApp.showConfirm, WebApp.setHeaderColor",
            "shortcut": "WebApp.addToHomeScreen",
            "permission": "with each feature",
        },
        missing=(),
        source=_WEBAPPS,
        checked=_CHECKED,
    ),
    members=(
        HostMember(
            name="url",
            rule="the https address the program is served at",
            pattern=r"https://[^\s/?#]+\S*",
            source=_WEBAPPS,
            checked=_CHECKED,
            required=True,
        ),
    ),
    notes=(
        Fact(text="no size limit is published", source=_WEBAPPS, checked=_CHECKED),
        Fact(
            text="telegram-web-app.js stands in the head, before every other script",
            source=f"{_WEBAPPS}#initializing-mini-apps",
            checked=_CHECKED,
        ),
    ),
)
