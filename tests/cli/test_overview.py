"""The help of the whole command line, which is shown without typer, and by it."""

import pytest

from miniprog_cli.cli.group import group
from miniprog_cli.cli.overview import COMMANDS, OPTIONS, overview


@pytest.mark.parametrize(
    "arguments", [[], ["-h"], ["--help"], ["-h", "check"], ["--version", "--help"]]
)
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_it_is_the_same_however_it_is_asked_for(arguments, columns, miniprog):
    run = miniprog(*arguments, env={"COLUMNS": columns})
    assert (run.rc, run.stdout, run.stderr) == (0, overview(), "")


def test_it_fits_a_terminal_of_80_columns():
    assert max(len(line) for line in overview().splitlines()) <= 80


def test_it_names_every_option_that_there_is():
    whole = group()
    with whole.make_context("miniprog", ["check"]) as context:
        found = {frozenset(one.opts): vars(one)["help"] for one in whole.get_params(context)}
    assert found == {frozenset(names.split(", ")): says for names, says in OPTIONS.items()}


def test_it_names_every_command_in_the_order_of_the_work():
    lines = overview().partition("Commands:\n")[2].splitlines()
    assert [line.split(maxsplit=1) for line in lines[: len(COMMANDS)]] == [
        [name, summary] for name, summary in COMMANDS.items()
    ]


def test_words_are_completed_where_the_help_would_be_shown(miniprog):
    run = miniprog(
        env={"_MINIPROG_COMPLETE": "complete_bash", "COMP_WORDS": "miniprog ", "COMP_CWORD": "1"}
    )
    assert run.stdout.split() == list(COMMANDS)
