"""Fixes are worked out in memory, and written whole or not at all."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check import check
from miniprog_cli.check.fix import FileMoved, Mended, mend
from miniprog_cli.check.rewrite import rewrite
from miniprog_cli.core.errors import MachineError
from miniprog_cli.core.project import open_project
from miniprog_cli.preview.watch.names import is_editor_file
from tests.conftest import write_files

LOGO = {"app/logo.svg": "<svg/>"}
MISNAMED = '<img alt="" src="LOGO.svg">'


def mended(folder: Path, *, unsafe: bool = False) -> Mended:
    return mend(open_project(folder), unsafe=unsafe, keep=False)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def after(mended: Mended) -> dict[str, bytes]:
    return {change.file: change.after for change in mended.changes}


def test_nothing_is_written_until_it_is_asked_for(project):
    folder = project(files={**LOGO, "app/a.html": MISNAMED})
    found = mended(folder)
    assert after(found) == {"app/a.html": MISNAMED.replace("LOGO", "logo").encode()}
    assert (folder / "app/a.html").read_text(encoding="utf-8") == MISNAMED
    rewrite(found.changes)
    assert (folder / "app/a.html").read_text(encoding="utf-8") == MISNAMED.replace("LOGO", "logo")


@pytest.mark.parametrize(
    "frame",
    [
        b"\xef\xbb\xbf%s",
        b"<p>\r\n%s\r\n<p>\r%s\n\n",
        b"<!-- LOGO.svg \xff\xfe -->\n\t%s",
        b"<p title='\xe2\x82'>%s</p>\x00",
        b"%s\xf0\x9f\x98%s\xed\xa0\x80",
        "<p>𝒳é%s".encode(),
    ],
)
def test_every_byte_around_a_fix_stays(project, frame: bytes):
    before = frame.replace(b"%s", MISNAMED.encode())
    folder = project(files={**LOGO, "app/a.html": before})
    right = frame.replace(b"%s", MISNAMED.replace("LOGO", "logo").encode())
    assert after(mended(folder)) == {"app/a.html": right}


# fmt: off
SCRAPS = st.sampled_from([
    "<p>", "\n", "\r\n", "\r", "\t", "é", "🎈", "\ufeff", "<!-- LOGO.svg -->", "&amp;", "LOGO.svg",
    '<img src="LOGO.svg">', "<img src=LOGO.svg>", "<img srcset='Logo.svg 1x, LOGO.svg?a&amp;b 2x'>",
    "<style>p{background:url(Logo.svg)}</style>", "<p style='background:url(\"LOGO.svg\")'>",
    "<html>", "<head>", "<title></title>", "<!doctype html>", "<meta charset=utf-8>", "<", ">", '"',
    '<script src="http://a.example/">', '<a href="/logo.svg">', "<meta name=viewport content='width=9'>",
])
# fmt: on


@given(
    st.lists(st.one_of(SCRAPS.map(str.encode), st.binary(max_size=3)), max_size=12).map(b"".join)
)
def test_whatever_the_page_fixing_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, page: bytes
):
    folder = tmp_path_factory.mktemp("p")
    manifest = '{"id": "a", "name": "é", "version": "1.0.0", "root": "app", "pages": ["a.html"], "lang": "en"}'
    write_files(folder, {**LOGO, "miniprog.json": manifest, "app/a.html": page})
    first = mended(folder, unsafe=True)
    rewrite(first.changes)
    again = mended(folder, unsafe=True)
    assert (again.fixed, again.changes) == ((), ())
    assert not [
        report
        for report in check(open_project(folder), keep=False).reports
        if report.finding.fix and page.isascii()
    ]


def test_a_link_to_a_file_is_kept_and_the_file_is_changed_once(project):
    folder = project(files={**LOGO, "app/a.html": MISNAMED})
    (folder / "app/b.html").symlink_to("a.html")
    rewrite(mended(folder).changes)
    assert (folder / "app/b.html").is_symlink()
    assert (folder / "app/b.html").read_bytes() == MISNAMED.replace("LOGO", "logo").encode()
    assert not check(open_project(folder), keep=False).errors


def test_a_manifest_that_lies_elsewhere_is_left_alone(project, tmp_path):
    folder = project(lang="en_US")
    (folder / "miniprog.json").rename(tmp_path / "elsewhere.json")
    (folder / "miniprog.json").symlink_to(tmp_path / "elsewhere.json")
    assert mended(folder) == mended(folder)._replace(fixed=(), changes=())


def test_permissions_stay_and_no_other_file_is_left(project):
    folder = project(files={**LOGO, "app/a.html": MISNAMED})
    (folder / "app/a.html").chmod(0o640)
    names = names_in(folder / "app")
    rewrite(mended(folder).changes)
    assert stat.S_IMODE((folder / "app/a.html").stat().st_mode) == 0o640
    assert names_in(folder / "app") == names


def test_a_file_that_changed_meanwhile_is_not_overwritten(project):
    folder = project(files={**LOGO, "app/a.html": MISNAMED, "app/b.html": MISNAMED})
    changes = mended(folder).changes
    (folder / "app/b.html").write_text("mine", encoding="utf-8")
    with pytest.raises(FileMoved, match=r"^app/b\.html changed since it was checked"):
        rewrite(changes)
    assert (folder / "app/a.html").read_text(encoding="utf-8") == MISNAMED
    assert (folder / "app/b.html").read_text(encoding="utf-8") == "mine"


def test_a_file_that_may_not_be_written_keeps_all_from_being_written(project):
    folder = project(files={**LOGO, "app/a.html": MISNAMED, "app/b.html": MISNAMED})
    changes = mended(folder).changes
    (folder / "app/b.html").chmod(0o444)
    if os.access(folder / "app/b.html", os.W_OK):
        pytest.skip("root may write anywhere")
    with pytest.raises(MachineError, match=r"app/b\.html may not be written; nothing was changed"):
        rewrite(changes)
    assert (folder / "app/a.html").read_text(encoding="utf-8") == MISNAMED


def test_a_full_disk_leaves_whole_files_and_names_them(project, need):
    """A limit on the size of files stands in for a disk that fills up between two files."""
    need("sh")
    big = f"<!-- {'x' * 200_000} -->{MISNAMED}"
    folder = project(files={**LOGO, "app/a.html": MISNAMED, "app/b.html": big})
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from miniprog_cli.__main__ import main; sys.exit(main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "check", str(folder), "--fix", "--no-cache"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 3
    assert (
        "app/b.html could not be written: File too large; written before: app/a.html" in run.stderr
    )
    assert (folder / "app/a.html").read_text(encoding="utf-8") == MISNAMED.replace("LOGO", "logo")
    assert (folder / "app/b.html").read_text(encoding="utf-8") == big
    assert names_in(folder / "app") == ["a.html", "b.html", "index.html", "logo.svg"]


def test_a_kill_at_any_time_leaves_each_file_old_or_new(project):
    text = MISNAMED * 20 + "<p>of the same logo\n" * 240
    files = {f"app/{n:03}.html": text for n in range(60)}
    folder = project(files={**LOGO, **files})
    old, new = text.encode(), text.replace("LOGO", "logo").encode()
    command = [sys.executable, "-m", "miniprog_cli", "check", str(folder), "--fix", "--no-cache"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and (folder / "app/020.html").read_bytes() == old:
            time.sleep(0.0005)  # leaves it a processor
        run.send_signal(signal.SIGKILL)
    found = [(folder / path).read_bytes() for path in files]
    assert set(found) <= {old, new}
    assert new in found
    rewrite(mended(folder).changes)
    assert {(folder / path).read_bytes() for path in files} == {new}
    assert not [name for name in names_in(folder / "app") if name.startswith(".")]


LEFT = ".miniprog-abcd_123.tmp"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
def test_what_a_killed_run_left_is_taken_away_and_nothing_else(project, tmp_path):
    import fcntl

    stays = (".miniprog-abcd_124.tmp", ".miniprog-link1234.tmp", ".miniprog-x.tmp", "x.tmp")
    files = {f"app/{name}": "half" for name in (LEFT, stays[0], *stays[2:])}
    folder = project(files={**LOGO, **files, "app/a.html": MISNAMED})
    (folder / "app" / stays[1]).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("whole", encoding="utf-8")
    with (folder / "app" / stays[0]).open("rb") as another_run_writes:
        fcntl.flock(another_run_writes, fcntl.LOCK_EX)
        rewrite(mended(folder).changes)
    assert names_in(folder / "app") == sorted([*stays, "a.html", "index.html", "logo.svg"])
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "whole"


def test_what_a_killed_run_left_is_neither_checked_nor_packed_nor_watched(miniprog, project):
    folder = project(root=".", files={LEFT: "wx.request('<!--' {{{"})
    shown = miniprog("check", "--json", cwd=folder)
    assert (shown.rc, shown.json["findings"]) == (0, [])
    listed = miniprog("pack", "--list", "--json", cwd=folder).json["files"]
    assert next(file for file in listed if file["path"] == LEFT)["reason"] == "dotfile"
    assert is_editor_file(LEFT)


def test_a_fix_that_uncovers_another_is_followed(project):
    folder = project(
        files={
            "miniprog.json": '{"id":"a","name":"Q","versoin":"1.0","root":"app","pages":["Index.html"]}'
        }
    )
    found = mended(folder, unsafe=True)
    assert [one.code for one in found.fixed] == ["MP201", "MP004", "MP003"] or len(found.fixed) == 3
    assert b'"version":"1.0.0"' in after(found)["miniprog.json"]
    assert not found.result.errors
