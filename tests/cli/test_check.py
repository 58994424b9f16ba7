"""`miniprog check` through the real process."""


def test_a_good_project_has_no_findings(miniprog, project):
    run = miniprog("check", project())
    assert (run.rc, run.stdout) == (0, "")
    assert "no findings" in run.stderr
