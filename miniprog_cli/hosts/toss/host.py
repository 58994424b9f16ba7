"""The facts of Toss: HTML programs that Toss hosts, handed in as an .ait file (Apps in Toss)."""

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.hostfacts import Capabilities, HostMember, Policies, Policy
from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Fact, Host, web_verbs

_SIZES = "https://developers-apps-in-toss.toss.im/development/test/toss.html"
_WEB = "https://developers-apps-in-toss.toss.im/tutorials/webview.html"
_CONFIG = "https://developers-apps-in-toss.toss.im/bedrock/reference/framework/UI/Config.html"
_REVIEW = "https://developers-apps-in-toss.toss.im/intro/onboarding-process.html"
_CHECKED = "2026-11-22"

HOST = Host(
    name="toss",
    title="Toss",
    kind="web",
    limits=(
        Limit(
            name="files",
            scope="total",
            measure="raw",
            limit_bytes=100 * MB,
            source=_SIZES,
            checked=_CHECKED,
        ),
    ),
    verbs=web_verbs(
        "toss",
        absent="granite.config.ts",
        takes="Toss takes an .ait file, which is not written yet",
        publish=(
            "upload the .ait file, made with Toss's own tool, try it once, then ask for review in"
            " the console: https://apps-in-toss.toss.im"
        ),
    ),
    policies=Policies(
        own_scripts=Policy(
            "the program's code is served by Toss", _WEB, _CHECKED, severity=Severity.WARNING
        ),
        no_frames=Policy(
            "a service may not be brought in by an iframe",
            _WEB,
            _CHECKED,
            severity=Severity.WARNING,
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "appLogin",
            "pay": "checkoutPayment",
            "share": "share, getTossShareLink",
            "location": "getCurrentLocation, startUpdateLocation",
            "photo": "openCamera, fetchAlbumPhotos",
            "contacts": "fetchContacts",
            "clipboard": "getClipboardText, setClipboardText",
            "request": "web",
            "nav": "web",
            "openUrl": "openURL",
            "close": "closeView",
            "system": "getLocale",
            "network": "getNetworkStatus",
            "haptic": "generateHapticFeedback",
            "permission": "requestPermission",
        },
        missing=(),
        source="npm @apps-in-toss/web-framework",
        checked=_CHECKED,
    ),
    members=(
        HostMember(
            name="app_name",
            rule="the id of the app in the console",
            pattern=r"[A-Za-z0-9][A-Za-z0-9_-]*",
            source=_CONFIG,
            checked=_CHECKED,
        ),
    ),
    notes=(
        Fact(
            text="the limit is on the content as it is, uncompressed",
            source=_SIZES,
            checked=_CHECKED,
        ),
        Fact(
            text="permissions are named in granite.config.ts; those of miniprog.json are not read",
            source=_CONFIG,
            checked=_CHECKED,
        ),
        Fact(
            text="review in four steps (operation, function, design, security), 2 to 3 days",
            source=_REVIEW,
            checked=_CHECKED,
        ),
        Fact(
            text="users are not led to addresses outside of Toss",
            source=_WEB,
            checked=_CHECKED,
        ),
    ),
)
