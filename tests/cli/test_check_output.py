"""`miniprog check` for CI services: formats, files, annotations, what fails the run."""

import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.terminal import shown_on_a_terminal

BROKEN = {
    "app/index.html": '<!doctype html><html lang="en"><meta name=viewport content="width=device-width"><title>Q</title><img src=no.png alt="">'
}


def of_json(text):
    document = json.loads(text)
    found = [finding["message"] for finding in document.get("findings", [])]
    return found or [document["error"]["message"]]


def of_jsonl(text):
    lines = [json.loads(line) for line in text.splitlines()]
    found = [line["message"] for line in lines if line["event"] == "finding"]
    return found or [line["error"]["message"] for line in lines if line["event"] == "error"]


def of_sarif(text):
    [run] = json.loads(text)["runs"]
    [invocation] = run["invocations"]
    found = run["results"] or invocation["toolExecutionNotifications"]
    return [one["message"]["text"] for one in found]


def of_gitlab(text):
    return [entry["description"] for entry in json.loads(text)]


def of_junit(text):
    cases = ET.fromstring(text.encode()).iter("testcase")
    return [case[0].attrib["message"] for case in cases if len(case)]


def of_github(text):
    return [line.rpartition("::")[2] for line in text.splitlines()]


READERS = {
    "json": of_json, "jsonl": of_jsonl, "sarif": of_sarif,
    "github": of_github, "gitlab": of_gitlab, "junit": of_junit,
}  # fmt: skip
FORMATS = tuple(READERS)


def parsed(name, text):
    """Give the messages that a document in some format holds."""
    return READERS[name](text)


@pytest.mark.parametrize("name", FORMATS)
def test_standard_output_is_one_document(name, miniprog, project):
    run = miniprog("check", project(files=BROKEN), "--format", name)
    assert (run.rc, run.stderr) == (1, "")
    [message] = parsed(name, run.stdout)
    assert "<img src> refers to no.png, which does not ship" in message


@pytest.mark.parametrize("name", FORMATS)
def test_a_manifest_that_cannot_be_read_is_the_finding_of_every_format(name, miniprog, project):
    run = miniprog("check", project(files={"miniprog.json": "{\n"}), "--format", name)
    assert run.rc == 2
    [message] = parsed(name, run.stdout)
    assert "the file ends where a member name in double quotes should stand" in message


@pytest.mark.parametrize("name", FORMATS)
def test_what_else_goes_wrong_is_in_the_document_too(name, miniprog, project):
    run = miniprog("check", "nowhere", "--format", name, cwd=project())
    assert run.rc == 2
    [message] = parsed(name, run.stdout)
    assert "nowhere does not exist" in message


def test_json_is_the_format_json(miniprog, project):
    folder = project(files=BROKEN)
    assert (
        miniprog("check", folder, "--json").stdout
        == miniprog("check", folder, "--format", "json").stdout
    )
    run = miniprog("check", folder, "--json", "--format", "sarif")
    assert (run.rc, run.json["error"]["code"]) == (2, "format-twice")


def test_a_console_that_lacks_characters_gets_escapes(miniprog, project):
    folder = project(files={"app/index.html": PAGE_ZH})
    for name in FORMATS[:3] + FORMATS[4:]:
        narrow = miniprog(
            "check", folder, "--format", name, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        )
        assert narrow.stdout.isascii()
        assert "你好.png" in parsed(name, narrow.stdout)[0]


PAGE_ZH = BROKEN["app/index.html"].replace("no.png", "你好.png")


def test_the_output_file_is_whole_and_standard_output_empty(miniprog, project, tmp_path):
    target = tmp_path / "reports" / "miniprog.sarif"
    run = miniprog("check", project(files=BROKEN), "--format", "sarif", "-o", target)
    assert (run.rc, run.stdout) == (1, "")
    assert "found 1 error" in run.stderr
    assert len(parsed("sarif", target.read_text("utf-8"))) == 1
    assert [path.name for path in target.parent.iterdir()] == ["miniprog.sarif"]


def test_text_in_a_file_has_the_summary_and_no_colours(miniprog, project, tmp_path):
    target = tmp_path / "check.txt"
    run = miniprog("check", project(files=BROKEN), "-o", target, env={"FORCE_COLOR": "1"})
    assert (run.rc, run.stdout) == (1, "")
    text = target.read_text("utf-8")
    assert text.startswith("app/index.html:1:106: error[MP303] ")
    assert text.endswith("\n\nfound 1 error\n")
    assert "\x1b" not in text


