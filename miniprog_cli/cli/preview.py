"""``miniprog preview``: serve the project with hot reload in a simulated host."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console, agreed
from miniprog_cli.cli.declared import option
from miniprog_cli.cli.later import without
from miniprog_cli.cli.options import Directory, Quiet, Verbose
from miniprog_cli.core.errors import Exit
from miniprog_cli.core.namedtuple import NamedTuple

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.addresses import Options
    from miniprog_cli.preview.events import Event

_PORT = option(
    "--port", "-p", min=1, max=65535, metavar="N", help="Where to serve; else the next free."
)
_STRICT = option("--strict-port", help="Fail when the port is in use.")
_PROGRAM_PORT = option(
    "--program-port", min=1, max=65535, metavar="N", help="Where to serve the program; default: the next free.",
    show_default=False,
)  # fmt: skip
_PAGE = option("--page", metavar="PAGE", help="The page to begin with.", show_default=False)
_OPEN = option("--open/--no-open", help="Open the page in a browser.")
_NO_FRAME = option("--no-frame", help="Serve the program alone, without a host around it.")
_HOST = option(
    "--host", metavar="HOST", help="The host to simulate; default: the first of the manifest.",
    show_default=False,
)  # fmt: skip
_PRESET = option(
    "--preset", metavar="NAME", help="offline, denied, logged-out, pay-cancelled, slow, old-host, or a file of mocks/; repeatable.",
    show_default=False,
)  # fmt: skip
_RUN = option("--run", help="Run the project's preview.command, and remember that it may.")
_READY = option(
    "--ready-file", metavar="FILE", help="Write the addresses to a file once they answer.",
    show_default=False,
)  # fmt: skip
_SCREENSHOT = option(
    "--screenshot",
    metavar="FILE",
    show_default=False,
    help="Draw the page as a PNG, with - on standard output, and end.",
)
_CRAWL = option(
    "--crawl",
    help="Open every page of a native program once in Chromium, say what came of each, and end.",
)
_PAGE_TIME = option(
    "--page-time", min=1, metavar="SECONDS", help="With --crawl: how long a page may take."
)
_PICTURES = option(
    "--pictures", metavar="DIR", help="With --crawl: draw each page as a PNG into a folder.",
    show_default=False,
)  # fmt: skip
_SCENE = option(
    "--scene", metavar="N", help="How a native program is opened, in its host's numbers.",
    show_default=False,
)  # fmt: skip
_QUERY = option(
    "--query", metavar="QUERY", help="The query of the page to begin with: id=7&from=card.",
    show_default=False,
)  # fmt: skip
_DEVICE = option("--device", metavar="DEVICE", help="The device to draw it on.")
_RECORD = option(
    "--record", metavar="FILE", help="Write what you do as a test for miniprog test.",
    show_default=False,
)  # fmt: skip
_LAN = option("--lan", help="Show the program on the local network, for a phone.")
_LAN_ADDRESS = option(
    "--lan-address", metavar="IP", help="The address there; implies --lan.", show_default=False
)
_QR = option(
    "--qr-output", metavar="FILE", help="Write the QR code of --lan as .svg or .png.",
    show_default=False,
)  # fmt: skip
_JSON = option("--json", help="Write one JSON document per line for each thing that happens.")

_TURN = 0.001
"""Seconds after which the thread that checks lets those that update in; Python's default is 5 ms,
which a save would wait for several times over."""


def preview(
    directory: Directory = None,
    *,
    port: Annotated[int, _PORT] = 8123,
    strict_port: Annotated[bool, _STRICT] = False,
    program_port: Annotated[int | None, _PROGRAM_PORT] = None,
    host: Annotated[str | None, _HOST] = None,
    preset: Annotated[list[str] | None, _PRESET] = None,
    run: Annotated[bool, _RUN] = False,
    page: Annotated[str | None, _PAGE] = None,
    query: Annotated[str | None, _QUERY] = None,
    scene: Annotated[int | None, _SCENE] = None,
    crawl: Annotated[bool, _CRAWL] = False,
    page_time: Annotated[float, _PAGE_TIME] = 15,
    pictures: Annotated[Path | None, _PICTURES] = None,
    open_: Annotated[bool, _OPEN] = False,
    no_frame: Annotated[bool, _NO_FRAME] = False,
    ready_file: Annotated[Path | None, _READY] = None,
    screenshot: Annotated[Path | None, _SCREENSHOT] = None,
    device: Annotated[str, _DEVICE] = "phone",
    record: Annotated[Path | None, _RECORD] = None,
    lan: Annotated[bool, _LAN] = False,
    lan_address: Annotated[str | None, _LAN_ADDRESS] = None,
    qr_output: Annotated[Path | None, _QR] = None,
    json: Annotated[bool, _JSON] = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Serve the project with hot reload in a simulated host.

    Runs until Ctrl-C. Styles and markup change in place; anything else reloads the page.

    Examples:
      miniprog preview
      miniprog preview --host telegram --preset pay-cancelled
      miniprog preview shop --page cart.html --open
      miniprog preview --no-frame --json
      miniprog preview --lan
      miniprog preview --record mocks/tests/pay.json
      miniprog preview --page pages/detail/detail --query id=7
      miniprog preview --crawl --json
      miniprog preview --screenshot cart.png --page cart.html --device tablet
    """
    from miniprog_cli.hosts import open_project
    from miniprog_cli.preview.addresses import Options

    project = open_project(directory, host=host)
    options = Options(
        port=port, strict_port=strict_port, program_port=program_port, page=page, query=query,
        scene=scene,
        frame=not no_frame, host=host, presets=tuple(preset or ()), record=record, lan=lan,
        lan_address=lan_address, runs=_may_run(project, asked=run, json=json),
    )  # fmt: skip
    console = Console(json=json, quiet=quiet, verbose=verbose)
    _require_names(pictures, record, qr_output, ready_file)
    if crawl:
        from miniprog_cli.cli.crawl import crawl as run_crawl

        run_crawl(project, options, console, time=page_time, pictures=pictures)
        return
    _start(project, options, console, _Wanted(open_, ready_file, qr_output, screenshot, device))


