"""One preview from start to end: the two addresses, the watcher, and what happens in order."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.manifest import FILE_NAME, ManifestUnreadable
from miniprog_cli.core.project import Project, open_project
from miniprog_cli.preview import guard
from miniprog_cli.preview.addresses import Addresses, Options, open_addresses, start_page
from miniprog_cli.preview.application import Peer
from miniprog_cli.preview.events import Console, Event, Failed, Findings, Ready, Updated
from miniprog_cli.preview.faults import Faults
from miniprog_cli.preview.host import HostApplication
from miniprog_cli.preview.inspection import Inspection, Inspector
from miniprog_cli.preview.lines import Lines
from miniprog_cli.preview.live import IGNORE_FILES, Live
from miniprog_cli.preview.program import ProgramApplication
from miniprog_cli.preview.reports import Done, Fault, Line, Observed, Recorded, Report
from miniprog_cli.preview.rounds import Rounds
from miniprog_cli.preview.server import Server
from miniprog_cli.preview.simulation.mocks import BrokenMock, Mocks, UnknownPreset
from miniprog_cli.preview.simulation.orders import Order
from miniprog_cli.preview.simulation.simulation import Simulation, first_host
from miniprog_cli.preview.updates import FileUpdate, Update, classify
from miniprog_cli.preview.watch import Changed, Watcher

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult
    from miniprog_cli.core.finding import Finding
    from miniprog_cli.preview.command import Command
    from miniprog_cli.preview.lan import Lan
    from miniprog_cli.preview.recording import Recorder


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
    """
    async with _open(project, options) as session:
        if controlled:
            controlled(session.order)
        while True:
            event = await session.events.get()
            if isinstance(event, BaseException):
                raise event
            yield event


@asynccontextmanager
async def _open(project: Project, options: Options) -> AsyncGenerator["Session", None]:
    start = start_page(project, options.page)
    simulation = _simulation(project, options)
    addresses = open_addresses(options)
    loop = asyncio.get_running_loop()
    session = Session(
        Live(
            project=project,
            program_port=addresses.program_port,
            host_port=addresses.host_port,
            start=start,
            simulation=simulation,
        ),
        runs=options.runs,
    )
    if options.lan or options.lan_address:
        from miniprog_cli.preview.lan import open_lan, own_folder

        try:
            session.lan = open_lan(
                options.lan_address, addresses.program_port, own_folder(), opened=session.reachable
            )
        except MiniprogError:
            addresses.close()
            raise
    if options.record:
        from miniprog_cli.preview.recording import Recorder

        simulation = session.live.simulation
        session.recorder = Recorder(options.record, lambda: (simulation.host, simulation.settings))
        session.live.is_recording = True
    loop.set_exception_handler(session.faults.in_loop)
    task = asyncio.create_task(session.run(addresses))
    task.add_done_callback(session.ended)
    try:
        yield session
    finally:
        task.cancel()
        await asyncio.wait([task])
        await session.stop()
        addresses.close()


def _simulation(project: Project, options: Options) -> Simulation:
    """Set up the simulated host as it is asked for."""
    simulation = Simulation(options.host or first_host(project), Mocks(project))
    for preset in options.presets:
        simulation.apply(preset)
    return simulation


