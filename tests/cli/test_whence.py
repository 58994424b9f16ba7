"""Findings as text name files as the working directory has them, so that a terminal opens them."""

from pathlib import Path

import pytest

from tests.conftest import Miniprog
from tests.preview.previewing import write_project

PAGE = "<!doctype html><html lang=en><p>no title"


@pytest.mark.parametrize(
    ("here", "named"),
    [
        (".", "shops/tea/app/index.html"),
        ("shops", "tea/app/index.html"),
        ("shops/tea", "app/index.html"),
        ("shops/tea/app", "index.html"),
        ("shops/tea/mocks", "../app/index.html"),
        ("elsewhere", "app/index.html"),
    ],
)
def test_a_finding_names_its_file_from_where_one_stands(
    tmp_path: Path, miniprog: Miniprog, here: str, named: str
) -> None:
    files: dict[str, str | bytes] = {"app/index.html": PAGE, "mocks/readme": ""}
    folder = write_project(tmp_path / "shops/tea", files, root="app")
    (tmp_path / "elsewhere").mkdir()
    ran = miniprog("check", folder, cwd=tmp_path / here)
    lines = ran.stdout.splitlines()
    assert any(line.startswith(f"{named}:1:") for line in lines), ran.stdout
    told = miniprog("check", folder, "--json", cwd=tmp_path / here)
    assert {one["file"] for one in told.json["findings"]} == {"app/index.html"}
