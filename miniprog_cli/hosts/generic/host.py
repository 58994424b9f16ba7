"""The facts of the generic host: HTML mini-programs of at most 10 MB."""

from miniprog_cli.core.finding import Severity
from miniprog_cli.core.hostfacts import Policies, Policy
from miniprog_cli.core.size import MB, Limit
from miniprog_cli.hosts.base import Host, State, Verb, Verbs

_SOURCE = "miniprog's own measure for programs of no host in particular"


def _alone(what: str) -> Policy:
    text = f"{what} come from the program itself, so that it starts without a network"
    return Policy(text, _SOURCE, "2026-11-22", severity=Severity.WARNING)


HOST = Host(
    name="generic",
    title="Generic (HTML in a web view)",
    kind="web",
    limits=(
        Limit(
            name="files",
            scope="total",
            measure="raw",
            limit_bytes=10 * MB,
            source=_SOURCE,
            checked="2026-11-22",
        ),
        Limit(
            name="bundle",
            scope="total",
            measure="bundle",
            limit_bytes=10 * MB,
            source=_SOURCE,
            checked="2026-11-22",
        ),
    ),
    policies=Policies(
        own_scripts=_alone("scripts"),
        own_styles=_alone("style sheets"),
        own_fonts=_alone("fonts"),
    ),
    verbs=Verbs(
        new=Verb(State.WORKS, "miniprog new NAME"),
        check=Verb(State.WORKS, "miniprog check"),
        preview=Verb(State.WORKS, "miniprog preview"),
        pack=Verb(State.WORKS, "miniprog pack"),
        publish=Verb(State.WORKS, "miniprog publish, to a registry folder"),
    ),
)
