"""`kill` and a closed terminal, while something lies around that only its maker can remove."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody is told there")

STOPPER = """
import os, sys
count, number, *arguments = sys.argv[1:]
seen = 0

def stop(event, given):
    '''Send this process a signal at the count-th thing it does below the folder it may write to.'''
    global seen
    touches = event in {"open", "os.rename", "os.mkdir", "os.remove", "os.scandir", "os.rmdir"}
    if touches and any(isinstance(each, (str, bytes)) and os.fsdecode(each).startswith(os.getcwd())
                       for each in given):
        seen += 1
        if seen == int(count):
            os.kill(os.getpid(), int(number))

sys.addaudithook(stop)
from miniprog_cli.cli import main
status = main(arguments)
sys.stderr.write(str(seen))
sys.exit(status)
"""
COMMANDS = {
    "publish": ["publish", "quiz", "--to", "dir:registry", "--json"],
    "pack": ["pack", "quiz", "-o", "{}/out/quiz.zip", "--json"],
    "new": ["new", "above/poll", "-t", "poll", "--json"],
}


def stopped(command: str, count: int, number: int, folder: Path, world: dict[str, str]):
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    words = [word.format(folder) for word in COMMANDS[command]]
    return subprocess.run(
        [sys.executable, "-c", STOPPER, str(count), str(number), *words],
        cwd=folder, env={**world, "TMPDIR": str(temporary)}, capture_output=True, check=False,
    )  # fmt: skip


def left(folder: Path) -> list[str]:
    """Name what nobody asked for: in the temporary folder, and beside what is written."""
    odd = [path for path in folder.rglob("*") if path.suffix == ".part" or path.name[0] == "."]
    known = (".lock", ".incoming", ".gitignore", ".miniprog")
    lies = [*(folder / "temporary").iterdir(), *(path for path in odd if path.name not in known)]
    return [str(path.relative_to(folder)) for path in lies]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_left_whenever_it_is_told_to_end(command, number, project, tmp_path, world):
    project()
    whole = stopped(command, 0, number, tmp_path, world)
    assert whole.returncode == 0
    steps = int(whole.stderr)
    told = 0
    for count in range(1, steps + 1, max(1, steps // 9)):
        work = tmp_path / f"run-{count}"
        (work / "quiz").parent.mkdir()
        (tmp_path / "quiz").rename(work / "quiz")
        ended = stopped(command, count, number, work, world)
        (work / "quiz").rename(tmp_path / "quiz")
        assert left(work) == [], count
        assert ended.returncode in (0, 143, -number), ended.stderr
        if ended.returncode == 143:
            told += 1
            assert json.loads(ended.stdout)["error"]["code"] == "interrupted"
    assert told


def test_under_nohup_a_closed_terminal_is_nothing_to_end_for(project, tmp_path, world):
    project()
    nohup = f"import signal; signal.signal({int(signal.SIGHUP)}, signal.SIG_IGN)\n{STOPPER}"
    ended = subprocess.run(
        [sys.executable, "-c", nohup, "40", str(int(signal.SIGHUP)), *COMMANDS["publish"]],
        cwd=tmp_path, env=world, capture_output=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0
