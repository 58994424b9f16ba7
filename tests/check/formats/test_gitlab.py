"""Code Quality reports of GitLab, held against its documented fields.

docs.gitlab.com, "Code Quality report format": a single JSON array; each object has `description`,
`check_name`, `fingerprint`, `location.path` (relative, without ``./``), `location.lines.begin` and
`severity`, one of info, minor, major, critical, blocker.
"""

import json

from hypothesis import given
from jsonschema import validate  # type: ignore[import-untyped]

from miniprog_cli.check.formats import render, spelt
from tests.check.formats.outcomes import ALLOWED, FAILED, WARNING, every_text, outcome, report

ENTRY = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^[^/]"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}


def read(of):
    entries = json.loads(render("gitlab", of).encode())
    validate(entries, {"type": "array", "items": ENTRY})
    return entries


def test_an_entry_for_each_finding():
    error, warning = read(outcome(report(hint="mend it"), WARNING, allowed=(ALLOWED,)))
    assert error["description"] == "MP303 no.png does not ship (hint: mend it)"
    assert (error["check_name"], error["severity"]) == ("MP303", "major")
    assert error["location"] == {"path": "app/index.html", "lines": {"begin": 3, "end": 3}}
    assert warning["severity"] == "minor"


def test_no_two_entries_have_one_fingerprint():
    twice = read(outcome(report(), report(), folder="shop"))
    elsewhere = read(outcome(report(), folder="quiz"))
    assert len({entry["fingerprint"] for entry in [*twice, *elsewhere]}) == 3


def test_what_concerns_the_whole_program_is_put_on_the_manifest():
    [entry] = read(outcome(report(code="MP101", file=".", span=None), folder="shop"))
    assert entry["location"]["path"] == "shop/miniprog.json"
    assert entry["location"]["lines"]["begin"] == 1


def test_nothing_found_is_an_empty_list_and_a_failure_a_blocker():
    assert read(outcome()) == []
    [entry] = read(FAILED)
    assert (entry["severity"], entry["check_name"]) == ("blocker", "project-not-found")


@given(every_text, every_text)
def test_any_text_comes_back(message, file):
    [entry] = read(outcome(report(message, file=f"app/{file}")))
    assert entry["description"] == f"MP303 {spelt(message)}"
    assert entry["location"]["path"] == spelt(f"app/{file}")
