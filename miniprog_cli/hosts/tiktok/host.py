"""The facts of TikTok: HTML programs, handed in as a zip (TikTok Minis)."""

from miniprog_cli.hosts.base import Fact, Host, State, Verb, Verbs

_GAMES = "https://developers.tiktok.com/doc/submit-your-app-for-review"
_DEVELOP = "https://developers.tiktok.com/doc/tiktok-minis-develop-your-mini-app"
_CHECKED = "2026-11-22"

HOST = Host(
    name="tiktok",
    title="TikTok",
    kind="web",
    verbs=Verbs(
        new=Verb(
            State.NOT_YET,
            "the templates are HTML, a start; none brings minis.config.json or TikTok's SDK",
        ),
        check=Verb(
            State.NOT_YET,
            "miniprog check --host tiktok runs the rules for every host; those of TikTok are "
            "not written yet",
        ),
        preview=Verb(
            State.NOT_YET,
            "miniprog preview shows the program in the generic frame, without TTMinis and "
            "without TikTok's restrictions",
        ),
        pack=Verb(
            State.NOT_YET,
            "TikTok takes minis.zip with minis.config.json, which is not written yet; miniprog pack "
            "alone makes the generic bundle",
        ),
        publish=Verb(
            State.BY_HAND,
            "upload minis.zip, made with TikTok's own tool, to your app in the Developer Portal, "
            "under Code version: "
            "https://developers.tiktok.com/apps",
        ),
    ),
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
            text=(
                "no eval, Function constructor, iframe, clipboard, location or vibration; scripts and "
                "styles only from the program itself; every requested domain registered"
            ),
            source=_DEVELOP,
            checked=_CHECKED,
        ),
    ),
)
