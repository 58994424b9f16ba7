"""Publishers that race each other, and readers beside them: real processes on one folder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit

APP = "com.example.quiz"


def race(programs: Path, folder: Path, bundles: list[list[Path]]) -> list[list[dict[str, object]]]:
    """Start one publisher per list, let all go at once, and give what each said per bundle."""
    racers = [
        subprocess.Popen(
            [sys.executable, programs / "publisher.py", folder, *own],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for own in bundles
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    said = [racer.communicate()[0] for racer in racers]
    return [[json.loads(line) for line in lines.splitlines()] for lines in said]


@pytest.mark.parametrize("racers", [2, 5, pytest.param(16, marks=pytest.mark.soak)])
def test_of_racers_with_the_same_content_one_submits_and_all_succeed(
    pack, tags, programs, tmp_path, racers
):
    bundles = [pack(f"{n}.zip", version=f"1.0.{n}") for n in range(6)]
    said = race(programs, tmp_path / "registry", [bundles] * racers)
    for one in zip(*said, strict=True):
        assert [each["exit"] for each in one] == [0] * racers
        assert sorted(bool(each["already"]) for each in one) == [False] + [True] * (racers - 1)
        assert len({each["digest"] for each in one}) == 1
    assert len(tags(tmp_path / "registry/submissions" / APP)) == 12


@pytest.mark.parametrize("racers", [2, 5, pytest.param(16, marks=pytest.mark.soak)])
def test_of_racers_with_other_content_one_wins_and_the_others_are_refused(
    pack, tags, programs, tmp_path, racers
):
    bundles = [
        [pack(f"{n}-{racer}.zip", version=f"1.0.{n}", page=str(racer).encode()) for n in range(6)]
        for racer in range(racers)
    ]
    said = race(programs, tmp_path / "registry", bundles)
    registry = open_registry(Location(path=tmp_path / "registry"))
    winners = {one.version: one for one in submissions(registry, APP)}
    for n, one in enumerate(zip(*said, strict=True)):
        assert sorted(each["exit"] for each in one) == [0] + [1] * (racers - 1)
        assert {each.get("code") for each in one} == {None, "version-taken"}
        (won,) = [each for each in one if each["exit"] == 0]
        assert winners[f"1.0.{n}"].digest == won["digest"]
        assert winners[f"1.0.{n}"].state == "waiting"
    assert len(tags(tmp_path / "registry/submissions" / APP)) == 12


def test_a_reader_beside_writers_sees_only_whole_submissions(pack, tags, programs, tmp_path):
    bundles = [pack(f"{n}.zip", version=f"1.0.{n}") for n in range(30)]
    folder = tmp_path / "registry"
    registry = open_registry(Location(path=folder))
    submit(bundles[0], registry, actor="ann")
    writer = subprocess.Popen(
        [sys.executable, programs / "publisher.py", folder, *bundles],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdin is not None
    writer.stdin.write(b"\n")
    writer.stdin.flush()
    seen = [1]
    while writer.poll() is None:
        seen.append(len(submissions(registry, APP)))
        index = json.loads((folder / "submissions" / APP / "index.json").read_bytes())
        assert len(index["manifests"]) >= 2
    writer.communicate()
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert len(submissions(registry, APP)) == 30
    assert len(tags(folder / "submissions" / APP)) == 60
