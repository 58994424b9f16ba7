"""``-`` where an option writes a file: standard output where that can be, else a refusal."""

import json
import subprocess
import sys

import pytest
from junitparser import JUnitXml

from tests.conftest import require
from tests.preview.previewing import free_port
from tests.terminal import shown_on_a_terminal

STEPS = [{"do": "at", "page": "/index.html"}, {"do": "see", "text": "Hello"}]
SESSION = json.dumps({"schema": 1, "steps": STEPS})


@pytest.mark.parametrize(
    ("arguments", "says", "hint"),
    [
        (["check", "--baseline", "-"], "--baseline takes no -", "name a file"),
        (["check", "--write-baseline", "-"], "--write-baseline takes no -", "name a file"),
        (["check", "--fix", "--write-baseline", "-"], "--write-baseline takes no -", "name a file"),
        (["preview", "--record", "-"], "--record takes no -", "name a file"),
        (["preview", "--lan", "--qr-output", "-"], "--qr-output takes no -", "name a file"),
        (["preview", "--ready-file", "-"], "--ready-file takes no -", "--json tells the addresses"),
        (["preview", "--crawl", "--pictures", "-"], "--pictures takes no -", "name a folder"),
        (["test", "--pictures", "-"], "--pictures takes no -", "name a folder"),
    ],
)
def test_what_needs_a_file_refuses_the_dash_before_anything_is_done(
    arguments, says, hint, miniprog, project
):
    folder = project()
    refused = miniprog(*arguments, cwd=folder)
    assert (refused.rc, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"error: {says}\n hint: {hint}")
    assert sorted(path.name for path in folder.iterdir()) == ["app", "miniprog.json"]


@pytest.mark.parametrize(
    ("command", "option"), [("preview", "--screenshot"), ("test", "--junit"), ("pack", "-o")]
)
def test_the_document_of_json_shares_standard_output_with_nothing(
    command, option, miniprog, project
):
    refused = miniprog(command, option, "-", "--json", cwd=project())
    assert (refused.rc, refused.json["error"]["code"]) == (2, "output-taken")
    assert refused.json["error"]["hint"] == "leave one of them out, or name a file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_is_no_place_for_a_picture(project, world):
    shown = shown_on_a_terminal(80, world, "preview", "--screenshot", "-", cwd=project())
    assert "standard output is a terminal" in shown
    assert "PNG" not in shown


def test_a_picture_is_all_that_is_on_standard_output(project, world):
    require("chromium")
    folder = project()
    port = str(free_port())
    drawn = subprocess.run(
        [sys.executable, "-m", "miniprog_cli", "preview", "--screenshot", "-", "--port", port],
        cwd=folder, env=world, capture_output=True, check=False,
    )  # fmt: skip
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.startswith(b"\x89PNG\r\n")
    assert drawn.stdout.endswith(b"IEND\xaeB`\x82")
    assert not (folder / "-").exists()


def test_the_results_of_tests_are_all_that_is_on_standard_output(miniprog, project):
    require("chromium")
    folder = project(files={"mocks/tests/first.json": SESSION})
    ran = miniprog("test", "--junit", "-", cwd=folder)
    assert ran.rc == 0, ran.stderr
    (suite,) = JUnitXml.fromstring(ran.stdout.encode())
    assert [case.name for case in suite] == ["mocks/tests/first.json"]
    assert ran.stderr.startswith("✓ mocks/tests/first.json  2 steps, ")
    assert not (folder / "-").exists()
