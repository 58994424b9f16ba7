"""Findings that the manifest allows, each with a reason."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from miniprog_cli.check import check
from miniprog_cli.check.allowances import Allowance, matcher, sort_out
from miniprog_cli.check.report import Report
from miniprog_cli.check.rules.pages import page_not_found
from miniprog_cli.core.finding import Finding, Location
from miniprog_cli.core.project import open_project
from tests import conftest

PICTURE = '<img src="no.png" alt="">'
PAGE = f"{conftest.PAGE}{PICTURE}"
FILES = {"app/index.html": PAGE, "app/old/page.html": PAGE}
REASON = "a copy of somebody else's page"


def checked(folder):
    return check(open_project(folder))


def allowing(project, *entries):
    return checked(project(files=FILES, check={"allow": list(entries)}))


def places(reports):
    return [(report.rule.code, report.finding.at.file) for report in reports]


def test_an_allowed_finding_does_not_count_and_keeps_its_reason(project):
    result = allowing(project, {"rule": "MP303", "path": "app/old/", "reason": REASON})
    assert places(result.reports) == [("MP303", "app/index.html")]
    [allowed] = result.allowed
    assert allowed.report.finding.at.file == "app/old/page.html"
    assert allowed.reason == REASON
    assert not result.hosts[0].ok


def test_without_a_path_it_holds_everywhere(project):
    result = allowing(project, {"rule": "reference-not-found", "reason": REASON})
    assert (result.reports, len(result.allowed), result.errors) == ((), 2, 0)
    assert result.hosts[0].ok


def test_one_finding_is_allowed_by_its_fingerprint(project):
    twice = {"app/index.html": PAGE + PICTURE}
    first, second = checked(project("before", files=twice)).reports
    assert first.fingerprint != second.fingerprint
    entry = {"rule": "MP303", "fingerprint": second.fingerprint, "reason": REASON}
    result = checked(project(files=twice, check={"allow": [entry]}))
    assert [report.fingerprint for report in result.reports] == [first.fingerprint]
    assert [one.report.fingerprint for one in result.allowed] == [second.fingerprint]


def test_a_wrong_rule_path_or_fingerprint_allows_nothing(project):
    result = allowing(
        project,
        {"rule": "MP304", "path": "app/old/", "reason": REASON},
        {"rule": "MP303", "path": "app/older/", "reason": REASON},
        {"rule": "MP303", "fingerprint": "0" * 16, "reason": REASON},
    )
    assert result.allowed == ()
    assert [code for code, _ in places(result.reports)] == ["MP303"] * 2 + ["MP009"] * 3


def test_the_whole_program_has_a_path_too(project):
    files = {"app/big.bin": bytes(11 * 1024 * 1024)}
    for path, counted in ((".", []), ("app/", ["MP009", "MP101"]), (None, [])):
        entry = {"rule": "MP101", "reason": "only for a fair"} | ({"path": path} if path else {})
        result = checked(project(files=files, check={"allow": [entry]}))
        assert sorted(code for code, _ in places(result.reports) if code != "MP102") == counted


name = st.text("ab.- ", min_size=1, max_size=3).filter(lambda name: name.strip(" .") == name)
path = st.lists(name, min_size=1, max_size=4).map("/".join)


@given(path, st.sampled_from(["{}", "/{}", "{}/", "/{}/"]), path)
def test_plain_paths_match_as_in_gitignore(pattern, form, file):
    pattern = form.format(pattern)
    assert matcher(pattern)(file) == GitIgnoreSpec.from_lines([pattern]).match_file(file)


@pytest.mark.parametrize(
    ("pattern", "file", "matches"),
    [
        ("*.html", "app/old/page.html", True),
        ("app/*.html", "app/old/page.html", False),
        ("app/**/page.html", "app/old/page.html", True),
        ("page.htm?", "app/old/page.html", True),
        ("old", "app/old/page.html", True),
        ("old/", "app/old", False),
        ("/old", "app/old/page.html", False),
    ],
)
def test_paths_are_patterns_as_in_gitignore(pattern, file, matches):
    assert matcher(pattern)(file) is matches


piece = st.lists(st.sampled_from(["a", "b", ".", "*", "?", "[ab]", "[!a]"]), min_size=1, max_size=4)
wild = st.lists(piece.map("".join) | st.just("**"), min_size=1, max_size=4)


@given(wild.map("/".join), st.sampled_from(["{}", "/{}", "{}/"]), path)
def test_patterns_with_wildcards_are_found_for_what_they_match(pattern, form, file):
    pattern = form.format(pattern)
    # what only git takes to mean nothing: here `./app` is `app`, as where it is written to be read
    assume(set(pattern) & set("*?[") or not {".", ""}.intersection(pattern.strip("/").split("/")))
    report = Report(page_not_found.label, Finding(Location(file), "gone"), ("generic",))
    allowance = Allowance(0, "MP201", frozenset({"MP201"}), pattern, None, REASON)
    kept, allowed, _ = sort_out([report], (allowance,))
    assert bool(allowed) == bool(GitIgnoreSpec.from_lines([pattern]).match_file(file))
    assert len(kept) + len(allowed) == 1


@pytest.mark.parametrize("pattern", ["app", "./app", "app/.", "./app/./old/.."])
def test_a_path_may_be_written_as_in_a_shell(pattern):
    assert matcher(pattern)("app/page.html")
    assert not matcher(pattern)("web/app.html")


def test_pack_and_publish_follow_the_manifest(miniprog, project, tmp_path):
    page = {"app/index.html": PAGE}
    refused = miniprog("pack", project("strict", files=page), "--json")
    assert (refused.rc, refused.json["error"]["code"]) == (1, "refused-by-check")
    allow = [{"rule": "MP303", "path": "app/index.html", "reason": REASON}]
    folder = project(files=page, check={"allow": allow})
    assert miniprog("pack", folder, "--json").rc == 0
    assert miniprog("publish", folder, "--to", f"dir:{tmp_path / 'registry'}").rc == 0
    ignoring = project("ignoring", files=page, check={"ignore": ["MP303"]})
    assert miniprog("pack", ignoring, "--json").rc == 0


def test_a_pattern_that_escapes_nothing_is_a_finding(miniprog, project):
    allowance = {"rule": "MP303", "path": "app/*\\", "reason": "r"}
    run = miniprog("check", project(check={"allow": [allowance]}), "--json")
    assert run.rc == 1
    assert [one["code"] for one in run.json["findings"]] == ["MP003"]
