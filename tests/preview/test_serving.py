"""What is served is exactly what ships, as a browser needs it."""

import http.client
import json
import signal
import socket
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from miniprog_cli.core.project import open_project
from miniprog_cli.preview.addresses import Options, open_addresses
from miniprog_cli.preview.errors import PortBusy
from tests.preview.previewing import Preview, free_port, previewing, write_project

BIG = bytes(range(256)) * 8192
PAGE = "<!doctype html>\n<html lang='en'>\n<head>\n<title>ü</title></head><body>ü</body></html>\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(
        tmp_path_factory.mktemp("serving") / "shop",
        {
            "app/index.html": PAGE,
            "app/pages/cart/index.html": "<p>cart",
            "app/app.js": "export {}",
            "app/ü ber.css": "p {}",
            "app/data.json": "{}",
            "app/big.mp4": BIG,
            "app/README": "x",
            "app/old.html": "\ufeff<p>with a mark",
            "app/utf16.html": "<p>wide".encode("utf-16"),
            "app/.hidden": "x",
            "app/draft.html": "x",
            "app/.miniprogignore": "draft.html\n",
            "README.md": "does not ship",
        },
        root="app",
        pages=["index.html", "pages/cart/index.html"],
        publish={"to": "dir:/secret"},
    )


@pytest.fixture(scope="module")
def preview(folder: Path) -> Iterator[Preview]:
    with previewing(folder) as running:
        yield running


def ask(
    preview: Preview, path: str, method: str = "GET", port: int = 0, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("localhost", port or preview.program_port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/pages/cart/", "text/html; charset=utf-8"),
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/%C3%BC%20ber.css?v=1", "text/css; charset=utf-8"),
        ("/data.json", "application/json; charset=utf-8"),
        ("/big.mp4", "video/mp4"),
        ("/README", "application/octet-stream"),
        ("/miniprog.json", "application/json; charset=utf-8"),
    ],
)
def test_files_have_their_type(preview: Preview, path: str, kind: str) -> None:
    response, _ = ask(preview, path)
    assert (response.status, response.getheader("Content-Type")) == (200, kind)
    assert response.getheader("Cache-Control") == "no-cache"
    assert response.getheader("Origin-Agent-Cluster") == "?1"


def test_exactly_what_ships_is_served(preview: Preview, folder: Path) -> None:
    project = open_project(folder)
    for file in project.files:
        response, body = ask(preview, "/" + file.path.replace(" ", "%20").replace("ü", "%C3%BC"))
        assert response.status == (200 if file.included else 404), file
        if file.included and not file.path.endswith(".html"):
            assert body == file.source.read_bytes()
    assert ask(preview, "/README.md")[0].status == 404


def test_the_manifest_is_the_one_that_ships(preview: Preview) -> None:
    manifest = json.loads(ask(preview, "/miniprog.json")[1])
    assert manifest["hosts"] == {"generic": {}}
    assert "publish" not in manifest


def test_pages_carry_our_two_tags_and_keep_every_other_byte(preview: Preview) -> None:
    _, body = ask(preview, "/index.html")
    start = body.index(b"<script")
    end = body.rindex(b"</script>") + len(b"</script>")
    assert body[start - 6 : start] == b"<head>"
    assert body[:start] + body[end:] == PAGE.encode()
    assert ask(preview, "/old.html")[1].startswith(b"\xef\xbb\xbf<script")
    assert ask(preview, "/utf16.html")[1] == "<p>wide".encode("utf-16")


def test_a_file_that_is_known_is_not_sent_again(preview: Preview) -> None:
    for path in ("/app.js", "/big.mp4", "/index.html"):
        tag = str(ask(preview, path)[0].getheader("ETag"))
        response, body = ask(preview, path, If_None_Match=f'"other", W/{tag}')
        assert (response.status, body, response.getheader("ETag")) == (304, b"", tag)
        assert ask(preview, path, If_None_Match='"other"')[0].status == 200


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=100-199", 100, 200), ("bytes=2097000-", 2097000, len(BIG)),
     ("bytes=-10", len(BIG) - 10, len(BIG)), ("bytes=0-99999999999999999999999", 0, len(BIG))],
)  # fmt: skip
def test_parts_of_a_file(preview: Preview, wanted: str, start: int, end: int) -> None:
    response, body = ask(preview, "/big.mp4", Range=wanted)
    assert response.status == 206
    assert response.getheader("Content-Range") == f"bytes {start}-{end - 1}/{len(BIG)}"
    assert body == BIG[start:end]


