"""The facts of PhonePe: HTML programs that you host yourself, opened by their address."""

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.hostfacts import BannedLinks, Capabilities, HostMember, Policies, Policy
from miniprog_cli.hosts.base import Fact, Host, web_verbs

_LIVE = "https://developer.phonepe.com/v4/docs/process-of-going-live-on-switch-1"
_EXPECTED = "https://developer.phonepe.com/v4/docs/expectations"
_BEFORE = "https://developer.phonepe.com/v4/docs/prerequisites-2"
_CHECKED = "2026-11-22"

HOST = Host(
    name="phonepe",
    title="PhonePe",
    kind="web",
    delivery="url",
    verbs=web_verbs(
        "phonepe",
        absent="PhonePe's sign-in or payment",
        takes=(
            "PhonePe takes the address of a site that you host; the form it asks for is not "
            "written yet"
        ),
        publish=(
            "host the files, then give address, domains and test cases to PhonePe's integration "
            "team: https://developer.phonepe.com/v4/docs/process-of-going-live-on-switch-1"
        ),
    ),
    policies=Policies(
        declared_domains=Policy("every domain is on PhonePe's list", _LIVE, _CHECKED),
        https_only=Policy("every address of the site is https", _BEFORE, _CHECKED),
        own_sign_in=Policy(
            "sign-in only by PhonePe", _EXPECTED, _CHECKED, severity=Severity.WARNING
        ),
        own_payment=Policy(
            "payment only by PhonePe", _EXPECTED, _CHECKED, severity=Severity.WARNING
        ),
    ),
    banned_links=(
        BannedLinks(
            name="app stores",
            domains=("play.google.com", "apps.apple.com", "itunes.apple.com"),
            reason="no link may lead to an app store",
            source=_EXPECTED,
            checked=_CHECKED,
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "fetchAuthToken, fetchGrantToken",
            "user": "from your server",
            "phone": "from your server",
            "pay": "openPaymentsPage, openPaymentsPageForReservedOrder",
            "share": "web",
            "location": "getCurrentLocation, startUpdatingLocation",
            "openMap": "navigateToMap",
            "photo": "startCamera, selectFile",
            "scan": "startCamera",
            "storage": "getItem, setItem, removeItem",
            "request": "web, to listed domains",
            "clipboard": "web",
            "nav": "web",
            "openApp": "openMicroApp, navigateToSwitchApp",
            "openUrl": "listed domains only",
            "close": "closeApp",
            "on": "web",
            "launch": "the query of the address",
            "theme": "web",
            "safeArea": "web",
            "system": "web",
            "network": "web",
            "haptic": "web",
            "ui": "web, requestFullScreenMode",
            "permission": "seekPermission, openSettingsPageForPermission",
        },
        missing=("contacts", "notify", "shortcut"),
        source="npm phonepesdk-web 1.0.7",
        checked=_CHECKED,
    ),
    members=(
        HostMember(
            name="url",
            rule="the https address the program is served at",
            pattern=r"https://[^\s/?#]+\S*",
            source=_BEFORE,
            checked=_CHECKED,
            severity=Severity.ERROR,
            required=True,
        ),
    ),
    notes=(
        Fact(
            text="no size limit is published",
            source=_LIVE,
            checked=_CHECKED,
        ),
        Fact(
            text="programs go live on Tuesdays and Thursdays only",
            source=_LIVE,
            checked=_CHECKED,
        ),
        Fact(
            text="sign-in and payment only by PhonePe; no links to app stores; orders in a tab of their own",
            source=_EXPECTED,
            checked=_CHECKED,
        ),
        Fact(
            text="sites made with an e-commerce platform are not taken",
            source=_BEFORE,
            checked=_CHECKED,
        ),
    ),
)
