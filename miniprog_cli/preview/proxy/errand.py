"""Carry what a native program asks of a server on the network, as `outside` allows it."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, quote, unquote

import h11

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview import guard
from miniprog_cli.preview.message import Request, Response, plain
from miniprog_cli.preview.proxy import failure, headers, outside
from miniprog_cli.preview.proxy.outside import NotAllowed, Target
from miniprog_cli.preview.proxy.relay import Relay

if TYPE_CHECKING:
    import ssl

    from miniprog_cli.preview.application import Exchange

Resolve = Callable[[str, int], Awaitable[list[str]]]
Pairs = list[tuple[bytes, bytes]]
_METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
_OURS = frozenset(
    b"host connection upgrade transfer-encoding content-length te trailer expect keep-alive "
    b"proxy-authorization proxy-connection sec-websocket-key sec-websocket-version "
    b"sec-websocket-extensions sec-websocket-protocol accept-encoding".split()
)
"""What the page does not decide: it concerns the connection."""
_KEPT = (b"content-type", b"content-encoding")
"""What the browser has to know of an answer; the rest goes to the page as data."""


async def resolve(host: str, port: int) -> list[str]:
    """Look up the addresses of a name; none where there is none."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def errand(
    request: Request,
    declared: Mapping[str, str],
    failed: Callable[[MiniprogError], None],
    *,
    own_ports: tuple[int | None, ...],
    look: Resolve = resolve,
) -> "Errand | Refusal":
    """Give what carries a request of `wx.request`, or of `wx.connectSocket`.

    Raises:
        guard.Refused: the page is none of the program's, or it asks in another way than ours do.
    """
    _check_page(request)
    is_socket = headers.is_upgrade(request)
    asked = _socket(request) if is_socket else _posted(request)
    method, url, pairs = asked
    try:
        target = outside.read_target(url, declared, is_socket=is_socket)
    except NotAllowed as error:
        return Refusal(error)
    return Errand(
        request, target, failed, method=method, pairs=pairs, look=look, own_ports=own_ports
    )


def _check_page(request: Request) -> None:
    """Let in pages of this very origin, which always say so.

    Raises:
        guard.Refused: with 403.
    """
    guard.check_origin(request.headers, guard.Access(scheme=request.scheme))
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise guard.Refused(outside.NotAllowed.status, "not a page of this server")


def _posted(request: Request) -> tuple[str, str, Pairs]:
    """Read what a page asks for: in headers that no other site may send."""
    method = request.headers.get("x-miniprog-method", "")
    url = request.headers.get("x-miniprog-target", "")
    if request.method != "POST" or method not in _METHODS or not url:
        raise guard.Refused(outside.NotAllowed.status, "this is not how the runtime asks")
    return method, url, _pairs(unquote(request.headers.get("x-miniprog-headers", "[]")))


def _socket(request: Request) -> tuple[str, str, Pairs]:
    given = parse_qs(request.query)
    url, sent = given.get("target", [""])[0], given.get("headers", ["[]"])[0]
    names = (b"sec-websocket-key", b"sec-websocket-version", b"sec-websocket-protocol")
    ours = [(name, value) for name, value in request.pairs if name.lower() in names]
    return "GET", url, [*_pairs(sent), *ours]


