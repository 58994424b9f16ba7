"""What is wrong thousands of times over is all told; what was meant is looked up for the first few."""

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from miniprog_cli.check import check
from miniprog_cli.core.project import open_project
from miniprog_cli.core.shape import MAX_GUESSES
from tests.leaks import leaks
from tests.preview.previewing import write_project

MANY = 900
"""Faults in one file: of more than a thousand not each would be told."""


@pytest.mark.parametrize(
    ("code", "members", "files"),
    [
        ("MP004", {f"pagse{n}": n for n in range(MANY)}, {}),
        ("MP003", {"permissions": [{"name": f"phone{n}", "reason": "x"} for n in range(MANY)]}, {}),
        ("MP006", {"hosts": {f"generic{n}": {} for n in range(MANY)}}, {}),
        ("MP201", {"pages": [f"index{n}.html" for n in range(MANY)]}, {}),
        ("MP303", {}, {"index.html": "".join(f"<img src=logo{n}.png>" for n in range(MANY))}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_the_first_few_say_what_was_meant(
    tmp_path: Path, code: str, members: dict[str, object], files: dict[str, str | bytes]
) -> None:
    page: dict[str, str | bytes] = {"index.html": "<p>x", "logo.png": b""}
    folder = write_project(tmp_path, {**page, **files}, **members)
    found = [report for report in check(open_project(folder)).reports if report.rule.code == code]
    meant = [report for report in found if "did you mean" in (report.finding.hint or "")]
    assert len(found) >= MANY
    assert 1 <= len(meant) <= MAX_GUESSES


def calls(function: Callable[[], object]) -> int:
    """Count the calls that a function makes, of functions in Python and in C: time without a clock."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def with_allowances(number: int) -> dict[str, Any]:
    page = "".join(f"<img src=gone{n}.png>" for n in range(number))
    reason = {"rule": "MP303", "reason": "x"}
    paths = [{**reason, "path": f"lib/{n}/"} for n in range(number)]
    prints = [{**reason, "fingerprint": f"{n:016x}"} for n in range(number)]
    return {"files": {"index.html": page}, "check": {"allow": [*paths, *prints]}}


def with_wildcards(number: int) -> dict[str, Any]:
    page = "".join(f"<img src=gone{n}.png>" for n in range(number))
    forms = ("lib/{}/*.html", "*-{}.js", "lib/**/page{}*", "?{}-index.html", "in*/{}", "{}-[ab]")
    paths = [forms[n % len(forms)].format(n) for n in range(number * 2)]
    allow = [{"rule": "MP303", "reason": "x", "path": path} for path in paths]
    return {"files": {"index.html": page}, "check": {"allow": allow}}


def with_secrets(number: int) -> dict[str, Any]:
    secret = leaks()["appsecret"][1]
    page = "".join(f"<img src=gone{n}.png><p>{secret}</p>\n" for n in range(number))
    return {"files": {"index.html": page}}


@pytest.mark.parametrize("many", [with_allowances, with_wildcards, with_secrets])
def test_twice_as_much_takes_twice_as_many_steps(
    tmp_path: Path, many: Callable[[int], dict[str, Any]]
) -> None:
    counts: list[int] = []
    for number in (100, 200, 400):
        members = many(number)
        files = members.pop("files")
        project = open_project(write_project(tmp_path / str(number), files, **members))
        assert len(check(project, keep=False).reports) > number  # and all is imported
        counts.append(calls(lambda project=project: check(project, keep=False)))  # type: ignore[misc]
    first, second = (later - before for before, later in pairwise(counts))
    assert second < 2.6 * first  # twice as many more of them; of a square it would be 4
