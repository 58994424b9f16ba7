"""Listing a root: links, loops, names and things that are no files."""

import os
import socket

from miniprog_cli.core.files import list_files
from tests.conftest import write_files


def faults(folder, root="."):
    return {file.path: file.fault for file in list_files(folder, root) if file.fault}


def shipped(folder, root="."):
    return [file.path for file in list_files(folder, root) if file.included]


def test_paths_are_sorted_and_relative_to_the_root(tmp_path):
    write_files(tmp_path, {"app/b/z.js": "12345", "app/a.js": "", "app/b.js": "", "other.js": ""})
    assert shipped(tmp_path, "app") == ["a.js", "b.js", "b/z.js"]
    assert [file.bytes for file in list_files(tmp_path, "app")] == [0, 0, 5]


def test_links_inside_ship_and_links_outside_do_not(tmp_path):
    write_files(tmp_path, {"secret": "x", "app/a.js": "1", "app/d/b.js": "2"})
    (tmp_path / "app/in.js").symlink_to("a.js")
    (tmp_path / "app/e").symlink_to("d")
    (tmp_path / "app/out").symlink_to("../secret")
    (tmp_path / "app/abs").symlink_to("/etc/passwd")
    (tmp_path / "app/up").symlink_to("..")
    assert shipped(tmp_path, "app") == ["a.js", "d/b.js", "e/b.js", "in.js"]
    assert set(faults(tmp_path, "app")) == {"out", "abs", "up"}
    assert faults(tmp_path, "app")["out"] == "it is a link that leaves the root: ../secret"


def test_loops_end(tmp_path):
    write_files(tmp_path, {"a/b/x.js": ""})
    (tmp_path / "a/b/again").symlink_to("../..")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    assert shipped(tmp_path) == ["a/b/x.js"]
    assert set(faults(tmp_path)) == {"a/b/again", "self", "one", "two"}


def test_pipes_and_sockets_are_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "sock"))
        assert faults(tmp_path) == dict.fromkeys(("pipe", "sock"), "it is not a regular file")


def test_a_name_that_is_not_utf_8_is_shown_and_does_not_ship(tmp_path):
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.js", os.O_CREAT))
    assert faults(tmp_path) == {"caf\\xe9.js": "its name is not UTF-8"}


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    assert list_files(tmp_path, "nowhere") == ()
