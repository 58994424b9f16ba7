"""``miniprog hosts``: the apps that run mini-programs, and what works for each today."""

from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.declared import Argument
from miniprog_cli.cli.options import Json, Quiet, Verbose, complete_host

if TYPE_CHECKING:
    from miniprog_cli.hosts.base import Host

HostArgument = Annotated[
    str | None,
    Argument(
        metavar="[HOST]",
        help="One host in detail; default: the table of all.",
        autocompletion=complete_host,
        show_default=False,
    ),
]


def hosts(
    host: HostArgument = None, *, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0
) -> None:
    """Show the hosts: their limits, and what this version does for each, verb by verb.

    What it does not do yet, or a person must do, says so: nothing here is a plan.

    Examples:
      miniprog hosts
      miniprog hosts generic
      miniprog hosts --json
    """
    from miniprog_cli.cli import hosttable
    from miniprog_cli.hosts import every, get

    console = Console(json=json, quiet=quiet, verbose=verbose)
    shown = (get(host),) if host else every()
    console.document({"hosts": [_described(one) for one in shown]})
    if not json:
        for line in hosttable.page(shown[0]) if host else hosttable.table(shown):
            console.result(line)


def _described(host: "Host") -> dict[str, object]:
    from miniprog_cli.cli import hosttable

    return {
        "host": host.name,
        "title": host.title,
        "kind": host.kind,
        "clients": list(host.clients),
        "limits": [limit._asdict() for limit in host.limits],
        "verbs": {name: verb._asdict() for name, verb in host.verbs.named()},
        "notes": [note._asdict() for note in host.notes],
        "delivery": host.delivery,
        "asks": [asked._asdict() for asked in hosttable.asked(host)],
        "capabilities": host.capabilities and host.capabilities._asdict(),
    }
