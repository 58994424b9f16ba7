"""What a hostile project holds neither blocks nor fails: it is refused or reported, soon."""

import os
import time

import pytest

from miniprog_cli.core.image import read_picture


@pytest.mark.parametrize("name", [".miniprogignore", "app/.miniprogignore"])
def test_an_ignore_file_that_is_a_pipe_is_refused(name, miniprog, project):
    folder = project()
    os.mkfifo(folder / name)
    run = miniprog("check", folder, timeout=30)
    assert run.rc == 3
    assert "is not a regular file" in run.stderr


def test_an_ignore_line_with_very_many_wildcards_is_refused(miniprog, project):
    folder = project(files={".miniprogignore": "x\n" + "*a" * 11 + "*b\n", "app/" + "a" * 60: "x"})
    run = miniprog("check", folder, timeout=30)
    assert run.rc == 2
    assert ".miniprogignore:2: more than 6 wildcards" in run.stderr


@pytest.mark.parametrize("root", ["loop", "a" * 5000])
def test_a_root_that_cannot_be_is_a_finding(root, miniprog, project):
    folder = project()
    manifest = folder / "miniprog.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"app"', f'"{root}"'), encoding="utf-8")
    (folder / "loop").symlink_to("loop")
    run = miniprog("check", folder, "--json")
    assert run.rc == 1


def test_an_icon_with_a_very_long_name_is_a_finding(miniprog, project):
    assert miniprog("check", project(icon="a" * 5000)).rc == 1


def test_spaces_in_an_svg_take_no_time(tmp_path):
    (tmp_path / "i.svg").write_text(f'<svg width="1{" " * 60_000}x" height="1"/>', encoding="utf-8")
    start = time.process_time()
    read_picture(tmp_path / "i.svg")
    assert time.process_time() - start < 1
