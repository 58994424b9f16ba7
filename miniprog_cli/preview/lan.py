"""The program on the local network: at one address, with https where that can be had."""

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.door import TOKEN, Door
from miniprog_cli.preview.errors import PortBusy
from miniprog_cli.preview.events import Reachable
from miniprog_cli.preview.ports import bind

if TYPE_CHECKING:
    import ssl

MISSING = (
    "without https the phone's browser has no camera, location, clipboard, sharing or sensors: "
    "pip install 'miniprog[lan]'"
)


OUTSIDE = (
    "no https: what this machine signs counts for addresses of private networks alone; the phone's "
    "browser has no camera, location, clipboard, sharing or sensors"
)


class NoNetwork(MachineError):
    """This machine has no address on a network."""


class NoSuchAddress(MiniprogError):
    """What was asked for is not one address of this machine on a network."""


class Lan(NamedTuple):
    """A socket that listens on the network, and how it is guarded."""

    socket: socket.socket
    name: str
    """The address as it stands in a URL."""
    port: int
    context: "ssl.SSLContext | None"
    door: Door
    note: str | None

    @property
    def scheme(self) -> str:
        """How to speak to it."""
        return "https" if self.context else "http"

    def reachable(self, start: str) -> Reachable:
        """Give the address for the next browser."""
        mark = "&" if "?" in start else "?"
        base = f"{self.scheme}://{self.name}:{self.port}/"
        page, hash_, fragment = start.partition("#")
        url = f"{base}{page}{mark}{TOKEN}={self.door.token}{hash_}{fragment}"
        return Reachable(url=url, note=self.note)


def open_lan(address: str | None, port: int, folder: Path, *, opened: Callable[[], None]) -> Lan:
    """Listen at one address of this machine; the caller closes the socket.

    `folder` is where the authority lies; None takes the address that other machines are reached from.

    Raises:
        NoNetwork: there is none.
        NoSuchAddress: it is not one address of this machine.
        PortBusy: something else listens there.
    """
    chosen = address or _default()
    found = _checked(chosen)
    family = socket.AF_INET6 if isinstance(found, IPv6Address) else socket.AF_INET
    try:
        listening = bind(family, chosen, port, backlog=128)
    except OSError as error:
        hint = "choose another --port, or another --lan-address of this machine"
        raise PortBusy(
            f"cannot listen at {chosen} port {port}: {error.strerror}", hint=hint
        ) from None
    try:
        context, certificate, note = _secured(chosen, folder)
    except MiniprogError:
        listening.close()
        raise
    door = Door(port=port, secure=context is not None, authority=certificate, opened=opened)
    name = f"[{chosen}]" if family == socket.AF_INET6 else chosen
    return Lan(listening, name, port, context, door, note)


def own_folder() -> Path:
    """Give the folder of the authority, in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("miniprog", appauthor=False) / "authority"


def _default() -> str:
    """Find the address that packets would leave from; none is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737: nobody is there
        return str(probe.getsockname()[0])
    raise NoNetwork("this machine is in no network", hint="name an address with --lan-address")


def _checked(text: str) -> object:
    try:
        address = ip_address(text)
    except ValueError:
        raise NoSuchAddress(
            f"{text!r} is no address", hint="give one such as 192.168.1.5"
        ) from None
    if address.is_unspecified or address.is_loopback or address.is_multicast:
        raise NoSuchAddress(
            f"{text} is not one address on a network", hint="give one such as 192.168.1.5"
        )
    return address


def _secured(address: str, folder: Path) -> "tuple[ssl.SSLContext | None, bytes, str | None]":
    try:
        from miniprog_cli.preview.authority import authority, is_private
    except ImportError:
        return None, b"", MISSING
    if not is_private(address):
        return None, b"", OUTSIDE
    known = authority(folder)
    return known.context(address), known.certificate, None
