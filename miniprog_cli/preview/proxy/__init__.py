"""The proxy to backends: what `preview.proxy` of the manifest sends elsewhere, and nothing more.

Imported by the first request of a project that declares a backend. `routes` says which backend a
path goes to, `headers` what is changed on the way, `relay` carries one request and its answer or
one WebSocket, `failure` answers where a backend does not. `outside` says what a native program may
ask of the network, `errand` carries it.
"""

from collections.abc import Callable
from http import HTTPStatus

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview import guard
from miniprog_cli.preview.application import Taker
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.message import Request
from miniprog_cli.preview.proxy.relay import Relay
from miniprog_cli.preview.proxy.routes import find


def forward(request: Request, live: Live, failed: Callable[[MiniprogError], None]) -> Relay | None:
    """Give what carries a request to its backend; None where it goes to none.

    Raises:
        guard.Refused: another site asks, or it is the script of a service worker.
    """
    backend = find(live.project.manifest.preview.proxy, request.target)
    if backend is None:
        return None
    guard.check_worker(request.headers)
    _check_site(request)
    own = (live.program_port, live.host_port)
    return Relay(request, backend, failed, is_loop=backend.is_here and backend.port in own)


def go_outside(request: Request, live: Live, failed: Callable[[MiniprogError], None]) -> Taker:
    """Give what carries a request that a native program makes through `wx.request` and its like.

    Raises:
        guard.Refused: another site asks, or in another way.
    """
    from miniprog_cli.preview.proxy.errand import errand

    declared = live.project.manifest.preview.proxy
    own = (live.program_port, live.host_port)
    return errand(request, declared, failed, own_ports=own)


def _check_site(request: Request) -> None:
    """Let only the program itself, and what is no page, reach a backend; links lead there too.

    Raises:
        guard.Refused: with 403.
    """
    headers = request.headers
    if "origin" in headers:
        guard.check_origin(headers, guard.Access(scheme=request.scheme))
    is_link = request.method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not is_link:
        raise guard.Refused(HTTPStatus.FORBIDDEN, "not a page of this server")
