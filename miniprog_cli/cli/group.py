"""The commands as typer sees them; each is imported only when it is called."""

from collections.abc import Callable
from importlib import import_module
from inspect import cleandoc
from types import FunctionType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import (
    get_command,
    get_group,
    get_params_convertors_ctx_param_name_from_function,
)

from miniprog_cli.cli.declared import Argument, Option, parameters
from miniprog_cli.cli.options import everywhere
from miniprog_cli.cli.overview import COMMANDS, OPTIONS, overview
from miniprog_cli.core.errors import MiniprogError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


_EXAMPLES = "\nExamples:\n"


class ExampleCommand(TyperCommand):
    """A command whose help shows the examples of its docstring line by line, above its options.

    typer would fill them into one paragraph.
    """

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write what the command does, then how it is called."""
        whole = self.help
        text, _, examples = cleandoc(whole or "").partition(_EXAMPLES)
        self.help = text
        super().format_help_text(ctx, formatter)
        self.help = whole
        if examples:
            with formatter.section("Examples"):
                margin = " " * formatter.current_indent
                for line in cleandoc(examples).splitlines():
                    formatter.write(f"{margin}{line}\n")

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """Write an argument that must be given as FILE, not as {FILE}."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class UnknownCommand(MiniprogError):
    """The first word is no command's name."""


class LazyGroup(TyperGroup):
    """A group that knows its commands' names and summaries without importing them.

    The context is `Any`, as its class belongs to a module that typer keeps private.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """List the names in the order of the table."""
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Find the command that the first word names.

        Raises:
            UnknownCommand: there is none.
        """
        unknown = args[0] not in COMMANDS and not args[0].startswith("-")
        if unknown and not ctx.resilient_parsing:  # a shell that asks for words gets none
            from miniprog_cli.core.shape import suggestion

            hint = suggestion(args[0], COMMANDS) or "see: miniprog --help"
            raise UnknownCommand(f"no such command: {args[0]}", hint=hint)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Import the one command that is called."""
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"miniprog_cli.cli.{cmd_name}"), cmd_name)
        return command_of(function, cmd_name)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer the commands to a shell from the table: a key press should not import them all."""
        named: dict[str, Any] = {
            name: TyperCommand(name, help=summary) for name, summary in COMMANDS.items()
        }
        ctx.command = TyperGroup(name=self.name, commands=named, params=self.params)
        return list(ctx.command.shell_complete(ctx, incomplete))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the same as where typer is not asked at all."""
        formatter.write(overview())


def command_of(function: Callable[..., object], name: str) -> Any:  # noqa: ANN401
    """Make typer's command of a function that declares what it takes."""
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=ExampleCommand, context_settings=CONTEXT)(_for_typer(function))
    command = get_command(single)
    shared = get_params_convertors_ctx_param_name_from_function(_for_typer(everywhere))
    command.params += shared[0]
    for each in command.params:
        if hasattr(each.type, "readable"):
            _as_path(each.type)
    return command


def _as_path(kind: Any) -> None:  # noqa: ANN401
    """Have a path refused where it is empty, and judged by who reads it: that is no question of use."""
    convert = kind.convert

    def converted(value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        if value == "":
            name = param.metavar if param.param_type_name == "argument" else param.opts[0]
            raise typer.BadParameter(
                f"the path for {name} is empty; is a variable not set?", ctx, param
            )
        return convert(value, param, ctx)

    kind.readable = False
    kind.convert = converted


def _for_typer(function: Callable[..., object]) -> Callable[..., object]:
    """Copy a function with what it declares written as typer reads it."""
    assert isinstance(function, FunctionType)  # noqa: S101 - so is every command
    copy = FunctionType(
        function.__code__, function.__globals__, function.__name__,
        function.__defaults__, function.__closure__,
    )  # fmt: skip
    copy.__kwdefaults__, copy.__doc__ = function.__kwdefaults__, function.__doc__
    copy.__annotations__ = dict(function.__annotations__)
    for each in parameters(function):
        whole = function.__annotations__[each.name].__origin__
        copy.__annotations__[each.name] = Annotated[whole, _declaration(each.declared)]
    return copy


def _declaration(declared: Argument | Option) -> Any:  # noqa: ANN401
    if isinstance(declared, Argument):
        return typer.Argument(**declared._asdict())
    known = declared._asdict()
    names, counted, passed = known.pop("names"), known.pop("counted"), known.pop("passed")
    return typer.Option(*names, count=counted, expose_value=passed, **known)


def group() -> TyperGroup:
    """Build the command line; nothing of any command is imported yet."""
    app = typer.Typer(
        cls=LazyGroup,
        add_completion=False,
        context_settings=CONTEXT,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    return get_group(app)


def _root(
    *,
    version: bool = typer.Option(False, "--version", "-V", help=OPTIONS["-V, --version"]),
) -> None:
    """Hold the options that belong to no command; ``--version`` alone never gets here."""
    if version:
        from miniprog_cli import __version__

        typer.echo(f"miniprog {__version__}")
        raise typer.Exit
