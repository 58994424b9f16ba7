"""What is changed in headers on the way to a backend and back."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from miniprog_cli.preview.message import Request
from miniprog_cli.preview.proxy.routes import Backend

Pairs = list[tuple[bytes, bytes]]

_HOP = frozenset(
    b"connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer "
    b"transfer-encoding upgrade http2-settings".split()
)
"""What concerns one connection only (RFC 9110, section 7.6.1)."""

_ASKED = frozenset((b"host", b"origin", b"referer", b"expect", b"forwarded"))
_ANSWERED = frozenset(
    b"strict-transport-security alt-svc public-key-pins service-worker-allowed".split()
)
"""About the backend's own name, and in force for every later program on this one."""
_OURS = re.compile(rb"(?<![^;\s])miniprog-\d+=[^;]*(?:;\s*|$)")
"""Our cookie for a browser on the network, which would open the preview to whoever has it."""
_NEEDS_SECURE = re.compile(rb"\s*__(?:secure|host)-", re.IGNORECASE)


def asked(request: Request, backend: Backend) -> Pairs:
    """Make the headers for the backend: as if a page of its own asked, and who asked in truth."""
    own = f"{request.scheme}://{request.headers['host']}"
    dropped = _HOP | _ASKED | _named(request)
    found: Pairs = [(b"Host", backend.authority.encode())]
    for name, value in request.pairs:
        key = name.lower()
        if key in (b"origin", b"referer"):
            found.append((name, _moved(value, own, backend.origin)))
        elif key == b"cookie":
            found += [(name, kept)] if (kept := _OURS.sub(b"", value).rstrip(b"; ")) else []
        elif key not in dropped and not key.startswith(b"x-forwarded-"):
            found.append((name, value))
    if "transfer-encoding" in request.headers:
        found.append((b"Transfer-Encoding", b"chunked"))
    if is_upgrade(request):
        found += [(b"Connection", b"Upgrade"), (b"Upgrade", b"websocket")]
    return [
        *found,
        (b"X-Forwarded-For", b"127.0.0.1"),
        (b"X-Forwarded-Host", request.headers["host"].encode("latin-1")),
        (b"X-Forwarded-Proto", request.scheme.encode()),
    ]


def is_upgrade(request: Request) -> bool:
    """Tell whether a request wants a WebSocket."""
    headers = request.headers
    wanted = headers.get("connection", "").lower()
    is_one = headers.get("upgrade", "").strip().lower() == "websocket"
    return request.method == "GET" and is_one and "upgrade" in wanted


def answered(pairs: Pairs, backend: Backend, *, is_upgrade: bool = False) -> Pairs:
    """Make the headers for the browser: redirects lead back here, and cookies are of this name."""
    found: Pairs = []
    for name, value in pairs:
        key = name.lower()
        if key in (b"location", b"content-location"):
            found.append((name, _back(value, backend)))
        elif key == b"set-cookie":
            found.append((name, _cookie(value, backend)))
        elif key not in _HOP | _ANSWERED:
            found.append((name, value))
    if is_upgrade:
        found += [(b"Connection", b"Upgrade"), (b"Upgrade", b"websocket")]
    return found


def _named(request: Request) -> frozenset[bytes]:
    """Give the headers that a request says concern its connection."""
    listed = request.headers.get("connection", "").lower().split(",")
    return frozenset(one.strip().encode("latin-1") for one in listed)


def _moved(value: bytes, own: str, origin: str) -> bytes:
    """Give an address of ours under the backend's origin; any other as it is."""
    start = own.encode("latin-1")
    is_own = value == start or value.startswith(start + b"/")
    return origin.encode() + value[len(start) :] if is_own else value


def _back(value: bytes, backend: Backend) -> bytes:
    """Lead a redirect to the backend back through us; one to anywhere else is the browser's affair."""
    try:
        parts = urlsplit(value.decode("latin-1").strip())
        port = parts.port
    except ValueError:
        return value
    if parts.netloc and not _is_of(backend, parts.hostname, port, parts.scheme):
        return value
    if not parts.path.startswith("/"):
        return value if not parts.netloc else (backend.prefix or "/").encode()
    path = backend.back(parts.path)
    if path is None:
        return value
    return parts._replace(scheme="", netloc="", path=path).geturl().encode("latin-1")


def _is_of(backend: Backend, host: str | None, port: int | None, scheme: str) -> bool:
    usual = {"http": 80, "https": 443}.get(scheme, backend.port)
    return (host or "").lower() == backend.host and (port or usual) == backend.port


def _cookie(value: bytes, backend: Backend) -> bytes:
    """Make a cookie one of this name and of an address without encryption."""
    name, *attributes = value.split(b";")
    return b";".join((name, *_attributes(name, attributes, backend)))


def _attributes(name: bytes, attributes: list[bytes], backend: Backend) -> Iterator[bytes]:
    keeps = bool(_NEEDS_SECURE.match(name))
    for attribute in attributes:
        key, _, value = attribute.partition(b"=")
        key, value = key.strip().lower(), value.strip()
        if key == b"domain" or (key in (b"secure", b"partitioned") and not keeps):
            continue
        if key == b"samesite" and value.lower() == b"none" and not keeps:
            continue  # browsers take it only together with Secure
        if key == b"path" and not keeps:
            path = backend.back(value.decode("latin-1")) or "/"
            yield f" Path={path}".encode("latin-1")
        else:
            yield attribute
