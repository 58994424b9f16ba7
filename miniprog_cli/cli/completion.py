"""``miniprog completion``: what makes a shell complete commands, options and names."""

from enum import StrEnum
from typing import Annotated

from miniprog_cli.cli import COMPLETING
from miniprog_cli.cli.console import Console
from miniprog_cli.cli.declared import Argument
from miniprog_cli.cli.options import Json, Quiet, Verbose


class Shell(StrEnum):
    """A shell that can be taught."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


ShellName = Annotated[
    Shell,
    Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False),
]


def completion(
    shell: ShellName, *, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0
) -> None:
    """Print the completion script of a shell; no file of yours is changed.

    Put the line for your shell into its start-up file: ~/.bashrc, ~/.zshrc (below compinit),
    ~/.config/fish/config.fish, or the file that $PROFILE names.

    Examples:
      source <(miniprog completion bash)
      source <(miniprog completion zsh)
      miniprog completion fish | source
      miniprog completion powershell | Out-String | Invoke-Expression
    """
    # Not exported, but there in every typer we allow (0.26 to 0.28)
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name="miniprog", complete_var=COMPLETING, shell=shell.value)
    console = Console(json=json, quiet=quiet, verbose=verbose)
    console.document({"shell": shell.value, "script": script})
    console.result(script)
