"""JUnit reports, read by junitparser."""

import re

from hypothesis import given
from junitparser import Error, Failure, JUnitXml, Skipped

from miniprog_cli.check.formats import render
from miniprog_cli.core.finding import Severity
from tests.check.formats.outcomes import (
    ALLOWED,
    FAILED,
    WARNING,
    every_text,
    outcome,
    plain_text,
    report,
)


def read(of):
    """Parse a report as a CI service gets it: bytes in UTF-8."""
    return JUnitXml.fromstring(render("junit", of).encode())


def cases(of):
    return [case for suite in read(of) for case in suite]


def test_a_suite_for_each_file_and_a_case_for_each_finding():
    report_ = read(outcome(report(hint="mend it"), report(), WARNING, fails=Severity.WARNING))
    assert [(suite.name, suite.tests, suite.failures) for suite in report_] == [
        ("app/index.html", 2, 2),
        ("miniprog.json", 1, 1),
    ]
    first = next(iter(next(iter(report_))))
    assert (first.classname, first.name) == ("app/index.html", "MP303 reference-not-found 3:10")
    [failure] = first.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("MP303", "no.png does not ship (hint: mend it)")
    assert failure.text == "app/index.html:3:10"


def test_what_does_not_fail_the_run_is_skipped_and_says_why():
    [warning, error, allowed] = sorted(
        cases(outcome(report(), WARNING, allowed=(ALLOWED,))),
        key=lambda case: (
            "miniprog.json" not in case.classname,
            isinstance(case.result[0], Skipped),
        ),
    )
    assert isinstance(warning.result[0], Skipped)
    assert isinstance(error.result[0], Failure)
    assert isinstance(allowed.result[0], Skipped)
    assert allowed.result[0].message.startswith("allowed: a copy of somebody else's page; ")


def test_nothing_found_is_a_test_that_passed():
    [case] = cases(outcome())
    assert (case.name, case.is_passed) == ("no findings", True)


def test_a_failure_is_an_error():
    [case] = cases(FAILED)
    [error] = case.result
    assert isinstance(error, Error)
    assert (error.type, error.message) == ("project-not-found", "no miniprog.json in /srv")


@given(every_text, every_text)
def test_any_text_makes_a_document_that_parses(message, file):
    [case] = cases(outcome(report(message, file=file)))
    assert case.result[0].message is not None


@given(plain_text, plain_text)
def test_any_path_and_message_come_back(message, file):
    [case] = cases(outcome(report(message, file=f"app/{file}")))
    writable = not re.search("[\ufffe\uffff]", message + file)
    assert case.result[0].message == message or not writable
    assert case.classname == f"app/{file}" or not writable


@given(plain_text)
def test_line_breaks_and_tabs_come_back(text):
    message = f"\t{text}\r\n{text}\r"
    [case] = cases(outcome(report(message)))
    assert case.result[0].message == message or re.search("[\ufffe\uffff]", text)