def _require_names(*paths: Path | None) -> None:
    if any(paths):
        from miniprog_cli.cli.dash import require_names

        options = ("--pictures", "--record", "--qr-output", "--ready-file")
        require_names(*zip(options, paths, strict=True))


class _Wanted(NamedTuple):
    """What is to be done besides telling what happens."""

    open_browser: bool
    ready_file: Path | None
    qr_output: Path | None
    screenshot: Path | None
    device: str


def _start(project: "Project", options: "Options", console: Console, wanted: _Wanted) -> None:
    """Draw a page and end, or serve the project until it is stopped."""
    # without --lan there is no https, and OpenSSL takes its time to load
    with nullcontext() if options.lan or options.lan_address else without("ssl"):
        import asyncio

    drawn = wanted.screenshot
    written = (
        wanted.ready_file,
        None if drawn == Path("-") else drawn,
        options.record,
        wanted.qr_output,
    )
    if any(written):
        from miniprog_cli.cli.output import require_apart

        require_apart(project, *written)
    if wanted.screenshot:
        from miniprog_cli.cli.screenshot import draw

        draw(project, options, console, file=wanted.screenshot, device=wanted.device)
        return
    try:
        with _recording(project, options.record, console):
            asyncio.run(_run(project, options, console, wanted))
    except asyncio.CancelledError:
        raise SystemExit(Exit.TERMINATED) from None


def _recording(
    project: "Project", file: Path | None, console: Console
) -> AbstractContextManager[None]:
    if file is None:
        return nullcontext()
    from miniprog_cli.cli.recording import recorded

    return recorded(project, file, console)


def _may_run(project: "Project", *, asked: bool, json: bool) -> bool:
    """Tell whether there is a command of the project's own to run, and remember the answer.

    Raises:
        CommandNotAllowed: nobody has agreed, and nobody can be asked or the answer is no.
    """
    command = project.manifest.preview.command
    if command is None:
        return False
    from miniprog_cli.cli.happening import plain
    from miniprog_cli.preview import consent

    if not asked and not consent.is_given(project, command) and not _agreed(command, json=json):
        raise consent.refusal(plain(command))
    consent.give(project, command)
    return True


def _agreed(command: str, *, json: bool) -> bool:
    """Ask the person, where there is one."""
    from miniprog_cli.cli import streams
    from miniprog_cli.cli.happening import plain

    if json or not streams.interactive():
        return False
    streams.tell(f"This project's preview runs a command:\n\n  {plain(command)}\n\n")
    return agreed("Run it, now and whenever this folder is previewed?")


async def _run(project: "Project", options: "Options", console: Console, wanted: _Wanted) -> None:
    import sys
    from asyncio import CancelledError
    from contextlib import aclosing, closing

    from miniprog_cli.cli.stopping import wake_at_signals
    from miniprog_cli.cli.telling import Teller
    from miniprog_cli.preview.session import serve

    sys.setswitchinterval(_TURN)
    wake_at_signals()
    with closing(Teller(console, project.folder)) as teller, _removed(wanted.ready_file):
        try:
            async with aclosing(serve(project, options)) as events:
                async for event in events:
                    teller.tell(event)
                    _act(event, wanted)
        except CancelledError:
            if teller.failure is not None:
                raise teller.failure from None
            raise


@contextmanager
def _removed(file: Path | None) -> Generator[None, None, None]:
    """Take a file away before, lest an old one be read, and afterwards."""
    try:
        if file:
            file.unlink(missing_ok=True)
        yield
    finally:
        if file:
            file.unlink(missing_ok=True)


def _act(event: "Event", wanted: _Wanted) -> None:
    """Do what an event calls for besides telling it."""
    import gc

    from miniprog_cli.preview.events import Findings, Reachable, Ready

    if wanted.qr_output and isinstance(event, Reachable):
        from miniprog_cli.cli.output import replace_file
        from miniprog_cli.cli.qrcode import as_file

        replace_file(wanted.qr_output, as_file(event.url, wanted.qr_output))
    if wanted.ready_file and isinstance(event, Ready):
        from miniprog_cli.cli.happening import document
        from miniprog_cli.cli.output import replace_file

        replace_file(wanted.ready_file, document(event).encode())
    if wanted.open_browser and isinstance(event, Ready):
        import webbrowser

        webbrowser.open(event.url)
    if isinstance(event, Findings) and not gc.get_freeze_count():
        # all that is needed is imported; going through it again and again would make a save wait
        # for 15 ms now and then
        gc.freeze()