def test_a_dash_is_standard_output(miniprog, project):
    folder = project(files=BROKEN)
    for arguments in (["--format", "sarif"], ["--json"], []):
        run = miniprog("check", folder, *arguments, "-o", "-", cwd=folder)
        assert run.stdout == miniprog("check", folder, *arguments, cwd=folder).stdout
    assert not (folder / "-").exists()


def test_text_in_a_file_has_the_table_of_several_hosts(miniprog, project, tmp_path):
    target = tmp_path / "check.txt"
    run = miniprog("check", project(files=BROKEN), "-o", target, "--host", "generic,vk")
    assert run.stderr.split("\n", 1)[0] in target.read_text("utf-8")
    assert "\n✗ vk " in target.read_text("utf-8")


def test_a_person_is_told_where_the_manuals_of_rules_are(miniprog, project, world):
    folder = project(files=BROKEN)
    told = "what a rule is about: miniprog explain MP303\n"
    assert shown_on_a_terminal(80, world, "check", folder).endswith(told)
    assert told not in miniprog("check", folder).talk
    assert told not in shown_on_a_terminal(80, world, "check", project("good"))


def test_long_hints_are_broken_on_a_terminal_only(miniprog, project, world, tmp_path):
    folder = project(files={"app/private.wx0123456789abcdef.key": "x"})
    shown, _, _ = shown_on_a_terminal(60, world, "check", folder).partition("✗ generic")
    broken = [line for line in shown.split("\n") if line.startswith(("  hint:", "        "))]
    assert len(broken) > 2
    assert all(len(line) <= 60 or " " not in line.strip() for line in broken)
    joined = " ".join(line.strip() for line in broken)
    piped = [line for line in miniprog("check", folder).stdout.split("\n") if "hint:" in line]
    assert [line.strip() for line in piped] == [joined]
    shown_on_a_terminal(60, world, "check", folder, "-o", tmp_path / "x")
    assert piped[0] in (tmp_path / "x").read_text("utf-8").split("\n")


SEVERAL = {
    "app/index.html": "<!doctype html><html lang=en><meta name=viewport content=width=device-width><title>Q</title>\n"
    '<img src="pictures/of/a/long/way/down/portrait.png" alt=""><script src="//cdn.example.com/lib.js"></script>\n',
    "app/extra.css": "@import 'http://cdn.example.com/a/style/sheet/with/a/long/address.css';\n",
}


@pytest.mark.parametrize("columns", [80, 40])
def test_findings_are_broken_between_words_on_a_terminal_only(columns, miniprog, project, world):
    folder = project(files=SEVERAL)
    shown = shown_on_a_terminal(columns, world, "check", folder, "--host", "all", "-v")
    shown = re.split("  host +errors", shown)[0]  # a table is not broken
    long = [line.strip() for line in shown.split("\n") if len(line) > columns]
    assert not [line for line in long if " " in line]
    assert "\\n" not in shown
    source = [line for line in shown.split("\n") if re.match(r" *\d* \|", line)]
    assert source
    assert all(len(line) <= columns for line in source)
    piped = miniprog("check", folder, "--host", "all", cwd=Path.cwd()).stdout
    first = [
        line for line in piped.split("\n") if re.match(r"app/\S+:\d+:\d+: \w+\[MP\d+\] \S", line)
    ]
    assert len(first) == piped.count("[MP")
    flat = re.sub(r"\n {4}(?=\S)", " ", shown)
    assert all(line in flat.split("\n") for line in first)


def test_the_verdict_is_broken_too(project, world):
    shown = shown_on_a_terminal(40, world, "check", project())
    assert [line for line in shown.split("\n") if len(line) > 40] == []
    assert shown.endswith("\nno findings\n")


def test_every_file_has_a_heading_where_there_are_several_findings(miniprog, project, world):
    folder = project(files=SEVERAL)
    shown = shown_on_a_terminal(70, world, "check", folder)
    headings = [line for line in shown.split("\n") if line.startswith("──")]
    assert headings == [
        "── app/extra.css ──────────────────────────── 1 error and 1 warning ──",
        "── app/index.html ─────────────────────────── 1 error and 1 warning ──",
    ]
    piped = miniprog("check", folder, cwd=folder).stdout
    assert [line.split()[1] for line in piped.split("\n") if line.startswith("──")] == [
        "app/extra.css",
        "app/index.html",
    ]
    ascii_only = miniprog(
        "check", folder, cwd=folder, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ).stdout
    assert "-- app/extra.css ---" in ascii_only
    assert "── app/index.html\n" in shown_on_a_terminal(30, world, "check", folder)
    assert "──" not in miniprog("check", project("single", files=BROKEN)).stdout


