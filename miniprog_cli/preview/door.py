"""The door of the address on the network: who brings the token once may come in.

The token stands in the address that is shown, so it is good for one browser: it is exchanged for a
cookie, and the next browser needs another. What is compared is compared in constant time.
"""

import secrets
from collections.abc import Callable
from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import quote

from miniprog_cli.preview.message import Request, Response, plain

TOKEN = "miniprog-token"  # noqa: S105 - the name of a parameter
AUTHORITY = "/_miniprog/authority.crt"
MOST = 20
"""Browsers that are let in; the one that came first has to bring a token again."""


class Door:
    """Lets in the browsers that brought a token.

    `opened` hears of each that did, when the next token is there already. `authority` is the
    certificate to trust, in PEM, empty without https.
    """

    def __init__(
        self, *, port: int, secure: bool, authority: bytes, opened: Callable[[], None]
    ) -> None:
        self.token = secrets.token_urlsafe(24)
        self._cookie = f"miniprog-{port}"
        self._secure = secure
        self._authority = authority
        self._opened = opened
        self._known: list[str] = []

    def meet(self, request: Request) -> Response | None:
        """Answer whoever has to stay out, or to be sent on without the token; None lets in."""
        is_known = self._is_known(request.headers.get("cookie", ""))
        brought = _token(request.query)
        if brought is None and is_known:
            return self._answer_inside(request)
        if brought is not None and request.method == "GET":
            if self._is_token(brought):
                return self._let_in(request)
            if is_known:
                return _redirect(request, ())
        return plain(
            HTTPStatus.FORBIDDEN,
            "open the address that the preview shows: each is good for one browser",
            headers=(("Cache-Control", "no-store"),),
        )

    def is_inside(self, request: Request) -> bool:
        """Tell whether a request is from who was let in, and changes nothing about that."""
        return _token(request.query) is None and self._is_known(request.headers.get("cookie", ""))

    def _answer_inside(self, request: Request) -> Response | None:
        if request.path != AUTHORITY or not self._authority:
            return None
        kind = ("Content-Type", "application/x-x509-ca-cert")
        return Response(headers=(kind, ("Cache-Control", "no-store")), body=self._authority)

    def _let_in(self, request: Request) -> Response:
        self.token = secrets.token_urlsafe(24)
        session = secrets.token_urlsafe(32)
        self._known = [*self._known[-(MOST - 1) :], session]
        secure = "; Secure" if self._secure else ""
        cookie = f"{self._cookie}={session}; Path=/; HttpOnly; SameSite=Lax{secure}"
        self._opened()
        return _redirect(request, (("Set-Cookie", cookie),))

    def _is_token(self, brought: str) -> bool:
        return compare_digest(brought.encode(), self.token.encode())

    def _is_known(self, cookies: str) -> bool:
        brought = [
            value.encode("latin-1", "replace")
            for each in cookies.split(";")
            for name, _, value in [each.strip().partition("=")]
            if name == self._cookie
        ]
        known = [each.encode() for each in self._known]
        # every one is compared, so that the time says nothing of which
        return sum(compare_digest(one, other) for one in brought for other in known) > 0


def _token(query: str) -> str | None:
    parts = (part.partition("=") for part in query.split("&"))
    return next((value for name, _, value in parts if name == TOKEN), None)


def _redirect(request: Request, headers: tuple[tuple[str, str], ...]) -> Response:
    """Send the browser on to the same page without the token: no script is to see it."""
    left = [part for part in request.query.split("&") if part.partition("=")[0] != TOKEN]
    query = f"?{'&'.join(left)}" if any(left) else ""
    # a path that began with two slashes would lead to another server; none gets here
    place = ("Location", f"{quote(request.path)}{query}")
    never = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"))
    return Response(status=HTTPStatus.SEE_OTHER, headers=(place, *never, *headers))
