"""Turn names from the command line into what they name."""

from miniprog_cli import hosts
from miniprog_cli.hosts.base import Host

ALL = "all"


def chosen_hosts(names: list[str] | None) -> tuple[Host, ...] | None:
    """Load the hosts given with ``--host``, each once; None where none was given.

    ``a,b`` names two; ``all`` names every host that takes HTML.

    Raises:
        UnknownHost: a name is not a host's.
    """
    if not names:
        return None
    split = [name.strip() for given in names for name in given.split(",") if name.strip()]
    if ALL in split:
        return tuple(host for host in hosts.every() if host.kind == "web")
    return tuple(hosts.get(name) for name in dict.fromkeys(split))
