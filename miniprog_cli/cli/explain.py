"""``miniprog explain``: the manual page of a rule."""

import sys
from collections.abc import Iterator
from typing import Annotated

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import Console, folded
from miniprog_cli.cli.declared import Argument, option
from miniprog_cli.cli.options import Json, Quiet, Verbose, complete_rule
from miniprog_cli.core.rule import Rule

RuleName = Annotated[
    str | None,
    Argument(
        metavar="[RULE]",
        help="Code or name, or the beginning of codes; default: list them all.",
        autocompletion=complete_rule,
    ),
]
_READABLE = 40
"""Columns that a text needs to be read in a column of its own."""
Every = Annotated[bool, option("--all", help="Show every page instead of a list.")]


def explain(
    rule: RuleName = None,
    *,
    every: Every = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Explain a rule: what it finds, why it matters, how to fix it.

    The beginning of codes (MP3) lists those rules; with --all their pages are shown. A rule that
    is marked `always` can be neither ignored nor allowed.

    Examples:
      miniprog explain MP101
      miniprog explain bundle-too-large
      miniprog explain MP3
    """
    from miniprog_cli.check import every_rule

    console = Console(json=json, quiet=quiet, verbose=verbose)
    rules = every_rule()
    chosen = _named(rule, rules) if rule else rules
    console.document({"rules": [_described(one) for one in chosen]})
    if every or len(chosen) == 1:
        console.result("\n\n\n".join(_fitted(page(one)) for one in chosen))
        return
    for line in _table(chosen):
        console.result(line)


def page(rule: Rule) -> str:
    """Write a rule's manual page in Markdown."""
    facts = [rule.severity.value, f"since {rule.since}"]
    facts += ["some findings can be fixed with `miniprog check --fix`"] if rule.fixable else []
    facts += ["always counts: it can be neither ignored nor allowed"] if rule.always else []
    return f"# {rule.code} {rule.name}\n\n{', '.join(facts)}\n\n{rule.explanation}"


def _fitted(text: str) -> str:
    """Break the paragraphs of a page for the terminal; headings and lists stay."""
    return "\n\n".join(_paragraph(one) for one in text.split("\n\n"))


def _paragraph(text: str) -> str:
    lines = text.split("\n")
    heading = lines[:1] if text.startswith("#") else []
    body = lines[len(heading) :]
    if not sys.stdout.isatty() or any(line.startswith((" ", "- ", "```", "|")) for line in body):
        return text
    return "\n".join((*heading, *_wrapped(" ".join(body), 0)))


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Write a line for each rule; on a terminal, what it finds goes on below where it is long."""
    rows = [(one.code, one.severity.value, _mark(one), one.name, one.summary) for one in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    indent = sum(width + 2 for width in widths if width)
    room = streams.columns(sys.stdout) - indent
    further = indent if room >= _READABLE else widths[0] + 2
    for row in rows:
        cells = "".join(f"{row[n]:<{width}}  " for n, width in enumerate(widths) if width)
        yield f"{cells}{folded(row[4], further, sys.stdout, start=indent)}"


def _mark(rule: Rule) -> str:
    marks = {"fixable": rule.fixable, "always": rule.always}
    return ", ".join(mark for mark, is_set in marks.items() if is_set)


def _wrapped(text: str, indent: int) -> list[str]:
    """Break a text for the room that a terminal leaves; a pipe takes it as it is."""
    if not sys.stdout.isatty():
        return [text]
    from shutil import get_terminal_size
    from textwrap import wrap

    return wrap(text, max(20, get_terminal_size().columns - indent))


def _named(name: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    from miniprog_cli.check.selection import UnknownRule, guess, named

    found = named(name, rules)
    if not found:
        raise UnknownRule(f"no rule is called {name!r}", hint=guess(name))
    return found


def _described(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "since": rule.since,
        "fixable": rule.fixable,
        "always": rule.always,
        "summary": rule.summary,
        "explanation": rule.explanation,
    }
