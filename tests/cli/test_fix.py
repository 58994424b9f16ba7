"""`miniprog check --fix`, `--unsafe-fixes` and `--diff` through the real process."""

import shutil
import subprocess
import sys

import pytest

from tests.conftest import write_files

PAGE = (
    '<!doctype html>\r\n<html>\r\n<meta name="viewport" content="width=device-width">\r\n'
    '<img alt="" src="Logo.svg"><img alt="" src="lgo.svg"></html>'
)
FILES = {"app/index.html": PAGE, "app/logo.svg": "<svg/>"}


def test_fix_mends_what_is_safe_and_says_what_is_left(miniprog, project):
    folder = project(files=FILES, lang="en")
    run = miniprog("check", folder, "--fix")
    assert run.rc == 1  # lgo.svg is still an error
    assert "wrote app/index.html\nfixed 2 (MP204, MP303), 2 left\n" in run.stderr
    assert "fix: write logo.svg (--fix --unsafe-fixes)" in run.stdout
    page = (folder / "app/index.html").read_bytes().decode()
    assert page == PAGE.replace("<html>", '<html lang="en">').replace("Logo", "logo")
    again = miniprog("check", folder, "--fix")
    assert "fixed nothing" in again.stderr
    assert (folder / "app/index.html").read_bytes().decode() == page


def test_a_page_in_utf_16_is_shown_and_stays_as_it_is(miniprog, project):
    content = PAGE.encode("utf-16")
    folder = project(files={**FILES, "app/index.html": content}, lang="en")
    run = miniprog("check", folder, "--fix", "--unsafe-fixes")
    assert '4 | <img alt="" src="Logo.svg">' in run.stdout
    assert "fix: " not in run.stdout
    assert "fixed nothing" in run.stderr
    assert "fixable" not in run.talk
    found = miniprog("check", folder, "--json").json["findings"]
    assert {one["fixable"] for one in found} == {None}
    assert any(one["code"] == "MP204" for one in found)
    assert (folder / "app/index.html").read_bytes() == content


def test_only_ascii_is_written_into_a_page_in_another_encoding(miniprog, project):
    files = {**FILES, "app/index.html": PAGE.replace("Logo", "\u4f60").encode("gbk")}
    files["app/\u4f60.svg"] = "<svg/>"
    folder = project(files=files, lang="en", name="\u4f60")
    fixes = {
        one["code"]: one["fixable"] for one in miniprog("check", folder, "--json").json["findings"]
    }
    assert (fixes["MP204"], fixes["MP203"]) == ("safe", None)


def test_unsafe_fixes_are_made_when_they_are_asked_for(miniprog, project):
    folder = project(files=FILES, lang="en")
    run = miniprog("check", folder, "--fix", "--unsafe-fixes", "--json")
    assert run.rc == 0
    assert run.json["findings"] == []
    assert run.json["fixed"] == [
        {"code": "MP203", "file": "app/index.html", "says": "write <title>Quiz</title>"},
        {"code": "MP204", "file": "app/index.html", "says": 'write lang="en"'},
        {"code": "MP303", "file": "app/index.html", "says": "write logo.svg"},
        {"code": "MP303", "file": "app/index.html", "says": "write logo.svg"},
    ]


def test_findings_say_how_they_can_be_mended(miniprog, project):
    folder = project(files=FILES, lang="en")
    run = miniprog("check", folder)
    assert "fix: write logo.svg (--fix)\n" in run.stdout
    assert "; 2 fixable with --fix, 2 more with --fix --unsafe-fixes\n" in run.stderr
    found = miniprog("check", folder, "--json").json
    assert found["fixed"] == []
    assert {one["code"]: one["fixable"] for one in found["findings"][:2]} == {
        "MP203": "unsafe",
        "MP204": "safe",
    }


