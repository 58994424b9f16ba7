"""Less and Sass: what a source refers to, with its place, and never more time than its length."""

import pytest

from miniprog_cli.core.facts import Role
from miniprog_cli.hosts.dialects import readings
from miniprog_cli.syntax import facts


def references(name: str, text: str) -> list[tuple[str, int, int]]:
    found = facts.of(name, text.encode(), frozenset(), readings()).references
    return [(one.url, one.span.line, one.span.column) for one in found]


def test_imports_of_several_lines_and_of_the_indented_syntax():
    assert references("a.scss", "@import 'a',\n  'b';\n@use 'c' with ($x: 'd');\n") == [
        ("a", 1, 10), ("b", 2, 4), ("c", 3, 7),
    ]  # fmt: skip
    assert references("a.sass", "@use 'a'\n@use 'b'\n.x\n  background: url(c.png)\n") == [
        ("a", 1, 7), ("b", 2, 7), ("c.png", 4, 19),
    ]  # fmt: skip
    assert references("a.less", '@import (reference, less) "a";\n@import (reference, optional) "b";') == [
        ("a", 1, 28)
    ]  # fmt: skip


def test_what_is_known_later_or_said_in_passing_is_no_reference():
    text = "// @import 'a';\n/* @use 'b' */\n$x: '@import \\'c\\'';\n@import '#{$x}', '@{y}';\n"
    assert references("a.scss", text) == []


def test_a_picture_is_one():
    (one,) = facts.of("a.less", b".a{b:url( 'c.png' )}", frozenset(), readings()).references
    assert (one.url, one.role, one.where) == ("c.png", Role.IMAGE, "Less")


@pytest.mark.parametrize(
    "text",
    [
        "@import " + " ," * 200_000,
        "@import (" + " " * 400_000,
        "@import " * 100_000,
        "@import '" + "\\" * 400_000,
        "url(" * 200_000,
        "'" * 400_001,
        "/*" * 200_000,
        "//" * 200_000,
    ],
)
def test_hostile_sources_take_no_time(text):
    assert len(references("a.less", text)) <= 1_000
