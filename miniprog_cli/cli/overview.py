"""The table of commands, and the help of the whole command line that is made from it."""

COMMANDS = {
    "new": "Start a project from a template.",
    "check": "Find what a host would refuse.",
    "explain": "Explain a rule.",
    "preview": "Serve the project with hot reload in a simulated host.",
    "test": "Play recorded sessions again, and say what differs.",
    "pack": "Write the bundle that a host takes.",
    "verify": "Check that a file is a sound bundle.",
    "publish": "Submit a bundle to a registry.",
    "status": "Show what became of submissions.",
    "doctor": "Show what this machine has for the work.",
    "hosts": "List the hosts and what works for each.",
    "schema": "Print the JSON Schema of miniprog.json.",
    "completion": "Print the completion script of a shell.",
}
"""Name and summary, in the order of the work."""

OPTIONS = {
    "-V, --version": "Show the version and exit.",
    "-h, --help": "Show this message and exit.",
}


def overview() -> str:
    """Write the help of ``miniprog`` itself: at most 80 columns, however wide the terminal is.

    Written here and not by typer, so that it can be shown without importing typer, which takes
    five times as long as Python itself.
    """
    return f"""\
Usage: miniprog [OPTIONS] COMMAND [ARGS]...

  One command-line tool for mini-programs: new, check, preview, pack, publish.

Options:
{_table(OPTIONS)}

Commands:
{_table(COMMANDS)}

  Every command takes --json, -q, -v, --color, and --help with examples.
"""


def _table(rows: dict[str, str]) -> str:
    width = max(len(name) for name in rows)
    return "\n".join(f"  {name:{width}}  {text}" for name, text in rows.items())