class Session:
    """A preview that is running."""

    def __init__(self, live: Live, *, runs: bool = False) -> None:
        self.events: asyncio.Queue[Event | BaseException] = asyncio.Queue()
        self.faults = Faults(self.events.put_nowait)
        self.live = live
        self._rounds = Rounds(self._finished)
        self._lines = Lines(live, self._written)
        self._inspector = Inspector(
            live.project.folder, host=lambda: live.simulation.host, found=self._inspected
        )
        self._host = HostApplication(live=live, ordered=self.order)
        self._program = ProgramApplication(
            live=live, report=self._report, left=self._rounds.left, failed=self._tell_failed
        )
        self._servers: list[Server] = []
        self._runs = runs
        self._command: Command | None = None
        self.recorder: Recorder | None = None
        self.lan: Lan | None = None
        self._mended: str | None = None
        """What to say once the project can be checked again; None while it can."""
        self._uncheckable: str | None = None
        """Why it cannot, where the manifest is not the reason."""
        self._watcher = self._watch()

    # -- start and end

    async def run(self, addresses: Addresses) -> None:
        """Serve, watch the project and tell the pages; ends only when it is cancelled."""
        await self._answer(addresses)
        is_ready = False
        while True:
            watcher = self._watcher
            async with watcher:
                if not is_ready:
                    is_ready = True
                    self._build()
                    self._ready((*addresses.notes, *filter(None, [watcher.fallback_reason])))
                    self._inspector.soon()
                async for batch in watcher.batches():
                    try:
                        self._take(batch.files, batch.since)
                    except Exception as error:  # noqa: BLE001 - told, and the next save is served
                        self.faults.take(error)
                    if self._watcher is not watcher:
                        break

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
        program = Server(application=self._program, port=self.live.program_port)
        self._servers.append(program)
        if addresses.host_port is not None:
            host = Server(application=self._host, port=addresses.host_port)
            self._servers.append(host)
            await host.start(addresses.host)
        await program.start(addresses.program)
        if self.lan:
            await self._answer_lan(self.lan)

    async def _answer_lan(self, lan: "Lan") -> None:
        access = guard.Access(names=(lan.name,), scheme=lan.scheme, door=lan.door)
        server = Server(application=self._program, port=lan.port, access=access)
        self._servers.append(server)
        await server.start((lan.socket,), lan.context)

    def reachable(self) -> None:
        """Tell the address for the next browser on the network."""
        if self.lan:
            self.events.put_nowait(self.lan.reachable(self.live.start))

    def _build(self) -> None:
        """Start the project's own build, where a person has agreed to it."""
        text = self.live.project.manifest.preview.command
        if text and self._runs:
            from miniprog_cli.preview.command import Command

            folder = self.live.project.folder
            self._command = Command(
                text, folder, tell=self.events.put_nowait, failed=self._tell_failed
            )
            self.live.built = True
            self._command.start()

    def _ready(self, notes: tuple[str, ...]) -> None:
        program = f"http://localhost:{self.live.program_port}/"
        host = self.live.host_port
        url = f"{program}{self.live.start}" if host is None else f"http://localhost:{host}/"
        self.events.put_nowait(Ready(url=url, program_url=program, notes=notes))
        self.reachable()

    # -- saves

    def _watch(self) -> Watcher:
        """Look at the files as they are now; what differs later is a save."""
        live = self.live
        watcher = Watcher(live.project.folder, watched=live.is_watched, entered=live.is_entered)
        watcher.look()
        return watcher

    def _take(self, files: Iterable[Changed], since: float) -> None:
        """Tell the pages about one save."""
        changed = tuple(files)
        self._take_mocks(changed)
        update = self._update(changed)
        if update is not None:
            pages = tuple(self.live.bus.pages)
            generation = self.live.bus.publish(update)
            names = tuple(each.path for each in changed)
            self._rounds.begin(generation, update, since=since, pages=pages, files=names)
        self._inspector.soon()

    def _update(self, changed: tuple[Changed, ...]) -> Update | None:
        settings = tuple(self._take_settings(changed))
        inside = [
            each._replace(path=path)
            for each in changed
            if (path := self.live.from_root(each.path)) and self.live.shipped.may_ship(path)
        ]
        files = (*settings, *classify(inside).files)
        return Update(files=files) if files else None

    def _take_settings(self, changed: tuple[Changed, ...]) -> Iterable[FileUpdate]:
        """Take over a changed manifest and changed ignore files."""
        names = [each.path for each in changed]
        if FILE_NAME in names:
            yield from self._open_again()
        for name in names:
            if name.rpartition("/")[2] in IGNORE_FILES:
                self.live.use(self.live.project)
                self._watcher = self._watch()
                yield FileUpdate(path=name, kind="reload", reason=f"{name}: changed")

    def _take_mocks(self, changed: tuple[Changed, ...]) -> None:
        """Apply a preset that is in use again when its file is saved."""
        simulation = self.live.simulation
        names = [name for each in changed if (name := self.live.mocks.named(each.path))]
        for name in names:
            try:
                if name in simulation.applied:
                    simulation.apply(name)
                else:
                    self.live.mocks.settings(name)
            except UnknownPreset:  # its file is gone
                simulation.applied = [one for one in simulation.applied if one != name]
            except BrokenMock as error:
                self._tell_failed(error, error.finding)
        if names:
            self._host.send(simulation.controls())
            self._tell_simulation()

    def _open_again(self) -> Iterable[FileUpdate]:
        """Open the project again; a broken manifest leaves the last good one in use."""
        live = self.live
        shipped, root, mocks = live.manifest, live.root, live.mocks.folder
        try:
            live.use(open_project(live.project.folder))
        except MiniprogError as error:
            self._uncheckable = None
            self._fail(error, mended=f"{FILE_NAME} can be read again")
            return
        if self._uncheckable is None:
            live.failure = None
        self._tell_state()
        if (live.root, live.mocks.folder) != (root, mocks):
            self._watcher = self._watch()
        if live.manifest != shipped or live.root != root:
            yield FileUpdate(path=FILE_NAME, kind="reload", reason=f"{FILE_NAME}: changed")

    # -- what is told, to pages and to the caller

    def _fail(self, error: MiniprogError, *, mended: str) -> None:
        self.live.failure = {"message": error.message, "hint": error.hint}
        self._mended = mended
        self._tell_state()
        self._tell_failed(error, error.finding if isinstance(error, ManifestUnreadable) else None)

    def _tell_failed(self, error: MiniprogError, finding: "Finding | None" = None) -> None:
        self.events.put_nowait(
            Failed(code=error.code, message=error.message, hint=error.hint, finding=finding)
        )
        refused = {"type": "refused", "message": error.message, "hint": error.hint}
        self._host.send(json.dumps(refused, ensure_ascii=False))

    def _tell_state(self) -> None:
        state = self.live.state()
        self._host.send(state)
        self.live.bus.send(state)

    def _inspected(self, outcome: "Inspection | Exception") -> None:
        if self.live.is_unbuilt:
            return  # the first save of the build asks for another look
        if self.live.failure is not None and self._uncheckable is None:
            return  # looked at before the manifest broke; its mending asks for another look
        if isinstance(outcome, MiniprogError):
            if outcome.message != self._uncheckable:
                self._uncheckable = outcome.message
                self._fail(outcome, mended="the project can be checked again")
        elif isinstance(outcome, Exception):
            self.faults.take(outcome)
        else:
            self.live.failure = self._uncheckable = None
            if outcome.sizes != self.live.sizes:
                self.live.sizes = outcome.sizes
                self._host.send(outcome.sizes)
            self._found(outcome.result)

    def _found(self, result: "CheckResult") -> None:
        known = self.live.result
        self.live.result = result
        if self._mended or known is None or known.reports != result.reports:
            mended = self._mended or _mended(known, result)
            self._mended = None
            self._tell_state()
            self.events.put_nowait(Findings(result=result, mended=mended))

    def _finished(self, updated: Updated) -> None:
        self.events.put_nowait(updated)
        told = {"type": "updated", "generation": self.live.bus.generation, **updated._asdict()}
        message = json.dumps(told, ensure_ascii=False)
        self.live.updates.append(message)
        self._host.send(message)

    def _report(self, page: Peer, report: Report, number: int) -> None:
        match report:
            case Done():
                self._rounds.done(page, report)
                if report.kind == "reload":
                    page.send(json.dumps({"type": "reload"}))
            case Line() | Fault():
                self._lines.take(page, report)
            case Recorded():
                if self.recorder:
                    self.recorder.step(report.step)
            case Observed():
                if self.recorder:
                    self.recorder.observed(report.data)
                self._observed(number, report.data)
            case _:
                pass

    def _written(self, line: Console) -> None:
        """Pass on a line of the program's console."""
        self.events.put_nowait(line)
        self._observed(0, {"kind": "console", **line._asdict(), "path": line.page})

    def _observed(self, page: int, data: dict[str, object]) -> None:
        """Pass on what happened in a page, and what the program changed of the host."""
        simulation = self.live.simulation
        for said in simulation.told.take(page, data):
            self._host.send(said)
        if simulation.took(data):
            self._tell_simulation()

    def _tell_simulation(self) -> None:
        message = self.live.simulation.message()
        self._host.send(message)
        self.live.bus.send(message)

    def order(self, order: Order) -> None:
        """Do what a host page asks for."""
        if order.tell is not None:
            self.live.bus.send(json.dumps({**order.tell, "type": "told"}, ensure_ascii=False))
            return
        simulation = self.live.simulation
        before = simulation.settings
        if order.reset:
            simulation.reset()
        if order.forget:
            simulation.told.clear()
        if order.host is not None and order.host != simulation.host:
            self._use_host(order.host)
        for preset in order.presets:
            simulation.apply(preset)
        if order.settings is not None:
            simulation.change(order.settings)
        if simulation.starts_anew(before):
            self.live.bus.send(json.dumps({"type": "reload"}))
        self._tell_simulation()

    def _use_host(self, host: str) -> None:
        self.live.simulation.use(host)
        self.live.use(self.live.project)
        self.live.bus.send(json.dumps({"type": "reload"}))
        self._inspector.soon()


def _mended(known: "CheckResult | None", result: "CheckResult") -> str | None:
    """Say what was wrong and is no longer."""
    if known is not None and known.reports and not result.reports:
        return "no findings"
    if known is not None and known.errors and not result.errors:
        return "no errors any more"
    return None
