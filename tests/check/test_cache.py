"""What is kept between runs is never damaged, bounded, and ignored where it is not ours."""

import json
import multiprocessing
import os
import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_cache_path

from miniprog_cli.check import cache, check
from miniprog_cli.check.cache import Kept
from miniprog_cli.check.encoding import decode, encode
from miniprog_cli.check.survey import survey
from miniprog_cli.core import facts
from miniprog_cli.core.finding import Span
from miniprog_cli.core.project import Project, open_project
from tests.conftest import MANIFEST, write_files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    write_files(tmp_path / "p", {"miniprog.json": json.dumps(MANIFEST), "app/index.html": ""})
    return open_project(tmp_path / "p")


def looked(project: Project) -> tuple[object, ...]:
    """Look at the project as every check does."""
    found = survey(project, ["generic"])
    return found.program, found.sizes, found.identity


def entry(number: int) -> dict[bytes, Kept]:
    return {number.to_bytes(16): Kept(number, b"[%d]" % number)}


def test_what_is_kept_is_found_again(project):
    cache.save(project, entry(1), {})
    cache.save(project, entry(2), cache.load(project))
    assert cache.load(project) == {**entry(2), **entry(1)}


def test_what_was_seen_last_counts(project):
    cache.save(project, {b"a" * 16: Kept(1, b"new")}, {b"a" * 16: Kept(1, b"old")})
    assert cache.load(project) == {b"a" * 16: Kept(1, b"new")}


def test_every_flipped_byte_is_noticed(project):
    cache.save(project, {**entry(1), **entry(2)}, {})
    good = cache.place(project).read_bytes()
    for position in range(len(good)):
        cache.place(project).write_bytes(
            good[:position] + bytes([good[position] ^ 1]) + good[position + 1 :]
        )
        assert cache.load(project) == {}, position


def test_it_is_bounded_and_keeps_what_was_seen(project, monkeypatch):
    monkeypatch.setattr(cache, "MAX_BYTES", 10_000)
    old = {number.to_bytes(16): Kept(number, b"x" * 100) for number in range(1_000)}
    cache.save(project, entry(5_000), old)
    known = cache.load(project)
    assert known[(5_000).to_bytes(16)] == Kept(5_000, b"[5000]")
    assert 50 < len(known) < 100
    assert cache.place(project).stat().st_size < 10_200


def test_programs_not_checked_for_long_are_dropped(project, monkeypatch):
    monkeypatch.setattr(cache, "MAX_FILES", 3)
    cache.save(project, entry(1), {})
    folder = cache.place(project).parent
    (folder / "somebody's").write_text("stays", encoding="utf-8")
    for number in range(5):
        manifest = {**MANIFEST, "id": f"com.example.n{number}"}
        (project.folder / "miniprog.json").write_text(json.dumps(manifest), encoding="utf-8")
        other = open_project(project.folder)
        cache.save(other, entry(1), {})
        assert cache.load(other)
    assert len(list(folder.iterdir())) == 4
    assert (folder / "somebody's").exists()


@pytest.mark.parametrize("chosen", [None, "", " ", "/elsewhere"])
def test_it_lies_where_platformdirs_says(chosen, project, monkeypatch):
    monkeypatch.delenv("MINIPROG_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if chosen is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", chosen)
    assert cache.place(project).parent == user_cache_path("miniprog")


def test_a_user_without_a_home_gets_no_folder_where_the_command_runs(
    miniprog, project, tmp_path, monkeypatch
):
    monkeypatch.delenv("MINIPROG_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")  # relative: the specification has it ignored
    assert cache.place(project).parent == Path.home() / ".cache" / "miniprog"
    world = {"HOME": "home", "XDG_CACHE_HOME": "", "MINIPROG_CACHE_DIR": ""}
    run = miniprog("check", "-v", cwd=project.folder, env=world)
    assert run.rc == 0
    assert "nothing is kept for the next run" in run.stderr
    assert sorted(path.name for path in project.folder.iterdir()) == ["app", "miniprog.json"]


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(5_000)])
def test_garbage_in_the_folder_is_no_reason_to_fail(content, project):
    first = check(project)
    folder = cache.place(project).parent
    for path in list(folder.iterdir()):
        path.write_bytes(content)
    assert check(open_project(project.folder)) == first
    shutil.rmtree(folder)
    assert check(open_project(project.folder)) == first


def _save_many(folder: Path, seed: int) -> None:
    project = open_project(folder)
    for number in range(50):
        cache.save(project, entry(seed * 1000 + number), cache.load(project))


def test_two_processes_never_damage_it(project):
    cache.save(project, entry(0), {})
    workers = [
        multiprocessing.get_context("spawn").Process(target=_save_many, args=(project.folder, n))
        for n in (1, 2)
    ]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        assert cache.load(project)[bytes(16)] == Kept(0, b"[0]")
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert list(cache.place(project).parent.iterdir()) == [cache.place(project)]


TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
SPAN = st.builds(Span, *[st.integers(1, 10**6)] * 4)
FACTS = st.builds(
    facts.FileFacts,
    references=st.lists(
        st.builds(facts.Reference, TEXT, SPAN, TEXT, st.sampled_from(facts.Role)), max_size=3
    ).map(tuple),
    uses=st.lists(st.from_type(facts.Use), max_size=3).map(tuple),
    faults=st.lists(st.from_type(facts.Fault), max_size=2).map(tuple),
    secrets=st.lists(st.builds(facts.Secret, TEXT, SPAN, TEXT), max_size=2).map(tuple),
    page=st.none() | st.from_type(facts.PageFacts),
    base=st.none() | TEXT,
)


@given(FACTS)
def test_facts_survive_being_written(found):
    again = decode(encode(found))
    assert again == found
    assert repr(again) == repr(found)  # types too: a list equals no tuple in print


@pytest.mark.parametrize(
    "facts",
    [b'{"x":1}', b"[" * 200_000, b"\xff\xfe[", b"[]", b"[[[1]],[],[],[],null,null]", b"7"],
)
def test_facts_that_nobody_wrote_are_found_anew(project, facts):
    whole = looked(project)
    kept = {one: Kept(what.stored_bytes, facts) for one, what in cache.load(project).items()}
    cache.save(project, kept, {})
    assert looked(project) == whole
    assert cache.load(project) != kept  # and kept anew


@pytest.mark.parametrize("cut", [1, 20])
def test_entries_that_end_too_early_are_ignored(project, cut):
    whole = looked(project)
    header, _, rest = cache.place(project).read_bytes().partition(b"\n")
    body = rest[: -4 - cut]
    checksum = zlib.crc32(body).to_bytes(4)
    cache.place(project).write_bytes(header + b"\n" + body + checksum)
    assert looked(project) == whole


def test_nobody_else_may_read_it(project):
    cache.save(project, entry(1), {})
    assert cache.place(project).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")
def test_a_pipe_in_its_place_is_no_reason_to_wait(project):
    cache.place(project).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(cache.place(project))
    assert cache.load(project) == {}
    cache.save(project, entry(1), {})
    assert cache.load(project) == entry(1)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners")
def test_what_another_user_put_there_is_not_believed(project, monkeypatch):
    cache.save(project, entry(1), {})
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert cache.load(project) == {}
