"""Plain command lines are read without typer, and to the same effect as by typer."""

from collections.abc import Callable, Mapping
from enum import Enum
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from miniprog_cli.cli.declared import Option, parameters
from miniprog_cli.cli.group import command_of
from miniprog_cli.cli.options import everywhere
from miniprog_cli.cli.overview import COMMANDS
from miniprog_cli.cli.plainline import plain_call, read

NOISE = [
    "",
    "-",
    "--",
    "-x",
    "--no-such",
    "--help",
    "-qv",
    "-1",
    "--quiet=1",
    "--qui",
    "-vv",
    "a b",
]
VALUES = [
    "generic",
    "shop",
    ".",
    "0",
    "7",
    "70000",
    "2.5",
    "nan",
    "1_0",
    "é",
    "error",
    "json",
    "bash",
]


def command(name: str) -> Callable[..., object]:
    found: Callable[..., object] = getattr(import_module(f"miniprog_cli.cli.{name}"), name)
    return found


def by_typer(name: str, words: list[str]) -> Mapping[str, object] | None:
    """Give what typer would call the command with; None where it refuses the words."""
    passed: dict[str, Any] = {}
    typers = command_of(command(name), name)
    # what typer calls, which hands its values on after making them into their types
    [inner] = [
        cell.cell_contents
        for variable, cell in zip(
            typers.callback.__code__.co_freevars, typers.callback.__closure__, strict=True
        )
        if variable == "use_convertors"
    ]
    try:
        context = typers.make_context(name, list(words))
    except SystemExit:
        return None
    except Exception as error:
        if type(error).__name__ == "Exit" or hasattr(error, "format_message"):
            return None
        raise
    for key, value in context.params.items():
        passed[key] = inner[key](value) if key in inner else value
    return passed


def plainly(name: str, words: list[str]) -> Mapping[str, object] | None:
    given = read(command(name), words)
    if given is None:
        return None
    bound = signature(command(name)).bind(**given)
    bound.apply_defaults()
    return bound.arguments


def words_of(name: str) -> st.SearchStrategy[list[str]]:
    """Build command lines of what a command takes, of values for it, and of what nobody takes."""
    taken = [*parameters(command(name)), *parameters(everywhere)]
    options = [each for each in taken if isinstance(each.declared, Option)]
    names = [
        one
        for each in options
        if isinstance(each.declared, Option)
        for pair in each.declared.names
        for one in pair.split("/")
    ]
    choices = [
        str(value.value) for each in options if issubclass(each.type, Enum) for value in each.type
    ]
    value = st.sampled_from([*VALUES, *choices])
    word = st.one_of(
        st.sampled_from(names),
        value,
        st.builds("{}={}".format, st.sampled_from(names), value),
        st.sampled_from(NOISE),
    )
    return st.lists(word, max_size=6)


@pytest.fixture(autouse=True)
def _own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    # reading --color notes it for programs that are started
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setenv("FORCE_COLOR", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_read_plainly_is_what_typer_reads(name: str) -> None:
    @given(words_of(name))
    def reads_alike(words: list[str]) -> None:
        found = plainly(name, words)
        if found is not None:
            assert found == by_typer(name, words)

    reads_alike()


@given(st.sampled_from(list(COMMANDS)), st.lists(st.text(max_size=8), max_size=5))
@example("check", ["--host", "a", "--host=b", "-H", "c"])
@example("preview", ["--open", "--no-open", "--port", "1"])
@example("test", ["one.json", "--json", "two.json"])
def test_any_words_are_read_as_typer_reads_them_or_left_to_it(name: str, words: list[str]) -> None:
    words = [word.replace("\0", "") for word in words]
    found = plainly(name, words)
    if found is not None:
        assert found == by_typer(name, words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("check", {}),
        ("check shop --json", {"directory": Path("shop"), "json": True}),
        ("check --host a,b --host=c -q -v", {"host": ["a,b", "c"], "quiet": True, "verbose": 1}),
        ("preview --port 8200 --no-open", {"port": 8200, "open_": False}),
        ("preview --page-time 2.5", {"page_time": 2.5}),
        ("pack -o out.zip --color never", {"output": Path("out.zip")}),
        ("test a.json b.json", {"files": [Path("a.json"), Path("b.json")]}),
    ],
)
def test_plain_lines_need_no_typer(line: str, expected: dict[str, object]) -> None:
    name, *words = line.split()
    assert read(command(name), words) == expected


@pytest.mark.parametrize(
    "line",
    [
        "check --help",
        "check --jsn",
        "check one two",
        "check --host",
        "check --host --json",
        "check --fail-on never",
        "preview --port 0",
        "preview --port many",
        "verify",
        "verify -- --odd-name",
        "check -qv",
    ],
)
def test_what_is_wrong_or_rare_is_left_to_typer(line: str) -> None:
    name, *words = line.split()
    assert read(command(name), words) is None


@pytest.mark.parametrize("line", [[], ["chekc"], ["--json", "check"], ["-V"]])
def test_what_begins_with_no_command_is_left_to_typer(line: list[str]) -> None:
    assert plain_call(line) is None
