"""Files that become something else between the listing and the reading are refused."""

import io
import os
import socket

import pytest

from miniprog_cli.check import check
from miniprog_cli.core.archive.writer import write
from miniprog_cli.core.bundle import members
from miniprog_cli.core.inside import FileChanged, open_inside, read_start
from miniprog_cli.core.project import open_project

SECRET = "TOPSECRET " * 20


@pytest.fixture
def outside(tmp_path):
    file = tmp_path / "elsewhere" / "secret.txt"
    file.parent.mkdir()
    file.write_text(SECRET, encoding="utf-8")
    return file


@pytest.fixture
def swapped(project, outside):
    """A project that was listed while it held a plain file, which is now a link out of it."""
    folder = project(files={"app/style.css": "p { color: teal }\n"})
    opened = open_project(folder)
    assert "style.css" in opened.shipped
    (folder / "app/style.css").unlink()
    (folder / "app/style.css").symlink_to(outside)
    return opened


def test_a_file_swapped_for_a_link_is_not_packed(swapped):
    out = io.BytesIO()
    with pytest.raises(FileChanged, match="changed while it was read: it leads out of the root"):
        write(members(swapped, "generic"), out)
    assert b"TOPSECRET" not in out.getvalue()


def test_a_file_swapped_for_a_link_is_not_checked(swapped):
    with pytest.raises(FileChanged, match="leads out of the root"):
        check(swapped, keep=False)


def test_a_folder_swapped_for_a_link_is_not_packed(project, outside):
    folder = project(files={"app/img/secret.txt": "plain"})
    opened = open_project(folder)
    assert "img/secret.txt" in opened.shipped
    (folder / "app/img").rename(folder / "was")
    (folder / "app/img").symlink_to(outside.parent)
    with pytest.raises(FileChanged):
        write(members(opened, "generic"), io.BytesIO())


def test_the_root_swapped_for_a_link_is_not_packed(project, outside):
    folder = project(files={"app/secret.txt": "plain"})
    opened = open_project(folder)
    assert opened.shipped
    (folder / "app").rename(folder / "was")
    (folder / "app").symlink_to(outside.parent)
    (outside.parent / "index.html").write_text("x", encoding="utf-8")
    with pytest.raises(FileChanged):
        write(members(opened, "generic"), io.BytesIO())


def test_links_that_stay_inside_are_followed(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "b").symlink_to("a")
    with open_inside(tmp_path / "b", os.path.realpath(tmp_path)) as file:
        assert file.read() == b"x"


def test_a_folder_with_a_longer_name_is_another_one(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "apple").write_bytes(b"x")
    with pytest.raises(FileChanged):
        open_inside(tmp_path / "apple", os.path.realpath(tmp_path / "app"))


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_is_refused_at_once(make, tmp_path):
    make(tmp_path / "odd")
    with pytest.raises(FileChanged, match="not a regular file"):
        read_start(tmp_path / "odd", 10)


def test_a_socket_is_an_error_of_the_system(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(tmp_path / "s"))
        with pytest.raises(OSError, match="No such device"):
            read_start(tmp_path / "s", 10)
