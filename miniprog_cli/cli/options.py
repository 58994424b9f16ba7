"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

from miniprog_cli.cli import streams
from miniprog_cli.cli.declared import Argument, option

Directory = Annotated[
    Path | None,
    Argument(
        metavar="[DIR]", help="The project's folder; default: here, or above.", show_default=False
    ),
]
Json = Annotated[bool, option("--json", help="Write one JSON document to standard output.")]
Quiet = Annotated[bool, option("--quiet", "-q", help="Results and errors only.")]
Verbose = Annotated[
    int, option("--verbose", "-v", counted=True, help="Say more.", show_default=False)
]
Colour = Annotated[
    streams.Colour,
    option(
        "--color", metavar="WHEN", help="Colour: auto, always or never.",
        callback=streams.use_colour, passed=False,
    ),
]  # fmt: skip
"""Not passed to a command: whatever it writes goes by it."""


def everywhere(*, color: Colour = streams.Colour.AUTO) -> None:
    """Hold the option that every command has and none has to know of."""


def complete_host(incomplete: str) -> list[str]:
    """Offer the names of hosts to the shell."""
    from miniprog_cli.hosts import HOSTS

    return [name for name in HOSTS if name.startswith(incomplete)]


VersionName = Annotated[
    str | None,
    option(
        "--version-name",
        metavar="VERSION",
        help="Version of a native project; default: a tag of git for this commit.",
        show_default=False,
    ),
]
HostName = Annotated[
    str | None,
    option(
        "--host", "-H", metavar="HOST", help="The host it is for.", autocompletion=complete_host
    ),
]
Registry = Annotated[
    str | None,
    option("--to", metavar="REGISTRY", help="The registry, as dir:PATH.", show_default=False),
]


def complete_rule(incomplete: str) -> list[str]:
    """Offer the names and codes of rules to the shell."""
    from miniprog_cli.check import every_rule

    words = (word for rule in every_rule() for word in (rule.code, rule.name))
    return [word for word in words if word.startswith(incomplete)]
