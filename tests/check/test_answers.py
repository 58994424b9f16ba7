"""An answer is kept for the very same question only: it is always what a check would say now."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miniprog_cli import hosts
from miniprog_cli.check import CheckResult, answers, check, store
from miniprog_cli.check.selection import Selection
from miniprog_cli.core.project import open_project
from miniprog_cli.core.rule import Rule
from tests.conftest import MANIFEST, write_files
from tests.pictures import png

PAGE = '<!doctype html><html lang="en"><title>Shop</title><img src="%s"><script src="%s"></script>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    files: dict[str, str | bytes] = {
        "app/index.html": PAGE % ("a.png", "a.js"),
        "app/a.js": "eval(x)",
        "app/a.png": png(9, 9),
    }
    write_files(tmp_path / "p", files | {"miniprog.json": json.dumps(MANIFEST)})
    return tmp_path / "p"


def kept(folder: Path) -> list[Path]:
    """List the answers that are kept."""
    return list((folder.parent / "cache").glob("result-*"))


def asked(folder: Path, *names: str, selection: Selection | None = None) -> CheckResult:
    """Check for some hosts, or for those of the manifest; see that it is what a new check says."""
    chosen = [hosts.get(name) for name in names] or None
    result = check(open_project(folder), chosen, selection=selection)
    assert result == check(open_project(folder), chosen, selection=selection, keep=False)
    return result


def test_the_same_question_is_answered_once(folder):
    first = asked(folder)
    assert first.reports
    [answer] = kept(folder)
    before = answer.stat().st_mtime_ns
    assert asked(folder) == first
    assert [one.stat().st_mtime_ns for one in kept(folder)] == [before]


def test_no_rule_is_loaded_for_an_answer_that_is_known(folder):
    asked(folder)
    code = (
        "import sys; from pathlib import Path; from miniprog_cli.check import check;"
        "from miniprog_cli.core.project import open_project;"
        f"check(open_project(Path({str(folder)!r}))); print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    loaded = run.stdout.decode().split()
    assert "miniprog_cli.check.answers" in loaded
    assert not {"miniprog_cli.check.rules.every", "miniprog_cli.check.judge", "tree_sitter"} & set(
        loaded
    )


WORDS = st.sampled_from(["MP3", "MP406", "ALL", "MP2"])


def manifest(**members: object) -> Callable[[Path], object]:
    return lambda folder: (folder / "miniprog.json").write_text(
        json.dumps(MANIFEST | members), "utf-8"
    )


def written(path: str, content: str | bytes) -> Callable[[Path], object]:
    return lambda folder: write_files(folder, {path: content})


def removed(path: str) -> Callable[[Path], object]:
    return lambda folder: (folder / path).unlink(missing_ok=True)


STEPS: dict[str, Callable[[Path], object]] = {
    "a page": written("app/index.html", PAGE % ("b.png", "A.js")),
    "the page as it was": written("app/index.html", PAGE % ("a.png", "a.js")),
    "a script": written("app/a.js", "fetch('https://api.example.com')"),
    "a script of the same size": written("app/a.js", "evil(x)"),
    "a new file": written("app/b.png", png(3, 4)),
    "a file that goes": removed("app/b.png"),
    "a picture of the same size in bytes": written("app/b.png", png(4, 3)),
    "a heavy picture": written("app/a.png", png(900, 900) + os.urandom(900_000)),
    "a file that is left out": written("app/.miniprogignore", "b.png\n"),
    "no file left out": removed("app/.miniprogignore"),
    "a hidden file": written("app/.hidden", "x"),
    "the manifest": manifest(domains={"request": ["https://api.example.com"]}),
    "white space in the manifest": manifest(name=" Shop "),
    "another icon": manifest(icon="b.png"),
    "an ignored rule": manifest(check={"ignore": ["MP406"]}),
    "an allowance": manifest(check={"allow": [{"rule": "MP406", "path": "a.js", "reason": "old"}]}),
    "other hosts": manifest(hosts={"tiktok": {}, "vk": {}}),
    "a root that is not there": manifest(root="dist"),
    "a vendor's file": written("minis.config.json", '{"domain": {"trustedDomains": []}}'),
    "a vendor's file in the root": written("app/vk-hosting-config.json", '{"app_id": 1}'),
    "a vendor's file that is no JSON": written("vk-hosting-config.json", "{"),
    "no file of a vendor": removed("minis.config.json"),
    "a page with a picture that is nowhere": written("app/index.html", PAGE % ("x.png", "a.js")),
    "that picture beside the root": written("x.png", png(9, 9)),
    "no picture beside the root": removed("x.png"),
}


@settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=6), words=st.lists(WORDS, max_size=2)
)
def test_what_is_kept_is_what_a_check_would_say(steps, words, tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("p") / "p"
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(folder.parent / "cache"))
    write_files(folder, {"miniprog.json": json.dumps(MANIFEST)})
    for step in ("the page as it was", *steps):
        STEPS[step](folder)
        for _ in range(2):
            asked(folder)
            asked(folder, "generic", "tiktok", "vk")
        asked(folder, selection=Selection(ignore=tuple(words)))


@pytest.mark.parametrize("step", sorted(STEPS))
def test_every_step_of_the_test_above_alone(step, folder):
    """So that each is seen on a project that has the answer to the state before it."""
    asked(folder, "generic", "tiktok", "vk")
    STEPS[step](folder)
    asked(folder, "generic", "tiktok", "vk")


def test_a_file_that_does_not_ship_is_part_of_the_question(folder):
    written("app/index.html", PAGE % (".a.png", "a.js"))(folder)
    before = asked(folder)
    written("app/.a.png", png(9, 9))(folder)
    assert asked(folder).reports != before.reports  # it is missing in the bundle for another reason


def test_a_plugin_beside_the_root_is_part_of_the_question(tmp_path, monkeypatch):
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    config = {"appid": "wx1111111111111111", "compileType": "plugin"}
    config |= {"miniprogramRoot": "program", "pluginRoot": "plugin"}
    write_files(
        tmp_path,
        {
            "project.config.json": json.dumps(config),
            "program/app.json": '{"pages": ["a"]}',
            "program/app.js": "",
            "program/a.js": "Page({});",
            "program/a.wxml": "<view/>",
            "plugin/plugin.json": '{"main": "index.js"}',
        },
    )

    def missing() -> list[str]:
        reports = check(hosts.open_project(tmp_path)).reports
        return [one.finding.message for one in reports if one.rule.code == "WX009"]

    assert missing() == ["plugin/index.js is missing"]
    (tmp_path / "plugin/index.js").write_text("", encoding="utf-8")
    assert missing() == []
    (tmp_path / "plugin/plugin.json").write_text('{"main": "other.js"}', encoding="utf-8")
    assert missing() == ["plugin/other.js is missing"]


def test_a_damaged_answer_is_ignored(folder):
    good = asked(folder)
    [answer] = kept(folder)
    content = answer.read_bytes()
    for position in range(0, len(content), 7):
        damaged = bytearray(content)
        damaged[position] ^= 1
        answer.write_bytes(damaged)
        assert check(open_project(folder)) == good
        assert answer.read_bytes() == content, position


@pytest.mark.parametrize(
    "rows",
    [
        [],
        {},
        [[], [], [], []],
        [[[]], [], [], [], {}],
        [[], [["x", 0, 0]], [], [], {}],
        [[], [], [], [], []],
    ],
)
def test_an_answer_that_nobody_wrote_is_ignored(rows, folder):
    good = asked(folder)
    [answer] = kept(folder)
    store.write(answer, answers._HEADER, json.dumps(rows).encode(), most_files=9)
    assert asked(folder) == good


def test_a_host_that_is_not_one_of_ours_gets_no_answer_of_ours(folder):
    own = hosts.get("generic")._replace(title="Ours")
    check(open_project(folder), [own])
    assert not kept(folder)


def test_without_keeping_nothing_is_kept(folder):
    check(open_project(folder), keep=False)
    assert not kept(folder)


def test_the_oldest_answers_are_dropped(folder, monkeypatch):
    monkeypatch.setattr(answers, "MAX_FILES", 3)
    for number in range(6):
        STEPS["the manifest"](folder)
        (folder / "app" / "a.js").write_text(f"x = {number}", "utf-8")
        check(open_project(folder))
    assert len(kept(folder)) == 3


def test_a_very_large_answer_is_not_kept(folder, monkeypatch):
    monkeypatch.setattr(answers, "MAX_BYTES", 100)
    check(open_project(folder))
    assert not kept(folder)


def test_files_that_rules_of_hosts_read_are_named_among_their_facts():
    for host in hosts.every():
        named = {config.name for config in host.config_files}
        for rule in host.rules:
            assert config_of(rule) <= named, (host.name, rule.code)


def config_of(rule: Rule) -> set[str]:
    """Give the file that a rule reads: the constant of its module."""
    name = getattr(sys.modules[rule.check.__module__], "_CONFIG", None)
    return {name} if name and name.endswith(".json") else set()
