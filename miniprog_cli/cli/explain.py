"""``miniprog explain``: the manual page of a rule."""

from typing import Annotated

import typer

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.core.rule import Rule


class UnknownRule(MiniprogError):
    """The code or name given is no rule's."""

    exit_code = Exit.USAGE


def complete_rule(incomplete: str) -> list[str]:
    """Offer the names and codes of rules to the shell."""
    from miniprog_cli.check import every_rule

    words = (word for rule in every_rule() for word in (rule.code, rule.name))
    return [word for word in words if word.startswith(incomplete)]


RuleName = Annotated[
    str | None,
    typer.Argument(
        metavar="[RULE]",
        help="Code or name; default: list them all.",
        autocompletion=complete_rule,
    ),
]


def explain(
    rule: RuleName = None, *, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0
) -> None:
    """Explain a rule: what it finds, why it matters, how to fix it.

    Examples:
      miniprog explain MP101
      miniprog explain bundle-too-large
    """
    from miniprog_cli.check import every_rule

    console = Console(json=json, quiet=quiet, verbose=verbose)
    rules = every_rule()
    chosen = (_named(rule, rules),) if rule else rules
    console.document({"rules": [_described(one) for one in chosen]})
    if not rule:
        for one in chosen:
            console.result(f"{one.code}  {one.name}: {one.summary}")
        return
    console.result(page(chosen[0]))


def page(rule: Rule) -> str:
    """Write a rule's manual page in Markdown."""
    facts = f"{rule.severity.value}, since {rule.since}"
    return f"# {rule.code} {rule.name}\n\n{facts}\n\n{rule.explanation}"


def _named(name: str, rules: tuple[Rule, ...]) -> Rule:
    for rule in rules:
        if name.lower() in (rule.code.lower(), rule.name):
            return rule
    from miniprog_cli.core.shape import suggestion

    known = tuple(word for rule in rules for word in (rule.name, rule.code.lower()))
    hint = suggestion(name, known) or "miniprog explain lists them"
    raise UnknownRule(f"no rule is called {name!r}", hint=hint)


def _described(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "since": rule.since,
        "summary": rule.summary,
        "explanation": rule.explanation,
    }
