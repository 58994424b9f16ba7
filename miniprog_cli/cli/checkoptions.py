"""Options that only `check` has."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from miniprog_cli.cli.options import complete_host, complete_rule
from miniprog_cli.core.finding import Severity

HostNames = Annotated[
    list[str] | None,
    typer.Option(
        "--host",
        "-H",
        metavar="HOST",
        help="A host to check for; may be given again, or as a,b; all: every one that takes such a project; default: the manifest's.",
        autocompletion=complete_host,
    ),
]


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

Compare = Annotated[
    bool, typer.Option("--compare", help="Show what grew since the last submission.")
]
