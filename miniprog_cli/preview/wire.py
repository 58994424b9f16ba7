"""Requests and responses as h11 has them: the one made ours, the other made h11's."""

import time
from http import HTTPStatus

import h11

from miniprog_cli.core.inside import FileChanged
from miniprog_cli.preview import guard
from miniprog_cli.preview.address import Address
from miniprog_cli.preview.application import Taker
from miniprog_cli.preview.assets import FOLDER
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Request, Response, http_date, plain


def head(response: Response, *, close: bool) -> h11.Response:
    """Write the status and the headers of a response, with those that every one of ours has."""
    status = HTTPStatus(response.status)
    headers = [
        *response.headers,
        ("Date", http_date(time.time())),
        ("Origin-Agent-Cluster", "?1"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if response.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        headers.append(("Content-Length", str(response.length)))
    if close:
        headers.append(("Connection", "close"))
    return h11.Response(status_code=status, reason=status.phrase, headers=headers)


def refused(error: h11.RemoteProtocolError) -> guard.Refused:
    """Say in our words what h11 objects to; only its 431 is something that a person can mend."""
    if error.error_status_hint == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
        return guard.HeadTooLong()
    return guard.Refused(HTTPStatus(error.error_status_hint), "not HTTP")


def refusal(reason: guard.Refused) -> Response:
    """Answer with the reason; with a page where a person has to do something in the browser."""
    if isinstance(reason, guard.HeadTooLong):
        page = (FOLDER / "crowded.html").read_bytes()
        headers = (("Content-Type", media_type("crowded.html")), ("Cache-Control", "no-store"))
        return Response(status=reason.status, headers=headers, body=page)
    allow = reason.status == HTTPStatus.METHOD_NOT_ALLOWED
    return plain(reason.status, reason.message, headers=(("Allow", "GET, HEAD"),) if allow else ())


def admit(event: h11.Request, address: Address) -> tuple[Request, Taker | None]:
    """Pass a request through every guard; whoever takes it judges its method and body itself.

    Raises:
        guard.Refused: one of them says no.
    """
    pairs = list(event.headers)
    guard.check_head(pairs, event.target, address.limits)
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}
    access = address.access
    guard.check_host(headers, address.port, access)
    method = event.method.decode("latin-1")
    target = guard.parse_target(event.target)
    request = Request(
        method=method,
        path=target.path,
        query=target.query,
        headers=headers,
        target=event.target,
        pairs=tuple(pairs),
        scheme=access.scheme,
    )
    # nobody takes what has not come through the door
    is_inside = access.door is None or access.door.is_inside(request)
    taker = address.application.taker(request) if is_inside else None
    if taker is None:
        guard.check_method(method, headers, access)
        guard.check_body(headers)
    return request, taker


def answer(request: Request, address: Address) -> Response:
    """Have the application answer; what cannot be read is not there.

    Raises:
        guard.Refused: this is not to be had here.
    """
    try:
        return address.application.respond(request)
    except (OSError, FileChanged):
        # the file went away between the look and the read, as it does during a save, or was
        # swapped for a link that leaves the program
        return plain(HTTPStatus.NOT_FOUND)
