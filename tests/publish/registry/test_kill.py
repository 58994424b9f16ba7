"""A publisher killed at any point loses nothing, and the next run finishes.

Fast here: a small bundle, killed at every fifth call to the system. The long run kills at each, and
publishers of larger bundles, twice in a row, and at random moments while others are at work.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit

pytestmark = pytest.mark.skipif(os.name == "nt", reason="fork and SIGKILL are of Unix")

APP = "com.example.quiz"


def kill_at(programs: Path, bundle: Path, steps: dict[Path, int]) -> list[dict[str, int]]:
    """Publish to each registry folder in a process that dies at the step given; 0 is never."""
    pairs = [part for folder, step in steps.items() for part in (folder, str(step))]
    found = subprocess.run(
        [sys.executable, programs / "dying_publisher.py", bundle, *pairs],
        stdout=subprocess.PIPE,
        check=True,
    )
    ends: list[dict[str, int]] = json.loads(found.stdout)
    return ends


def every_step(programs: Path, bundle: Path, folder: Path) -> range:
    """Number the calls that publishing to a folder makes."""
    (whole,) = kill_at(programs, bundle, {folder: 0})
    assert whole["exit"] == 0
    return range(1, whole["calls"] + 1)


def require_finish(bundle: Path, folder: Path, tags, expected: str) -> bool:
    """Require that a killed publisher's work can be read, and be finished by one more run."""
    registry = open_registry(Location(path=folder))
    before = submissions(registry, APP)
    receipt = submit(bundle, registry, actor="bob")
    layout = folder / "submissions" / APP
    assert receipt.digest == expected
    assert receipt.already == bool(before)
    assert [one.digest for one in submissions(registry, APP)] == [expected]
    names = tags(layout)
    assert names["1.0.0-generic"] == expected
    assert sum(name.startswith("ev.") for name in names) == 1
    assert list((layout / ".incoming").iterdir()) == []
    assert submit(bundle, registry, actor="bob").writes == ()
    return bool(before)


SOME = pytest.param(5, id="some")
EACH = pytest.param(1, id="each", marks=pytest.mark.soak)


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("every", [SOME, EACH])
def test_killed_at_any_call_the_next_run_finishes(pack, tags, programs, tmp_path, every, is_there):
    bundle = pack()
    expected = submit(bundle, open_registry(Location(path=tmp_path / "r")), actor="ann").digest
    if is_there:  # then the bundle is written while it is looked at
        (tmp_path / "0").mkdir()
    steps = {tmp_path / str(k): k for k in every_step(programs, bundle, tmp_path / "0")[::every]}
    for folder in steps if is_there else ():
        folder.mkdir()
    ends = kill_at(programs, bundle, steps)
    assert {end["exit"] for end in ends} == {-signal.SIGKILL}
    submitted = [require_finish(bundle, folder, tags, expected) for folder in steps]
    # one step makes the submission happen: before it there is none, from it on there is one
    assert submitted == sorted(submitted)
    assert set(submitted) == {False, True}


@pytest.mark.parametrize("every", [SOME, EACH])
def test_killed_at_any_call_of_a_second_version_the_first_stays(
    pack, tags, programs, tmp_path, every
):
    first, second = pack(), pack("second.zip", version="1.1.0")
    submit(first, open_registry(Location(path=tmp_path / "first")), actor="ann")
    copy = shutil.copytree(tmp_path / "first", tmp_path / "0")
    steps = {tmp_path / str(k): k for k in every_step(programs, second, copy)[::every]}
    for folder in steps:
        shutil.copytree(tmp_path / "first", folder)
    ends = kill_at(programs, second, steps)
    assert {end["exit"] for end in ends} == {-signal.SIGKILL}
    for folder in steps:
        registry = open_registry(Location(path=folder))
        assert "1.0.0" in {one.version for one in submissions(registry, APP)}
        submit(second, registry, actor="bob")
        names = tags(folder / "submissions" / APP)
        assert {"1.0.0-generic", "1.1.0-generic"} <= set(names)
        assert len(names) == 4


@pytest.mark.soak
@pytest.mark.parametrize("size", [0, 1, 70_000, 1_048_576, 10_000_000])
def test_killed_twice_in_a_row_at_any_calls(pack, tags, programs, tmp_path, size):
    bundle = pack(page=random.Random(1).randbytes(size))
    expected = submit(bundle, open_registry(Location(path=tmp_path / "r")), actor="ann").digest
    chance = random.Random(2)
    steps = every_step(programs, bundle, tmp_path / "0")
    for some in (steps[at : at + 16] for at in range(0, len(steps), 16)):
        first = {tmp_path / str(step): step for step in some}
        kill_at(programs, bundle, first)
        kill_at(
            programs, bundle, {one: chance.randint(1, step + 10) for one, step in first.items()}
        )
        for folder in first:
            require_finish(bundle, folder, tags, expected)
            shutil.rmtree(folder)


@pytest.mark.soak
def test_publishers_killed_at_random_moments_while_others_work(pack, tags, programs, tmp_path):
    """Sixty rounds of four processes and five versions each, two of them killed on the way."""
    chance = random.Random(3)
    bundles = [
        pack(f"{n}.zip", version=f"1.0.{n}", page=chance.randbytes(300_000)) for n in range(5)
    ]
    for number in range(60):
        folder = tmp_path / f"round-{number}"
        racers = [start(programs, folder, bundles) for _ in range(4)]
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("\n")
            racer.stdin.flush()
        for racer in racers[:2]:
            timer = threading.Timer(chance.uniform(0, 0.25), racer.kill)
            timer.start()
        for racer in racers:
            racer.communicate()
        registry = open_registry(Location(path=folder))
        assert len(submissions(registry, APP)) == 5
        assert all(submit(bundle, registry, actor="bob").already for bundle in bundles)
        assert len(tags(folder / "submissions" / APP)) == 10


def start(programs: Path, folder: Path, bundles: list[Path]) -> subprocess.Popen[str]:
    racer = subprocess.Popen(
        [sys.executable, programs / "publisher.py", folder, *bundles],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert racer.stdout is not None
    assert racer.stdout.readline() == "ready\n"
    return racer
