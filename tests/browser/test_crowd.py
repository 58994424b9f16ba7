"""Many pages at once, and saves for days: nobody misses one, and nothing is left in memory."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page, expect

from tests.browser.conftest import FLAGS, chromium_program
from tests.browser.paneling import HEAD, opened, program
from tests.preview.previewing import Preview, previewing, write_project
from tests.preview.test_hardening import greeted

PAGE = f"{HEAD}<link rel=stylesheet href=style.css><p id=a>shop"
SHEET = "p {{ z-index: {} }}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"index.html": PAGE, "style.css": SHEET.format(0)})


@pytest.fixture
def browsers(chromium: Browser) -> Iterator[list[Browser]]:
    """Start two more browsers beside the one of all tests."""
    kind: BrowserType = chromium.browser_type
    more = [kind.launch(executable_path=chromium_program(), args=FLAGS) for _ in range(2)]
    yield [chromium, *more]
    for one in more:
        one.close()


def save(folder: Path, number: int) -> None:
    (folder / "style.css").write_text(SHEET.format(number), encoding="utf-8")


def memory(preview: Preview) -> int:
    """Measure what the preview holds, in KB."""
    status = Path(f"/proc/{preview.process.pid}/status").read_text(encoding="utf-8")
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1])


def read_until(connection: socket.socket, wanted: bytes) -> None:
    data = b""
    while wanted not in data:
        piece = connection.recv(65536)
        assert piece, "the connection was closed"
        data = data[-len(wanted) :] + piece


def test_a_save_reaches_fifty_connections_and_three_browsers(
    folder: Path, browsers: list[Browser]
) -> None:
    with ExitStack() as stack:
        preview = stack.enter_context(previewing(folder))
        pages = []
        for browser in browsers:
            page = stack.enter_context(browser.new_context()).new_page()
            assert opened(page, preview) == []
            pages.append(page)
        crowd = [stack.enter_context(greeted(preview.program_port)) for _ in range(50)]
        for connection in crowd:
            # a page of another run is told to load anew, once it is taken in
            read_until(connection, b'"reload"')
        save(folder, 1)
        for connection in crowd:
            read_until(connection, b"z-index: 1")
        for page in pages:
            expect(program(page, "p")).to_have_css("z-index", "1")


SAVES = 30_000


def saves_and_updates(folder: Path, preview: Preview, numbers: range) -> None:
    """Save again and again, each time once the one before is told to have reached the page."""
    for number in numbers:
        save(folder, number)
        told = preview.update()
        assert (told["files"], told["kind"]) == (["style.css"], "css"), number
        preview.seen.clear()


def heap(tab: Page) -> float:
    """Give the bytes that the scripts of the host page and of the program hold, garbage aside."""
    held = 0.0
    for target in tab.frames:
        try:
            session = tab.context.new_cdp_session(tab if target == tab.main_frame else target)
        except Error:  # it is in the process of the page, and counted there
            continue
        session.send("HeapProfiler.collectGarbage")
        session.send("Performance.enable")
        metrics = session.send("Performance.getMetrics")["metrics"]
        held += next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
        session.detach()
    return held


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measured in /proc")
def test_thirty_thousand_saves_are_all_shown_and_leave_nothing_in_memory(
    folder: Path, tab: Page
) -> None:
    with previewing(folder) as preview:
        assert opened(tab, preview) == []
        preview.wait_for("findings")
        saves_and_updates(folder, preview, range(1, 1001))
        before, held = memory(preview), heap(tab)
        saves_and_updates(folder, preview, range(1001, SAVES + 1))
        expect(program(tab, "p")).to_have_css("z-index", str(SAVES))
        assert memory(preview) <= 1.3 * before
        assert heap(tab) <= 1.3 * held
