"""The facts of Paytm: HTML programs that you host yourself, opened by their address."""

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.hostfacts import BannedLinks, Capabilities, HostMember, Policies, Policy
from miniprog_cli.hosts.base import Fact, Host, web_verbs
from miniprog_cli.hosts.paytm.rules import location_without_permission

_GUIDELINES = "https://business.paytm.com/docs/miniapps/guidelines"
_LOGIN = "https://business.paytm.com/docs/api/miniapps/login-flow/paytmfetchauthcode"
_CHECKED = "2026-11-22"

HOST = Host(
    name="paytm",
    title="Paytm",
    kind="web",
    delivery="url",
    verbs=web_verbs(
        "paytm",
        absent="Paytm's sign-in or payment",
        takes="Paytm takes the address of a site that you host",
        publish=(
            "host the files; Paytm sets the address when it takes your program on: "
            "https://business.paytm.com/docs/miniapps/guidelines"
        ),
    ),
    policies=Policies(
        own_sign_in=Policy(
            "sign-in only by paytmFetchAuthCode", _GUIDELINES, _CHECKED, severity=Severity.WARNING
        ),
        own_payment=Policy(
            "payment only by paytmPayment", _GUIDELINES, _CHECKED, severity=Severity.WARNING
        ),
    ),
    banned_links=(
        BannedLinks(
            name="app stores",
            domains=("play.google.com", "apps.apple.com", "itunes.apple.com"),
            reason="no link may lead to an app store",
            source=_GUIDELINES,
            checked=_CHECKED,
        ),
    ),
    capabilities=Capabilities(
        via={
            "login": "paytmFetchAuthCode",
            "user": "from your server",
            "phone": "from your server",
            "pay": "paytmPayment",
            "location": "paytmRequestPermission, then web",
            "openMap": "web",
            "photo": "paytmRequestPermission, then web",
            "request": "web",
            "clipboard": "web",
            "notify": "from your server",
            "nav": "web",
            "close": "popWindow",
            "on": "web",
            "launch": "the query of the address",
            "theme": "web",
            "safeArea": "web",
            "system": "web",
            "network": "web",
            "haptic": "web",
            "ui": "web",
            "permission": "paytmCheckPermission, paytmRequestPermission",
        },
        missing=("openApp", "openUrl", "shortcut"),
        source=_GUIDELINES,
        checked=_CHECKED,
    ),
    members=(
        HostMember(
            name="url",
            rule="the https address the program is served at",
            pattern=r"https://[^\s/?#]+\S*",
            source=_GUIDELINES,
            checked=_CHECKED,
            required=True,
        ),
        HostMember(
            name="client_id",
            rule="the client id that Paytm gave you, for mini.login",
            pattern=r"\S+",
            source=_LOGIN,
            checked="2026-11-23",
        ),
    ),
    rules=(location_without_permission,),
    notes=(
        Fact(
            text="no size limit is published",
            source=_GUIDELINES,
            checked=_CHECKED,
        ),
        Fact(
            text="sign-in only by paytmFetchAuthCode, payment only by paytmPayment; no links to app stores",
            source=_GUIDELINES,
            checked=_CHECKED,
        ),
        Fact(
            text="users are not led out of the program; addresses come from Paytm's SelectAddress",
            source=_GUIDELINES,
            checked=_CHECKED,
        ),
    ),
)
