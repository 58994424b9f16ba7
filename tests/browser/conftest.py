"""One Chromium per worker, and a fresh profile per test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.programs import ready, write_program
from tests.conftest import require
from tests.preview.previewing import Preview, previewing

# Those that playwright leaves out too: of two lists, the browser takes the last.
_USUAL = (
    "AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,"
    "MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,"
    "ThirdPartyStoragePartitioning"
)
# A process in store, and pages of the browser's own, which every new window would load: nobody sees
# either.
_OWN = "SpareRendererForSitePerProcess,AimEnabled,OmniboxAimPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,WebUIOmniboxPopup"
FLAGS = [
    f"--disable-features={_USUAL},{_OWN}",
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",  # with the process of its own, a tenth more of the processor's time
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 20_000
"""Milliseconds to wait for what must come: much, as other things run on the machine too."""
expect.set_options(timeout=PATIENCE)


def chromium_program() -> str:
    """Give the program that tests start; where it is there, the engine without windows of its own."""
    return shutil.which("chromium-headless-shell") or require("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def profile(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def tab(profile: BrowserContext) -> Page:
    return profile.new_page()


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    """Preview the project of a module's own fixture `folder`, without the host page around it."""
    with previewing(folder, "--no-frame") as running:
        yield running


@pytest.fixture
def show(tmp_path: Path, tab: Page) -> Iterator[Callable[..., Page]]:
    """Preview the native program with some other files, and open a page of it."""
    with ExitStack() as running:

        def start(
            files: dict[str, str] | None = None, page: str = "pages/home/home", *options: str
        ):
            folder = write_program(tmp_path / "shop", files)
            preview = running.enter_context(previewing(folder, "--no-frame", *options))
            return ready(tab, preview.program_url + page)

        yield start
