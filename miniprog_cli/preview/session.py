"""One preview from start to end: the two addresses, the watcher, and what happens in order."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.core.project import Project, open_project
from miniprog_cli.preview.errors import UnknownPage
from miniprog_cli.preview.events import Console, Event, Failed, Findings, Ready, Updated
from miniprog_cli.preview.host import HostApplication
from miniprog_cli.preview.inspection import Inspector
from miniprog_cli.preview.live import IGNORE_FILES, Live
from miniprog_cli.preview.ports import listen
from miniprog_cli.preview.program import ProgramApplication
from miniprog_cli.preview.reports import Done, Line, Report
from miniprog_cli.preview.rounds import Rounds
from miniprog_cli.preview.server import Peer, Server
from miniprog_cli.preview.updates import Changed, FileUpdate, Update, classify

DEFAULT_PORT = 8123
LINES_PER_SECOND = 50
"""Console lines that are passed on; a program in a loop must not flood a terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to preview."""

    port: int = DEFAULT_PORT
    strict_port: bool = False
    program_port: int | None = None
    page: str | None = None
    """The page to begin with, relative to the root, possibly with a query."""
    frame: bool = True
    """Show the program inside the host page."""


async def serve(project: Project, options: Options) -> AsyncIterator[Event]:
    """Preview a project until the caller stops iterating.

    Raises:
        PortBusy: a port that was insisted on is in use.
        UnknownPage: `options.page` is no file of the program.
    """
    async with _open(project, options) as session:
        while True:
            yield await session.events.get()


@asynccontextmanager
async def _open(project: Project, options: Options) -> AsyncIterator["Session"]:
    sockets = listen(options.port, strict=options.strict_port)
    port = sockets[0].getsockname()[1]
    if options.frame:
        wanted = options.program_port
        program_sockets = listen(wanted or port + 1, strict=wanted is not None, taken=(port,))
    else:
        program_sockets, sockets = sockets, ()
    program_port = program_sockets[0].getsockname()[1]
    try:
        live = Live(
            project=project,
            program_port=program_port,
            host_port=port if options.frame else None,
            start=_start_page(project, options.page),
        )
        session = Session(live)
        await session.start(sockets, program_sockets)
    except BaseException:
        for each in (*sockets, *program_sockets):
            each.close()
        raise
    task = asyncio.create_task(session.run(_notes(options, port)))
    try:
        yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await session.stop()


class Session:
    """A preview that is running."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self._rounds = Rounds(self._finished)
        self._inspector = Inspector(live.project.folder, self._inspected)
        self._host = HostApplication(live=live)
        self._program = ProgramApplication(live=live, report=self._report, left=self._rounds.left)
        self._servers: list[Server] = []
        self._lines = LINES_PER_SECOND
        self._lines_since = 0.0
        self._dropped = 0

    async def start(self, host: tuple[object, ...], program: tuple[object, ...]) -> None:
        """Answer at both addresses."""
        from socket import socket

        for application, sockets, port in (
            (self._host, host, self.live.host_port),
            (self._program, program, self.live.program_port),
        ):
            if sockets and port is not None:
                server = Server(application=application, port=port)
                self._servers.append(server)
                await server.start(tuple(each for each in sockets if isinstance(each, socket)))

    async def stop(self) -> None:
        """Close every connection."""
        self._inspector.stop()
        self._rounds.stop()
        for server in self._servers:
            await server.stop()

    async def run(self, notes: tuple[str, ...]) -> None:
        """Watch the project and tell the pages; ends only when it is cancelled."""
        watch = await asyncio.to_thread(_import_watcher)
        async with watch(self.live.project.folder, watched=self.live.is_watched) as watcher:
            if watcher.fallback_reason:
                notes = (*notes, watcher.fallback_reason)
            self._ready(notes)
            self._inspector.soon()
            async for batch in watcher.batches():
                self.take(batch.files, batch.since)

    def take(self, files: Iterable[Changed], since: float) -> None:
        """Tell the pages about one save; `since` is on the clock of the event loop."""
        changed = tuple(files)
        update = self._update(changed)
        if update is not None:
            pages = tuple(self.live.bus.pages)
            generation = self.live.bus.publish(update)
            names = tuple(each.path for each in changed)
            self._rounds.begin(generation, update, since=since, pages=pages, files=names)
        self._inspector.soon()

    def _update(self, changed: tuple[Changed, ...]) -> Update | None:
        if any(each.path.rpartition("/")[2] in IGNORE_FILES for each in changed):
            self.live.use(self.live.project)
        settings = self._open_again() if any(c.path == FILE_NAME for c in changed) else ()
        inside = [
            replace(each, path=path)
            for each in changed
            if (path := self.live.from_root(each.path)) is not None and path != FILE_NAME
        ]
        update = classify(inside)
        files = (*settings, *update.files)
        return Update(files=files) if files else None

    def _open_again(self) -> tuple[FileUpdate, ...]:
        """Take over a changed manifest; a broken one leaves the last good one in use."""
        shipped = self.live.manifest
        try:
            project = open_project(self.live.project.folder)
        except MiniprogError as error:
            self._fail(error)
            return ()
        self.live.failure = None
        self.live.use(project)
        self._tell_state()
        if self.live.manifest == shipped:
            return ()
        return (FileUpdate(path=FILE_NAME, kind="reload", reason=f"{FILE_NAME} changed"),)

    def _fail(self, error: MiniprogError) -> None:
        self.live.failure = {"message": error.message, "hint": error.hint}
        self._tell_state()
        self.events.put_nowait(Failed(code=error.code, message=error.message, hint=error.hint))

    def _tell_state(self) -> None:
        state = self.live.state()
        self._host.send(state)
        self.live.bus.send(state)

    def _ready(self, notes: tuple[str, ...]) -> None:
        program = f"http://localhost:{self.live.program_port}/"
        page = f"{program}{self.live.start}"
        host = self.live.host_port
        url = page if host is None else f"http://localhost:{host}/"
        self.events.put_nowait(Ready(url=url, program_url=program, notes=notes))

    def _inspected(self, findings: tuple[dict[str, object], ...]) -> None:
        if findings != self.live.findings:
            self.live.findings = findings
            self._tell_state()
        self.events.put_nowait(Findings(findings=findings))

    def _finished(self, updated: Updated) -> None:
        self.events.put_nowait(updated)
        self._host.send(json.dumps({"type": "updated", **asdict(updated)}, ensure_ascii=False))

    def _report(self, page: Peer, report: Report) -> None:
        match report:
            case Done():
                self._rounds.done(page, report)
            case Line():
                self._print(report)
            case _:
                pass

    def _print(self, line: Line) -> None:
        """Pass a line on, within reason."""
        now = asyncio.get_running_loop().time()
        if now - self._lines_since >= 1:
            if self._dropped:
                text = f"{self._dropped} more lines were left out"
                self.events.put_nowait(Console(level="warn", text=text, page=line.page))
            self._lines_since, self._lines, self._dropped = now, LINES_PER_SECOND, 0
        if self._lines == 0:
            self._dropped += 1
            return
        self._lines -= 1
        self.events.put_nowait(Console(level=line.level, text=line.text, page=line.page))


def _import_watcher() -> "type[Watcher]":
    # in a thread, so that the first request does not wait for watchdog to be imported
    from miniprog_cli.preview.watch import Watcher

    return Watcher


def _start_page(project: Project, page: str | None) -> str:
    from miniprog_cli.preview.shipped import Shipped

    pages = project.manifest.pages
    if page is None:
        return pages[0] if pages else ""
    root = project.manifest.root.strip("/")
    shipped = Shipped(project.folder, "" if root == "." else root)
    wanted = page.removeprefix("/")
    if shipped.locate(wanted.partition("?")[0].partition("#")[0]) is None:
        raise UnknownPage(f"no page {page!r}", hint=f"choose from: {', '.join(pages)}")
    return wanted


def _notes(options: Options, port: int) -> tuple[str, ...]:
    if port == options.port:
        return ()
    return (f"port {options.port} is in use; using {port}",)
