"""Our own files for the browser: most as they lie, modules with all that they import in one."""

import re
from functools import cache
from http import HTTPStatus
from pathlib import Path

from miniprog_cli.preview import joined
from miniprog_cli.preview.content import respond_bytes
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Headers, Request, Response, plain

PREFIX = "/_miniprog/client/"
FOLDER = Path(__file__).parent / "client"

MODULES = ("panel/panel.js", "update.js", "overlay.js", "recorder.js", "player.js")
"""What pages of ours import: each comes with all that it imports itself."""

_LATER = ("fields", "cards", "log", "tables", "found", "size", "components", "excerpt")
SHEETS = {"panel/sheets.css": tuple(f"panel/{name}.css" for name in _LATER)}
"""The sheets of what the panel shows; the page does without them until the panel is loaded."""

_NAME = re.compile(r"(panel/)?[a-z-]+\.(js|css|svg)")


def respond_asset(request: Request) -> Response:
    """Answer with one of our files; there is one folder, and there are no other names."""
    name = request.path.removeprefix(PREFIX)
    is_ours = name in SHEETS or (_NAME.fullmatch(name) and (FOLDER / name).is_file())
    if not is_ours:
        return plain(HTTPStatus.NOT_FOUND)
    return respond_page(request, name)


def respond_page(request: Request, name: str, *, headers: Headers = ()) -> Response:
    """Answer with one of our files by its name."""
    kind = ("Content-Type", media_type(name))
    return respond_bytes(request, _read(name), headers=(kind, *headers))


@cache
def _read(name: str) -> bytes:
    if name in MODULES:
        return joined.module(FOLDER, name, PREFIX).encode()
    if name in SHEETS:
        return joined.sheet(FOLDER, SHEETS[name]).encode()
    return (FOLDER / name).read_bytes()
