"""A service worker would outlive the preview and answer for the next project: none gets in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.preview.previewing import free_port, previewing, write_project

WORKER = "onfetch = event => event.respondWith(new Response('taken over'))"
REGISTERING = """<!doctype html><title>Start</title><p id=a>waiting</p><script>
navigator.serviceWorker.register("/worker.js").then(
  () => { a.textContent = "registered" }, error => { a.textContent = `refused: ${error.name}` })
</script>"""


def test_a_program_registers_no_service_worker(tmp_path: Path, tab: Page) -> None:
    files: dict[str, str | bytes] = {"index.html": REGISTERING, "worker.js": WORKER}
    first = write_project(tmp_path / "first", files)
    second = write_project(tmp_path / "second", {"index.html": "<!doctype html><p id=a>second"})
    port = str(free_port())
    with previewing(first, "--no-frame", "--port", port) as preview:
        tab.goto(preview.url)
        expect(tab.locator("#a")).to_have_text("refused: TypeError")
        tab.goto("about:blank")  # what is open would reload as soon as the next one answers
    with previewing(second, "--no-frame", "--port", port) as preview:
        tab.goto(preview.url)
        expect(tab.locator("#a")).to_have_text("second")
        tab.goto("about:blank")
    with previewing(second, "--port", port) as preview:
        tab.goto(preview.url)
        expect(tab.frame_locator("iframe").locator("#a")).to_have_text("second")


FROM_MEMORY = WORKER
"""A worker that answers everything itself, as one does that keeps a site for when it is offline."""
FROM_NETWORK = "onfetch = event => event.respondWith(fetch(event.request))"
"""One that passes all on."""
FOREIGN = """<!doctype html><p id=a>waiting</p><script>
navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready)
  .then(() => { a.textContent = "foreign" })
</script>"""


@contextmanager
def foreign(port: int, worker: str) -> Iterator[None]:
    """Serve a program with a service worker, as somebody else's server would."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_worker = self.path == "/sw.js"
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if is_worker else "text/html")
            self.end_headers()
            self.wfile.write((worker if is_worker else FOREIGN).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("worker", [FROM_MEMORY, FROM_NETWORK])
def test_a_worker_left_behind_by_another_server_gives_up_the_host_page(
    tmp_path: Path, tab: Page, worker: str
) -> None:
    folder = write_project(tmp_path, {"index.html": "<!doctype html><p id=a>ours"})
    port = free_port()
    with foreign(port, worker):
        tab.goto(f"http://localhost:{port}/")
        expect(tab.locator("#a")).to_have_text("foreign")
    with previewing(folder, "--port", str(port)) as preview:
        tab.goto(preview.url)
        expect(tab.frame_locator("iframe").locator("#a")).to_have_text("ours")
        tab.wait_for_function("!navigator.serviceWorker.controller")
        left = "navigator.serviceWorker.getRegistrations().then(found => found.length)"
        assert tab.evaluate(left) == 0


def test_a_worker_left_behind_by_another_server_gives_up_the_program(
    tmp_path: Path, tab: Page
) -> None:
    folder = write_project(tmp_path, {"index.html": "<!doctype html><p id=a>ours"})
    port = free_port()
    with foreign(port, FROM_NETWORK):
        tab.goto(f"http://localhost:{port}/")
        expect(tab.locator("#a")).to_have_text("foreign")
    with previewing(folder, "--no-frame", "--port", str(port)) as preview:
        tab.goto(preview.url)
        expect(tab.locator("#a")).to_have_text("ours")
        tab.wait_for_function("!navigator.serviceWorker.controller")
