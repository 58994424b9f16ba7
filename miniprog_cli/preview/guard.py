"""Every defence of the preview: who may ask, for what, how much and how slowly.

A page on the network can make the user's browser send requests to this machine, also under a
name of its own that it lets point here (DNS rebinding). So we answer only to our own names, hand
updates only to our own pages, and read only files that ship. All functions here are pure but
`is_inside`, which follows links.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote_to_bytes

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.message import Request, Response

Pairs = list[tuple[bytes, bytes]]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""The names under which we answer."""

METHODS = ("GET", "HEAD")


class Greeter(Protocol):
    """Who stands at the door of an address that is not only this machine's."""

    def meet(self, request: Request) -> Response | None:
        """Answer whoever has to stay out; None lets in."""
        ...

    def is_inside(self, request: Request) -> bool:
        """Tell whether a request is from who was let in, and changes nothing about that."""
        ...


class Access(NamedTuple):
    """How an address is reached, and who may."""

    names: tuple[str, ...] = LOOPBACK
    scheme: str = "http"
    door: Greeter | None = None
    """Nobody needs more than to be on this machine."""


LOCAL = Access()


class Limits(NamedTuple):
    """How much one peer may ask of us; times are seconds, sizes bytes."""

    connections: int = 256
    """More than browsers open for any number of tabs that a person can look at; one more takes the
    place of the one that has been idle longest."""
    head: int = 256 * 1024
    """Headers; cookies of every program on localhost come with each request."""
    target: int = 4096
    headers: int = 64
    head_time: float = 10.0
    """From the first byte of a request to the end of its headers."""
    idle_time: float = 60.0
    """Between two requests of a connection."""
    linger_time: float = 2.0
    """For a peer that is refused to end its request: closing on what it still sends would take the
    answer away from it."""
    stall_time: float = 30.0
    """Without a byte taken of an answer that waits."""
    message: int = 64 * 1024
    """One message from a page."""
    messages: int = 1500
    """Messages from one page within `message_time`."""
    message_time: float = 10.0
    backlog: int = 8 * 1024 * 1024
    """Updates that a page has not taken yet; above, it is cut off and catches up when it returns."""
    ping_time: float = 20.0


LIMITS = Limits()


