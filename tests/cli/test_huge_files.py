"""Files that say what a project is are small: a huge one is refused, and not read to its end."""

import subprocess
import sys

import pytest

PROGRAM = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)); "
    "from miniprog_cli.__main__ import main; sys.exit(main())"
)
HUGE = 3 * 2**30


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited in another way")
@pytest.mark.parametrize(
    ("name", "command", "says"),
    [
        ("miniprog.json", "check", "miniprog.json: the file is bigger than 1 MB"),
        (".gitignore", "check", ".gitignore is bigger than 1.0 MB"),
        (".miniprogignore", "pack", ".miniprogignore is bigger than 1.0 MB"),
        ("mocks/tests/a.json", "test", "a.json: the file is bigger than 16.0 MB"),
    ],
)
def test_a_huge_file_is_refused_with_little_memory(name, command, says, project, world):
    folder = project(root=".", files={name: "{}"})
    with (folder / name).open("r+b") as file:
        file.truncate(HUGE)  # takes no room on the disk
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, command], cwd=folder, env=world,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (2, "")
    assert says in run.stderr
    assert "hint: " in run.stderr
