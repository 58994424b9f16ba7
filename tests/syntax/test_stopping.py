"""Ctrl-C is heard while a script is parsed, whichever of our functions the parser calls just then."""

import pytest
from tree_sitter import Parser

from miniprog_cli.syntax.tree import javascript, parse_with

SCRIPT = b"let answer = 42;\n" * 20_000


def stop(*_: object) -> bool:
    raise KeyboardInterrupt


@pytest.mark.parametrize("chunk", [0, 1, 10])
def test_while_the_script_is_read(chunk):
    def read(at: int, _: object) -> bytes:
        return SCRIPT[at : at + 4096] if at < 4096 * chunk else stop()  # type: ignore[return-value]

    with pytest.raises(KeyboardInterrupt):
        parse_with(Parser(javascript()), read, lambda *_: False)


def test_while_the_parser_tells_how_far_it_is():
    with pytest.raises(KeyboardInterrupt):
        parse_with(Parser(javascript()), lambda at, _: SCRIPT[at : at + 4096], stop)


def test_while_the_parser_tells_what_it_does():
    def log(*_: object) -> None:
        stop()

    with pytest.raises(KeyboardInterrupt):
        parse_with(
            Parser(javascript(), logger=log), lambda at, _: SCRIPT[at : at + 4096], lambda *_: False
        )
