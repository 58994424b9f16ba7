"""JSON, a line for each thing."""

import json

from hypothesis import given

from miniprog_cli.check.formats import render
from tests.check.formats.outcomes import (
    ALLOWED,
    FAILED,
    WARNING,
    every_text,
    outcome,
    report,
)


def read(of):
    text = render("jsonl", of)
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_a_line_for_each_thing():
    lines = read(outcome(report(), WARNING, allowed=(ALLOWED,)))
    assert [line["event"] for line in lines] == ["finding", "finding", "allowed"]
    assert {line["schema"] for line in lines} == {1}
    assert lines[2]["reason"] == "a copy of somebody else's page"
    whole = json.loads(render("json", outcome(report())))["findings"][0]
    assert whole == {k: v for k, v in lines[0].items() if k not in ("schema", "event")}


def test_a_failure_is_a_line():
    [line] = read(FAILED)
    assert (line["event"], line["error"]["code"]) == ("error", "project-not-found")


@given(every_text, every_text)
def test_any_text_comes_back(message, file):
    [line] = read(outcome(report(message, file=file)))
    assert (line["message"], line["file"]) == (message, file)
