"""Documents of `check`: where they may be written, in which encoding, and who reads them."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest


@pytest.mark.parametrize("own", ["miniprog.json", "MINIPROG.JSON", ".miniprog/answers.json"])
@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
def test_no_report_takes_the_place_of_a_file_of_the_project(miniprog, project, own, option):
    folder = project(files={".miniprog/answers.json": "{}", "MINIPROG.JSON": "{}"})
    before = (folder / own).read_bytes()
    run = miniprog("check", option, own, cwd=folder)
    assert run.rc == 2
    assert "is the project's own" in run.stderr
    assert (folder / own).read_bytes() == before


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "sarif", "gitlab", "junit"])
def test_what_went_wrong_is_written_over_an_earlier_report_only(miniprog, project, name):
    folder = project(files={"app/page.html": "<p>[]"})
    assert miniprog("check", "-o", "report", "--format", name, cwd=folder).rc == 0
    report = (folder / "report").read_bytes()
    (folder / "miniprog.json").write_text("{", encoding="utf-8")
    for own in ("miniprog.json", "app/page.html", "report", "new"):
        assert miniprog("check", "-o", own, "--format", name, cwd=folder).rc == 2
    assert (folder / "miniprog.json").read_text(encoding="utf-8") == "{"
    assert (folder / "app/page.html").read_text(encoding="utf-8") == "<p>[]"
    assert (folder / "new").exists()
    assert (
        name == "text"
        or (folder / "report").read_bytes() == (folder / "new").read_bytes() != report
    )


def test_a_report_takes_the_place_of_the_last_one(miniprog, project):
    folder = project()
    for _ in range(2):
        assert miniprog("check", "-o", "report.json", "--format", "sarif", cwd=folder).rc == 0


def test_two_documents_want_two_files(miniprog, project):
    run = miniprog("check", "-o", "a", "--write-baseline", "./a", cwd=project())
    assert run.rc == 2
    assert "written twice" in run.stderr


@pytest.mark.sampled(7)
@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "junit", "github"])
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_documents_are_utf_8_in_any_locale(miniprog, project, world, name, encoding):
    folder = project(files={"app/a.html": "<img src='\u4e2d.png'>"})
    command = [sys.executable, "-m", "miniprog_cli", "check", str(folder), "--format", name]
    done = subprocess.run(
        command, env={**world, "PYTHONIOENCODING": encoding}, capture_output=True, check=False
    )
    text = done.stdout.decode("utf-8")
    if name in ("json", "sarif", "gitlab"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    elif name == "jsonl":
        text = json.dumps([json.loads(line) for line in text.splitlines()], ensure_ascii=False)
    elif name == "junit":
        text = "".join(str(each.get("message")) for each in ET.fromstring(text).iter("failure"))
    assert "\u4e2d.png" in text


def test_a_reader_that_went_away_changes_nothing_of_the_verdict(project, world):
    files = {f"app/{n}.html": "<img src=gone.png>" * 50 for n in range(60)}
    folder = project(files=files)
    command = [sys.executable, "-m", "miniprog_cli", "check", str(folder)]
    with subprocess.Popen(
        command, env=world, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout
        assert run.stderr
        run.stdout.readline()
        run.stdout.close()
        told = run.stderr.read()
    assert run.returncode == 1
    assert b"Traceback" not in told
