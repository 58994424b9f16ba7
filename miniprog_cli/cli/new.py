"""``miniprog new``: start a project from a template."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli import streams
from miniprog_cli.cli.console import Console, ask, folded, plain
from miniprog_cli.cli.declared import Argument, option
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.core.errors import Exit, MiniprogError

if TYPE_CHECKING:
    from miniprog_cli.scaffold import Plan
    from miniprog_cli.scaffold.catalog import Template

DEFAULT = "blank"


class NameMissing(MiniprogError):
    """No name was given, and there is nobody to ask."""

    exit_code = Exit.USAGE


class AnswerUnclear(MiniprogError):
    """What was given with ``--data`` names no question."""

    exit_code = Exit.USAGE


def complete_template(incomplete: str) -> list[str]:
    """Offer the names of templates to the shell."""
    from miniprog_cli.scaffold.catalog import builtin_names

    return [name for name in builtin_names() if name.startswith(incomplete)]


Name = Annotated[
    str | None, Argument(metavar="[NAME]", help="Folder to make; . for the current one.")
]
TemplateName = Annotated[
    str | None,
    option(
        "--template",
        "-t",
        metavar="TEMPLATE",
        help=f"A template's name, or the path of its folder; default: {DEFAULT}.",
        autocompletion=complete_template,
    ),
]
Data = Annotated[
    list[str] | None,
    option("--data", "-d", metavar="KEY=VALUE", help="Answer a question; may be repeated."),
]
Identifier = Annotated[
    str | None, option("--id", metavar="ID", help="Id; default: com.example.NAME.")
]
List = Annotated[bool, option("--list", help="List the templates.")]
DryRun = Annotated[bool, option("--dry-run", "-n", help="Show what would be written.")]
Yes = Annotated[bool, option("--yes", "-y", help="Ask nothing; take the defaults.")]


def new(
    name: Name = None,
    *,
    template: TemplateName = None,
    data: Data = None,
    id: Identifier = None,
    list_: List = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Start a project from a template; with a terminal it asks, otherwise it takes defaults.

    Examples:
      miniprog new capitals -t quiz
      miniprog new shop -t blank --id com.acme.shop -d lang=de
      miniprog new --list
    """
    from miniprog_cli.scaffold import plan
    from miniprog_cli.scaffold.catalog import builtin, find_template

    console = Console(json=json, quiet=quiet, verbose=verbose)
    if list_:
        _show_templates(console, builtin())
        return
    asking = streams.interactive() and not (yes or json)
    chosen = find_template(template or (_ask_template() if asking else DEFAULT))
    folder = Path(name or (ask("Folder", "my-program") if asking else _missing()))
    answers = _given(data or [])
    if asking:
        answers = _ask(chosen, folder, answers)
    prepared = plan(chosen, folder, given=answers, id=id)
    if not dry_run:
        prepared.carry_out()
    _report(console, prepared, dry_run=dry_run)


def _missing() -> str:
    raise NameMissing("no name was given", hint="miniprog new NAME")


def _given(data: list[str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for text in data:
        key, equals, value = text.partition("=")
        if not equals:
            raise AnswerUnclear(
                f"invalid value for --data: {text!r} is not KEY=VALUE",
                hint="see: miniprog new --help",
            )
        answers[key.strip()] = value
    return answers


def _ask_template() -> str:
    from miniprog_cli.scaffold.catalog import builtin

    templates = builtin()
    width = _width(templates)
    for one in templates:
        said = folded(one.description, width + 2, sys.stderr)
        streams.tell(f"  {one.name:{width}}{said}\n")
    names = [one.name for one in templates]
    answer = ask("Template", DEFAULT)
    while answer not in names and "/" not in answer:
        answer = ask(f"Template ({', '.join(names)})", DEFAULT)
    return answer


def _ask(template: "Template", folder: Path, given: dict[str, str]) -> dict[str, str]:
    """Ask what was not given already, until each answer fits."""
    from miniprog_cli.scaffold.answers import require_asked, title_of

    require_asked(template, given)  # before a person has answered the rest
    answers = dict(given)
    if "name" not in answers:
        answers["name"] = ask("Name", title_of(folder))
    for question in template.questions:
        while question.key not in answers or not question.fits(answers[question.key]):
            if question.key in answers:
                wrong = plain(f"{answers[question.key]!r} does not fit; {question.example}")
                streams.tell(f"  {folded(wrong, 2, sys.stderr)}\n")
            choices = f" ({', '.join(question.choices)})" if question.choices else ""
            text = f"{question.prompt.rstrip(':')}{choices}"
            answers[question.key] = ask(text, question.default)
    return answers


def _show_templates(console: Console, templates: tuple["Template", ...]) -> None:
    console.document(
        {
            "templates": [
                {
                    "name": one.name,
                    "title": one.title,
                    "description": one.description,
                    "kind": one.kind,
                    "hosts": list(one.hosts),
                }
                for one in templates
            ]
        }
    )
    width = _width(templates)
    for one in templates:
        console.result(f"{one.name:{width}}{folded(one.description, width, sys.stdout)}")


def _width(templates: tuple["Template", ...]) -> int:
    """Give the columns that names take, with the space behind the longest."""
    return max(len(one.name) for one in templates) + 2


def _report(console: Console, plan: "Plan", *, dry_run: bool) -> None:
    console.document(
        {
            "project": str(plan.folder),
            "template": plan.template.name,
            "answers": dict(plan.answers),
            "files": sorted(plan.files),
            "dry_run": dry_run,
        }
    )
    if dry_run:
        for path in sorted(plan.files):
            console.result(f"{plan.folder / path}")
        console.say(f"would write {len(plan.files)} files; nothing was written")
        return
    console.say(f"{plan.answers['name']}: {len(plan.files)} files in {plan.folder}")
    console.say("next:")
    if plan.folder.absolute() != Path.cwd():
        console.say(f"  cd {shlex.quote(str(plan.folder))}")
    console.say("  miniprog preview")
