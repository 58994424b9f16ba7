"""The table of commands; each is imported only when it is called."""

# typer keeps the types of its vendored click private, and calls these methods by their names
# ruff: noqa: ANN401, ARG002

from importlib import import_module
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

COMMANDS = {
    "new": "Start a project from a template.",
    "check": "Find what a host would refuse.",
    "explain": "Explain a rule.",
    "preview": "Serve the project with hot reload in a simulated host.",
    "pack": "Write the bundle that a host takes.",
    "verify": "Check that a file is a sound bundle.",
    "publish": "Submit a bundle to a registry.",
    "status": "Show what became of submissions.",
    "hosts": "List the hosts and what works for each.",
    "schema": "Print the JSON Schema of miniprog.json.",
    "completion": "Print the completion script of a shell.",
}
"""Name and summary, in the order of the work."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_EXAMPLES = "\nExamples:\n"


class ExampleCommand(TyperCommand):
    """A command whose help shows the examples of its docstring line by line, above its options.

    typer would fill them into one paragraph.
    """

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
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


class LazyGroup(TyperGroup):
    """A group that knows its commands' names and summaries without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the one command that was called; None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        function = getattr(import_module(f"miniprog_cli.cli.{cmd_name}"), cmd_name)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=ExampleCommand, context_settings=CONTEXT)(function)
        return get_command(single)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Offer the commands to a shell from the table: a key press should not import them all."""
        named: dict[str, Any] = {
            name: TyperCommand(name, help=summary) for name, summary in COMMANDS.items()
        }
        ctx.command = TyperGroup(name=self.name, commands=named, params=self.params)
        return list(ctx.command.shell_complete(ctx, incomplete))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def group() -> TyperGroup:
    """Build the command line; nothing of any command is imported yet."""
    app = typer.Typer(
        cls=LazyGroup,
        add_completion=False,
        context_settings=CONTEXT,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="One command-line tool for mini-programs: new, check, preview, pack, publish.",
        epilog="Every command takes --json, and --help with examples.",
    )
    app.callback()(_root)
    return get_group(app)


def _root(
    *,
    version: bool = typer.Option(False, "--version", "-V", help="Show the version and exit."),
) -> None:
    """Hold the options that belong to no command; ``--version`` alone never gets here."""
    if version:
        from miniprog_cli import __version__

        typer.echo(f"miniprog {__version__}")
        raise typer.Exit
