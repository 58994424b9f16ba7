"""What `miniprog preview --record` says at its end."""

import json
from pathlib import Path

import pytest

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.recording import recorded
from miniprog_cli.hosts import open_project
from tests.conftest import ProjectMaker

STEPS = [
    {"do": "at", "page": "/index.html"},
    {"do": "choose", "on": {"id": "one"}, "files": ["tea.txt", "jam.txt"]},
    {"do": "choose", "on": {"id": "two"}, "files": ["tea.txt"]},
]


def test_files_that_a_test_needs_are_named(
    project: ProjectMaker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(preview={"mocks": "fakes"}, files={"fakes/files/jam.txt": "jam"})
    file = tmp_path / "first.json"
    file.write_text(json.dumps({"schema": 1, "steps": STEPS}), encoding="utf-8")
    with recorded(open_project(folder), file, Console()):
        pass
    said = capsys.readouterr().err
    assert f"recorded in {file}; play it with: miniprog test {file}\n" in said
    assert said.endswith("put tea.txt into fakes/files/: the test chooses it\n")


def test_nothing_recorded_is_said(
    project: ProjectMaker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with recorded(open_project(project()), tmp_path / "none.json", Console()):
        pass
    assert capsys.readouterr().err.endswith("\nnothing was recorded\n")
