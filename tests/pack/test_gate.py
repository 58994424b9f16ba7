"""What is packed is what was checked, also where a build writes meanwhile."""

import io

import pytest

from miniprog_cli import hosts
from miniprog_cli.check import check
from miniprog_cli.check.survey import survey
from miniprog_cli.core.archive.writer import write
from miniprog_cli.core.bundle import members
from miniprog_cli.core.inside import FileChanged
from miniprog_cli.core.project import open_project
from miniprog_cli.pack.gate import require_no_errors

FILES: dict[str, str | bytes] = {
    "app/a.js": "fetch('https://api.example.com')\n",
    "app/cafe\u0301.css": "p { color: teal }\n",
    "app/a.png": b"\x89PNG",
    "app/notes.txt": "x" * 5000,
}


@pytest.fixture
def host():
    return hosts.get("generic")


@pytest.fixture
def folder(project, tmp_path, monkeypatch):
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    return project(files=FILES)


def packed(project):
    return write(members(project, "generic"), io.BytesIO())


@pytest.mark.parametrize("is_known", [False, True])
def test_it_finds_what_a_check_finds(folder, host, is_known):
    if is_known:
        check(open_project(folder))
    project = open_project(folder)
    report = packed(project)
    assert require_no_errors(project, host, report) == check(project, keep=False)


@pytest.mark.parametrize("name", ["a.js", "notes.txt", "cafe\u0301.css"])
def test_a_file_that_changed_after_it_was_packed_is_an_error(folder, host, name):
    project = open_project(folder)
    report = packed(project)
    (folder / "app" / name).write_text("changed", "utf-8")
    with pytest.raises(FileChanged, match="changed while it was packed"):
        require_no_errors(project, host, report)


def test_what_is_known_of_the_bytes_that_were_packed_counts_and_not_what_lies_there_now(
    folder, host
):
    check(open_project(folder))
    project = open_project(folder)
    report = packed(project)
    wanted = check(project, keep=False)
    (folder / "app" / "a.js").write_text("debugger", "utf-8")
    assert require_no_errors(project, host, report) == wanted


def test_the_check_before_answers_for_the_bundle(folder, host, tmp_path):
    check(open_project(folder))
    kept = {one.name for one in (tmp_path / "cache").iterdir()}
    project = open_project(folder)
    require_no_errors(project, host, packed(project))
    assert {one.name for one in (tmp_path / "cache").iterdir()} == kept


@pytest.mark.parametrize("size", [100, 5_000_000], ids=["whole", "in-blocks"])
def test_pictures_that_were_packed_are_not_read_again(folder, host, size):
    """The same answer as a check without a bundle has, which reads their first bytes."""
    (folder / "app" / "a.png").write_bytes(b"\x89PNG".ljust(size, b"x"))
    project = open_project(folder)
    report = packed(project)
    rows = {row.path: row for row in report.rows}
    wanted = survey(project, [], keep=False).identity
    assert survey(project, [], keep=False, rows=report.rows).identity == wanted
    (folder / "app" / "a.png").write_bytes(b"GIF89a")
    assert rows["a.png"].bytes == size
    assert survey(project, [], keep=False, rows=report.rows).identity == wanted
    assert survey(project, [], keep=False).identity != wanted
