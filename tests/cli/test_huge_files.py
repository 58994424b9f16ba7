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
    run = ran_with_huge(folder / name, command, folder, world)
    assert (run.returncode, run.stdout) == (2, "")
    assert says in run.stderr
    assert "hint: " in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited in another way")
def test_a_source_that_memory_does_not_hold_is_no_fault_of_ours(tmp_path, world, miniprog):
    folder = tmp_path / "shop"
    assert miniprog("new", folder, "-t", "native-blank").rc == 0
    page = next(folder.rglob("*.wxml"))
    run = ran_with_huge(page, "check", folder, world)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith("error: there is not enough memory\n hint: ")


def ran_with_huge(file, command, folder, world):
    """Run a command that may use 1 GB of memory, where one of the files has three."""
    with file.open("r+b") as open_file:
        open_file.truncate(HUGE)  # takes no room on the disk
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, command], cwd=folder, env=world,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
