"""Options that several commands share, so that they read the same everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from miniprog_cli.cli import streams
from miniprog_cli.core.finding import Severity

Directory = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="The project's folder; default: here, or above.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Results and errors only.")]
Verbose = Annotated[
    int, typer.Option("--verbose", "-v", count=True, help="Say more.", show_default=False)
]
Colour = Annotated[
    streams.Colour,
    typer.Option(
        "--color", metavar="WHEN", help="Colour: auto, always or never.",
        callback=streams.use_colour, expose_value=False,
    ),
]  # fmt: skip
"""Not passed to a command: whatever it writes goes by it."""


def everywhere(*, color: Colour = streams.Colour.AUTO) -> None:
    """Hold the option that every command has and none has to know of."""


def complete_host(incomplete: str) -> list[str]:
    """Offer the names of hosts to the shell."""
    from miniprog_cli.hosts import HOSTS

    return [name for name in HOSTS if name.startswith(incomplete)]


HostName = Annotated[
    str | None,
    typer.Option(
        "--host", "-H", metavar="HOST", help="The host it is for.", autocompletion=complete_host
    ),
]
HostNames = Annotated[
    list[str] | None,
    typer.Option(
        "--host",
        "-H",
        metavar="HOST",
        help="A host to check for; may be given again, or as a,b; default: the manifest's.",
        autocompletion=complete_host,
    ),
]
Registry = Annotated[
    str | None,
    typer.Option("--to", metavar="REGISTRY", help="The registry, as dir:PATH.", show_default=False),
]


def complete_rule(incomplete: str) -> list[str]:
    """Offer the names and codes of rules to the shell."""
    from miniprog_cli.check import every_rule

    words = (word for rule in every_rule() for word in (rule.code, rule.name))
    return [word for word in words if word.startswith(incomplete)]


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


FormatName = Annotated[
    Format | None,
    typer.Option("--format", help="How to write the findings; default: text.", show_default=False),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output-file",
        "-o",
        metavar="FILE",
        help="Write the findings here instead of to standard output.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULE",
        help="Only these rules: codes, names, MP3 for all that begin so, ALL; may be given again, "
        "or as a,b.",
        autocompletion=complete_rule,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Not these rules.", autocompletion=complete_rule),
]
FailOn = Annotated[
    Severity, typer.Option("--fail-on", help="The mildest finding to exit with 1 for.")
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Leave out the findings that are recorded here.",
        show_default=False,
    ),
]
NewBaseline = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        metavar="FILE",
        help="Record the findings of today here, for --baseline.",
        show_default=False,
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep nothing for the next run, and use nothing kept.")
]

Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, then check.")]

UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="With --fix or --diff: also what may change the program."),
]

Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")]
