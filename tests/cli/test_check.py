"""`miniprog check` through the real process."""

import os


def test_a_good_project_has_no_findings(miniprog, project):
    run = miniprog("check", project())
    assert (run.rc, run.stdout) == (0, "")
    assert "no findings" in run.stderr


def test_a_host_that_is_named_twice_is_checked_once(miniprog, project):
    run = miniprog("check", project(), "--host", "generic,generic", "--host", "generic", "--json")
    assert run.rc == 0
    assert [host["host"] for host in run.json["hosts"]] == ["generic"]


def test_a_pipe_that_nobody_writes_to_holds_nothing_up(miniprog, project):
    folder = project()
    os.mkfifo(folder / "app/pipe")
    run = miniprog("check", folder, timeout=30)
    assert run.rc == 1
    assert "app/pipe: error[MP307]" in run.stdout
