"""However `check` ends while processes help it to parse, it ends soon, and so do they."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists() or (os.cpu_count() or 1) < 2,
    reason="looks at processes as Linux shows them, and one processor alone gets no help",
)

TICKS = os.sysconf("SC_CLK_TCK")
LINE = "export function f%d(a, b) { return fetch(b + '/x').then((c) => a.map((x) => x + c)); }\n"


@pytest.fixture(scope="module")
def scripts() -> dict[str, str | bytes]:
    """Enough to parse that processes help, for some seconds."""
    return {f"app/{n}.js": "".join(LINE % i for i in range(700)) for n in range(80)}


@contextmanager
def checking(folder: Path, world: dict[str, str]) -> Generator[subprocess.Popen[str], None, None]:
    """Run a check that parses all, in a process group of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "check", "--no-cache", "-q"],
        cwd=folder,
        env=world,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def children(pid: int) -> list[int]:
    """Give the processes that any thread of a process has started."""
    found = list[int]()
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # it has ended
            found += map(int, thread.read_text(encoding="utf-8").split())
    return found


def seconds_used(pid: int) -> float:
    """Tell how long a process has computed; that of one that has ended is without end."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return float("inf") if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / TICKS


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def helpers_at(process: subprocess.Popen[str], moment: float) -> list[int]:
    """Wait until helpers have started, and the first has computed for some seconds."""
    wait_until(lambda: children(process.pid))
    helpers = children(process.pid)
    wait_until(lambda: seconds_used(helpers[0]) >= moment)
    assert process.poll() is None, "it ended before it was stopped"
    return helpers


def has_ended(pid: int) -> bool:
    return seconds_used(pid) == float("inf")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("moment", [0, 0.05, 0.15, 0.3, 0.6])
@pytest.mark.parametrize("stop", [os.kill, os.killpg], ids=["alone", "group"])
def test_ctrl_c_ends_it_and_its_helpers_at_once(stop, moment, project, scripts, world):
    with checking(project(files=scripts), world) as process:
        helpers = helpers_at(process, moment)
        stop(process.pid, signal.SIGINT)
        stopped = time.monotonic()
        stdout, stderr = process.communicate(timeout=30)
    assert time.monotonic() - stopped < 1
    assert (process.returncode, stdout) == (130, "")
    assert stderr == "interrupted: stopped; nothing is half-written\n"
    # One that was being started just then has to find its input at an end
    wait_until(lambda: all(map(has_ended, helpers)), 0.1 if moment else 30)


@pytest.mark.parametrize("moment", [0, 0.3])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_helpers_end_with_it_when_it_is_killed(number, moment, project, scripts, world):
    with checking(project(files=scripts), world) as process:
        helpers = helpers_at(process, moment)
        process.send_signal(number)
        assert process.wait(30) == -number
    wait_until(lambda: all(map(has_ended, helpers)))


def test_helpers_hold_on_to_nothing_that_the_command_was_given(project, scripts, world):
    with checking(project(files=scripts), world) as process:
        [helper, *_] = helpers_at(process, 0.05)
        given = {Path(f"/proc/{process.pid}/fd/{number}").readlink() for number in (0, 1, 2)}
        kept = [Path(f"/proc/{helper}/fd/{number}").readlink() for number in (0, 1, 2)]
    assert all(path.name.startswith("pipe:") for path in kept[:2])
    assert str(kept[2]) == "/dev/null"
    assert not given & set(kept[:2])
