"""``miniprog status``: what became of submissions."""

import sys
from typing import Annotated

from miniprog_cli.cli.console import Console, dim
from miniprog_cli.cli.declared import Argument
from miniprog_cli.cli.options import Json, Quiet, Registry, Verbose

App = Annotated[
    str | None,
    Argument(metavar="[ID]", help="Id of a program; default: all.", show_default=False),
]


def status(
    id: App = None,
    *,
    to: Registry = None,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """List submissions and their states, the latest first: those of one program, or all.

    Inside a project all are listed too; its publish.to says in which registry to look.

    Examples:
      miniprog status
      miniprog status com.example.capitals --to dir:/srv/registry --json
    """
    from miniprog_cli.cli.submissions import described, table
    from miniprog_cli.publish.status import status as run

    console = Console(json=json, quiet=quiet, verbose=verbose)
    found = run(id, to=to)
    console.document({"submissions": [described(one) for one in found.submissions]})
    for line in table(found.submissions):
        console.result(line)
    if not found.exists:
        console.say(f"there is no registry yet at {found.registry}; `miniprog publish` makes it")
    elif not found.submissions:
        console.say(f"no submissions{f' of {id}' if id else ''} in {found.registry}")
    console.detail(dim(f"registry: {found.registry}", sys.stderr))
