"""Findings that were there before: a file of them, so that only new ones are reported.

The file counts what says the same of one file, whatever its line, and is sorted, so that a
difference between two of them can be read.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from miniprog_cli.check import CheckResult, Report
from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple
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
    except FileNotFoundError:
        raise BaselineUnusable(
            f"{path} does not exist", hint=f"write it with: --write-baseline {path}"
        ) from None
    except FileChanged as error:
        raise BaselineUnusable(error.message, hint="name a file") from None
    except OSError as error:
        raise MachineError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        return Baseline(_counts(json.loads(data)))
    except (_Odd, ValueError, RecursionError) as error:
        raise _unusable(path, data, error if isinstance(error, _Odd) else None) from None


def _unusable(path: Path, data: bytes, odd: "_Odd | None") -> BaselineUnusable:
    """Say what is wrong with a baseline, and where, as far as its text can be followed."""
    from miniprog_cli.core.source import JsonError, parse_json

    place, what = "", odd.what if odd else ""
    try:
        span = parse_json(data, str(path)).span(odd.pointer if odd else ())
        place = f":{span.line}:{span.column}"
    except JsonError as error:
        if not odd:
            place, what = f":{error.span.line}:{error.span.column}", error.message
    said = f": {what}" if what else ""
    hint = f"delete it, then write it anew with: --write-baseline {path}"
    return BaselineUnusable(f"{path}{place} is not a baseline{said}", hint=hint)


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


class _Odd(Exception):
    """A value of a baseline is not what it has to be; `pointer` is the way to it."""

    def __init__(self, pointer: tuple[str | int, ...], what: str) -> None:
        super().__init__(what)
        self.pointer = pointer
        self.what = what


def _counts(document: object) -> dict[Entry, int]:
    """Read the entries, strictly: a baseline that is half understood would hide findings.

    Raises:
        _Odd: naming the first value that is not as `text` writes it.
    """
    found = cast("dict[str, object]", document) if isinstance(document, dict) else {}
    schema, rows = found.get("schema"), found.get("findings")
    if type(schema) is not int:
        raise _Odd(("schema",), "`schema` is not a number" if "schema" in found else "no `schema`")
    if schema != SCHEMA:
        raise _Odd(("schema",), f"version {schema} of the format is unknown to this version")
    if not isinstance(rows, list):
        raise _Odd(("findings",), "`findings` is not a list")
    counts: dict[Entry, int] = {}
    for number, row in enumerate(cast("list[object]", rows)):
        at = ("findings", number)
        entry, count = _read_entry(row, at)
        if entry in counts:
            raise _Odd(at, "the entry is there twice")
        counts[entry] = count
    return counts


def _read_entry(row: object, at: tuple[str | int, ...]) -> tuple[Entry, int]:
    if not isinstance(row, dict):
        raise _Odd(at, "an entry is not an object")
    members = cast("dict[str, object]", row)
    for name in Entry._fields:
        if not isinstance(members.get(name), str):
            raise _Odd((*at, name), f"`{name}` is not a text")
    count = members.get("count")
    if type(count) is not int or count < 1:  # True is an int too
        raise _Odd((*at, "count"), "`count` is not a whole number from 1 on")
    return Entry(*(str(members[name]) for name in Entry._fields)), count
