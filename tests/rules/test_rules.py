"""Each rule does what its cases say, and has a manual page, cases and a code of its own."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from miniprog_cli import hosts
from miniprog_cli.check import Report, check, every_rule
from miniprog_cli.check.rewrite import rewrite
from miniprog_cli.check.selection import named
from miniprog_cli.hosts import open_project
from tests.rules.cases import Case, build, findings, mended, read_cases, reports, update, wanted

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.md"))
CASES = [case for file in FILES for case in read_cases(file)]
RULES = every_rule()
FIXABLE = {rule.code for rule in RULES if rule.fixable}
"""Only rules that say so have fixes."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem[:5]} {case.title}")
def test_case(case: Case, tmp_path: Path):
    build(case, tmp_path)
    told = reports(case, tmp_path, twice=True)
    found = findings(case, told)
    if os.environ.get("UPDATE_CASES") == "1" and found != case.expected.body:
        update(case, found)
    else:
        assert found == case.expected.body
    assert {report.rule.code for report in told if report.finding.fix} <= FIXABLE


FIXED = [case for case in CASES if case.fixed]
MENDABLE = [rule.code for rule in RULES if rule.fixable and rule.code not in ("MP203", "MP320")]
MENDED = [case for case in CASES if any(f"[{code}]" in case.expected.body for code in MENDABLE)]
UNCOVERED = {"MP203", "MP204", "MP205", "MP206", "MP309", "MP402", "MP405"}
"""What is not looked for in a file that nothing names, or that does not ship."""


@pytest.mark.parametrize("case", FIXED, ids=lambda case: f"{case.file.stem[:5]} {case.title}")
def test_fixes_leave_what_the_case_shows(case: Case, tmp_path: Path):
    build(case, tmp_path)
    unsafe = any(block.facts["fixed"] == "unsafe" for block in case.fixed)
    changes = mended(tmp_path, unsafe=unsafe, host=case.expected.facts.get("host")).changes
    after = {change.file: change.after for change in changes}
    if os.environ.get("UPDATE_CASES") == "1":
        for number, block in enumerate(case.fixed):
            update(case, after[block.facts["file"]].decode().replace("\r\n", "\n"), number)
    else:
        assert after == {block.facts["file"]: wanted(block) for block in case.fixed}


@pytest.mark.parametrize("case", MENDED, ids=lambda case: f"{case.file.stem[:5]} {case.title}")
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixes_mend_their_findings_add_none_and_are_done_at_once(
    case: Case, tmp_path: Path, unsafe: bool
):
    build(case, tmp_path)
    host = case.expected.facts.get("host")
    before = Counter(map(_told, _checked(tmp_path, host)))
    first = mended(tmp_path, unsafe=unsafe, host=host)
    rewrite(first.changes)
    after = Counter(map(_told, _checked(tmp_path, host)))
    assert {code for code, _ in after - before} <= UNCOVERED
    gone = Counter(one.code for one in first.fixed if one.code not in UNCOVERED)
    assert _by_code(before) - _by_code(after) >= gone
    again = mended(tmp_path, unsafe=unsafe, host=host)
    assert (again.fixed, again.changes) == ((), ())


def _checked(folder: Path, host: str | None) -> tuple[Report, ...]:
    return check(open_project(folder), [hosts.get(host)] if host else None, keep=False).reports


def _by_code(found: Counter[tuple[str, str]]) -> Counter[str]:
    return Counter(code for code, _ in found.elements())


def _told(report: Report) -> tuple[str, str]:
    return report.rule.code, report.finding.at.file


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page(rule):
    assert rule.summary.endswith(".")
    assert rule.summary[0].isupper()
    headings = re.findall(r"^## (.+)$", rule.explanation, re.MULTILINE)
    assert headings == ["Why it matters", "How to fix"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_cases_that_fire_and_cases_that_do_not(rule):
    file = HERE / f"{rule.code}-{rule.name}.md"
    fires = [f"[{rule.code}]" in case.expected.body for case in read_cases(file)]
    assert True in fires
    assert False in fires


def test_no_cases_without_a_rule():
    assert {file.stem for file in FILES} <= {f"{rule.code}-{rule.name}" for rule in RULES}


def test_codes_and_names_are_unique_and_codes_in_order():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) == len({rule.name for rule in RULES})
    assert all(
        re.fullmatch(r"MP[0-6][0-9]{2}|(WX|AL|BD|DY|TT|PP|PT|LN|TG|VK|ZL|TS)[0-9]{3}", c)
        for c in codes
    )
    common = [code for code in codes if code.startswith("MP")]
    assert common == sorted(common)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_found_by_code_and_by_name(rule):
    for name in (rule.code, rule.code.lower(), rule.name):
        assert named(name, RULES) == (rule,)


def test_explain_shows_the_page_of_every_rule(miniprog):
    pages = miniprog("explain", "--all").stdout
    for rule in RULES:
        assert f"# {rule.code} {rule.name}\n" in pages
        assert rule.explanation in pages
    described = miniprog("explain", "--json").json["rules"]
    assert [one["code"] for one in described] == [rule.code for rule in RULES]


def test_explain_takes_a_code_or_a_name(miniprog):
    by_code = miniprog("explain", "mp101", "--json")
    assert by_code.json["rules"][0]["name"] == "bundle-too-large"
    by_name = miniprog("explain", "bundle-too-large")
    assert by_name.rc == 0
    assert by_name.stdout.startswith("# MP101 bundle-too-large\n")
