"""What `wx.request` and its like may ask, and who asks: targets on the network, checked by address.

A native program names its servers in scripts, and the vendor's list of its domains is not in the
project. So every `https:` or `wss:` target is allowed that lies on the public network, and what
`preview.proxy` of the manifest declares. Nobody else's: a page could otherwise reach through us what
its browser keeps it from, on this machine and on the network around it. Hence

- the name is resolved here, **every** address that it has must be public, and the connection is made
  to the address that was checked, not to the name again;
- who leads on is answered as it is: the page asks for the next step, which is checked anew;
- only a page of the program's own origin may ask, by POST with headers of ours, or for a WebSocket.
"""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.proxy.routes import Backend

PATH = "/_miniprog/native/outside"
_USUAL = {"http": 80, "ws": 80, "https": 443, "wss": 443}
_SECURE = ("https", "wss")
_STEPS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """A target that may not be asked; the message says why."""

    status = HTTPStatus.FORBIDDEN


class Target(NamedTuple):
    """Where a request goes."""

    is_secure: bool
    host: str
    port: int
    path: str
    """With its query."""
    is_declared: bool
    """Whether the manifest names it, so that it may be anywhere."""

    @property
    def backend(self) -> Backend:
        """The same as the relay knows backends."""
        return Backend(
            prefix="", is_secure=self.is_secure, host=self.host, port=self.port, base=None
        )


def read_target(url: str, declared: Mapping[str, str], *, is_socket: bool) -> Target:
    """Read the address that a page asks for.

    Raises:
        NotAllowed: it is none, is not encrypted and not declared, or holds a password.
    """
    parts = _split(url)
    kinds = ("ws", "wss") if is_socket else ("http", "https")
    if parts.scheme not in kinds or not parts.hostname:
        raise NotAllowed(f"{url[:200]}: not an address of {kinds[1]}:")
    if "@" in parts.netloc:
        raise NotAllowed("an address with a name or password in it")
    target = Target(
        is_secure=parts.scheme in _SECURE,
        host=parts.hostname.lower().rstrip("."),
        port=parts.port or _USUAL[parts.scheme],
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        is_declared=False,
    )
    if any(_is_below(target, parts.path, base) for base in declared.values()):
        return target._replace(is_declared=True)
    if not target.is_secure:
        raise NotAllowed(f"{parts.scheme}: is not encrypted, and preview.proxy does not declare it")
    return target


def _split(url: str) -> SplitResult:
    """Split an address that is plain ASCII without spaces, as browsers write it."""
    if not re.fullmatch(r"[!-~]+", url) or "\\" in url:
        raise NotAllowed("not an address as browsers write it")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise NotAllowed(f"not an address: {error}") from error
    return parts


def _is_below(target: Target, path: str, base: str) -> bool:
    """Tell whether a target is at, or below, an address that the manifest declares."""
    parts = urlsplit(base)
    scheme = parts.scheme.lower()
    same = (scheme in _SECURE, (parts.hostname or "").lower(), parts.port or _USUAL.get(scheme))
    if same != (target.is_secure, target.host, target.port):
        return False
    top = parts.path.rstrip("/")
    if not top:
        return True
    return not _STEPS.search(path) and (path == top or path.startswith(f"{top}/"))


def check_addresses(target: Target, found: "list[str]") -> list[str]:
    """Give the addresses to connect to: all that were found, if each of them may be asked.

    Raises:
        NotAllowed: one of them is of this machine or of a network that is not public.
    """
    if not found:
        raise NotAllowed(f"{target.host}: no address")
    if not target.is_declared:
        for text in found:
            if not is_public(text):
                raise NotAllowed(
                    f"{target.host} is {text}, which is not public; declare it in preview.proxy of "
                    "miniprog.json"
                )
    return found


def is_public(text: str) -> bool:
    """Tell whether an address is one of the public network, whatever it is wrapped in."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in (address, *_inside(address)))


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> Iterator[Address]:
    """Give the IPv4 addresses that an IPv6 address stands for."""
    if not isinstance(address, ipaddress.IPv6Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
