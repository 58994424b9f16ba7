"""Find Chromium or a browser that is made from it, start it without a window, and end it."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from miniprog_cli.core.errors import MachineError
from miniprog_cli.preview.chromium.devtools import DevTools

NAMES = (
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
    "--headless=new", "--remote-debugging-port=0", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
    "--disable-gpu", "--disable-quic", "--disable-sync", "--hide-scrollbars", "--mute-audio",
    "--password-store=basic", "--use-mock-keychain", "about:blank",
)  # fmt: skip

START = 30.0
"""Seconds for it to start."""
END = 5.0
"""Seconds for it to end by itself."""


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
    with tempfile.TemporaryDirectory(prefix="miniprog-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, f"--user-data-dir={profile}", *_sandbox(), *FLAGS,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            port, path = await _address(process, Path(profile))
            async with DevTools.connected(port, path) as tools:
                yield tools
                with suppress(ConnectionError):
                    await tools.send("Browser.close")
        finally:
            await _end(process)


def _sandbox() -> tuple[str, ...]:
    """Leave out the sandbox only for root, for whom Chromium would not start with it."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


async def _address(process: asyncio.subprocess.Process, profile: Path) -> tuple[int, str]:
    """Wait for the file in which the browser writes where it listens."""
    file = profile / "DevToolsActivePort"
    loop = asyncio.get_running_loop()
    until = loop.time() + START
    while loop.time() < until and process.returncode is None:
        with suppress(OSError, ValueError):
            port, path = file.read_text(encoding="ascii").splitlines()[:2]
            return int(port), path
        await asyncio.sleep(0.02)
    raise BrowserFailed(
        "the browser did not start", hint="try it by itself: it may lack a library or memory"
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), END)
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
