"""Where a preview is to be found: its ports and the page it begins with."""

from contextlib import ExitStack
from pathlib import Path
from socket import socket as Socket

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.preview.errors import NoProgramPort, NotShown, UnknownPage
from miniprog_cli.preview.ports import listen
from miniprog_cli.preview.shipped import Shipped

DEFAULT_PORT = 8123


class Options(NamedTuple):
    """How to preview."""

    port: int = DEFAULT_PORT
    strict_port: bool = False
    program_port: int | None = None
    """None for the next free one."""
    page: str | None = None
    """The page to begin with, relative to the root, possibly with a query."""
    query: str | None = None
    """The query of that page."""
    scene: int | None = None
    """How a native program is opened, in its host's numbers; None for the usual way."""
    frame: bool = True
    """Show the program inside the host page."""
    host: str | None = None
    """The host to simulate; None for the first that the manifest names."""
    lan: bool = False
    """Show the program on the local network as well."""
    lan_address: str | None = None
    """The address there; None for the one that other machines are reached from."""
    presets: tuple[str, ...] = ()
    """What the simulated host is set to at the start, in this order."""
    runs: bool = False
    """The manifest's `preview.command` may be run."""
    record: Path | None = None
    """Where to write what a person does."""
    seed: int | None = None
    """What the program's random numbers follow from, where a session is played again."""


class Addresses(NamedTuple):
    """Sockets that listen already; whoever serves them closes them."""

    host: tuple[Socket, ...]
    """None without a frame."""
    program: tuple[Socket, ...]
    notes: tuple[str, ...]

    @property
    def host_port(self) -> int | None:
        """The port of the host page, None without a frame."""
        return self.host[0].getsockname()[1] if self.host else None

    @property
    def program_port(self) -> int:
        """The port of the program."""
        port: int = self.program[0].getsockname()[1]
        return port

    def close(self) -> None:
        """Stop listening."""
        for each in (*self.host, *self.program):
            each.close()


def open_addresses(options: Options) -> Addresses:
    """Listen where the options say.

    Raises:
        PortBusy: a port that was insisted on is in use.
        NoFreePort: none is free.
        NoProgramPort: there is to be one address only, and a port for a second.
    """
    fixed = options.program_port
    if fixed is not None and not options.frame:
        raise NoProgramPort(
            "--program-port has no meaning with --no-frame",
            hint=f"the program is served at --port: use --no-frame --port {fixed}",
        )
    with ExitStack() as undo:
        strict = "leave out --strict-port" if options.strict_port else None
        first = listen(options.port, otherwise=strict)
        for each in first:
            undo.callback(each.close)
        port = first[0].getsockname()[1]
        taken = f"port {options.port} is in use; using {port}"
        notes = () if port == options.port else (taken,)
        if not options.frame:
            undo.pop_all()
            return Addresses(host=(), program=first, notes=notes)
        another = None if fixed is None else "choose another --program-port, or none"
        program = listen(fixed or port + 1, otherwise=another, taken=(port,))
        undo.pop_all()
        return Addresses(host=first, program=program, notes=notes)


def require_shown(project: Project) -> None:
    """Refuse a native project that the preview cannot show.

    Raises:
        NotShown: its dialect cannot be shown yet.
        NoEngine: miniprog was built without what native programs run on.
    """
    if project.native is None:
        return
    from miniprog_cli import hosts
    from miniprog_cli.hosts.base import State

    dialect = project.native.dialect
    verb = hosts.get(dialect.host).verbs.preview
    if verb.state is not State.WORKS:
        raise NotShown(
            f"{dialect.title}: {verb.how}", hint="see what works for which host: miniprog hosts"
        )
    from miniprog_cli.preview.native import engine

    engine.folder()


def start_page(project: Project, page: str | None, query: str | None = None) -> str:
    """Choose the page to begin with, and its query; see `_page`."""
    found = _page(project, page)
    if not query:
        return found
    return f"{found}{'&' if '?' in found else '?'}{query.removeprefix('?')}"


def _page(project: Project, page: str | None) -> str:
    """Choose the page to begin with: the one that was asked for, or the manifest's first.

    Raises:
        UnknownPage: the program has no such file.
    """
    pages = project.manifest.pages
    if page is None:
        if project.native:
            return project.native.app.start
        return pages[0] if pages else ""
    wanted = page.removeprefix("/")
    file = wanted.partition("#")[0].partition("?")[0]
    if project.native:
        if file not in pages:
            raise UnknownPage(f"no page {page!r}", hint=f"choose from: {', '.join(pages)}")
        return wanted
    is_to_be_built = project.manifest.preview.command and not project.has_root
    if not is_to_be_built and Shipped.of(project).locate(file) is None:
        raise UnknownPage(f"no page {page!r}", hint=f"choose from: {', '.join(pages)}")
    return wanted
