"""Sources of native programs are read again when they have changed, and else are not."""

import json
import os
import time
from pathlib import Path

import pytest

from miniprog_cli.hosts import open_project
from miniprog_cli.preview.native.program import NativeProgram

LONG_AGO = time.time() - 3600
FILES = {
    "app.json": '{"pages": ["pages/home/home"], "subpackages": [{"root": "more", "pages": ["a"]}]}',
    "pages/home/home.wxml": "<view>one</view>",
    "pages/home/home.js": "Page({})",
    "more/a.wxml": "<view/>",
    "more/a.js": "Page({})",
    "package.json": '{"dependencies": {"kit": "1"}}',
    "node_modules/kit/package.json": '{"miniprogram": "dist"}',
    "node_modules/kit/dist/button.js": "Component({})",
    "node_modules/kit/dist/button.d.ts": "export {}",
    "node_modules/kit/dist/node_modules/inner.js": "no",
    ".hidden/secret.js": "no",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        write(tmp_path / path, text)
    return tmp_path


def write(file: Path, text: str, *, at: float = LONG_AGO) -> None:
    """Write a file as if it had been saved at that time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (at, at))


def opened(folder: Path) -> NativeProgram:
    native = open_project(folder).native
    assert native
    return NativeProgram(native)


def given(program: NativeProgram, package: str = "") -> dict[str, str]:
    """Read a bundle as the page does."""
    index, _, rest = program.sources(package).partition(b"\n")
    found: dict[str, str] = {}
    for path, length, _tag in json.loads(index):
        found[path], rest = rest[:length].decode(), rest[length:]
    assert rest == b""
    return found


def test_a_package_is_its_own_sources_and_the_main_one_brings_npm(folder: Path) -> None:
    program = opened(folder)
    assert sorted(given(program)) == [
        "app.json",
        "miniprogram_npm/kit/button.js",
        "package.json",
        "pages/home/home.js",
        "pages/home/home.wxml",
    ]
    assert given(program, "more") == {"more/a.js": "Page({})", "more/a.wxml": "<view/>"}


def test_a_library_of_the_host_lies_beside_the_folder_of_the_program(tmp_path: Path) -> None:
    for path, text in {
        "project.config.json": '{"miniprogramRoot": "program"}',
        "program/app.json": '{"pages": ["a"], "useExtendedLib": {"weui": true}}',
        "program/a.js": "Page({})",
        "program/a.wxml": "<view/>",
        "node_modules/weui-miniprogram/package.json": '{"miniprogram": "dist"}',
        "node_modules/weui-miniprogram/dist/icon.js": "Component({})",
    }.items():
        write(tmp_path / path, text)
    assert "miniprogram_npm/weui-miniprogram/icon.js" in given(opened(tmp_path))


def test_what_is_saved_is_given_however_fast_it_follows(folder: Path) -> None:
    program = opened(folder)
    page = folder / "pages/home/home.wxml"
    for text in ("<view>two</view>", "<view>sea</view>", "<view>sky</view>") * 20:
        page.write_text(text, encoding="utf-8")  # of one length, and often within one tick
        assert given(program)["pages/home/home.wxml"] == text


def test_a_time_that_is_set_back_does_not_hide_a_save(folder: Path) -> None:
    program = opened(folder)
    for text in ("<view>two</view>", "<view>sea</view>"):
        write(folder / "pages/home/home.wxml", text)
        assert given(program)["pages/home/home.wxml"] == text


def test_files_that_come_and_go_do_so_at_once(folder: Path) -> None:
    program = opened(folder)
    given(program)
    write(folder / "pages/home/new.js", "1")
    write(folder / "node_modules/kit/dist/icon.js", "2")
    (folder / "pages/home/home.js").unlink()
    found = given(program)
    assert (found["pages/home/new.js"], found["miniprogram_npm/kit/icon.js"]) == ("1", "2")
    assert "pages/home/home.js" not in found


def test_a_file_that_becomes_a_link_out_of_the_program_is_not_given(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = opened(folder)
    given(program)
    secret = tmp_path_factory.mktemp("outside") / "secret.js"
    write(secret, "Page({})")
    script = folder / "pages/home/home.js"
    script.unlink()
    script.symlink_to(secret)
    assert "pages/home/home.js" not in given(program)


def test_a_file_that_has_settled_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The times of a change cannot be set back, so files are settled here by a clock that is ahead."""
    monkeypatch.setattr(time, "time_ns", lambda: int((time.time() + 60) * 1e9))
    program = opened(folder)
    first = program.sources("")
    opened_files: list[str] = []
    really = os.open

    def watched(path: Path, flags: int) -> int:
        opened_files.append(Path(path).name)
        return really(path, flags)

    monkeypatch.setattr(os, "open", watched)
    assert program.sources("") == first
    assert set(opened_files) == {"package.json"}, "which says what packages there are"
    write(folder / "pages/home/home.js", "Page([])")  # of the same length, at the same time
    assert given(program)["pages/home/home.js"] == "Page([])"
    assert opened_files.count("home.js") == 1
