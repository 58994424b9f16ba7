"""Our own files for the browser, served as they lie."""

import re
from functools import cache
from http import HTTPStatus
from pathlib import Path

from miniprog_cli.preview.content import respond_bytes
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Headers, Request, Response, plain

PREFIX = "/_miniprog/client/"
FOLDER = Path(__file__).parent / "client"

_NAME = re.compile(r"(panel/)?[a-z-]+\.(js|css|svg)")


def respond_asset(request: Request) -> Response:
    """Answer with one of our files; there is one folder, and there are no other names."""
    name = request.path.removeprefix(PREFIX)
    if not _NAME.fullmatch(name) or not (FOLDER / name).is_file():
        return plain(HTTPStatus.NOT_FOUND)
    return respond_page(request, name)


def respond_page(request: Request, name: str, *, headers: Headers = ()) -> Response:
    """Answer with one of our files by its name."""
    kind = ("Content-Type", media_type(name))
    return respond_bytes(request, _read(name), headers=(kind, *headers))


@cache
def _read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
