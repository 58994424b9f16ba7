"""Turn names from the command line into what they name."""

from miniprog_cli import hosts
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.hosts.base import Host

ALL = "all"


class HostMissing(MiniprogError):
    """``--host`` was given without a name, as by a variable of a script that is empty."""


def chosen_hosts(given: list[str] | None) -> tuple[Host, ...] | None:
    """Load the hosts given with ``--host``, each once; None where none was given.

    ``a,b`` names two; ``all`` names every host that takes HTML.

    Raises:
        HostMissing: a value names none; checking nothing would pass for everything being fine.
        UnknownHost: a name is not a host's.
    """
    if not given:
        return None
    names = [name for value in given for name in _names(value)]
    if ALL in names:
        return tuple(host for host in hosts.every() if host.kind == "web")
    return tuple(hosts.get(name) for name in dict.fromkeys(names))


def _names(value: str) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise HostMissing(f"--host {value!r} names no host", hint="see: miniprog hosts")
    return names
