"""What a command takes, as its signature declares it.

Two readers go by it: `plainline` takes the command lines that are written plainly, and `group`
hands the declarations to typer, which reads all others, writes the help and teaches shells. So
typer is imported only where it is needed: it takes longer than most commands do.
"""

from collections.abc import Callable, Iterator

from miniprog_cli.core.namedtuple import NamedTuple


class Argument(NamedTuple):
    """A word that is known by its place; `autocompletion` gives words for the start of one."""

    metavar: str
    help: str
    show_default: bool = True
    autocompletion: Callable[[str], list[str]] | None = None


class Option(NamedTuple):
    """A word with dashes; `counted` ones add up, and what is not `passed` only has its `callback`."""

    names: tuple[str, ...]
    help: str
    metavar: str | None
    show_default: bool
    min: int | None
    max: int | None
    counted: bool
    passed: bool
    callback: Callable[..., None] | None
    autocompletion: Callable[[str], list[str]] | None


def option(
    *names: str,
    help: str,
    metavar: str | None = None,
    show_default: bool = True,
    min: int | None = None,
    max: int | None = None,
    counted: bool = False,
    passed: bool = True,
    callback: Callable[..., None] | None = None,
    autocompletion: Callable[[str], list[str]] | None = None,
) -> Option:
    """Declare an option; ``--yes/--no`` is one with two names."""
    return Option(
        names, help, metavar, show_default, min, max, counted, passed, callback, autocompletion
    )


class Parameter(NamedTuple):
    """What a command declares of one of its parameters.

    `type` is what a value is made into; `several` says whether there may be more than one.
    """

    name: str
    type: type
    several: bool
    required: bool
    declared: Argument | Option


def parameters(command: Callable[..., object]) -> Iterator[Parameter]:
    """List what a command takes, in the order of its signature.

    Looked up by hand: to import `inspect` takes as long as to read a manifest.
    """
    code, defaults = command.__code__, command.__defaults__ or ()
    required = code.co_varnames[: code.co_argcount - len(defaults)]
    for name, annotation in command.__annotations__.items():
        for declared in getattr(annotation, "__metadata__", ()):
            if isinstance(declared, (Argument, Option)):
                kind, several = _kind(annotation.__origin__)
                yield Parameter(name, kind, several, name in required, declared)


def _kind(annotation: object) -> tuple[type, bool]:
    """Take ``X``, ``X | None`` or ``list[X] | None`` apart."""
    one = next(
        (each for each in getattr(annotation, "__args__", ()) if each is not type(None)), annotation
    )
    inside: tuple[object, ...] = getattr(one, "__args__", ())
    found = inside[0] if inside else one
    assert isinstance(found, type), annotation  # noqa: S101 - a fault of a declaration
    return found, bool(inside)
