"""One preview from start to end: the two addresses, the watcher, and what happens in order."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

from miniprog_cli.core.project import Project
from miniprog_cli.preview import guard, hosting
from miniprog_cli.preview.addresses import (
    Addresses,
    Options,
    open_addresses,
    require_shown,
    start_page,
)
from miniprog_cli.preview.application import Peer
from miniprog_cli.preview.events import Console, Event, Polling, Ready, Updated
from miniprog_cli.preview.faults import Faults
from miniprog_cli.preview.health import Health
from miniprog_cli.preview.host import HostApplication
from miniprog_cli.preview.hosting import Hosting
from miniprog_cli.preview.inspection import Inspector
from miniprog_cli.preview.lines import Lines
from miniprog_cli.preview.listeners import Listeners
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.program import ProgramApplication, Visit
from miniprog_cli.preview.reports import Done, Fault, Line, Observed, Report
from miniprog_cli.preview.rounds import Rounds
from miniprog_cli.preview.saves import Saves
from miniprog_cli.preview.server import Server
from miniprog_cli.preview.simulation.orders import Order

if TYPE_CHECKING:
    from miniprog_cli.preview.building import Building
    from miniprog_cli.preview.command import Command
    from miniprog_cli.preview.lan import Lan
    from miniprog_cli.preview.recorder import Recorder
    from miniprog_cli.preview.watch import Batch

SEEDS = 10_000
"""As many as a person still reads."""


async def serve(
    project: Project,
    options: Options,
    *,
    controlled: Callable[[Callable[[Order], None]], None] | None = None,
) -> AsyncGenerator[Event, None]:
    """Preview a project until the caller stops iterating.

    `controlled` is handed what takes orders for the simulated host.

    Raises:
        PortBusy: a port that was insisted on is in use.
        NoFreePort: none is free.
        UnknownPage: `options.page` is no file of the program.
        UnknownHost: no host is called `options.host`.
        NotShown: it is native, in a dialect that is not shown yet.
        NoEngine: it is native, and miniprog was built without what such programs run on.
    """
    async with _open(project, options) as session:
        if controlled:
            session.play(options.seed)
            controlled(session.order)
        while True:
            event = await session.events.get()
            if isinstance(event, BaseException):
                raise event
            yield event


@asynccontextmanager
async def _open(project: Project, options: Options) -> AsyncGenerator["Session", None]:
    require_shown(project)
    start = start_page(project, options.page, options.query)
    simulation = hosting.begin(project, options.host, options.presets)
    with closing(open_addresses(options)) as addresses:
        live = Live(
            project=project,
            program_port=addresses.program_port,
            host_port=addresses.host_port,
            start=start,
            simulation=simulation,
            scene=options.scene,
        )
        session = Session(live, runs=options.runs)
        session.prepare(options)
        asyncio.get_running_loop().set_exception_handler(session.faults.in_loop)
        task = asyncio.create_task(session.run(addresses))
        task.add_done_callback(session.ended)
        try:
            yield session
        finally:
            task.cancel()
            await asyncio.wait([task])
            await session.stop()


class Session:
    """A preview that is running."""

    def __init__(self, live: Live, *, runs: bool = False) -> None:
        self.events: asyncio.Queue[Event | BaseException] = asyncio.Queue()
        self.faults = Faults(self.events.put_nowait)
        self._live = live
        self._runs = runs
        self._servers: list[Server] = []
        self._command: Command | None = None
        self._building: Building | None = None
        self._recorder: Recorder | None = None
        self._lan: Lan | None = None
        self._polled: str | None = None
        """Why changes are polled for, as far as it is told."""
        self._host = HostApplication(live=live, ordered=self.order, visits=self._visits)
        self._listeners = Listeners(live, tell=self.events.put_nowait, panels=self._host.send)
        self._rounds = Rounds(self._finished)
        self._lines = Lines(live, self._written)
        health = Health(live, self._listeners, self.faults)
        self._inspector = Inspector(
            live.project.folder, host=lambda: live.simulation.host, found=health.inspected
        )
        self._hosting = Hosting(live, self._listeners, switched=self._inspector.soon)
        self._program = ProgramApplication(
            live=live,
            report=self._report,
            left=self._left,
            failed=self._listeners.failed,
        )
        self._saves = Saves(live, health=health, hosting=self._hosting, rounds=self._rounds)

    # -- start and end

    def prepare(self, options: Options) -> None:
        """Set up what few previews have.

        Raises:
            MiniprogError: it cannot be shown on the network.
        """
        if options.lan or options.lan_address:
            from miniprog_cli.preview.lan import open_lan, own_folder

            self._lan = open_lan(
                options.lan_address, self._live.program_port, own_folder(), opened=self._reachable
            )
        if options.record:
            from secrets import randbelow

            from miniprog_cli.preview.recorder import Recorder

            simulation = self._live.simulation
            simulation.seed = randbelow(SEEDS)
            self._recorder = Recorder(
                options.record, lambda: (simulation.host, simulation.settings),
                seed=simulation.seed, is_native=simulation.is_native,
            )  # fmt: skip
            self._live.is_recording = True

    async def run(self, addresses: Addresses) -> None:
        """Serve, watch the project and tell the pages; ends only when it is cancelled."""
        await self._answer(addresses)
        is_ready = False
        while True:
            watcher = self._saves.watcher
            async with watcher:
                if not is_ready:
                    is_ready = True
                    self._build()
                    self._polled = watcher.fallback_reason
                    polls = (f"polling for changes: {self._polled}",) if self._polled else ()
                    self._ready((*addresses.notes, *polls))
                    self._inspector.soon()
                await watcher.each(self._saved, self._saves.foresee)

    def _saved(self, batch: "Batch") -> bool:
        """Take a save; tell whether those that follow come from the same watcher."""
        watcher = self._saves.watcher
        if (why := watcher.fallback_reason) and why != self._polled:
            self._polled = why
            self._listeners.tell(Polling(reason=why))
        try:
            self._saves.take(batch)
            if self._building:
                self._building.saved(tuple(each.path for each in batch.files))
            self._inspector.soon()
        except Exception as error:  # noqa: BLE001 - told, and the next save is served
            self.faults.take(error)
        return self._saves.watcher is watcher

    async def stop(self) -> None:
        """Close every connection, and end the project's own build."""
        if self._command is not None:
            await self._command.stop()
        self._inspector.stop()
        self._rounds.stop()
        for server in self._servers:
            await server.stop()

    def ended(self, task: asyncio.Task[None]) -> None:
        """Hand a failure of `run` to whoever waits for events."""
        if not task.cancelled() and (error := task.exception()):
            self.events.put_nowait(error)

    async def _answer(self, addresses: Addresses) -> None:
        program = Server(application=self._program, port=self._live.program_port)
        self._servers.append(program)
        if addresses.host_port is not None:
            host = Server(application=self._host, port=addresses.host_port)
            self._servers.append(host)
            await host.start(addresses.host)
        await program.start(addresses.program)
        if self._lan:
            await self._answer_lan(self._lan)

    async def _answer_lan(self, lan: "Lan") -> None:
        access = guard.Access(names=(lan.name,), scheme=lan.scheme, door=lan.door)
        server = Server(application=self._program, port=lan.port, access=access)
        self._servers.append(server)
        await server.start((lan.socket,), lan.context)

    def _reachable(self) -> None:
        """Tell the address for the next browser on the network."""
        if self._lan:
            self._listeners.tell(self._lan.reachable(self._live.start))

    def _build(self) -> None:
        """Start the project's own build, where a person has agreed to it."""
        text = self._live.project.manifest.preview.command
        if text and self._runs:
            from miniprog_cli.preview.building import Building
            from miniprog_cli.preview.command import Command

            self._building = Building(self._live, self._listeners)
            folder = self._live.project.folder
            self._command = Command(
                text, folder, tell=self._building.tell, failed=self._building.failed
            )
            self._live.built = True
            self._command.start()

    def _ready(self, notes: tuple[str, ...]) -> None:
        program = f"http://localhost:{self._live.program_port}/"
        host = self._live.host_port
        url = f"{program}{self._live.start}" if host is None else f"http://localhost:{host}/"
        self._listeners.tell(Ready(url=url, program_url=program, notes=notes))
        self._reachable()

    # -- what panels ask for and pages tell

    def play(self, seed: int | None) -> None:
        """Have pages say what they have heard: what plays a session again waits for them."""
        self._live.is_playing = True
        self._live.simulation.seed = seed

    def order(self, order: Order) -> None:
        """Do what a host page asks for; raises as `Hosting.order`."""
        self._hosting.order(order)

    def _visits(self) -> list[int]:
        return [visit.number for visit in self._program.greeted.values()]

    def _left(self, page: Peer) -> None:
        self._rounds.left(page)
        self._host.left()

    def _report(self, page: Peer, report: Report, visit: Visit) -> None:
        if self._recorder:
            self._recorder.hear(report, visit.number)
        match report:
            case Done():
                self._rounds.done(page, report)
                if report.kind == "reload":
                    page.send(json.dumps({"type": "reload"}))
            case Line() | Fault():
                self._lines.take(page, report, visit.number)
            case Observed():
                self._hosting.observed(visit, report.data)
            case _:
                pass

    def _written(self, line: Console, number: int) -> None:
        """Pass on a line of the program's console."""
        self._listeners.tell(line)
        told: dict[str, object] = {"kind": "console", **line._asdict(), "path": line.page}
        self._hosting.observed(Visit(number, line.page), told)

    def _finished(self, updated: Updated) -> None:
        """Tell that an update has reached the pages."""
        self._listeners.tell(updated)
        told = {"type": "updated", "generation": self._live.bus.generation, **updated._asdict()}
        message = json.dumps(told, ensure_ascii=False)
        self._live.updates.append(message)
        self._listeners.panels(message)
