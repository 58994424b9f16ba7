"""Options that only `check` has."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from miniprog_cli.cli.declared import option
from miniprog_cli.cli.options import complete_host, complete_rule
from miniprog_cli.core.finding import Severity

HostNames = Annotated[
    list[str] | None,
    option(
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
    option("--format", help="How to write the findings; default: text.", show_default=False),
]
OutputFile = Annotated[
    Path | None,
    option(
        "--output-file",
        "-o",
        metavar="FILE",
        help="Write the findings here instead of to standard output.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    option(
        "--select",
        metavar="RULE",
        help="Only these rules: codes, names, MP3 for all that begin so, ALL; may be given again, "
        "or as a,b.",
        autocompletion=complete_rule,
    ),
]
Ignore = Annotated[
    list[str] | None,
    option("--ignore", metavar="RULE", help="Not these rules.", autocompletion=complete_rule),
]
FailOn = Annotated[Severity, option("--fail-on", help="The mildest finding to exit with 1 for.")]
BaselineFile = Annotated[
    Path | None,
    option(
        "--baseline",
        metavar="FILE",
        help="Leave out the findings that are recorded here.",
        show_default=False,
    ),
]
NewBaseline = Annotated[
    Path | None,
    option(
        "--write-baseline",
        metavar="FILE",
        help="Record the findings of today here, for --baseline.",
        show_default=False,
    ),
]
NoCache = Annotated[
    bool, option("--no-cache", help="Keep nothing for the next run, and use nothing kept.")
]

Fix = Annotated[bool, option("--fix", help="Mend what can be mended safely, then check.")]

UnsafeFixes = Annotated[
    bool,
    option("--unsafe-fixes", help="With --fix or --diff: also what may change the program."),
]

Diff = Annotated[bool, option("--diff", help="Show what --fix would change; write nothing.")]

Compare = Annotated[bool, option("--compare", help="Show what grew since the last submission.")]
