"""A registry folder that was lost in part, damaged, or laid out as a trap."""

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from miniprog_cli.core.errors import Exit
from miniprog_cli.publish.errors import (
    DamagedRegistry,
    RegistryBusy,
    RegistryUnusable,
    VersionTaken,
)
from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.registry.lock import locked
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit

APP = "com.example.quiz"


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    return tmp_path / "registry/submissions" / APP


def blob(layout: Path, digest: str) -> Path:
    return layout / "blobs/sha256" / digest.removeprefix("sha256:")


LOSSES = {
    "lost": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "not an index": lambda path: path.write_bytes(b"[1]"),
    "odd entries": lambda path: path.write_bytes(b'{"manifests": [1, {"digest": "../../x"}]}'),
    "too deep": lambda path: path.write_bytes(b"[" * 100_000),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_lost_index_changes_no_state_and_is_healed(pack, registry, tags, layout, loss):
    submit(pack(), registry, actor="ann")
    submit(pack("2.zip", version="1.1.0"), registry, actor="ann")
    before, state = tags(layout), submissions(registry)
    LOSSES[loss](layout / "index.json")
    (layout / "oci-layout").unlink()
    assert submissions(registry) == state
    healed = submit(pack(), registry, actor="ann")
    assert healed.already
    assert [write.path.split("/")[-1] for write in healed.writes] == ["oci-layout", "index.json"]
    assert tags(layout) == before
    with pytest.raises(VersionTaken):
        submit(pack(page=b"<p>2</p>"), registry, actor="ann")


def test_what_other_tools_put_into_the_index_stays(pack, registry, tags, layout):
    receipt = submit(pack(), registry, actor="ann")
    index = json.loads((layout / "index.json").read_bytes())
    (bundle,) = [entry for entry in index["manifests"] if entry["digest"] == receipt.digest]
    name = {"org.opencontainers.image.ref.name": "stable"}
    index["manifests"].append({**bundle, "annotations": name})
    (layout / "index.json").write_text(json.dumps(index), encoding="utf-8")
    submit(pack("2.zip", version="1.1.0"), registry, actor="ann")
    assert tags(layout)["stable"] == receipt.digest
    assert len(tags(layout)) == 5


def test_a_damaged_or_missing_bundle_is_repaired_by_publishing_it_again(
    pack, registry, tags, layout
):
    receipt = submit(pack(page=b"x" * 100), registry, actor="ann")
    manifest = json.loads(blob(layout, receipt.digest).read_bytes())
    parts = [receipt.digest, manifest["config"]["digest"], manifest["layers"][0]["digest"]]
    for digest in parts:
        path = blob(layout, digest)
        for harm in (path.unlink, lambda: path.write_bytes(b"x" * path.stat().st_size)):  # noqa: B023
            harm()
            repaired = submit(pack(page=b"x" * 100), registry, actor="ann")
            assert (repaired.already, repaired.digest) == (True, receipt.digest)
            assert [write.blob.digest for write in repaired.writes] == [digest]
            tags(layout)


def test_damage_is_named_and_never_read_over(pack, registry, layout):
    submit(pack(), registry, actor="ann")
    (event,) = [
        path for path in (layout / "blobs/sha256").iterdir() if b'"actor"' in path.read_bytes()
    ]
    event.write_bytes(event.read_bytes().replace(b'"ann"', b'"eve"'))
    for attempt in (lambda: submissions(registry), lambda: submit(pack(), registry, actor="ann")):
        with pytest.raises(DamagedRegistry) as refused:
            attempt()
        assert refused.value.exit_code is Exit.MACHINE
        assert event.name in refused.value.message


def test_another_container_does_not_hide_that_the_stored_one_is_damaged(
    pack, rezip, registry, layout
):
    path = pack(page=os.urandom(50_000).hex().encode())
    receipt = submit(path, registry, actor="ann")
    other = rezip(path)
    assert submit(other, registry, actor="ann").digest == receipt.digest
    (layer,) = json.loads(blob(layout, receipt.digest).read_bytes())["layers"]
    blob(layout, layer["digest"]).write_bytes(b"x" * 100_000)
    with pytest.raises(DamagedRegistry):
        submit(other, registry, actor="ann")
    assert submit(path, registry, actor="ann").already
    assert submit(other, registry, actor="ann").already


def test_two_folders_merged_by_hand_show_their_conflict(pack, registry, tags, layout, tmp_path):
    other = open_registry(Location(path=tmp_path / "other"))
    mine = submit(pack(), registry, actor="ann")
    theirs = submit(pack(page=b"<p>2</p>"), other, actor="bob")
    shutil.copytree(tmp_path / "other", tmp_path / "registry", dirs_exist_ok=True)
    found = {(one.digest, one.state) for one in submissions(registry, APP)}
    assert found == {(mine.digest, "conflict"), (theirs.digest, "conflict")}
    again = submit(pack(), registry, actor="ann")
    assert (again.already, again.state) == (True, "conflict")
    assert sum(tag.startswith("ev.") for tag in tags(layout)) == 2


def test_an_event_of_another_program_says_nothing_here(pack, registry, tmp_path):
    submit(pack(), registry, actor="ann")
    submit(pack("2.zip", id="com.example.poll"), registry, actor="eve")
    folder = tmp_path / "registry/submissions"
    shutil.copytree(folder / "com.example.poll", folder / APP, dirs_exist_ok=True)
    assert [one.id for one in submissions(registry, APP)] == [APP]
    assert len(submissions(registry)) == 2


def test_files_that_are_no_blobs_are_passed_over(pack, registry, layout, tmp_path):
    submit(pack(), registry, actor="ann")
    (layout / "blobs/sha256/.DS_Store").write_bytes(b"x")
    (tmp_path / "registry/submissions/README").write_bytes(b"x")
    (tmp_path / "registry/submissions/empty").mkdir()
    assert len(submissions(registry)) == 1


def test_what_a_dead_publisher_left_is_cleared(pack, registry, layout):
    submit(pack(), registry, actor="ann")
    (layout / ".incoming/half.1").write_bytes(b"x")
    submit(pack(), registry, actor="ann")
    assert list((layout / ".incoming").iterdir()) == []


@pytest.mark.parametrize("trap", ["submissions", f"submissions/{APP}", f"submissions/{APP}/blobs"])
def test_a_link_inside_a_registry_is_never_followed(pack, registry, tmp_path, trap):
    submit(pack(), registry, actor="ann")
    outside = tmp_path / "outside"
    (tmp_path / "registry" / trap).rename(outside)
    (tmp_path / "registry" / trap).symlink_to(outside, target_is_directory=True)
    before = sorted(outside.rglob("*"))
    for attempt in (
        lambda: submit(pack("2.zip", version="1.1.0"), registry, actor="ann"),
        lambda: submissions(registry, APP),
        lambda: submissions(registry),
    ):
        with pytest.raises(DamagedRegistry) as refused:
            attempt()
        assert "link" in refused.value.message
    assert sorted(outside.rglob("*")) == before


@pytest.mark.parametrize("name", [".lock", "index.json", "oci-layout"])
def test_a_link_instead_of_a_file_never_lets_the_file_behind_it_be_written(
    pack, registry, layout, tmp_path, name
):
    submit(pack(), registry, actor="ann")
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (layout / name).unlink()
    (layout / name).symlink_to(victim)
    refused = contextlib.nullcontext() if name != ".lock" else pytest.raises(RegistryUnusable)
    with refused:
        submit(pack("2.zip", version="1.1.0"), registry, actor="ann")
    assert (layout / name).is_symlink() == (name == ".lock")
    assert victim.read_bytes() == b"precious"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_instead_of_a_blob_is_damage_and_does_not_hang(pack, registry, layout):
    submit(pack(), registry, actor="ann")
    os.mkfifo(layout / "blobs/sha256" / hashlib.sha256(b"pipe").hexdigest())
    with pytest.raises(DamagedRegistry):
        submissions(registry)


def test_the_registry_itself_may_be_a_link(pack, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "registry").symlink_to(tmp_path / "disk", target_is_directory=True)
    registry = open_registry(Location(path=tmp_path / "registry"))
    submit(pack(), registry, actor="ann")
    assert len(submissions(registry)) == 1


def test_whoever_waits_too_long_for_the_lock_is_told(tmp_path):
    path = tmp_path / ".lock"
    with (
        locked(path),
        pytest.raises(RegistryBusy) as refused,
        locked(path, patience=0.05),
    ):
        pass
    assert refused.value.exit_code is Exit.MACHINE
    with locked(path, patience=0.05):
        pass


def test_a_lock_that_the_system_reports_as_windows_does_is_waited_for(tmp_path):
    answers = [PermissionError(13, "Permission denied"), BlockingIOError(), None]

    def take(_: int) -> None:
        answer = answers.pop(0)
        if answer:
            raise answer

    with locked(tmp_path / ".lock", take=take):
        assert answers == []
