"""However `pack` is stopped, there is the old bundle, the new one, or none; never half of one."""

import os
import random
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from miniprog_cli.core.archive.reader import verify

STOPPER = """
import os, sys
count, signal_number, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
seen = 0

def stop(event, arguments):
    '''Send this process a signal at the count-th thing it does to a file of the project.'''
    global seen
    touches = event in {"open", "os.rename", "os.mkdir", "os.remove", "os.scandir"}
    if touches and any(isinstance(a, (str, bytes, os.PathLike)) and os.fsdecode(a).startswith(folder)
                       for a in arguments):
        seen += 1
        if seen == count:
            os.kill(os.getpid(), signal_number)

sys.addaudithook(stop)
from miniprog_cli.cli import main
status = main(["pack", folder, "-q"])
print(seen)
sys.exit(status)
"""


def stopped_pack(folder, count, number=signal.SIGKILL):
    return subprocess.run(
        [sys.executable, "-c", STOPPER, str(count), str(int(number)), str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(folder.parent)},
    )


@pytest.fixture
def folder(project):
    files = {f"app/{n:02}.bin": random.Random(n).randbytes(40_000) for n in range(24)}
    return project(files=files)


def bundles(folder):
    return sorted(path.name for path in (folder / "bundles").glob("*"))


def steps(folder):
    """How many times a whole run touches the project, where the check before it is known."""
    ran = stopped_pack(folder, 0)
    assert ran.returncode == 0, ran.stderr
    return int(ran.stdout.split()[-1])


NAME = "com.example.quiz-1.0.0-generic.zip"


SOME = pytest.param(11, id="some")
EACH = pytest.param(1, id="each", marks=pytest.mark.soak)


@pytest.mark.parametrize("every", [SOME, EACH])
def test_killed_anywhere_without_a_bundle_before(folder, every):
    stopped_pack(folder, 0)
    good = (folder / "bundles" / NAME).read_bytes()
    (folder / "bundles" / NAME).unlink()
    whole = steps(folder)
    assert whole > 30
    for count in range(1, whole + 1, every):
        for left in (folder / "bundles").glob("*"):
            left.unlink()
        assert stopped_pack(folder, count).returncode == -signal.SIGKILL
        found = [name for name in bundles(folder) if not name.startswith(".")]
        assert found in ([], [NAME])
        if found:
            assert (folder / "bundles" / NAME).read_bytes() == good


@pytest.mark.parametrize("every", [SOME, EACH])
def test_killed_anywhere_keeps_the_bundle_from_before(folder, every):
    whole = steps(folder)
    old = (folder / "bundles" / NAME).read_bytes()
    (folder / "app/new.txt").write_text("new", encoding="utf-8")
    for count in range(1, whole + 1, every):
        assert stopped_pack(folder, count).returncode == -signal.SIGKILL
        assert (folder / "bundles" / NAME).read_bytes() == old
    assert stopped_pack(folder, 0).returncode == 0
    assert "new.txt" in [row.path for row in verify(folder / "bundles" / NAME).rows]


def test_what_a_kill_left_is_swept_and_never_ships(folder):
    leftover = folder / "bundles" / f".{NAME}.1.part"
    leftover.parent.mkdir()
    leftover.write_bytes(b"half")
    assert stopped_pack(folder, 0).returncode == 0
    assert leftover.exists()  # young: another run may be writing it
    os.utime(leftover, (0, 0))
    assert stopped_pack(folder, 0).returncode == 0
    assert bundles(folder) == [NAME]


def test_ctrl_c_leaves_nothing(folder):
    for count in (3, 12, 22, 28):
        ran = stopped_pack(folder, count, signal.SIGINT)
        assert (ran.returncode, "Traceback" in ran.stderr) == (130, False), ran.stderr
        assert not (folder / "bundles").exists()


def test_a_full_disk_leaves_nothing(folder, tmp_path):
    """A limit on the size of files stands in for the disk."""
    ran = subprocess.run(
        [sys.executable, "-m", "miniprog_cli", "pack", folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert ran.returncode == 3
    assert "cannot write" in ran.stderr
    assert "File too large" in ran.stderr
    assert not (folder / "bundles").exists()


@pytest.mark.parametrize("out", ["/dev/null/x.zip", "/proc/x.zip", "/proc/none/x.zip"])
def test_a_place_that_cannot_be_written(miniprog, project, out):
    if not Path(out).parents[-2].exists():
        pytest.skip(f"no {Path(out).parents[-2]} here")
    run = miniprog("pack", project(), "-o", out)
    assert run.rc == 3
    assert "cannot " in run.stderr


def test_two_at_once_write_one_bundle(folder):
    command = [sys.executable, "-m", "miniprog_cli", "pack", folder, "-q"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert bundles(folder) == [NAME]
    assert len(verify(folder / "bundles" / NAME).rows) == 26
