"""``miniprog check``: say what a host would refuse."""

from time import perf_counter
from typing import Annotated

import typer

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.options import Directory, HostNames, Json, Quiet, Verbose
from miniprog_cli.core.errors import Exit

NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep nothing for the next run, and use nothing kept.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, then check.")]
UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="With --fix or --diff: also what may change the program."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")]


def check(
    directory: Directory = None,
    *,
    host: HostNames = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
    no_cache: NoCache = False,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
) -> None:
    """Find what a host would refuse: manifest, size, pages, icon, references, names.

    Exits with 1 when there is an error; warnings alone exit with 0. With --diff exits with 1 when
    something would be changed.

    Examples:
      miniprog check
      miniprog check shop --host generic --json
      miniprog check --diff --unsafe-fixes
    """
    from miniprog_cli.check import check as run
    from miniprog_cli.check.fix import mend
    from miniprog_cli.check.rewrite import rewrite
    from miniprog_cli.cli import describe, excerpt, mending
    from miniprog_cli.cli.choice import chosen_hosts
    from miniprog_cli.core.project import open_project

    console = Console(json=json, quiet=quiet, verbose=verbose)
    started = perf_counter()
    project = open_project(directory)
    chosen = chosen_hosts(host)
    mended = None
    if mending.asked(fix=fix, diff=diff, unsafe=unsafe_fixes):
        mended = mend(project, chosen, unsafe=unsafe_fixes, keep=not no_cache)
        if diff:
            mending.show_diff(console, mended)
            raise typer.Exit(Exit.FINDINGS if mended.changes else Exit.OK)
        rewrite(mended.changes)
        project = open_project(project.folder)
    result = run(project, chosen, keep=not no_cache)
    if verbose:
        for line in excerpt.work(project, perf_counter() - started, keep=not no_cache):
            console.detail(line)
    console.document({**describe.checked(result), "fixed": mending.described(mended)})
    for line in excerpt.findings(result, project.folder):
        console.result(line)
    for line in (*excerpt.verdicts(result), *excerpt.reservations(result)):
        console.say(line)
    if mended:
        mending.say_fixed(console, mended, len(result.reports))
    console.say(excerpt.summary(result))
    raise typer.Exit(Exit.FINDINGS if result.errors else Exit.OK)
