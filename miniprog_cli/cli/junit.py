"""The results of sessions as JUnit has them, for CI services."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from miniprog_cli.cli.console import uncoloured

if TYPE_CHECKING:
    from pathlib import Path

    from miniprog_cli.preview.replay import Outcome


def document(outcomes: "list[tuple[Path, Outcome]]") -> str:
    """Write one test case for each session."""
    failures = sum(outcome.step is not None for _, outcome in outcomes)
    suite = Element(
        "testsuite", name="miniprog test", tests=str(len(outcomes)), failures=str(failures)
    )
    for file, outcome in outcomes:
        case = SubElement(suite, "testcase", classname="session", name=file.as_posix())
        if outcome.step is not None:
            text = uncoloured(f"step {outcome.step}: {outcome.message}")
            failure = SubElement(case, "failure", message=text)
            failure.text = uncoloured("\n".join((text, *outcome.notes)))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suite, encoding="unicode")}\n'
