"""The address of the program: its files as they will be in the bundle, and its pages' sockets."""

import json
import os
from collections.abc import Callable
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from miniprog_cli.core import runtime
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.inside import read_inside
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview import assets, guard
from miniprog_cli.preview.application import Peer, Taker
from miniprog_cli.preview.content import fingerprint, respond_bytes, respond_file
from miniprog_cli.preview.inject import SIMULATED, Mark, inject, tag
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.media import is_page, media_type
from miniprog_cli.preview.message import Headers, Request, Response, plain
from miniprog_cli.preview.reports import Hello, Report, parse_report

if TYPE_CHECKING:
    from miniprog_cli.preview.native.program import NativeProgram

INDEX = "index.html"
NATIVE = "/_miniprog/native/"
"""What the shell page of a native program loads."""
OUTSIDE = f"{NATIVE}outside"
"""What asks servers of the network for it."""


class Visit(NamedTuple):
    """A page that is open: its number, which what it tells of has, and the file it is made from."""

    number: int
    page: str


class ProgramApplication:
    """Serves one program; `report` is told what its pages have to say."""

    def __init__(
        self,
        *,
        live: Live,
        report: Callable[[Peer, Report, Visit], None],
        left: Callable[[Peer], None],
        failed: Callable[[MiniprogError], None] = lambda _: None,
    ) -> None:
        self.live = live
        self.failed = failed
        self.report = report
        self.left = left
        self.greeted: dict[Peer, Visit] = {}
        """The pages that are open."""
        self._numbers = count(1)

    def respond(self, request: Request) -> Response:
        """Answer with a file of the program, or of ours below ``/_miniprog/``.

        Raises:
            guard.Refused: for a service worker.
        """
        guard.check_worker(request.headers)
        path = request.path.removeprefix("/")
        if request.path == SIMULATED:
            script = (("Content-Type", media_type(SIMULATED)),)
            return respond_bytes(request, self.live.simulated, headers=script)
        if path.startswith("_miniprog/"):
            return self._ours(request)
        if path == FILE_NAME:
            headers = (("Content-Type", media_type(path)),)
            return respond_bytes(request, self.live.manifest, headers=headers)
        if path == runtime.NAME:
            headers = (("Content-Type", media_type(path)),)
            return respond_bytes(request, self.live.mini_js, headers=headers)
        return self._found(request, path)

    def _ours(self, request: Request) -> Response:
        """Answer with one of our files, or with what the shell page of a native program loads."""
        if self.live.native and request.path.startswith(NATIVE):
            from miniprog_cli.preview.native import shell

            return shell.respond(request, self.live.native)
        return assets.respond_asset(request)

    def _found(self, request: Request, path: str) -> Response:
        """Answer with what lies at a path of the program."""
        if self.live.native:
            return self._native(request, path, self.live.native)
        if not path or path.endswith("/"):
            return self._index(request, path)
        found = self.live.shipped.locate(path)
        if found is None:
            return self._missing(request, path)
        if found.is_dir():
            return _redirect(request, f"{path}/")
        return self._file(request, path, found)

    def _native(self, request: Request, path: str, program: "NativeProgram") -> Response:
        """Answer for a native program: with the shell page for its pages, else with its files."""
        if not path or program.has_page(path):
            from miniprog_cli.preview.native import shell

            mark = self._mark(path or self.live.start, self.live.bus.generation, b"")
            headers = (("Content-Type", media_type(INDEX)), *self._rules(request))
            return respond_bytes(request, shell.page(mark, program, self.live), headers=headers)
        found = program.locate(path)
        if found is None:
            return self._missing(request, path)
        return respond_file(request, found, os.path.realpath(program.around(path)[0]))

    def taker(self, request: Request) -> Taker | None:
        """Hand what the manifest sends to a backend, or a native program asks for, to the proxy."""
        if self.live.native and request.path == OUTSIDE:
            from miniprog_cli.preview.proxy import go_outside

            return go_outside(request, self.live, self.failed)
        if not self.live.project.manifest.preview.proxy or request.path.startswith("/_miniprog/"):
            return None
        from miniprog_cli.preview.proxy import forward

        return forward(request, self.live, self.failed)

    def opened(self, peer: Peer, request: Request) -> None:
        """Wait for the page to say which one it is."""
        del peer, request

    def received(self, peer: Peer, text: str) -> None:
        """Take a page in at its first message, and pass the later ones on."""
        report = parse_report(text)
        if isinstance(report, Hello):
            if peer not in self.greeted:
                visit = Visit(next(self._numbers), report.page)
                self.greeted[peer] = visit
                self.live.bus.join(peer, report.run, report.generation)
                peer.send(self.live.state())
                peer.send(self.live.simulation.message())
                peer.send(json.dumps({"type": "told", "kind": "page", "number": visit.number}))
        elif report is not None and peer in self.greeted:
            self.report(peer, report, self.greeted[peer])

    def closed(self, peer: Peer) -> None:
        """Forget a page."""
        self.greeted.pop(peer, None)
        self.live.bus.leave(peer)
        self.left(peer)

    def _index(self, request: Request, folder: str) -> Response:
        """Answer for a folder with its index page; the start page stands in for the top one."""
        path = f"{folder}{INDEX}"
        found = self.live.shipped.locate(path)
        if found is not None and found.is_file():
            return self._file(request, path, found)
        pages = self.live.project.manifest.pages
        if not folder and pages and self.live.shipped.locate(pages[0]):
            return _redirect(request, pages[0])
        return self._missing(request, path)

    def _file(self, request: Request, path: str, found: Path) -> Response:
        if not found.is_file():
            return self._missing(request, path)
        if not is_page(path):
            return respond_file(request, found, self.live.shipped.real_top)
        # the number is read before the file: what is saved between the two is sent once more
        generation = self.live.bus.generation
        data = read_inside(found, self.live.shipped.real_top)
        return respond_bytes(
            request,
            inject(data, self._mark(path, generation, data)),
            headers=(("Content-Type", media_type(path)), *self._rules(request)),
        )

    def _rules(self, request: Request) -> Headers:
        """Give the host's rules for a page, as headers."""
        own = request.headers.get("host", f"localhost:{self.live.program_port}")
        return self.live.rules.headers(own, self.live.host_port)

    def _missing(self, request: Request, path: str) -> Response:
        """Say that there is no such file; to a person with a page that reloads when there is."""
        if "text/html" not in request.headers.get("accept", "") or not guard.is_servable(path):
            return plain(HTTPStatus.NOT_FOUND)
        name = "missing.html"
        if self.live.is_unbuilt:
            # it is shown again with the start page, whichever was asked for
            name, path = "unbuilt.html", self.live.project.manifest.pages[0]
        mark = tag(self._mark(path, self.live.bus.generation, b""))
        page = (assets.FOLDER / name).read_bytes()
        return Response(
            status=HTTPStatus.NOT_FOUND,
            headers=(
                ("Content-Type", media_type(INDEX)),
                ("Cache-Control", "no-store"),
                *self._rules(request),
            ),
            body=page.replace(b"<head>", b"<head>" + mark, 1),
        )

    def _mark(self, path: str, generation: int, source: bytes) -> Mark:
        return Mark(
            run=self.live.bus.run,
            generation=generation,
            path=path,
            source=fingerprint(source),
            host_port=self.live.host_port,
        )


def _redirect(request: Request, path: str) -> Response:
    query = f"?{request.query}" if request.query else ""
    return plain(HTTPStatus.TEMPORARY_REDIRECT, headers=(("Location", f"/{quote(path)}{query}"),))
