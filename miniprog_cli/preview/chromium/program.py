"""Find Chromium or a browser that is made from it, start it without a window, and end it."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from miniprog_cli.core.errors import MachineError
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools, Wire
from miniprog_cli.preview.chromium.profile import profile

NAMES = (
    "chromium-headless-shell", "chrome-headless-shell",  # the same pages, without a window to start
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge", "brave-browser",
)  # fmt: skip
PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}
VARIABLE = "MINIPROG_BROWSER"
"""Names the program where it lies elsewhere."""

_PAGES = "AimEnabled,OmniboxAimPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,WebUIOmniboxPopup"
"""Pages of the browser's own for its address bar, in processes of theirs: every new window would load
them, a machine with two cores feels it at each start, and nobody sees them."""

FLAGS = (
    f"--disable-features={_PAGES}",
    "--headless=new", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
    "--disable-gpu", "--disable-quic", "--disable-sync", "--hide-scrollbars", "--mute-audio",
    "--password-store=basic", "--use-mock-keychain",
)  # fmt: skip
PAGE = "about:blank"

START = 30.0
"""Seconds for it to start."""


class NoBrowser(MachineError):
    """There is no Chromium on this machine."""


class BrowserFailed(MachineError):
    """The browser does not start, or does not answer."""


def find() -> Path | None:
    """Give the program, None where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        return Path(found) if found else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    usual = (path for path in map(Path, PLACES.get(sys.platform, ())) if path.is_file())
    return Path(on_path) if on_path else next(usual, None)


@asynccontextmanager
async def started() -> AsyncGenerator[DevTools, None]:
    """Start a browser with an empty profile, and end it.

    Raises:
        NoBrowser: there is none.
        BrowserFailed: it does not start.
    """
    program = find()
    if program is None:
        raise NoBrowser(
            "there is no Chromium on this machine",
            hint=f"install Chromium, Chrome or Edge, or name one in {VARIABLE}",
        )
    with profile() as folder:
        command = (str(program), f"--user-data-dir={folder}", *_sandbox(), *FLAGS)
        async with _running(command, folder) as wire, DevTools.over(wire) as tools:
            await _answering(tools)
            yield tools


@asynccontextmanager
async def _running(command: tuple[str, ...], profile: Path) -> AsyncGenerator[Wire, None]:
    """Run the browser with something that leads to it, and end it."""
    async with AsyncExitStack() as stack:
        try:
            if sys.platform == "win32":
                from miniprog_cli.preview.chromium import port

                wire: Wire = await stack.enter_async_context(
                    port.running((*command, port.FLAG, PAGE), profile)
                )
            else:
                from miniprog_cli.preview.chromium import pipe

                wire = await stack.enter_async_context(pipe.running((*command, pipe.FLAG, PAGE)))
        except OSError as error:
            raise _failed() from error
        yield wire


async def _answering(tools: DevTools) -> None:
    """Wait until the browser answers."""
    try:
        await asyncio.wait_for(tools.send("Browser.getVersion"), START)
    except (CommandFailed, TimeoutError) as error:
        raise _failed() from error


def _failed() -> BrowserFailed:
    return BrowserFailed(
        "the browser did not start", hint="try it by itself: it may lack a library or memory"
    )


def _sandbox() -> tuple[str, ...]:
    """Leave out the sandbox only for root, for whom Chromium would not start with it."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
