"""Which ports to listen on, and the sockets that do."""

import errno
import socket
from collections.abc import Sequence

from miniprog_cli.preview.errors import NoFreePort, PortBusy

TRIES = 100
"""How many ports to look at before giving up: more than anybody runs servers."""

_NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


def listen(
    port: int, *, otherwise: str | None = None, taken: Sequence[int] = ()
) -> tuple[socket.socket, ...]:
    """Open the first free port from `port` on, on every loopback address; the caller closes.

    Both 127.0.0.1 and ::1 are taken, because ``localhost`` may mean either. With `otherwise`
    no other port will do; it says what to do when this one is in use.

    Raises:
        PortBusy: the port is taken, and no other will do.
        NoFreePort: none of the next `TRIES` ports is free.
    """
    for candidate in range(port, min(port + TRIES, 65536)):
        if candidate not in taken and (sockets := _open(candidate)):
            return sockets
        if otherwise is not None:
            raise PortBusy(f"port {port} is in use", hint=f"stop what uses it, or {otherwise}")
    raise NoFreePort(f"no free port from {port} on", hint="choose another with --port")


def _open(port: int) -> tuple[socket.socket, ...] | None:
    """Listen on the loopback addresses, or on none of them when one is taken."""
    if not _is_free_everywhere(port):
        return None
    opened: list[socket.socket] = []
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            opened.append(bind(family, address, port, backlog=128))
        except OSError as error:
            if family == socket.AF_INET6 and error.errno in _NO_IPV6:
                continue
            for each in opened:
                each.close()
            return None
    return tuple(opened)


def _is_free_everywhere(port: int) -> bool:
    """Look for a server on all addresses, beside which some systems let us bind a single one."""
    try:
        bind(socket.AF_INET, "0.0.0.0", port, backlog=None).close()  # noqa: S104 # never listens
    except OSError:
        return False
    return True


def bind(family: int, address: str, port: int, *, backlog: int | None) -> socket.socket:
    """Take one address, and listen there unless `backlog` is None; the caller closes.

    Raises:
        OSError: it is taken, or none of this machine.
    """
    # named by hand: asyncio sends without delay (TCP_NODELAY) only where it sees that it is TCP
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Windows: SO_REUSEADDR would let us share a port with a server that is running
        option: int = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        bound.setsockopt(socket.SOL_SOCKET, option, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.bind((address, port))
        if backlog is not None:
            bound.listen(backlog)
    except OSError:
        bound.close()
        raise
    return bound
