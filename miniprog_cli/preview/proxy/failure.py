"""What is answered and said where a backend does not answer."""

import ast
import json
import re
from html import escape
from http import HTTPStatus

from miniprog_cli.core.errors import Exit, MiniprogError
from miniprog_cli.preview.assets import FOLDER
from miniprog_cli.preview.message import Request, Response
from miniprog_cli.preview.proxy.routes import Backend

_QUOTED = re.compile(r"bytearray\((?P<bytes>b(?:'.*'|\".*\"))\)", re.DOTALL)
"""How h11 quotes what it was sent."""
_HINT = "start the backend, or correct preview.proxy in miniprog.json"


class BackendUnreachable(MiniprogError):
    """A backend that the manifest names does not answer."""

    exit_code = Exit.REMOTE


class BackendLate(BackendUnreachable):
    """A backend takes the request and does not answer in time."""


class BackendIsPreview(BackendUnreachable):
    """The manifest sends a path to the preview itself: it would ask itself for ever."""


def explain(backend: Backend, error: Exception, *, connected: bool) -> BackendUnreachable:
    """Say what went wrong with a backend."""
    name = f"{backend.prefix or '/'} → {backend.origin}"
    if isinstance(error, TimeoutError) and connected:
        return BackendLate(f"{name}: no answer in time", hint=_HINT)
    return BackendUnreachable(f"{name}: {_reason(error)}", hint=_HINT)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no connection in time"
    if isinstance(error, ConnectionRefusedError) or "Connect call failed" in str(error):
        return "nothing listens there"
    if isinstance(error, OSError):
        return (error.strerror or str(error) or type(error).__name__).lower()
    return f"what it answers is not HTTP: {_QUOTED.sub(_quoted, str(error))}"


def _quoted(match: re.Match[str]) -> str:
    """Quote bytes as a person writes text, not as Python writes a bytearray."""
    content: bytes = ast.literal_eval(match["bytes"])
    return f"`{content.decode('utf-8', 'backslashreplace')}`"


def respond(request: Request, error: BackendUnreachable) -> Response:
    """Answer with a page to a person, with JSON to a script."""
    late = isinstance(error, BackendLate)
    status = HTTPStatus.GATEWAY_TIMEOUT if late else HTTPStatus.BAD_GATEWAY
    if "text/html" in request.headers.get("accept", ""):
        page = (FOLDER / "unreachable.html").read_text(encoding="utf-8")
        page = page.replace("{message}", escape(error.message))
        page = page.replace("{hint}", escape(error.hint or ""))
        return _response(status, "text/html; charset=utf-8", page)
    said = {"code": error.code, "message": error.message, "hint": error.hint}
    return _response(status, "application/json", json.dumps({"error": said}, ensure_ascii=False))


def _response(status: HTTPStatus, kind: str, text: str) -> Response:
    headers = (("Content-Type", kind), ("Cache-Control", "no-store"))
    return Response(status=status, headers=headers, body=f"{text}\n".encode())
