"""The sizes that `check` reports are those of the bundle, whether they were kept or not."""

import json
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check import cache, sizing
from miniprog_cli.core.archive.writer import measure
from miniprog_cli.core.bundle import members
from miniprog_cli.core.project import open_project
from tests.conftest import MANIFEST, write_files

NAMES = st.sampled_from(
    ["a.js", "b.css", "img/c.png", "d", "caf\u00e9.txt", "cafe\u0301/x.JPG", "测.json"]
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda b, n: b * n, st.binary(max_size=9), st.integers(0, 999)),
)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(sizing, "WORTH_KEEPING", 0)
    return tmp_path / "cache" / "sizes"


def opened(folder: Path, files: dict[str, bytes]):
    write_files(folder, {"miniprog.json": json.dumps(MANIFEST)})
    write_files(folder / "app", {"index.html": "<p>x", **files})
    return open_project(folder)


@given(files=st.dictionaries(NAMES, CONTENTS))
def test_sizes_equal_those_of_the_bundle_cold_and_warm(files, tmp_path_factory):
    project = opened(tmp_path_factory.mktemp("p"), files)
    report = measure(members(project, "generic"))
    for keep in (False, True, True):
        sizes = sizing.sizes_of(project, ["generic"], keep=keep)["generic"]
        assert (sizes.raw_bytes, sizes.bundle_bytes) == (report.raw_bytes, report.bundle_bytes)


def test_large_files_have_the_same_size_as_in_the_bundle(tmp_path, kept):
    exact = {f"{n}.dat": bytes(n) for n in (4 * 2**20 - 1, 4 * 2**20, 4 * 2**20 + 1)}
    project = opened(tmp_path, exact)
    wanted = measure(members(project, "generic")).bundle_bytes
    assert [sizing.sizes_of(project, ["generic"])["generic"].bundle_bytes for _ in range(2)] == [
        wanted
    ] * 2
    assert kept.is_file()


def test_each_host_has_its_own_manifest_in_its_size(tmp_path):
    project = opened(tmp_path, {})
    for host, sizes in sizing.sizes_of(project, ["generic", "tiktok"]).items():
        assert sizes.bundle_bytes == measure(members(project, host)).bundle_bytes


def test_a_changed_file_is_measured_anew(tmp_path):
    first = sizing.sizes_of(opened(tmp_path, {"a.js": b"x" * 500}), ["generic"])["generic"]
    second = sizing.sizes_of(opened(tmp_path, {"a.js": b"y" * 400 + b"z" * 100}), ["generic"])[
        "generic"
    ]
    assert first.raw_bytes == second.raw_bytes
    assert first.bundle_bytes < second.bundle_bytes


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 100, None])
def test_a_damaged_cache_is_ignored_and_mended(damage, tmp_path, kept):
    project = opened(tmp_path, {"a.js": b"x" * 500})
    wanted = sizing.sizes_of(project, ["generic"])
    good = kept.read_bytes()
    kept.write_bytes(good[:-1] if damage is None else damage)
    assert cache.load() == {}
    assert sizing.sizes_of(project, ["generic"]) == wanted
    assert kept.read_bytes() == good


def test_every_flipped_byte_is_noticed(tmp_path, kept):
    sizing.sizes_of(opened(tmp_path, {"a.js": b"x" * 500}), ["generic"])
    good = kept.read_bytes()
    for position in range(len(good)):
        kept.write_bytes(good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :])
        assert cache.load() == {}, position


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path, monkeypatch):
    monkeypatch.setenv("MINIPROG_CACHE_DIR", "/proc/nowhere")
    assert sizing.sizes_of(opened(tmp_path, {}), ["generic"])["generic"].raw_bytes > 0


def test_without_keeping_nothing_is_written(tmp_path, kept):
    sizing.sizes_of(opened(tmp_path, {}), ["generic"], keep=False)
    assert not kept.parent.exists()


def test_the_cache_is_bounded_and_keeps_the_newest(kept):
    cache.save({number.to_bytes(16): number for number in range(cache.MAX_ENTRIES)})
    cache.save({b"\xff" * 16: 7})
    known = cache.load()
    assert len(known) == cache.MAX_ENTRIES
    assert known[b"\xff" * 16] == 7


def _save_many(seed: int) -> None:
    for number in range(50):
        cache.save({(seed * 1000 + number).to_bytes(16): number})


def test_two_processes_never_damage_it(kept):
    cache.save({b"\0" * 16: 1})
    workers = [
        multiprocessing.get_context("spawn").Process(target=_save_many, args=(n,)) for n in (1, 2)
    ]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        assert cache.load()[b"\0" * 16] == 1
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert {path.name for path in kept.parent.iterdir()} == {"sizes"}
