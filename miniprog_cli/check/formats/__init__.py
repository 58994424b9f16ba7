"""What was found, written for other programs: one pure function for each format.

A format is imported only when it is asked for.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from miniprog_cli.check import CheckResult, Report
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.check.baseline import Comparison
    from miniprog_cli.check.fix import Fixed

FORMATS = ("json", "jsonl", "sarif", "github", "gitlab", "junit")


class Outcome(NamedTuple):
    """How a check ended: what it found, or the `failure` that kept it from looking.

    `folder` is the project's, relative to the repository's in POSIX form and empty where they are
    the same; `fails` is the severity from which on a finding fails the run.
    """

    result: CheckResult
    exit_code: int
    folder: str = ""
    fails: Severity = Severity.ERROR
    failure: MiniprogError | None = None
    comparison: "Comparison | None" = None
    """What a baseline knows of it; `result` has the rest."""
    fixed: "tuple[Fixed, ...]" = ()
    """What was mended before."""
    more: Mapping[str, object] = {}
    """Members that the JSON document has besides: what an option asked for."""

    @property
    def notice(self) -> MiniprogError | None:
        """The failure that no finding tells of."""
        return None if self.result.reports else self.failure

    def is_failing(self, report: Report) -> bool:
        """Tell whether a finding makes the run fail."""
        return report.severity is Severity.ERROR or self.fails is Severity.WARNING

    def place(self, finding: Finding | None = None) -> str:
        """Name the finding's file, relative to the repository.

        What concerns the whole program is put on the manifest.
        """
        file = finding.at.file if finding else "."
        name = FILE_NAME if file == "." else file
        return shown(f"{self.folder}/{name}" if self.folder else name)


class _Format(Protocol):
    def render(self, outcome: Outcome) -> str:
        """Write the document, which ends with a line break unless it is empty."""
        ...


def render(name: str, outcome: Outcome) -> str:
    """Write an outcome in one of the `FORMATS`."""
    format_ = cast("_Format", import_module(f"{__name__}.{name}"))
    return format_.render(outcome)


def spelt(text: str) -> str:
    """Spell out half surrogate pairs, as names of files have that are not UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode()


def said(report: Report) -> str:
    """Say what is wrong and what to do, for formats that have one text."""
    finding = report.finding
    return f"{finding.message} (hint: {finding.hint})" if finding.hint else finding.message
