"""A finding with the rule that made it, and what identifies it across runs."""

from collections import Counter
from collections.abc import Iterable

from miniprog_cli.core.finding import Finding, Severity
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.rule import RuleLabel


class Report(NamedTuple):
    """A finding, the rule that made it, and the hosts it holds for."""

    rule: RuleLabel
    finding: Finding
    hosts: tuple[str, ...]
    occurrence: int = 0
    """How many findings before it in its file say the same: the second one has 1."""

    @property
    def severity(self) -> Severity:
        """How much it matters: the rule's severity, unless the hosts see it otherwise."""
        return self.finding.severity or self.rule.severity

    @property
    def fingerprint(self) -> str:
        """Identify the finding across runs: rule, file, message and occurrence, but not the line.

        Of a secret it is the rule and the value: what is allowed is allowed wherever it stands.
        """
        from hashlib import sha256

        finding = self.finding
        what = [finding.secret] if finding.secret else [finding.at.file, finding.message]
        parts = [self.rule.code, *what]
        if self.occurrence and not finding.secret:
            parts.append(str(self.occurrence))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Allowed(NamedTuple):
    """A finding that an allowance of the manifest speaks of, and the reason that stands there."""

    report: Report
    reason: str


def numbered(reports: Iterable[Report]) -> list[Report]:
    """Count those that say the same of one file, in the order in which they stand there."""
    seen: Counter[tuple[str, str, str]] = Counter()
    result: list[Report] = []
    for report in reports:
        key = (report.rule.code, report.finding.at.file, report.finding.message)
        result.append(report._replace(occurrence=seen[key]))
        seen[key] += 1
    return result
