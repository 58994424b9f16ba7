"""The simulated host over HTTP, for tests: ``/_miniprog/simulation`` of the host page's address.

GET tells how it is set and what the pages reported; POST takes an order, as the host page's socket
does. Only for programs on this machine and the host page itself: a page of any other origin, the
program's included, is refused.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview import guard
from miniprog_cli.preview.application import Exchange
from miniprog_cli.preview.message import Request, Response
from miniprog_cli.preview.simulation.orders import Order, parse_order
from miniprog_cli.preview.simulation.simulation import Simulation

MAX_BODY = 1024 * 1024
"""Bytes of an order."""


def check(headers: Mapping[str, str]) -> None:
    """Let in who is no page, and our own page.

    Raises:
        guard.Refused: with 403.
    """
    if "origin" in headers:
        guard.check_origin(headers)
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise guard.Refused(HTTPStatus.FORBIDDEN, "not a page of this server")


def described(simulation: Simulation) -> Response:
    """Answer with how it is set, and what pages told, oldest first."""
    known = {"schema": 1, **simulation.described()}
    told = ",".join(simulation.told)
    # what pages told is JSON already
    return _json(HTTPStatus.OK, f'{json.dumps(known, ensure_ascii=False)[:-1]}, "told": [{told}]}}')


def check_order(request: Request) -> None:
    """Look at the head of an order.

    Raises:
        guard.Refused: with 403, 405, 411, 413 or 415.
    """
    check(request.headers)
    if request.method != "POST":
        raise guard.Refused(HTTPStatus.METHOD_NOT_ALLOWED, "only GET, HEAD and POST")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # what other sites may send without asking is never of this type
        raise guard.Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "only application/json")
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise guard.Refused(HTTPStatus.LENGTH_REQUIRED, "without a length")
    if int(length[:18]) > MAX_BODY:
        raise guard.Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "an order is at most 1 MB")


class OrderTaker:
    """Takes one order and answers with how the host is set then."""

    def __init__(self, simulation: Simulation, ordered: Callable[[Order], None]) -> None:
        self._simulation = simulation
        self._ordered = ordered
        self._data = bytearray()
        self._exchange: Exchange | None = None

    def begin(self, exchange: Exchange) -> None:
        """Start."""
        self._exchange = exchange

    def body(self, data: bytes) -> None:
        """Take a piece; its length was looked at before."""
        self._data += data

    def ended(self) -> None:
        """Do what is ordered, and answer."""
        if self._exchange is not None:
            self._exchange.respond(self._answer())

    def flow(self, *, paused: bool) -> None:
        """Nothing here is sent in parts."""

    def lost(self) -> None:
        """Nothing is ordered by halves."""
        self._exchange = None

    def _answer(self) -> Response:
        try:
            self._ordered(parse_order(self._data.decode("utf-8", "replace")))
        except MiniprogError as error:
            said = {"code": error.code, "message": error.message, "hint": error.hint}
            refused = {"schema": 1, "error": said}
            return _json(HTTPStatus.BAD_REQUEST, json.dumps(refused, ensure_ascii=False))
        return described(self._simulation)


def _json(status: HTTPStatus, text: str) -> Response:
    headers = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
    return Response(status=status, headers=headers, body=f"{text}\n".encode("utf-8", "replace"))