class Refused(Exception):
    """The request is answered with `status` and the connection closed."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class HeadTooLong(Refused):
    """The headers are longer than `Limits.head`, as many cookies make them."""

    def __init__(self) -> None:
        super().__init__(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "the headers are too long: delete the cookies of localhost",
        )


class Target(NamedTuple):
    """Where a request points, decoded once."""

    path: str
    query: str


def check_head(headers: Pairs, target: bytes, limits: Limits = LIMITS) -> None:
    """Refuse what is too long, and two lengths, which servers in a row read differently.

    Raises:
        Refused: with 414, 431 or 400.
    """
    if len(target) > limits.target:
        raise Refused(HTTPStatus.REQUEST_URI_TOO_LONG, "the address is too long")
    if len(headers) > limits.headers:
        raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "too many headers")
    if sum(len(name) + len(value) + 4 for name, value in headers) > limits.head:
        # h11 limits only what arrives in pieces
        raise HeadTooLong
    names = [name.lower() for name, _ in headers]
    if b"transfer-encoding" in names and b"content-length" in names:
        raise Refused(HTTPStatus.BAD_REQUEST, "two lengths")
    for single in (b"host", b"origin", b"content-length", b"upgrade"):
        if names.count(single) > 1:
            raise Refused(HTTPStatus.BAD_REQUEST, f"more than one {single.decode()} header")


def check_host(headers: Mapping[str, str], port: int, access: Access = LOCAL) -> None:
    """Refuse a request under a name that is not ours, as in DNS rebinding.

    Raises:
        Refused: with 421.
    """
    host = headers.get("host", "").lower()
    if host not in {f"{name}:{port}" for name in access.names}:
        raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "not a name of this server")


def check_method(method: str, headers: Mapping[str, str], access: Access = LOCAL) -> None:
    """Allow reading only; a page of another origin does not even learn that.

    Raises:
        Refused: with 403 or 405.
    """
    if method != "GET" and "origin" in headers:
        check_origin(headers, access)
    if method not in METHODS:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "only GET and HEAD")


def check_origin(headers: Mapping[str, str], access: Access = LOCAL) -> None:
    """Let only pages of the very address that is asked in.

    Raises:
        Refused: with 403.
    """
    if headers.get("origin", "").lower() != f"{access.scheme}://{headers.get('host', '').lower()}":
        raise Refused(HTTPStatus.FORBIDDEN, "not a page of this server")


def wants_worker(headers: Mapping[str, str]) -> bool:
    """Tell whether the script of a service worker is asked for, to register or to renew it."""
    return headers.get("service-worker", "").strip().lower() == "script"


def check_worker(headers: Mapping[str, str]) -> None:
    """Refuse to serve the script of a service worker.

    A worker outlives the preview: it would answer in our place for every project that is ever
    previewed on this port, and for the host page.

    Raises:
        Refused: with 403.
    """
    if wants_worker(headers):
        raise Refused(
            HTTPStatus.FORBIDDEN,
            "no service workers in preview: one would stay in the browser and answer for every "
            "later project on this port",
        )


def check_body(headers: Mapping[str, str]) -> None:
    """Refuse to read anything: no request that we answer has a body.

    Raises:
        Refused: with 413.
    """
    if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "no request here has a body")


_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ENCODED_SLASH = re.compile(rb"%(2f|5c)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


def parse_target(target: bytes) -> Target:
    """Decode the path of a request, once.

    Raises:
        Refused: with 400 for absolute addresses, ``..`` in any spelling, encoded slashes,
            backslashes, control characters and what is not UTF-8 (such as overlong dots).
    """
    raw, _, query = target.partition(b"?")
    if not raw.startswith(b"/") or raw.startswith(b"//") or b"#" in raw:
        raise Refused(HTTPStatus.BAD_REQUEST, "the address is not a path")
    if _BROKEN_ESCAPE.search(raw) or _ENCODED_SLASH.search(raw):
        raise Refused(HTTPStatus.BAD_REQUEST, "the path is badly encoded")
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST, "the path is not UTF-8") from None
    if _FORBIDDEN.search(path) or not {".", ".."}.isdisjoint(path.split("/")):
        raise Refused(HTTPStatus.BAD_REQUEST, "the path leaves the program")
    return Target(path=path, query=query.decode("latin-1"))


def is_servable(path: str) -> bool:
    """Tell whether a path relative to the root has only plain names.

    Not plain are dotfiles, names that still hold an escape for a dot, a slash or a backslash after
    decoding, and what Windows takes for another file: streams (``a.js:x``), trailing dots and spaces.
    """
    names = path.split("/")
    return all(_is_plain(name) for name in names)


_STILL_ENCODED = re.compile(r"%(2e|2f|5c|00|25)", re.IGNORECASE)


def _is_plain(name: str) -> bool:
    if not name or name.startswith(".") or name.endswith((".", " ")):
        return False
    return ":" not in name and not _STILL_ENCODED.search(name)


_SOURCES = (
    ".astro", ".coffee", ".cjs", ".css", ".cts", ".htm", ".html", ".js", ".jsx", ".less", ".mjs",
    ".mts", ".sass", ".scss", ".styl", ".svelte", ".ts", ".tsx", ".vue",
    ".wxml", ".wxss", ".wxs", ".axml", ".acss", ".sjs", ".ttml", ".ttss", ".swan",
)  # fmt: skip
"""Endings of what programs are written in."""


def is_source(path: str) -> bool:
    """Tell whether lines of a file may be shown beside an error in it.

    A page can name any file, also one that does not ship, by a map of its own making: so plain
    names only, and only of what programs are written in, no keys and no settings.
    """
    return is_servable(path) and path.lower().endswith(_SOURCES)


def is_map(path: str) -> bool:
    """Tell whether a file may be read as a source map."""
    return is_servable(path) and path.lower().endswith((".map", ".json"))


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path, after following every link, still lies in the folder."""
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):
        return False