def test_a_long_line_is_cut_around_the_place(miniprog, project, world):
    start = '<!doctype html><html lang="en"><meta name=viewport content="width=device-width"><title>Q</title>'
    page = f'{start}{"<br>" * 50}<p>\x01<img src=no.png alt="">{"<hr>" * 50}'
    folder = project(files={"app/index.html": page})
    _, _, source, marks, *_ = miniprog("check", folder).stdout.splitlines()
    assert source[marks.index("^") : marks.rindex("^") + 1] == "no.png"
    assert (source[4:7], source[-3:]) == ("...", "...")
    assert "<p>?<img src=" in source
    assert len(source) <= 80


@pytest.mark.parametrize("columns", [80, 140])
def test_the_list_of_rules_is_broken_between_words(columns, miniprog, world):
    shown = shown_on_a_terminal(columns, world, "explain")
    assert max(map(len, shown.split("\n"))) <= columns
    assert " ".join(shown.split()) == " ".join(miniprog("explain").stdout.split())


def test_long_hints_of_errors_are_broken_too(project, world, tmp_path):
    (tmp_path / "empty").mkdir()
    shown = shown_on_a_terminal(40, world, "check", tmp_path / "empty")
    assert "hint: start a project with: miniprog\n       new NAME\n" in shown


def test_a_failure_is_in_the_file_and_on_standard_error(miniprog, project, tmp_path):
    target = tmp_path / "check.json"
    run = miniprog("check", project(files={"miniprog.json": "{"}), "--json", "-o", target)
    assert (run.rc, run.stdout) == (2, "")
    assert run.stderr.startswith("error: miniprog.json:1:2: ")
    assert list(json.loads(target.read_text("utf-8"))) == ["schema", "error", "findings"]


def test_a_file_that_cannot_be_written_is_this_machines_fault(miniprog, project, tmp_path):
    run = miniprog("check", project(), "-o", tmp_path)
    assert run.rc == 3
    assert run.stderr.startswith(f"error: {tmp_path}: is a directory\n")


def test_what_cannot_be_written_to_a_file_is_a_document_all_the_same(miniprog, project, tmp_path):
    run = miniprog("check", project(), "--json", "--output-file", tmp_path)
    assert run.rc == 3
    assert run.json["error"]["code"] == "output-unwritable"


@pytest.mark.parametrize(
    "option", [["--fix"], ["--format", "sarif"], ["-o", "x"], ["--baseline", "x"], ["--compare"]]
)
def test_a_difference_passes_over_no_option(option, miniprog, project):
    run = miniprog("check", project(), "--diff", *option)
    assert run.rc == 2
    assert "--diff contradicts --" in run.stderr


@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
def test_nothing_is_written_where_it_ships(option, miniprog, project, tmp_path):
    folder = project(root="app")
    run = miniprog("check", folder, option, folder / "app/known.json")
    assert (run.rc, run.stdout) == (2, "")
    assert run.stderr == (
        f"error: {folder}/app/known.json would ship with the program\n"
        " hint: write it elsewhere, or put /app/known.json into .miniprogignore\n"
    )
    assert not (folder / "app/known.json").exists()
    for safe in (folder / "known.json", tmp_path / "known.json", folder / "app/.known.json"):
        assert miniprog("check", folder, option, safe).rc == 0
    (folder / ".miniprogignore").write_text("/app/known.json\n", encoding="utf-8")
    assert miniprog("check", folder, option, folder / "app/known.json").rc == 0


@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
def test_a_link_that_leads_to_where_it_ships_is_no_way_round(option, miniprog, project, tmp_path):
    folder = project(root="app")
    (tmp_path / "link.json").symlink_to(folder / "app/known.json")
    run = miniprog("check", folder, "--json", option, tmp_path / "link.json")
    assert (run.rc, run.json["error"]["code"]) == (2, "report-would-ship")


def test_reports_by_their_usual_names_never_ship(miniprog, project):
    folder = project(root=".")
    names = ("miniprog.sarif", "miniprog-report.xml", "gl-code-quality-report.json")
    for name in names:
        assert miniprog("check", folder, "-o", folder / name).rc == 0
    assert miniprog("check", folder, "--write-baseline", folder / "miniprog-baseline.json").rc == 0
    listed = miniprog("pack", folder, "--list", "--json").json["files"]
    kept = {file["path"] for file in listed if file["included"]}
    assert not kept & {*names, "miniprog-baseline.json"}


