"""Sessions that `miniprog test` plays side by side."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.browser.recording import HEAD, write_session
from tests.browser.test_replayed import kept
from tests.conftest import Miniprog
from tests.preview.previewing import DEADLINE, write_project

AT = {"do": "at", "page": "/index.html"}
PAGE = """<h1>Shop</h1><button>first</button><button>second</button><p></p><script>
onclick = async ({ target }) => {
    const answer = await fetch(`/api/${target.textContent}`);
    document.querySelector("p").textContent = await answer.text();
};
</script>"""


class Backend(BaseHTTPRequestHandler):
    """Answers the first only when somebody has asked for the second."""

    second = threading.Event()

    def do_GET(self) -> None:
        if self.path.endswith("second"):
            self.second.set()
        is_there = self.second.wait(DEADLINE)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{self.path[5:]} {'answered' if is_there else 'alone'}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    Backend.second.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Backend) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        proxy = {"/api": f"http://127.0.0.1:{server.server_port}"}
        files: dict[str, str | bytes] = {"app/index.html": HEAD + PAGE}
        yield write_project(tmp_path / "shop", files, root="app", preview={"proxy": proxy})
        server.shutdown()


def write(folder: Path, name: str, *, sees: str) -> None:
    tap = {"do": "tap", "on": {"role": "button", "name": name}}
    write_session(folder, AT, tap, {"do": "see", "text": sees}, name=name)


def test_several_are_played_at_once_and_told_in_their_order(
    folder: Path, miniprog: Miniprog
) -> None:
    write(folder, "first", sees="first answered")
    write(folder, "second", sees="second answered")
    write_session(folder, AT, {"do": "see", "text": "Shops", "within": 0.3}, name="third")
    ran = miniprog("test", "-j", "2", cwd=folder)
    said = [line.split("  ")[0] for line in ran.stdout.splitlines() if not line.startswith(" ")]
    assert said == [
        "✓ mocks/tests/first.json",
        "✓ mocks/tests/second.json",
        "✗ mocks/tests/third.json:4",
    ]
    assert 'step 2 of 2: "Shops" is not shown; nearest is "Shop"' in ran.stdout
    assert ran.rc == 1


def test_there_is_at_least_one(folder: Path, miniprog: Miniprog) -> None:
    ran = miniprog("test", "--jobs", "0", cwd=folder)
    assert ran.rc == 2
    assert "0 is not in the range x>=1" in ran.stderr


def test_ctrl_c_ends_all_browsers(folder: Path, world: dict[str, str], tmp_path: Path) -> None:
    for name in ("one", "other", "third"):
        write_session(folder, AT, {"do": "see", "text": "Never", "within": 100}, name=name)
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", "test", "-j", "2"], cwd=folder,
        env={**world, "TMPDIR": str(profiles)}, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        while len(kept(profiles)) < 2:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not kept(profiles)