def _pairs(text: str) -> Pairs:
    """Read headers of the program's; what is none, or none of its business, is left out."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found: Pairs = []
    for each in cast("list[object]", value) if isinstance(value, list) else []:
        pair = cast("list[object]", each) if isinstance(each, list) else []
        if len(pair) == 2 and all(isinstance(one, str) for one in pair):
            name, content = (str(one).encode("utf-8", "replace") for one in pair)
            if name.lower() not in _OURS and not name.lower().startswith(b"x-forwarded-"):
                found.append((name, content.strip()))
    return found


class Refusal:
    """Answers a target that may not be asked."""

    def __init__(self, error: NotAllowed) -> None:
        self._error = error

    def begin(self, exchange: "Exchange") -> None:
        """Answer at once."""
        exchange.respond(refusal(self._error))

    def body(self, data: bytes) -> None:
        """Take nothing."""

    def ended(self) -> None:
        """Nothing is left to do."""

    def flow(self, *, paused: bool) -> None:
        """Nothing is sent in parts."""

    def lost(self) -> None:
        """Nothing is under way."""


def refusal(error: NotAllowed) -> Response:
    """Write the answer to a target that may not be asked."""
    return plain(error.status, str(error))


class Errand(Relay):
    """One request of a native program on its way."""

    def __init__(
        self,
        request: Request,
        target: Target,
        failed: Callable[[MiniprogError], None],
        *,
        method: str,
        pairs: Pairs,
        look: Resolve,
        own_ports: tuple[int | None, ...],
    ) -> None:
        super().__init__(request, target.backend, failed)
        self._target = target
        self._method = method
        self._pairs = pairs
        self._look = look
        self._own_ports = own_ports

    async def _run(self) -> None:
        try:
            await super()._run()
        except NotAllowed as error:
            self._exchange.respond(refusal(error))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect to an address that was checked: looking it up again might give another."""
        target = self._target
        found = await self._look(target.host, target.port)
        last: OSError = OSError(0, "there is no such address")
        for address in outside.check_addresses(target, found):
            if target.port in self._own_ports and not outside.is_public(address):
                raise NotAllowed("this is the preview itself")
            try:
                return await self._open(address)
            except OSError as error:
                last = error
        raise last

    async def _open(self, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        target = self._target
        if not target.is_secure:
            return await asyncio.open_connection(address, target.port)
        return await asyncio.open_connection(
            address, target.port, ssl=self._secure(), server_hostname=target.host
        )

    def _secure(self) -> "ssl.SSLContext":
        from miniprog_cli.preview.proxy.secure import context

        return context(is_here=self._target.is_declared and self._backend.is_here)

    def _fail(self, error: Exception) -> None:
        """Tell the page alone: its program decides what a server that is away means."""
        if self._is_answered:
            self._exchange.abort()
            return
        said = failure.explain(self._backend, error, connected=self._writer is not None)
        told = {"error": {"code": said.code, "message": said.message.removeprefix("/ → ")}}
        body = json.dumps(told, ensure_ascii=False).encode()
        kind = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
        self._exchange.respond(Response(status=HTTPStatus.BAD_GATEWAY, headers=kind, body=body))

    def _asked(self) -> h11.Request:
        """Write the request: the program's headers, and those that a server needs."""
        found: Pairs = [(b"Host", self._backend.authority.encode()), *self._pairs]
        found.append((b"Accept-Encoding", b"gzip, deflate"))
        if headers.is_upgrade(self._request):
            found += [(b"Connection", b"Upgrade"), (b"Upgrade", b"websocket")]
        elif self._method not in ("GET", "HEAD"):
            length = self._request.headers.get("content-length")
            found.append(
                (b"Content-Length", length.encode())
                if length is not None
                else (b"Transfer-Encoding", b"chunked")
            )
        return h11.Request(method=self._method, target=self._target.path, headers=found)

    def _answered(self, head: h11.Response) -> h11.Response:
        """Write an answer that the browser takes as data: status and headers are in one of ours."""
        pairs = [(one.decode("latin-1"), two.decode("latin-1")) for one, two in head.headers]
        kept = [pair for pair in head.headers if pair[0].lower() in _KEPT]
        return h11.Response(
            status_code=200,
            headers=[
                *kept,
                (b"X-Miniprog-Status", str(head.status_code).encode()),
                (b"X-Miniprog-Headers", quote(json.dumps(pairs)).encode()),
                (b"Cache-Control", b"no-store"),
                (b"X-Content-Type-Options", b"nosniff"),
                (b"Content-Security-Policy", b"sandbox; default-src 'none'"),
                (b"Content-Disposition", b"attachment"),
            ],
        )
