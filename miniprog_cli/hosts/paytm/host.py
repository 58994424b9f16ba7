"""The facts of Paytm: HTML programs that you host yourself, opened by their address."""

from miniprog_cli.hosts.base import Fact, Host, State, Verb, Verbs

_GUIDELINES = "https://business.paytm.com/docs/miniapps/guidelines"
_CHECKED = "2026-11-22"

HOST = Host(
    name="paytm",
    title="Paytm",
    kind="web",
    verbs=Verbs(
        new=Verb(
            State.NOT_YET,
            "the templates are HTML, a start; none brings Paytm's sign-in or payment",
        ),
        check=Verb(
            State.NOT_YET,
            "miniprog check --host paytm runs the rules for every host; those of Paytm are "
            "not written yet",
        ),
        preview=Verb(
            State.NOT_YET,
            "miniprog preview shows the program in the generic frame, without Paytm's JSBridge",
        ),
        pack=Verb(
            State.NOT_YET,
            "Paytm takes the address of a site that you host; miniprog pack alone makes the generic "
            "bundle",
        ),
        publish=Verb(
            State.BY_HAND,
            "host the files; Paytm sets the address when it takes your program on: "
            "https://business.paytm.com/docs/miniapps/guidelines",
        ),
    ),
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
    ),
)
