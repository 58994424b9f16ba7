"""Workflow commands, read as the runner of GitHub Actions reads them.

Its ActionCommand takes a line that begins with ``::``: the command up to the first space, then
properties up to the next ``::``, parted by commas and each split at its first ``=``, then the data.
Properties are unescaped with %0D, %0A, %3A, %2C and %25 (last), data with %0D, %0A and %25 (last).
"""

from hypothesis import given

from miniprog_cli.check.formats import render, spelt
from miniprog_cli.core.finding import Span
from tests.check.formats.outcomes import FAILED, WARNING, every_text, outcome, report

DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}
PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text, escapes):
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text


def read(of):
    """Give each command's name, properties and data."""
    lines = render("github", of).split("\n")
    assert lines.pop() == ""
    return [command(line) for line in lines]


def command(line):
    assert line.startswith("::")
    assert "\r" not in line
    head, found, data = line[2:].partition("::")
    assert found
    name, _, rest = head.partition(" ")
    pairs = (part.partition("=") for part in rest.split(","))
    properties = {key.strip(): unescaped(value, PROPERTY) for key, _, value in pairs}
    return name, properties, unescaped(data, DATA)


def test_a_command_for_each_finding():
    error, warning = read(outcome(report(hint="mend it"), WARNING, folder="apps/quiz"))
    assert error == (
        "error",
        {
            "file": "apps/quiz/app/index.html",
            "line": "3",
            "endLine": "3",
            "col": "10",
            "endColumn": "16",
            "title": "MP303 reference-not-found",
        },
        "no.png does not ship (hint: mend it)",
    )
    assert warning[0] == "warning"


def test_several_lines_have_no_columns():
    [(_, properties, _)] = read(outcome(report(span=Span(3, 10, 5, 2))))
    assert (properties["line"], properties["endLine"]) == ("3", "5")
    assert "col" not in properties


def test_a_failure_is_an_error_without_a_place():
    [(name, properties, data)] = read(FAILED)
    assert (name, properties) == ("error", {"title": "miniprog project-not-found"})
    assert data == "no miniprog.json in /srv (hint: start a project)"


@given(every_text, every_text)
def test_any_text_comes_back_and_nobody_adds_a_command(message, file):
    [(_, properties, data)] = read(outcome(report(message, file=f"app/{file}")))
    assert data == spelt(message)
    assert properties["file"] == spelt(f"app/{file}")
    assert properties["title"] == "MP303 reference-not-found"
