"""Each rule does what its cases say, and has a manual page, cases and a code of its own."""

import os
import re
from pathlib import Path

import pytest

from miniprog_cli.check import every_rule
from tests.rules.cases import Case, build, findings, read_cases, update

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.md"))
CASES = [case for file in FILES for case in read_cases(file)]
RULES = every_rule()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem[:5]} {case.title}")
def test_case(case: Case, tmp_path: Path):
    build(case, tmp_path)
    found = findings(tmp_path, case.expected.facts.get("host"))
    if os.environ.get("UPDATE_CASES") == "1" and found != case.expected.body:
        update(case, found)
    else:
        assert found == case.expected.body


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
        re.fullmatch(r"MP[0-5][0-9]{2}|(WX|AL|BD|DY|TT|PP|PT|LN|TG|VK|ZL|TS)[0-9]{3}", c)
        for c in codes
    )
    common = [code for code in codes if code.startswith("MP")]
    assert common == sorted(common)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explain_finds_every_rule_by_code_and_by_name(rule, miniprog):
    by_code = miniprog("explain", rule.code.lower(), "--json")
    assert by_code.json["rules"][0]["name"] == rule.name
    by_name = miniprog("explain", rule.name)
    assert by_name.rc == 0
    assert by_name.stdout.startswith(f"# {rule.code} {rule.name}\n")
    assert rule.explanation in by_name.stdout
