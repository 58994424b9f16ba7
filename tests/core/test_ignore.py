"""Ignore files mean what they mean to git."""

import subprocess

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from miniprog_cli.core.files import list_files
from tests.conftest import require, write_files

TREE = [
    "a.js", "b.css", "foo", "abc/x.js", "abc/foo/y.js", "abc/foo/z.css", "foo.d/a.js",
    "deep/abc/foo/q.js", "deep/a.js", "sp ace/x y.js", "#hash", "!bang", "img/1.png", "img/[a].png",
]  # fmt: skip
PATTERNS = (
    ["*.js", "!*.js", "abc", "abc/", "/abc", "abc/*", "abc/**", "**/foo", "**/foo/**", "foo", "foo/", "/foo", "!foo",
     "!abc/foo", "!abc/foo/", "!abc/foo/y.js", "deep/**/q.js", "a?js", "[ab].*", "[!a].css", "img/[[]a].png", "*.d",
     "\\#hash", "\\!bang", "#comment", "", "   ", "x y.js", "sp ace/", "*.css   ", "*.css\\ ", "/*", "!/deep", "!*/",
     "*", "**", "/", "a.js/", "deep/*", "!deep/abc", "{a,b}.js", "*.JS", "[a-", "\\", "a.js\r", "\ufeff*.js"]
)  # fmt: skip
LINES = st.sampled_from(PATTERNS)


def ours(folder) -> set[str]:
    return {file.path for file in list_files(folder, ".") if file.included}


def gits(folder) -> set[str]:
    """What git would not ignore, except what never ships anyway."""
    listed = subprocess.run(
        ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "-z", "--others", "--exclude-standard"],
        cwd=folder, capture_output=True, check=True, env={"PATH": "/usr/bin:/bin", "GIT_DIR": str(folder / ".git"), "HOME": "/nonexistent", "GIT_WORK_TREE": str(folder)},
    ).stdout  # fmt: skip
    paths = listed.decode().split("\0")
    return {
        path for path in paths if path and not any(part.startswith(".") for part in path.split("/"))
    }


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    require("git")
    folder = tmp_path_factory.mktemp("tree")
    write_files(folder, dict.fromkeys(TREE, "x"))
    subprocess.run(["git", "init", "-q", folder], check=True, capture_output=True)
    return folder


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(top=["abc/**"], inner=["!*.js"])
@given(top=st.lists(LINES, max_size=4), inner=st.lists(LINES, max_size=3))
def test_patterns_mean_what_they_mean_to_git(top, inner, tree):
    write_files(tree, {".gitignore": "\n".join(top), "abc/.gitignore": "\n".join(inner) + "\n"})
    assert ours(tree) == gits(tree)


def test_each_line_alone_means_what_it_means_to_git(tree):
    write_files(tree, {"abc/.gitignore": ""})
    for line in PATTERNS:
        write_files(tree, {".gitignore": f"{line}\n"})
        assert ours(tree) == gits(tree), line


def test_a_later_file_has_the_last_word(tmp_path):
    write_files(
        tmp_path, {"a.js": "", "b.js": "", ".gitignore": "*.js\n", ".miniprogignore": "!a.js\n"}
    )
    assert ours(tmp_path) == {"a.js"}


def test_gitignore_does_not_count_below_another_root(tmp_path):
    write_files(
        tmp_path,
        {"dist/a.js": "", "dist/b.js": "", ".gitignore": "dist\n", ".miniprogignore": "b.js\n"},
    )
    assert {file.path for file in list_files(tmp_path, "dist") if file.included} == {"a.js"}


def test_ignore_files_on_the_way_to_the_root_count(tmp_path):
    write_files(
        tmp_path, {"out/web/a.js": "", "out/web/b.js": "", "out/.miniprogignore": "/web/b.js\n"}
    )
    assert {file.path for file in list_files(tmp_path, "out/web") if file.included} == {"a.js"}


def test_the_reason_names_file_and_line(tmp_path):
    write_files(tmp_path, {"a/b.psd": "", "a/.miniprogignore": "# raw\n*.psd\n", "c.js": ""})
    reasons = {file.path: file.reason for file in list_files(tmp_path, ".")}
    assert reasons["a/b.psd"] == "ignored by a/.miniprogignore: *.psd"
    assert reasons["c.js"] == "lies in the root"


def test_what_never_ships(tmp_path):
    names = [
        "miniprog.json",
        "mocks/a.json",
        "node_modules/x/a.js",
        "lib/node_modules/a.js",
        "bundles/a.zip",
    ]
    names += [".env", ".git/config", "Thumbs.db", "x/desktop.ini", "x/.DS_Store", "__MACOSX/a"]
    write_files(tmp_path, dict.fromkeys([*names, "x/mocks/a.json", "index.html"], ""))
    assert ours(tmp_path) == {"x/mocks/a.json", "index.html"}
