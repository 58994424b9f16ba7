"""``miniprog check``: say what a host would refuse."""

from time import perf_counter
from typing import Annotated

import typer

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.options import Directory, HostNames, Json, Quiet, Registry, Verbose
from miniprog_cli.core.errors import Exit

NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep nothing for the next run, and use nothing kept.")
]
Compare = Annotated[
    bool, typer.Option("--compare", help="Show what grew since the last submission.")
]


def check(
    directory: Directory = None,
    *,
    host: HostNames = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
    no_cache: NoCache = False,
    compare: Compare = False,
    to: Registry = None,
) -> None:
    """Find what a host would refuse: manifest, size, pages, icon, references, names.

    Exits with 1 when there is an error; warnings alone exit with 0.

    Examples:
      miniprog check
      miniprog check shop --host generic --json
      miniprog check --compare --to dir:/srv/registry
    """
    from miniprog_cli.check import check as run
    from miniprog_cli.cli import describe, excerpt
    from miniprog_cli.cli.choice import chosen_hosts
    from miniprog_cli.cli.growth import Growth, since_last
    from miniprog_cli.core.project import open_project

    console = Console(json=json, quiet=quiet, verbose=verbose)
    started = perf_counter()
    project = open_project(directory)
    result = run(project, chosen_hosts(host), keep=not no_cache)
    if verbose:
        for line in excerpt.work(project, perf_counter() - started, keep=not no_cache):
            console.detail(line)
    growth = since_last(project, result, to) if compare else Growth()
    console.document({**describe.checked(result), **growth.document})
    for line in excerpt.findings(result, project.folder):
        console.result(line)
    for line in (*excerpt.verdicts(result), *excerpt.reservations(result)):
        console.say(line)
    for line in growth.lines:
        console.result(line)
    console.say(excerpt.summary(result))
    raise typer.Exit(Exit.FINDINGS if result.errors else Exit.OK)
