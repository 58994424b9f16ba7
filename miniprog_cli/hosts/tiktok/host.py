"""The facts of TikTok: HTML programs, handed in as a zip (TikTok Minis)."""

from miniprog_cli.core.hostfacts import (
    Ban,
    Capabilities,
    ConfigFile,
    HostMember,
    Policies,
    Policy,
)
from miniprog_cli.hosts.base import Fact, Host, web_verbs
from miniprog_cli.hosts.tiktok.rules import minis_config_disagrees

_GAMES = "https://developers.tiktok.com/doc/submit-your-app-for-review"
_DEVELOP = "https://developers.tiktok.com/doc/minis-development-stage"
_SDK = "https://developers.tiktok.com/doc/minis-sdk-get-started"
_CHECKED = "2026-11-22"


def _forbidden(name: str, what: str) -> Ban:
    return Ban(name, f"TikTok forbids {what}", _DEVELOP, _CHECKED)


HOST = Host(
    name="tiktok",
    title="TikTok",
    kind="web",
    verbs=web_verbs(
        "tiktok",
        absent="minis.config.json or TikTok's SDK",
        takes="TikTok takes minis.zip with minis.config.json, which is not written yet",
        publish=(
            "upload minis.zip, made with TikTok's own tool, to your app in the Developer Portal, "
            "under Code version: https://developers.tiktok.com/apps"
        ),
    ),
    policies=Policies(
        own_scripts=Policy("scripts come from the program itself", _DEVELOP, _CHECKED),
        own_styles=Policy("style sheets come from the program itself", _DEVELOP, _CHECKED),
        no_frames=Policy("iframe is not supported", _DEVELOP, _CHECKED),
        no_code_from_text=Policy(
            "no eval, no Function constructor, no text in setTimeout and setInterval",
            _DEVELOP,
            _CHECKED,
        ),
        declared_domains=Policy(
            "every server asked is a trusted domain of the app", _DEVELOP, _CHECKED
        ),
    ),
    bans=(
        _forbidden("navigator.clipboard", "the clipboard"),
        _forbidden("navigator.geolocation", "the location"),
        _forbidden("navigator.vibrate", "vibration"),
    ),
    capabilities=Capabilities(
        via={
            "login": "TTMinis.login",
            "user": "from your server, after TTMinis.authorize",
            "phone": "from your server, after TTMinis.authorize",
            "pay": "TTMinis.pay",
            "share": "TTMinis.share, inside TTMinis.on('minis.share')",
            "request": "web, to trusted domains",
            "notify": "TTMinis.requestSubscribeMessage",
            "nav": "web",
            "launch": "the query of the address",
            "theme": "minis.config.json",
            "safeArea": "TTMinis.getMenuButtonBoundingClientRect",
            "ui": "web",
            "permission": "TTMinis.authorize",
        },
        missing=("location", "clipboard", "haptic", "scan", "contacts", "openApp"),
        source=_SDK,
        checked=_CHECKED,
    ),
    config_files=(ConfigFile("minis.config.json", (), _DEVELOP, _CHECKED),),
    members=(
        HostMember(
            name="client_key",
            rule="the client key of the app, letters and digits",
            pattern=r"[A-Za-z0-9_-]+",
            source=_SDK,
            checked=_CHECKED,
        ),
    ),
    rules=(minis_config_disagrees,),
    notes=(
        Fact(
            text="no size limit for HTML Minis is published; mini games: a zip of at most 200 MB",
            source=_GAMES,
            checked=_CHECKED,
        ),
        Fact(
            text=(
                "third parties state 50 MB for the zip of an HTML Mini; TikTok does not confirm it, "
                "so it is not checked"
            ),
            source="https://bigspy.com/blog/tiktok-minis-technical-deep-dive-cli-config-performance",
            checked=_CHECKED,
        ),
        Fact(
            text="fonts may come from elsewhere, and with them the style sheets of font services",
            source=_DEVELOP,
            checked=_CHECKED,
        ),
        Fact(
            text="mini games run natively and are not HTML; for them no file may be empty",
            source="https://developers.tiktok.com/doc/mini-games-sdk-overview",
            checked=_CHECKED,
        ),
    ),
)
