"""What a native program's address answers besides its files: the shell page and what it loads."""

import json
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from miniprog_cli import hosts
from miniprog_cli.preview.content import fingerprint, respond_bytes
from miniprog_cli.preview.inject import Mark, attributes, escaped
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Headers, Request, Response, plain
from miniprog_cli.preview.native import engine, scripts

if TYPE_CHECKING:
    from miniprog_cli.preview.live import Live
    from miniprog_cli.preview.native.program import NativeProgram

PREFIX = "/_miniprog/native/"
_FOREVER = ("Cache-Control", "public, max-age=31536000, immutable")
_SOURCES = '<link rel="preload" as="fetch" crossorigin href="{prefix}sources?package={root}">'
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head><script>globalThis.miniSimulated = {played}; document.currentScript.remove();</script>\
<script src="{begin}"{attributes} data-compiler="{compiler}" data-packages="{packages}"></script>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title></title>
{sources}
<link data-compiler href="{compiler}">
<script type="application/json" data-program>{program}</script>
<script defer src="{runtime}"></script>
</head>
<body></body>
</html>
"""


def page(mark: Mark, program: "NativeProgram", live: "Live") -> bytes:
    """Write the page that a page of a native program is shown in; its package is fetched at once."""
    kept = f"{PREFIX}{engine.version()}/"
    host = live.simulation.host
    roots = dict.fromkeys(("", program.native.app.package_of(mark.path).root))
    written = _PAGE.format(
        played=_inline(live.played),
        begin=f"{PREFIX}{_version(_BEGIN, host)}/{host}/{_BEGIN}",
        attributes=attributes(mark),
        sources="\n".join(
            _SOURCES.format(prefix=PREFIX, root=quote(root, safe="")) for root in roots
        ),
        compiler=f"{kept}compiler.wasm",
        packages=escaped(json.dumps(list(roots))),
        program=_inline({**program.described(), "run": mark.run}),
        runtime=f"{PREFIX}{_version(_RUNTIME)}/{_RUNTIME}",
    )
    return written.encode()


def _inline(value: object) -> str:
    """Write JSON that ends no element that it stands in."""
    return json.dumps(value).replace("<", "\\u003c")


_BEGIN = "begin.js"
_RUNTIME = "runtime.js"


def _ours(name: str, host: str = "") -> bytes:
    """Give one of our scripts: they are the same as long as the server runs."""
    return scripts.begin(host) if name == _BEGIN else scripts.runtime()


@cache
def _version(name: str, host: str = "") -> str:
    return fingerprint(_ours(name, host))


def respond(request: Request, program: "NativeProgram") -> Response:
    """Answer with what the shell page loads."""
    name = request.path.removeprefix(PREFIX)
    if name == "sources":
        package = parse_qs(request.query).get("package", [""])[0]
        known = {each.root for each in program.native.app.packages}
        if package not in known:
            return plain(HTTPStatus.NOT_FOUND)
        kind = (("Content-Type", "application/octet-stream"),)
        return respond_bytes(request, program.sources(package), headers=kind)
    return _kept(request, name)


def _kept(request: Request, name: str) -> Response:
    """Answer with what browsers keep: its address names its content."""
    version, _, file = name.partition("/")
    headers: Headers = (("Content-Type", media_type(file)), _FOREVER)
    if version == engine.version() and engine.has(file):
        return _packed(request, file, headers)
    host, _, script = file.rpartition("/")
    is_ours = script == _BEGIN if host in hosts.HOSTS else file == _RUNTIME
    if is_ours and version == _version(script, host):
        return Response(headers=headers, body=_ours(script, host))
    return plain(HTTPStatus.NOT_FOUND)


def _packed(request: Request, file: str, headers: Headers) -> Response:
    headers = (*headers, ("Vary", "Accept-Encoding"))
    if "gzip" in request.headers.get("accept-encoding", ""):
        packed = (*headers, ("Content-Encoding", "gzip"))
        return Response(headers=packed, body=engine.compressed(file))
    return Response(headers=headers, body=engine.plain(file))