@pytest.mark.parametrize("wanted", ["bytes=9999999-", "bytes=-0"])
def test_parts_that_are_not_there(preview: Preview, wanted: str) -> None:
    response, _ = ask(preview, "/big.mp4", Range=wanted)
    assert (response.status, response.getheader("Content-Range")) == (416, f"bytes */{len(BIG)}")


@pytest.mark.parametrize("wanted", ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b"])
def test_ranges_that_are_not_understood_are_ignored(preview: Preview, wanted: str) -> None:
    response, body = ask(preview, "/big.mp4", Range=wanted)
    assert (response.status, body) == (200, BIG)


def test_a_part_of_another_version_is_the_whole(preview: Preview) -> None:
    assert ask(preview, "/big.mp4", Range="bytes=0-1", If_Range='"old"')[0].status == 200


def test_head_has_the_length_and_no_body(preview: Preview) -> None:
    response, body = ask(preview, "/app.js", "HEAD")
    assert (response.status, response.getheader("Content-Length"), body) == (200, "9", b"")


def test_folders_are_pages(preview: Preview) -> None:
    response, _ = ask(preview, "/pages/cart?item=3")
    assert (response.status, response.getheader("Location")) == (307, "/pages/cart/?item=3")
    assert ask(preview, "/pages/")[0].status == 404


def test_the_start_page_stands_in_for_a_missing_index(tmp_path: Path) -> None:
    folder = write_project(tmp_path, {"start.html": "<p>hello"}, pages=["start.html"])
    with previewing(folder) as preview:
        response, _ = ask(preview, "/?a=b")
        assert (response.status, response.getheader("Location")) == (307, "/start.html?a=b")


def test_requests_follow_each_other_on_one_connection(preview: Preview) -> None:
    with socket.create_connection(("localhost", preview.program_port), timeout=10) as connection:
        one = f"GET /app.js HTTP/1.1\r\nHost: localhost:{preview.program_port}\r\n\r\n"
        big = one.replace("app.js", "big.mp4")
        last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
        connection.sendall((one * 3 + big + last).encode())
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    assert received.count(b"HTTP/1.1 200 OK") == 5
    assert received.count(b"export {}") == 4
    assert BIG in received


def test_no_answer_waits_for_the_peer_to_acknowledge_its_head(preview: Preview) -> None:
    """What is sent with delay (Nagle's algorithm) comes 40 ms later on a connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.program_port, timeout=10)
    seconds: list[float] = []
    for _ in range(40):
        began = time.perf_counter()
        connection.request("GET", "/app.js")
        connection.getresponse().read()
        seconds.append(time.perf_counter() - began)
    connection.close()
    assert statistics.median(seconds) < 0.02


def test_the_host_page_lets_nothing_else_in(preview: Preview) -> None:
    port = int(preview.url.rpartition(":")[2].strip("/"))
    response, body = ask(preview, "/", port=port)
    policy = str(response.getheader("Content-Security-Policy"))
    assert "default-src 'none'" in policy
    assert f"frame-src http://localhost:{preview.program_port};" in policy
    assert "unsafe" not in policy
    assert response.getheader("Origin-Agent-Cluster") == "?1"
    assert b"<script type" in body
    assert ask(preview, "/index.html", port=port)[0].status == 404
    assert ask(preview, "/_miniprog/client/../session.py", port=port)[0].status == 400
    assert ask(preview, "/_miniprog/client/program.js", port=port)[0].status == 200


def test_ignore_files_and_the_root_count_at_once(tmp_path: Path) -> None:
    folder = write_project(tmp_path, {"index.html": "<p>", "a.txt": "a", "app/index.html": "<b>"})
    with previewing(folder) as preview:
        assert ask(preview, "/a.txt")[0].status == 200
        (folder / ".miniprogignore").write_text("a.txt\n", encoding="utf-8")
        assert preview.update()["kind"] == "reload"
        assert ask(preview, "/a.txt")[0].status == 404
        (folder / "a.txt").write_text("b", encoding="utf-8")
        manifest = json.loads((folder / "miniprog.json").read_text(encoding="utf-8"))
        (folder / "miniprog.json").write_text(
            json.dumps({**manifest, "root": "app"}), encoding="utf-8"
        )
        assert preview.update()["files"] == ["miniprog.json"]
        assert b"<b>" in ask(preview, "/index.html")[1]
        (folder / "app/index.html").write_text("<i>", encoding="utf-8")
        assert preview.update()["files"] == ["app/index.html"]


# -- ports


def test_a_busy_port_is_passed_over_and_said(folder: Path) -> None:
    port = free_port()
    with (
        previewing(folder, "--port", str(port)) as first,
        previewing(folder, "--port", str(port)) as second,
    ):
        assert first.url == f"http://localhost:{port}/"
        assert second.url != first.url
        assert f"port {port} is in use" in str(second.seen[0]["notes"])


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "0.0.0.0"])
def test_a_strict_port_fails_when_it_is_busy_on_any_address(folder: Path, address: str) -> None:
    import subprocess
    import sys

    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as taken:
        taken.bind((address, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--json"]
        done = subprocess.run(
            [*command, "--port", port, "--strict-port"],
            capture_output=True,
            check=False,
            timeout=30,
        )
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "port-busy"


def test_the_port_of_the_program_can_be_fixed(folder: Path) -> None:
    port = free_port()
    with previewing(folder, "--program-port", str(port)) as preview:
        assert preview.program_url == f"http://localhost:{port}/"


def test_a_port_of_the_program_that_is_busy_is_named_with_its_own_way_out(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortBusy) as busy:
            open_addresses(Options(port=free_port(), program_port=port))
    assert busy.value.message == f"port {port} is in use"
    assert busy.value.hint == "stop what uses it, or choose another --program-port, or none"


def test_a_port_of_the_program_without_a_frame_is_wrong_use(folder: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--json"]
    done = subprocess.run(
        [*command, "--no-frame", "--program-port", "9000"],
        capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"] == {
        "code": "no-program-port",
        "message": "--program-port has no meaning with --no-frame",
        "hint": "the program is served at --port: use --no-frame --port 9000",
    }


def test_without_a_frame_the_port_is_the_programs(folder: Path) -> None:
    port = free_port()
    options = ("--no-frame", "--port", str(port), "--page", "pages/cart/index.html?item=3")
    with previewing(folder, *options) as preview:
        assert preview.url == f"http://localhost:{port}/pages/cart/index.html?item=3"
        assert preview.program_url == f"http://localhost:{port}/"
        assert b"<p>cart" in ask(preview, "/pages/cart/")[1]


def test_a_project_that_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = write_project(tmp_path, {"index.html": "<p>"})
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--json"]
    done = subprocess.run(
        [*command, "--page", "nowhere.html"], capture_output=True, check=False, timeout=30
    )
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "unknown-page")
    (folder / "miniprog.json").write_text("{", encoding="utf-8")
    done = subprocess.run(command, capture_output=True, check=False, timeout=30)
    assert done.returncode == 2
    assert json.loads(done.stdout)["findings"]


def test_stopping_is_quiet_with_pages_open(folder: Path) -> None:
    with previewing(folder) as preview:
        with socket.create_connection(("localhost", preview.program_port)) as connection:
            connection.sendall(b"GET / HT")
            assert preview.stop(signal.SIGINT) == 130
        assert preview.errors() == ""


def test_an_address_deeper_than_calls_can_be_is_not_found(preview: Preview) -> None:
    response, _ = ask(preview, "/" + "a/" * 2000 + "b.css")
    assert response.status == 404
