"""How the modules of the program import each other."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1] / "miniprog_cli"
MODULES = {
    ".".join(path.relative_to(TOP.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in TOP.rglob("*.py")
}


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Give the modules of ours that a file imports when it is loaded."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in MODULES else node.module


def whole(name: str, *, besides: str = "") -> set[str]:
    """Give the modules that are loaded with one, itself among them."""
    found: set[str] = set()
    rest = [name]
    while rest:
        one = rest.pop()
        if one in MODULES and one not in {*found, besides}:
            found.add(one)
            rest += [one.rpartition(".")[0], *imported(MODULES[one])]
    return found


CHECK = "miniprog_cli.check"
THREADS = (
    CHECK,
    "miniprog_cli.check.formats.json",
    "miniprog_cli.check.judge",
    "miniprog_cli.preview.places",
    "miniprog_cli.preview.sizes",
)
"""What the threads of a preview import while it runs, each at a moment of its own."""


@pytest.mark.parametrize("name", THREADS)
def test_no_module_that_threads_load_needs_itself(name: str) -> None:
    """Python gives one of two threads a half-loaded module where each waits for the other.

    `check` may import its own modules: none of them is where another thread begins.
    """
    loaded = whole(name, besides=CHECK)
    circles = {
        (one, needed)
        for one in loaded
        for needed in imported(MODULES[one])
        if one in whole(needed, besides=CHECK)
    }
    assert not circles


def test_check_loads_nothing_that_another_thread_begins_with() -> None:
    assert whole(CHECK).isdisjoint(THREADS[1:])
