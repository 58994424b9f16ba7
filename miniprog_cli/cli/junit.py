"""The results of sessions as JUnit has them, for CI services."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from miniprog_cli.cli.console import uncoloured

if TYPE_CHECKING:
    from miniprog_cli.preview.replay import Outcome


def document(outcomes: "list[tuple[str, Outcome]]") -> str:
    """Write one test case for each session, by the name it is shown with."""
    failures = sum(outcome.step is not None for _, outcome in outcomes)
    suite = Element(
        "testsuite", name="miniprog test", tests=str(len(outcomes)), failures=str(failures),
        errors="0", skipped="0", time=_seconds(sum(each.seconds for _, each in outcomes)),
    )  # fmt: skip
    for file, outcome in outcomes:
        case = SubElement(
            suite, "testcase", classname="session", name=file, file=file,
            time=_seconds(outcome.seconds),
        )  # fmt: skip
        if outcome.step is not None:
            if outcome.line:
                case.set("line", str(outcome.line))
            text = uncoloured(f"step {outcome.step} of {outcome.steps}: {outcome.message}")
            failure = SubElement(case, "failure", message=text, type="different")
            failure.text = uncoloured("\n".join((text, *outcome.notes)))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suite, encoding="unicode")}\n'


def _seconds(number: float) -> str:
    return f"{number:.3f}"