def test_a_baseline_that_ships_is_told(miniprog, project):
    known = {"app/known.json": '{"schema": 1, "findings": []}'}
    folder = project(root="app", files=known)
    run = miniprog("check", folder, "--baseline", folder / "app/known.json")
    assert "warning: app/known.json ships with the program; write it elsewhere" in run.stderr


def test_a_link_is_followed_and_a_device_written_to(miniprog, project, tmp_path):
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    assert miniprog("check", project(), "--json", "-o", tmp_path / "link.json").rc == 0
    assert json.loads((tmp_path / "real.json").read_text("utf-8"))["findings"] == []
    assert (tmp_path / "link.json").is_symlink()
    run = miniprog("check", project(), "--json", "-o", "/dev/stdout")
    assert run.json["findings"] == []


def test_an_output_file_keeps_its_mode_and_a_read_only_one_stays(miniprog, project, tmp_path):
    target = tmp_path / "check.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    assert miniprog("check", project(), "--json", "-o", target).rc == 0
    assert target.stat().st_mode & 0o777 == 0o640
    target.chmod(0o444)
    before = target.read_bytes()
    run = miniprog("check", project(zzz=1), "--json", "-o", target)
    assert (run.rc, run.json["error"]["code"]) == (3, "output-unwritable")
    assert run.json["error"]["hint"] == "correct its permissions, or choose another file"
    assert target.read_bytes() == before


def test_github_gets_annotations_by_itself(miniprog, project, tmp_path):
    folder = project("apps/quiz", files=BROKEN)
    github = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(tmp_path)}
    run = miniprog("check", folder, env=github)
    assert run.rc == 1
    block, annotation = run.stdout.rstrip("\n").rsplit("\n\n", 1)
    assert block.startswith("apps/quiz/app/index.html:1:106: error[MP303] ")
    assert annotation.startswith("::error file=apps/quiz/app/index.html,line=1,endLine=1,col=106,")
    for arguments in (["--format", "text"], ["-o", tmp_path / "x"]):
        assert annotation in miniprog("check", folder, *arguments, env=github).stdout
    kept = miniprog("check", folder, "--format", "sarif", "-o", tmp_path / "x", env=github)
    assert kept.stdout == f"{annotation}\n"
    assert len(parsed("sarif", (tmp_path / "x").read_text("utf-8"))) == 1
    for arguments in (["--json"], ["--json", "-o", "/dev/stdout"], ["--format", "gitlab"]):
        assert "::error" not in miniprog("check", folder, *arguments, env=github).stdout
    broken = miniprog("check", project(files={"miniprog.json": "{"}), env=github)
    assert broken.stdout.startswith("::error file=quiz/miniprog.json,line=1,")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_github_obeys_no_file_and_no_name(miniprog, project):
    page = '<!doctype html>\n ##[add-mask]a\n<img src="##[set-output name=a]b" alt="">\n'
    folder = project(root=".", files={"index.html": page, "::add-mask::x.html": page})
    run = miniprog("check", folder, env={"GITHUB_ACTIONS": "true"}, cwd=folder)
    assert r"\::add-mask::x.html:" in run.stdout
    ours = ("::error ", "::warning ")
    for line in run.talk.splitlines():
        assert not line.lstrip().startswith("::") or line.startswith(ours), line
        assert "##[" not in line or line.startswith(ours), line


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "sarif", "gitlab", "github", "junit"])
def test_no_terminal_obeys_what_a_file_says(name, miniprog, project):
    address = "a\x1b]0;b\x07\x9b31m\x85\u202e.png"
    page = f'<!doctype html>\n<html lang="en"><title>Q</title><img src="{address}" alt="">'
    run = miniprog("check", project(files={"app/index.html": page}), "--format", name)
    assert "MP303" in run.stdout
    assert not set("\x1b\x07\x9b\x85\u202e") & set(run.talk)
    if name == "json":
        assert any(address in one["message"] for one in run.json["findings"])


def test_places_are_relative_to_the_repository(miniprog, project, tmp_path):
    folder = project("apps/quiz", files=BROKEN)
    assert "file=app/index.html," in miniprog("check", folder, "--format", "github").stdout
    (tmp_path / ".git").mkdir()
    assert (
        "file=apps/quiz/app/index.html,"
        in miniprog("check", folder, "--format", "github", cwd=folder).stdout
    )
    elsewhere = {"CI_PROJECT_DIR": str(tmp_path / "apps")}
    [entry] = json.loads(miniprog("check", folder, "--format", "gitlab", env=elsewhere).stdout)
    assert entry["location"]["path"] == "quiz/app/index.html"


