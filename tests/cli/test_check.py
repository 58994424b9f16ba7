"""`miniprog check` through the real process."""

import os
import re

from miniprog_cli import hosts
from tests.conftest import PAGE


def test_a_good_project_has_no_findings(miniprog, project):
    run = miniprog("check", project())
    assert (run.rc, run.stdout) == (0, "")
    assert "no findings" in run.stderr


def test_a_pipe_that_nobody_writes_to_holds_nothing_up(miniprog, project):
    folder = project()
    os.mkfifo(folder / "app/pipe")
    run = miniprog("check", folder, timeout=30)
    assert run.rc == 1
    assert "app/pipe: error[MP307]" in run.stdout


def test_a_host_that_is_named_twice_is_checked_once(miniprog, project):
    run = miniprog("check", project(), "--host", "generic,generic", "--host", "generic", "--json")
    assert run.rc == 0
    assert [host["host"] for host in run.json["hosts"]] == ["generic"]


def test_the_verdict_has_the_bytes_within_80_columns(miniprog, project):
    run = miniprog("check", project(files={"app/big.txt": "let a = 1;\n" * 500_000}))
    assert max(map(len, run.stderr.splitlines())) <= 80
    sizes = miniprog("check", cwd=project("small")).stderr.splitlines()[0]
    first, second = run.stderr.splitlines()[:2]
    assert first == "✓ generic: files 5.3 MB (5,500,274 bytes) of 10.0 MB,"
    assert second.startswith("           bundle ")
    assert " bytes) of 10.0 MB" in second
    assert sizes.startswith("✓ generic: files 274 bytes of 10.0 MB, bundle ")


def test_what_is_too_large_is_named_with_its_bytes(miniprog, project):
    run = miniprog("check", project(files={"app/big.bin": bytes(11 * 1024 * 1024)}))
    assert run.rc == 1
    assert "the largest: big.bin, 11.0 MB (11,534,336 bytes); miniprog.json, " in run.stdout


def test_verbose_says_what_was_looked_at_and_where_that_is_kept(miniprog, project, tmp_path):
    files = {"app/big.js": "let a = 1;\n" * 20_000, "app/.hidden": "x"}
    folder = project(files=files)
    said = miniprog(
        "check", folder, "-v", env={"MINIPROG_CACHE_DIR": str(tmp_path / "kept")}
    ).stderr
    assert f"project {folder}, root app\n" in said
    assert "2 files ship, 1 do not (miniprog pack --list); " in said
    assert re.search(r"; \d+ ms\n", said)
    assert f"is kept in {tmp_path / 'kept'}\n" in said
    assert len(list((tmp_path / "kept").iterdir())) == 2  # what the files say, and the answer
    assert "is kept in" not in miniprog("check", folder, "-v", "--no-cache").stderr
    assert " ms" not in miniprog("check", folder).stderr


LIBRARY = """\
<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Quiz</title>
<script src="https://cdn.example.com/a.js"></script>
<script src="no.js"></script>
"""


def test_all_hosts_are_checked_in_one_pass_with_one_table(miniprog, project):
    folder = project(files={"app/index.html": LIBRARY})
    run = miniprog("check", folder, "--host", "all")
    assert run.rc == 1
    heading, *rows = run.stderr.splitlines()[:-1]
    assert heading.split() == ["host", "errors", "warnings", "files", "bundle", "takes"]
    web = [host.name for host in hosts.every() if host.kind == "web"]
    assert [row.split()[1] for row in rows] == web
    assert rows[0].startswith("✗ generic        1         1  3")
    assert " of 10 MB" in rows[0]
    assert max(map(len, run.stderr.splitlines())) <= 80


def test_findings_say_whose_they_are_where_not_all_hosts_have_them(miniprog, project):
    folder = project(files={"app/index.html": LIBRARY})
    said = miniprog("check", folder, "--host", "tiktok,line", "--host", "generic").stdout
    external, missing = said.split("app/index.html:3:14")
    assert "error[MP310] TikTok takes scripts from the program itself only, not " in external
    url = "https://cdn.example.com/a.js"
    says = f"warning for generic: <script src> loads {url} from elsewhere in the web"
    assert f"  error for tiktok; {says}\n" in external
    assert "for " not in missing


def test_the_document_counts_findings_for_each_host(miniprog, project):
    folder = project(files={"app/index.html": LIBRARY})
    document = miniprog("check", folder, "--host", "line,tiktok,generic", "--json").json
    counts = [(one["host"], one["errors"], one["warnings"]) for one in document["hosts"]]
    assert counts == [("line", 1, 0), ("tiktok", 2, 0), ("generic", 1, 1)]
    assert [one["delivery"] for one in document["hosts"]] == ["url", "bundle", "bundle"]


def test_of_a_host_of_another_kind_there_is_one_finding(miniprog, project):
    folder = project(files={"app/index.html": LIBRARY.replace("no.js", "https://e.com/b.js")})
    document = miniprog("check", folder, "--host", "wechat,alipay", "--json").json
    assert [(one["code"], one["hosts"]) for one in document["findings"]] == [
        ("MP007", ["alipay"]),
        ("MP007", ["wechat"]),
    ]


def test_what_is_worse_for_some_hosts_is_shown_once(miniprog, project):
    run = miniprog("check", project(files={"app/a.js": "eval(x)"}), "--host", "generic,tiktok,vk")
    assert run.stdout.count("MP406") == 1
    assert "app/a.js:1:1: error[MP406] " in run.stdout
    assert "  error for tiktok; warning for generic, vk\n" in run.stdout


def test_the_summary_counts_what_is_shown(miniprog, project):
    script = {"app/a.js": "eval('1')\n"}
    page = PAGE.replace("<p>", '<script src="a.js"></script><p>')
    folder = project(files={"app/index.html": page, **script})
    run = miniprog("check", folder, "--host", "tiktok,telegram")
    assert "── 1 error ──" in run.stdout
    assert run.stderr.endswith("found 1 error\n")
