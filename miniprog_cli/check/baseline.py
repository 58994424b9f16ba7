"""Findings that were there before: a file of them, so that only new ones are reported.

The file counts what says the same of one file, whatever its line, and is sorted, so that a
difference between two of them can be read.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from miniprog_cli.check import CheckResult, Report
from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.syntax.covered import shown

SCHEMA = 1
_MAX_BYTES = 64 * 1024 * 1024


class BaselineUnusable(MiniprogError):
    """The baseline is missing, or is not one."""


class Entry(NamedTuple):
    """What is known of one file: a rule's code, and what it says."""

    file: str
    code: str
    message: str


class Baseline(NamedTuple):
    """How often each entry is known."""

    counts: Mapping[Entry, int]

    @property
    def rows(self) -> list[dict[str, object]]:
        """The entries with their counts, sorted by file, code and message."""
        return [{**one._asdict(), "count": self.counts[one]} for one in sorted(self.counts)]


class Change(NamedTuple):
    """What writing a baseline changed, in numbers of findings."""

    total: int
    added: int
    dropped: int


class Comparison(NamedTuple):
    """A result without the `known` findings; `gone` are the entries that match nothing any more."""

    result: CheckResult
    known: int
    gone: Baseline
    written: Change | None = None


def read(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BaselineUnusable: there is none, or it is not what `text` writes.
        MachineError: it cannot be read.
    """
    from miniprog_cli.core.inside import FileChanged, read_start

    try:
        data = read_start(path, _MAX_BYTES)
        counts = dict(_entries(json.loads(data)))
    except FileNotFoundError:
        raise BaselineUnusable(
            f"{path} does not exist", hint=f"write it with: --write-baseline {path}"
        ) from None
    except FileChanged as error:
        raise BaselineUnusable(error.message, hint="name a file") from None
    except OSError as error:
        raise MachineError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BaselineUnusable(
            f"{path} is not a baseline", hint=f"write it anew with: --write-baseline {path}"
        ) from None
    return Baseline(counts)


def recorded(result: CheckResult, before: Baseline | None = None) -> Baseline:
    """Record the findings; what always counts stays out, what was not asked stays as it was."""
    counts = Counter(_entry(report) for report in result.reports if not report.rule.always)
    for entry, count in before.counts.items() if before else ():
        if entry.code not in result.ran:
            counts[entry] = max(count, counts[entry])
    return Baseline(counts)


def text(baseline: Baseline) -> str:
    """Write a baseline, one line for each entry, sorted by file, code and message."""
    body = ",\n    ".join(_line(row) for row in baseline.rows)
    inside = f"\n    {body}\n  " if body else ""
    return f'{{\n  "schema": {SCHEMA},\n  "findings": [{inside}]\n}}\n'


def compare(result: CheckResult, baseline: Baseline) -> Comparison:
    """Leave out what is known; of findings that say the same the first ones are the known ones."""
    left = Counter(baseline.counts)
    kept: list[Report] = []
    for report in result.reports:
        entry = _entry(report)
        if left[entry] > 0 and not report.rule.always:
            left[entry] -= 1
        else:
            kept.append(report)
    gone = {entry: count for entry, count in left.items() if count > 0 and entry.code in result.ran}
    known = len(result.reports) - len(kept)
    return Comparison(result=result.only(kept), known=known, gone=Baseline(gone))


def change(before: Baseline | None, now: Baseline) -> Change:
    """Count what a new baseline knows that the one before did not, and the other way round."""
    old = Counter(before.counts if before else {})
    new = Counter(now.counts)
    return Change(total=new.total(), added=(new - old).total(), dropped=(old - new).total())


def _line(row: dict[str, object]) -> str:
    """Write an entry as people read it; a name that is not UTF-8 in escapes."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _entry(report: Report) -> Entry:
    return Entry(shown(report.finding.at.file), report.rule.code, report.finding.message)


def _entries(document: object) -> Iterable[tuple[Entry, int]]:
    """Read the entries, strictly: a baseline that is half understood would hide findings.

    Raises:
        ValueError: it is not a baseline of this version.
        KeyError: an entry lacks something.
        TypeError: something is of another kind.
    """
    found = cast("dict[str, object]", document)
    if not isinstance(document, dict) or found["schema"] != SCHEMA:
        raise ValueError
    for entry in cast("list[dict[str, object]]", found["findings"]):
        texts = [entry[name] for name in ("file", "code", "message")]
        count = entry["count"]
        if not all(isinstance(one, str) for one in texts) or type(count) is not int:
            raise TypeError
        yield Entry(*cast("list[str]", texts)), count