def test_warnings_fail_the_run_when_they_should(miniprog, project):
    folder = project(zzz=1)
    assert miniprog("check", folder).rc == 0
    assert miniprog("check", folder, "--fail-on", "warning").rc == 1
    assert miniprog("check", project("good"), "--fail-on", "warning").rc == 0


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["--select", "MP-303"], "unknown-rule", "did you mean `MP303`?"),
        (["--ignore", "refrence-not-found"], "unknown-rule", "did you mean `reference-not-found`?"),
        (["--ignore", "MP001"], "rule-always-counts", "miniprog explain MP001"),
        (["--select", ","], "rule-missing", "see: miniprog explain"),
        (["--baseline", "a", "--write-baseline", "b"], "baseline-twice", None),
        (["--baseline", "none.json"], "baseline-unusable", "write it with: --write-baseline none.json"),
    ],
)  # fmt: skip
def test_wrong_use_exits_with_2(arguments, code, hint, miniprog, project):
    run = miniprog("check", "--json", *arguments, cwd=project())
    assert (run.rc, run.json["error"]["code"]) == (2, code)
    assert hint in (None, run.json["error"]["hint"])


def test_rules_are_selected_and_ignored(miniprog, project):
    folder = project(files=BROKEN, icon="no.svg", zzz=1)

    def codes(*arguments):
        return [
            one["code"] for one in miniprog("check", folder, "--json", *arguments).json["findings"]
        ]

    assert codes("--select", "MP3") == ["MP303", "MP301"]
    assert codes("--select", "MP303,icon-not-found", "--ignore", "MP301") == ["MP303"]
    assert codes("--ignore", "MP3", "--ignore", "unknown-member") == []


def test_what_is_allowed_is_counted_and_listed_with_its_reason(miniprog, project):
    allow = [{"rule": "MP303", "path": "app/", "reason": "drawn later"}]
    folder = project(files=BROKEN, check={"allow": allow})
    run = miniprog("check", folder, "-v")
    assert (run.rc, run.stdout) == (0, "")
    assert "no findings; 1 allowed\n" in run.stderr
    assert "allowed MP303 app/index.html:1:106: drawn later\n" in run.stderr
    document = miniprog("check", folder, "--json").json
    [allowed] = document["allowed"]
    assert (document["findings"], allowed["code"], allowed["reason"]) == (
        [],
        "MP303",
        "drawn later",
    )


def test_a_baseline_reports_only_what_is_new(miniprog, project):
    folder = project(files=BROKEN)
    first = miniprog("check", "--write-baseline", "known.json", cwd=folder)
    assert (first.rc, first.stdout) == (0, "")
    assert "recorded 1 finding in the baseline (1 new, 0 dropped)\n" in first.stderr
    assert "no findings; 1 known from the baseline\n" in first.stderr
    again = miniprog("check", "--baseline", "known.json", cwd=folder)
    assert (again.rc, again.stdout) == (0, "")
    (folder / "app/index.html").write_text(
        BROKEN["app/index.html"].replace("no.png", "new.png"), encoding="utf-8"
    )
    changed = miniprog("check", "--baseline", "known.json", cwd=folder)
    assert changed.rc == 1
    assert "new.png" in changed.stdout
    assert "note: the baseline knows 1 finding that is no longer there:" in changed.stderr
    assert "  app/index.html: MP303 <img src> refers to no.png, which" in changed.stderr
    as_json = miniprog("check", "--baseline", "known.json", "--json", cwd=folder).json["baseline"]
    assert (as_json["known"], [one["code"] for one in as_json["gone"]]) == (0, ["MP303"])


def test_wide_characters_and_several_lines_are_marked_where_they_stand(miniprog, project):
    folder = project(
        files={"app/index.html": f"<title>你好</title><html lang=zh>{PAGE_ZH}"},
        check={"select": ["MP003", "MP303"]},
        pages=["index.html"],
    )
    _, _, source, marks, *_ = miniprog("check", folder).stdout.splitlines()
    before = source[: source.index("你好.png")]
    wide = sum(1 + (character > "\u2e80") for character in before)
    assert marks.index("^") == wide
    assert marks.count("^") == len("你好.png") + 2
    whole = miniprog("check", project("several", version=["1", "2", "3"]))
    assert whole.stdout.splitlines()[1:9] == [
        "  |",
        '3 |   "name": "Quiz",',
        '4 |   "version": [',
        "  |              ^",
        "  …",
        "8 |   ],",
        "  |   ^",
        '9 |   "root": "app",',
    ]
