"""What a native program's address answers besides its files: the shell page and what it loads."""

from http import HTTPStatus
from urllib.parse import parse_qs, quote

from miniprog_cli.preview.content import respond_bytes
from miniprog_cli.preview.inject import Mark, tag
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Headers, Request, Response, plain
from miniprog_cli.preview.native import engine, scripts
from miniprog_cli.preview.native.program import NativeProgram

PREFIX = "/_miniprog/native/"
_FOREVER = ("Cache-Control", "public, max-age=31536000, immutable")
_SOURCES = '<link rel="preload" as="fetch" crossorigin href="{prefix}sources.json?package={root}">'
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>{ours}<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title></title>
<link rel="preload" as="fetch" crossorigin href="{prefix}program.json">
{sources}
<link rel="preload" as="fetch" crossorigin data-compiler href="{kept}compiler.wasm">
<script defer src="{kept}engine.js"></script>
<script defer src="{kept}sucrase.js"></script>
<script defer src="{prefix}runtime.js"></script>
</head>
<body></body>
</html>
"""


def page(mark: Mark, program: NativeProgram) -> bytes:
    """Write the page that a page of a native program is shown in; its package is fetched at once."""
    kept = f"{PREFIX}{engine.version()}/"
    roots = dict.fromkeys(("", program.native.app.package_of(mark.path).root))
    sources = "\n".join(_SOURCES.format(prefix=PREFIX, root=quote(root, safe="")) for root in roots)
    written = _PAGE.format(ours=tag(mark).decode(), prefix=PREFIX, kept=kept, sources=sources)
    return written.encode()


def respond(request: Request, program: NativeProgram) -> Response:
    """Answer with what the shell page loads."""
    name = request.path.removeprefix(PREFIX)
    if name == "runtime.js":
        return _script(request, scripts.runtime(), name)
    if name == "program.json":
        return _script(request, program.described(), name)
    if name == "sources.json":
        package = parse_qs(request.query).get("package", [""])[0]
        known = {each.root for each in program.native.app.packages}
        if package not in known:
            return plain(HTTPStatus.NOT_FOUND)
        return _script(request, program.sources(package), name)
    return _kept(request, name)


def _script(request: Request, data: bytes, name: str) -> Response:
    headers: Headers = (("Content-Type", media_type(name)),)
    return respond_bytes(request, data, headers=headers)


def _kept(request: Request, name: str) -> Response:
    """Answer with code of others, which browsers keep: its address names its content."""
    version, _, file = name.partition("/")
    if version != engine.version() or file not in engine.NAMES:
        return plain(HTTPStatus.NOT_FOUND)
    headers: Headers = (("Content-Type", media_type(file)), _FOREVER, ("Vary", "Accept-Encoding"))
    if "gzip" in request.headers.get("accept-encoding", ""):
        packed = (*headers, ("Content-Encoding", "gzip"))
        return Response(headers=packed, body=engine.compressed(file))
    return Response(headers=headers, body=engine.plain(file))
