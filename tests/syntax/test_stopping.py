"""Ctrl-C is heard while a script is parsed, whichever of our functions the parser calls just then."""

import signal
from collections.abc import Callable

import pytest
from tree_sitter import Parser, Point

from miniprog_cli.syntax.tree import javascript, parse_with

SCRIPT = b"let answer = 42;\n" * 200_000


def stopping_at(call: int) -> Callable[..., None]:
    """Press Ctrl-C at one of many calls."""
    calls = 0

    def pressed(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            signal.raise_signal(signal.SIGINT)

    return pressed


def reading(press: Callable[..., None]) -> Callable[[int, Point], bytes]:
    def read(at: int, _: Point) -> bytes:
        press()
        return SCRIPT[at : at + 4096]

    return read


@pytest.fixture(autouse=True)
def hears():
    """Hear Ctrl-C as the command does, also behind a script's ``&``; and afterwards still."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


@pytest.mark.parametrize("call", [1, 2, 50])
def test_while_the_script_is_read(call):
    with pytest.raises(KeyboardInterrupt):
        parse_with(Parser(javascript()), reading(stopping_at(call)), lambda *_: False)


@pytest.mark.parametrize("call", [1, 2, 50])
def test_while_the_parser_tells_how_far_it_is(call):
    press = stopping_at(call)
    with pytest.raises(KeyboardInterrupt):
        parse_with(Parser(javascript()), reading(lambda: None), lambda *_: bool(press()))


@pytest.mark.parametrize("call", [1, 2, 50])
def test_while_the_parser_tells_what_it_does(call):
    parser = Parser(javascript(), logger=stopping_at(call))
    with pytest.raises(KeyboardInterrupt):
        parse_with(parser, reading(lambda: None), lambda *_: False)
