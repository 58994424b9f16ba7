"""The facts of PhonePe: HTML programs that you host yourself, opened by their address."""

from miniprog_cli.hosts.base import Fact, Host, State, Verb, Verbs

_LIVE = "https://developer.phonepe.com/v4/docs/process-of-going-live-on-switch-1"
_EXPECTED = "https://developer.phonepe.com/v4/docs/expectations"
_CHECKED = "2026-11-22"

HOST = Host(
    name="phonepe",
    title="PhonePe",
    kind="web",
    verbs=Verbs(
        new=Verb(
            State.NOT_YET,
            "the templates are HTML, a start; none brings PhonePe's sign-in or payment",
        ),
        check=Verb(
            State.NOT_YET,
            "miniprog check --host phonepe runs the rules for every host; those of PhonePe are "
            "not written yet",
        ),
        preview=Verb(
            State.NOT_YET,
            "miniprog preview shows the program in the generic frame, without PhonePe's SDK",
        ),
        pack=Verb(
            State.NOT_YET,
            "PhonePe takes the address of a site that you host; the form it asks for is not written "
            "yet; miniprog pack alone makes the generic bundle",
        ),
        publish=Verb(
            State.BY_HAND,
            "host the files, then give address, domains and test cases to PhonePe's integration "
            "team: https://developer.phonepe.com/v4/docs/process-of-going-live-on-switch-1",
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
    ),
)
