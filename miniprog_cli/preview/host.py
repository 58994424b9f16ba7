"""The address of the host page: the page around the program, and its socket."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.preview import assets, guard
from miniprog_cli.preview.application import Peer, Taker
from miniprog_cli.preview.content import respond_bytes
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.media import media_type
from miniprog_cli.preview.message import Request, Response, plain
from miniprog_cli.preview.policy import HOST_SECURITY, host_policy
from miniprog_cli.preview.simulation.orders import Order, parse_order
from miniprog_cli.preview.simulation.settings import Settings

SIMULATION = "/_miniprog/simulation"
"""Where tests ask and set the simulated host."""


class HostApplication:
    """Serves the simulated host and tells it how the program is doing."""

    def __init__(
        self,
        live: Live,
        ordered: Callable[[Order], None],
        visits: Callable[[], Iterable[int]] = tuple,
    ) -> None:
        self.live = live
        self.visits = visits
        """Gives the numbers of the program's pages that are open."""
        self.ordered = ordered
        self.pages: set[Peer] = set()
        self._first: Peer | None = None
        """The page that is to bring the settings of its last time."""
        self._has_brought = False
        """Whether it has said that these are all."""
        self._begun = self._chosen()

    def respond(self, request: Request) -> Response:
        """Answer with the host page or one of the files it uses."""
        if guard.wants_worker(request.headers):
            # nothing here registers one: it is another server's, left behind, to be renewed
            return assets.respond_page(request, "retired.js")
        if request.path == "/":
            return self._page(request)
        if request.path == SIMULATION:
            from miniprog_cli.preview.simulation import remote

            remote.check(request.headers)
            return remote.described(self.live.simulation)
        if request.path.startswith(assets.PREFIX):
            return assets.respond_asset(request)
        return plain(HTTPStatus.NOT_FOUND)

    def _page(self, request: Request) -> Response:
        from miniprog_cli.preview.hostpage import host_page

        page = host_page()
        name = request.headers["host"].rpartition(":")[0]
        policy = host_policy(name, self.live.program_port, scripts=page.scripts, styles=page.styles)
        kind = ("Content-Type", media_type("host.html"))
        headers = (kind, ("Content-Security-Policy", policy), *HOST_SECURITY)
        return respond_bytes(request, page.saying(self._known()), headers=headers)

    def _known(self) -> tuple[str, ...]:
        """Give the messages that say how everything is; a page needs them to draw itself."""
        simulation = self.live.simulation
        return self.live.state(), simulation.controls(), simulation.message()

    def taker(self, request: Request) -> Taker | None:
        """Take orders of tests; all else here only reads."""
        if request.path != SIMULATION or request.method in guard.METHODS:
            return None
        from miniprog_cli.preview.simulation import remote

        remote.check_order(request)
        return remote.OrderTaker(self.live.simulation, self.ordered)

    def opened(self, peer: Peer, request: Request) -> None:
        """Show a new page the state of things."""
        del request
        self.pages.add(peer)
        for known in self._known():
            peer.send(known)
        # only the first panel brings the settings of its last time: another browser joins what is there
        if not self.live.simulation.is_set:
            self._expect(peer)
        for told in (*self.live.simulation.told, *self.live.told):
            peer.send(told)
        peer.send(self._open())

    def received(self, peer: Peer, text: str) -> None:
        """Take an order; say to whoever gave it what is wrong with it."""
        try:
            order = parse_order(text)
            if order.restored:
                self._has_brought = self._has_brought or peer is self._first
            else:
                self.ordered(order)
        except MiniprogError as error:
            refused = {"type": "refused", "message": error.message, "hint": error.hint}
            peer.send(json.dumps(refused, ensure_ascii=False))

    def closed(self, peer: Peer) -> None:
        """Forget a page; where the first one brought nothing, the next one may."""
        self.pages.discard(peer)
        if peer is self._first and self._chosen() == self._begun:
            self.live.simulation.is_set = False
            if self.pages and not self._has_brought:
                # it went before it could, and the other was told to bring none: a page that is
                # loaded anew may be heard before it is known that the page before it has gone
                other = next(iter(self.pages))
                other.send(self.live.simulation.controls())
                self._expect(other)

    def _expect(self, peer: Peer) -> None:
        """Let a page bring the settings of its last time, and no other beside it."""
        self._first, self._has_brought, self._begun = peer, False, self._chosen()
        self.live.simulation.is_set = True

    def _chosen(self) -> Settings:
        """Give what a person sets; a page says at once what its device is like."""
        settings = self.live.simulation.settings
        return {name: settings[name] for name in settings if name not in ("insets", "page")}

    def left(self) -> None:
        """Say that a page of the program is gone: what it has asked is answered no more."""
        self.send(self._open())

    def _open(self) -> str:
        return json.dumps({"type": "open", "pages": [*self.visits()]})

    def send(self, message: str) -> None:
        """Tell every host page."""
        for peer in tuple(self.pages):
            peer.send(message)
