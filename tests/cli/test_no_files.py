"""A pipe or a device where a file is asked for: an answer at once, for nobody may ever write to it."""

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")

COMMANDS = {
    "verify": ["verify", "{}"],
    "publish": ["publish", "{}", "--to", "dir:registry"],
    "dry run": ["publish", "-n", "{}", "--to", "dir:registry"],
    "test": ["test", "--project", "quiz", "{}"],
    "baseline": ["check", "quiz", "--baseline", "{}"],
    "check": ["check", "{}"],
    "pack": ["pack", "{}"],
    "preview": ["preview", "{}"],
}


@pytest.fixture
def places(project, tmp_path: Path) -> list[str]:
    project()
    os.mkfifo(tmp_path / "pipe")
    return ["pipe", "/dev/null", "/dev/zero"]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_wrong_use_and_never_waited_for(miniprog, places, command):
    for place in places:
        words = [word.format(place) for word in COMMANDS[command]]
        refused = miniprog(*words, "--json", timeout=30)
        assert refused.rc == 2, refused.talk
        error = refused.json["error"]
        assert place in error["message"]
        assert error["hint"]


@pytest.mark.parametrize("command", ["verify", "publish"])
def test_a_bundle_on_standard_input_is_told_to_be_saved_first(miniprog, command):
    refused = miniprog(command, "/dev/stdin", "--json", stdin="PK")
    assert (refused.rc, refused.json["error"]["code"]) == (2, "bundle-not-found")
    assert refused.json["error"]["message"] == "no bundle at /dev/stdin: it is no file"


def test_a_pipe_among_the_sessions_of_a_folder_is_named(miniprog, project, tmp_path):
    folder = project(files={"mocks/tests/a.json": '{"schema": 1, "steps": []}'})
    os.mkfifo(folder / "mocks/tests/b.json")
    refused = miniprog("test", cwd=folder, timeout=30)
    assert refused.rc == 2
    assert "mocks/tests/b.json" in refused.stderr
