"""A service worker would outlive the preview and answer for the next project: none gets in."""

from pathlib import Path

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
    with previewing(second, "--no-frame", "--port", port) as preview:
        tab.goto(preview.url)
        expect(tab.locator("#a")).to_have_text("second")
    with previewing(second, "--port", port) as preview:
        tab.goto(preview.url)
        expect(tab.frame_locator("iframe").locator("#a")).to_have_text("second")
