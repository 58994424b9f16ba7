"""What is wrong thousands of times over is all told; what was meant is looked up for the first few."""

from pathlib import Path

import pytest

from miniprog_cli.check import check
from miniprog_cli.core.project import open_project
from miniprog_cli.core.shape import MAX_GUESSES
from tests.preview.previewing import write_project

MANY = 2000


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
