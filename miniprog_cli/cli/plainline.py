"""Read a command line that is written plainly, without typer.

Plain are options in full with their values behind them, as ``--host generic`` or
``--host=generic``, single short ones, and words. Whatever else there is, mistakes included, is
left to typer, which reads plain lines to the same effect: the tests hold one against the other.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from importlib import import_module

from miniprog_cli.cli.declared import Argument, Option, Parameter, parameters
from miniprog_cli.cli.options import everywhere
from miniprog_cli.cli.overview import COMMANDS


class _NotPlain(Exception):
    """Something is for typer to read, or to refuse."""


def plain_call(arguments: Sequence[str]) -> Callable[[], object] | None:
    """Give the call that a command line asks for, or None where it is not written plainly."""
    if not arguments or arguments[0] not in COMMANDS:
        return None
    command = getattr(import_module(f"miniprog_cli.cli.{arguments[0]}"), arguments[0])
    given = read(command, arguments[1:])
    if given is None:
        return None
    return lambda: command(**given)


def read(command: Callable[..., object], words: Sequence[str]) -> dict[str, object] | None:
    """Read what a command is given, by the names of its parameters; None where it is not plain.

    What is not given is left out: the defaults are those of the function.
    """
    try:
        return _Reading([*parameters(command), *parameters(everywhere)]).read(words)
    except _NotPlain:
        return None


class _Reading:
    """One command line, as far as it was read."""

    def __init__(self, taken: list[Parameter]) -> None:
        self._places = [each for each in taken if isinstance(each.declared, Argument)]
        self._options = {name: (each, value) for each in taken for name, value in _names(each)}
        self._given: dict[str, object] = {}
        self._calls: list[Callable[[], None]] = []

    def read(self, words: Sequence[str]) -> dict[str, object]:
        """Read all words; only then act on those that are not passed on."""
        rest = iter(words)
        for word in rest:
            if word.startswith("-"):
                self._option(word, rest)
            else:
                self._place(word)
        if any(each.required and each.name not in self._given for each in self._places):
            raise _NotPlain
        for call in self._calls:
            call()
        return self._given

    def _option(self, word: str, rest: Iterator[str]) -> None:
        name, equals, text = word.partition("=") if word.startswith("--") else (word, "", "")
        if name not in self._options:
            raise _NotPlain
        parameter, flag = self._options[name]
        if flag is None:
            self._take(parameter, text if equals else next(rest, ""))
        elif equals:
            raise _NotPlain
        elif isinstance(parameter.declared, Option) and parameter.declared.counted:
            self._given[parameter.name] = int(str(self._given.get(parameter.name, 0))) + 1
        else:
            self._given[parameter.name] = flag

    def _place(self, word: str) -> None:
        free = (each for each in self._places if each.several or each.name not in self._given)
        parameter = next(free, None)
        if parameter is None:
            raise _NotPlain
        self._take(parameter, word)

    def _take(self, parameter: Parameter, text: str) -> None:
        if not text or text.startswith("-"):
            raise _NotPlain
        value = _made(parameter, text)
        if isinstance(parameter.declared, Option) and not parameter.declared.passed:
            callback = parameter.declared.callback
            self._calls = [lambda: callback(value)] if callback else []
        elif parameter.several:
            before = self._given.get(parameter.name)
            self._given[parameter.name] = [*(before if isinstance(before, list) else ()), value]
        else:
            self._given[parameter.name] = value


def _names(parameter: Parameter) -> Iterator[tuple[str, bool | None]]:
    """List the names of an option, each with the value it stands for; None where one follows."""
    if not isinstance(parameter.declared, Option):
        return
    is_flag = parameter.type is bool or parameter.declared.counted
    for names in parameter.declared.names:
        on, _, off = names.partition("/")
        yield on, True if is_flag else None
        if off:
            yield off, False


def _made(parameter: Parameter, text: str) -> object:
    """Make a value of a word, where that needs no message."""
    kind, declared = parameter.type, parameter.declared
    if issubclass(kind, Enum) and text not in [each.value for each in kind]:
        raise _NotPlain
    try:
        value = kind(text)
    except ValueError:
        raise _NotPlain from None
    if isinstance(declared, Option) and isinstance(value, int | float):
        if declared.min is not None and not value >= declared.min:
            raise _NotPlain
        if declared.max is not None and not value <= declared.max:
            raise _NotPlain
    return value