def test_diff_writes_nothing_and_patch_takes_it(miniprog, project, need, tmp_path):
    folder = project(files=FILES, lang="en")
    run = miniprog("check", folder, "--diff", "--unsafe-fixes")
    assert run.rc == 1
    assert "would fix 4 (MP203, MP204, MP303 \u00d72) in 1 file" in run.stderr
    names = "--- a/app/index.html\n+++ b/app/index.html\n"
    assert run.stdout.startswith(f"{names}@@ ")
    assert (folder / "app/index.html").read_bytes().decode() == PAGE
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert miniprog("check", folder, "--fix", "--unsafe-fixes").rc == 0
    difference = subprocess.run(
        [sys.executable, "-m", "miniprog_cli", "check", folder, "--diff"],
        capture_output=True,
        check=False,
    )
    assert (difference.returncode, difference.stdout) == (0, b"")


TAKERS = {"git": ["apply"], "patch": ["-p1", "--binary"]}
NAMES = ["index.html", "two words.html", "\u4f60\u597d.html", 'a "b" \\ c.html', "x\ty.html"]


@pytest.mark.parametrize("taker", TAKERS)
def test_the_difference_has_the_bytes_as_they_are_and_is_taken(taker, project, need, world):
    page = PAGE.encode().replace(b"<img", b"\t<p title='\xff'><img", 1)
    folder = project(files={"app/logo.svg": "<svg/>"}, lang="en")
    write_files(folder, {f"app/{name}": page for name in NAMES})
    assert len(_applied([need(taker), *TAKERS[taker]], folder, world)) == len(NAMES)
    right = page.replace(b"<html>", b'<html lang="en">').replace(b"Logo", b"logo")
    assert {(folder / "app" / name).read_bytes() for name in NAMES} == {right}


@pytest.mark.parametrize("crlf", ["false", "true", "input"])
@pytest.mark.parametrize(("folder", "options"), [("shop", []), ("app", ["-p1"])])
def test_git_takes_the_difference_in_a_folder_of_a_repository(
    crlf, folder, options, project, need, world, tmp_path
):
    """Where a path begins like the folder, git takes both away unless it is told how much."""
    git = need("git")
    folder = project(folder, files=FILES, lang="en")
    for command in (["init", "-q"], ["config", "core.autocrlf", crlf], ["add", "."]):
        subprocess.run([git, *command], cwd=tmp_path, env=world, check=True)
    assert len(_applied([git, *TAKERS["git"], *options], folder, world)) == 1
    page = (folder / "app/index.html").read_bytes().decode()
    assert page == PAGE.replace("<html>", '<html lang="en">').replace("Logo", "logo")


def _applied(taker, folder, world):
    """Have another program change the files of a project as `--diff` says; give their lines."""
    command = [sys.executable, "-m", "miniprog_cli", "check", folder, "--diff"]
    run = subprocess.run(command, env=world, capture_output=True, check=False)
    subprocess.run(taker, cwd=folder, input=run.stdout, env=world, check=True)
    again = subprocess.run(command, env=world, capture_output=True, check=False)
    assert (again.returncode, again.stdout) == (0, b"")
    return [line for line in run.stdout.split(b"\n") if line.startswith(b"+++ ")]


def test_diff_in_json(miniprog, project):
    run = miniprog("check", project(files=FILES, lang="en"), "--diff", "--json")
    assert run.rc == 1
    assert [one["code"] for one in run.json["would_fix"]] == ["MP204", "MP303"]
    assert '+<html lang="en">\r\n' in run.json["diff"]


def test_which_fixes_without_what_to_do_with_them(miniprog, project):
    run = miniprog("check", project(), "--unsafe-fixes")
    assert run.rc == 2
    assert "--unsafe-fixes alone does nothing" in run.stderr
    assert "add --diff to see the changes" in run.stderr


def test_a_diff_in_githubs_log_is_no_command(miniprog, project):
    page = '<html>\n::set-output name=x::y\n<title>Q</title><meta name="viewport" content="width=device-width">'
    folder = project(files={"app/index.html": page}, lang="en")
    lines = miniprog("check", folder, "--diff", env={"GITHUB_ACTIONS": "true"}).stdout.splitlines()
    begin, token = lines[0].rsplit("::", 1)
    assert begin == "::stop-commands"
    assert lines[-1] == f"::{token}::"
    assert " ::set-output name=x::y" in lines
    assert len(token) == 32
