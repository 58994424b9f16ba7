"""``miniprog pack -o -``: the bundle on standard output, as `git archive` and `zip` write theirs."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.terminal import shown_on_a_terminal


@pytest.fixture
def piped(world, tmp_path):
    """Run the command with bytes on standard output."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "miniprog_cli", *map(str, arguments)],
            cwd=tmp_path, env=world, capture_output=True, check=False,
        )  # fmt: skip

    return run


def test_the_bundle_is_all_that_is_on_standard_output(piped, miniprog, project, tmp_path):
    folder = project()
    done = piped("pack", folder, "-o", "-")
    assert done.returncode == 0
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as zipped:
        assert zipped.namelist() == ["index.html", "miniprog.json"]
    assert miniprog("pack", folder, "-o", "quiz.zip").rc == 0
    assert done.stdout == (tmp_path / "quiz.zip").read_bytes()
    assert "✓ packed 2 files for generic\n" in done.stderr.decode()
    assert not (tmp_path / "-").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["app", "miniprog.json"]


def test_what_check_refuses_is_no_bundle_there_either(piped, project):
    done = piped("pack", project(pages=["missing.html"]), "-o", "-")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"the page missing.html does not ship" in done.stderr


def test_with_json_the_document_has_standard_output_for_itself(piped, miniprog, project, tmp_path):
    refused = miniprog("pack", project(), "-o", "-", "--json")
    assert (refused.rc, refused.json["error"]["code"]) == (2, "output-taken")
    assert refused.json["error"]["hint"] == "leave one of them out, or name a file"
    assert not (tmp_path / "-").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_is_no_place_for_a_bundle(project, world, tmp_path):
    project()
    shown = shown_on_a_terminal(80, world, "pack", "quiz", "-o", "-", cwd=tmp_path)
    assert "standard output is a terminal" in shown
    assert "PK" not in shown


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no such device")
def test_the_device_of_that_name_is_told_how_to_be_written_to(miniprog, project):
    refused = miniprog("pack", project(), "-o", "/dev/stdout")
    assert refused.rc == 1
    assert "-o - is standard output" in refused.stderr
