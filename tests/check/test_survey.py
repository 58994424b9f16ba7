"""Reading a program once gives the sizes of its bundle and what its files say, kept or not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check import cache, parsing
from miniprog_cli.check.survey import survey
from miniprog_cli.core import kinds
from miniprog_cli.core.archive.writer import measure
from miniprog_cli.core.bundle import members
from miniprog_cli.core.project import Project, open_project
from miniprog_cli.core.rule import Sizes
from miniprog_cli.hosts.roots import ROOTS
from miniprog_cli.syntax import facts
from tests.conftest import MANIFEST, write_files

NAMES = st.sampled_from(
    ["a.js", "b.css", "c.html", "img/c.png", "d", "caf\u00e9.txt", "cafe\u0301/x.JPG", "测.json"]
)
CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda b, n: b * n, st.binary(max_size=9), st.integers(0, 999)),
    st.sampled_from([b"<img src=a.png><a href=x>", b"@import 'x.css'", b"<title>\xff</title>"]),
)


def looked(project: Project) -> tuple[object, ...]:
    """Look at the project as every check does."""
    found = survey(project, ["generic"])
    return found.program, found.sizes, found.identity


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def opened(folder: Path, files: dict[str, bytes]):
    write_files(folder, {"miniprog.json": json.dumps(MANIFEST)})
    write_files(folder / "app", {"index.html": "<p>x", **files})
    return open_project(folder)


def sizes(project, host: str = "generic", *, keep: bool = True) -> Sizes:
    return survey(project, [host], keep=keep).sizes[host]


def in_bundle(project, host: str = "generic") -> Sizes:
    report = measure(members(project, host))
    return Sizes(report.raw_bytes, report.bundle_bytes)


@given(files=st.dictionaries(NAMES, CONTENTS))
def test_sizes_and_facts_are_right_cold_and_warm(files, tmp_path_factory):
    project = opened(tmp_path_factory.mktemp("p"), files)
    wanted = {
        path: facts.of(path, file.source.read_bytes(), ROOTS)
        for path, file in project.shipped.items()
        if kinds.kind_of(path)
    }
    for keep in (False, True, True):
        found = survey(project, ["generic"], keep=keep)
        assert found.sizes["generic"] == in_bundle(project)
        assert found.program == wanted


def test_large_files_have_the_same_size_as_in_the_bundle(tmp_path, kept):
    exact = {f"{n}.dat": bytes(n) for n in (4 * 2**20 - 1, 4 * 2**20, 4 * 2**20 + 1)}
    project = opened(tmp_path, exact)
    assert [sizes(project) for _ in range(2)] == [in_bundle(project)] * 2
    assert cache.place(project).is_file()


def test_each_host_has_its_own_manifest_in_its_size(tmp_path):
    project = opened(tmp_path, {})
    for host, found in survey(project, ["generic", "tiktok"]).sizes.items():
        assert found == in_bundle(project, host)


def test_a_changed_file_is_read_anew(tmp_path):
    first = sizes(opened(tmp_path, {"a.js": b"x" * 500}))
    second = sizes(opened(tmp_path, {"a.js": b"y" * 400 + b"z" * 100}))
    assert first.raw_bytes == second.raw_bytes
    assert first.bundle_bytes < second.bundle_bytes


def test_sizes_that_nobody_asked_for_are_found_when_they_are(tmp_path):
    project = opened(tmp_path, {"a.js": b"x" * 500, "b.txt": b"y" * 500})
    assert not survey(project, []).sizes
    assert [sizes(project) for _ in range(2)] == [in_bundle(project)] * 2


def test_the_same_bytes_say_something_else_in_another_kind_of_file(tmp_path):
    text = b"<style>@import 'x.css'</style>"
    project = opened(tmp_path, {"a.html": text, "a.css": text, "a.txt": text})
    for _ in range(2):
        program = survey(project, []).program
        assert program["a.html"].references
        assert not program["a.css"].references


def test_files_that_two_programs_share_are_known_to_the_one_that_was_read(tmp_path):
    """Two checkouts of one program share what is kept, since it goes by the id and the content."""
    here = opened(tmp_path / "here", {"a.js": b"x"})
    there = opened(tmp_path / "there", {"a.js": b"x"})
    assert cache.place(here) == cache.place(there)


def test_helpers_find_the_same_as_one_process(tmp_path, monkeypatch):
    files = {f"{n}.html": b"<img src=%d.png>" % n * (n % 50) for n in range(300)}
    project = opened(tmp_path, files)
    alone = survey(project, [], keep=False).program
    monkeypatch.setattr(parsing, "WORTH_HELP", 0)
    assert survey(project, [], keep=False).program == alone


def test_a_helper_that_dies_loses_nothing(tmp_path, monkeypatch):
    project = opened(tmp_path, {f"{n}.html": b"<img src=%d.png>" % n for n in range(300)})
    alone = survey(project, [], keep=False).program
    monkeypatch.setattr(parsing, "WORTH_HELP", 0)
    monkeypatch.setattr(parsing, "_START", "import sys; sys.stdin.buffer.read(12); sys.exit(1)")
    assert survey(project, [], keep=False).program == alone


def test_a_helper_takes_nothing_from_the_current_folder(tmp_path, monkeypatch):
    """A foreign project may hold a package of our name, or of the standard library's."""
    write_files(
        tmp_path,
        dict.fromkeys(
            ("miniprog_cli/__init__.py", "json.py", "struct.py", "sitecustomize.py"),
            "open('taken', 'w')\n",
        ),
    )
    monkeypatch.chdir(tmp_path)
    project = opened(tmp_path / "p", {f"{n}.html": b"<img src=%d.png>" % n for n in range(20)})
    monkeypatch.setattr(parsing, "WORTH_HELP", 0)
    assert len(survey(project, [], keep=False).program) == 21
    assert not (tmp_path / "taken").exists()


def test_without_keeping_nothing_is_written(tmp_path, kept):
    survey(opened(tmp_path, {}), ["generic"], keep=False)
    assert not kept.exists()


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path, monkeypatch):
    monkeypatch.setenv("MINIPROG_CACHE_DIR", "/proc/nowhere")
    assert sizes(opened(tmp_path, {})).raw_bytes > 0


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 100, None])
def test_a_damaged_cache_is_ignored_and_mended(damage, tmp_path, kept):
    project = opened(tmp_path, {"a.js": b"x" * 500})
    wanted = looked(project)
    good = cache.place(project).read_bytes()
    cache.place(project).write_bytes(good[:-1] if damage is None else damage)
    assert cache.load(project) == {}
    assert looked(project) == wanted
    assert cache.place(project).read_bytes() == good


@pytest.mark.parametrize(
    "entry", [b"", b"[1]", b"{}", b"[[],[],[],[],[7],null]", b"\xff", b"[" * 9999]
)
def test_kept_facts_that_are_none_are_found_anew(entry, tmp_path):
    project = opened(tmp_path, {"a.js": b"eval(x)", "b.css": b"a{b:url(x)}"})
    good = looked(project)
    known = cache.load(project)
    broken = {key: kept._replace(facts=entry or b" ") for key, kept in known.items()}
    cache.save(project, broken, {})
    for _ in range(2):
        assert looked(project) == good
    assert cache.load(project) == known
