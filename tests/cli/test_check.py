"""`miniprog check` through the real process."""

import os
import re


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
    run = miniprog("check", project(files={"app/big.js": "let a = 1;\n" * 500_000}))
    assert max(map(len, run.stderr.splitlines())) <= 80
    sizes = miniprog("check", cwd=project("small")).stderr.splitlines()[0]
    first, second = run.stderr.splitlines()[:2]
    assert first == "✓ generic: files 5.3 MB (5,500,223 bytes) of 10.0 MB,"
    assert second.startswith("           bundle ")
    assert " bytes) of 10.0 MB" in second
    assert sizes.startswith("✓ generic: files 223 bytes of 10.0 MB, bundle ")


def test_what_is_too_large_is_named_with_its_bytes(miniprog, project):
    run = miniprog("check", project(files={"app/big.bin": bytes(11 * 1024 * 1024)}))
    assert run.rc == 1
    assert "the largest: big.bin, 11.0 MB (11,534,336 bytes); index.html, " in run.stdout


def test_verbose_says_what_was_looked_at_and_where_sizes_are_kept(miniprog, project, tmp_path):
    files = {"app/big.js": "let a = 1;\n" * 200_000, "app/.hidden": "x"}
    folder = project(files=files)
    said = miniprog(
        "check", folder, "-v", env={"MINIPROG_CACHE_DIR": str(tmp_path / "kept")}
    ).stderr
    assert f"project {folder}, root app\n" in said
    assert "2 files ship, 1 do not (miniprog pack --list); " in said
    assert re.search(r"; \d+ ms for \d+ rules\n", said)
    [kept] = (tmp_path / "kept").iterdir()
    assert f"is kept in {kept}\n" in said
    assert "is kept in" not in miniprog("check", folder, "-v", "--no-cache").stderr
    assert "rules" not in miniprog("check", folder).stderr
