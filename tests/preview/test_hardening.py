"""Attack a running preview where it is less visible: workers, memory, links, odd bytes."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from miniprog_cli.preview.inject import Mark, inject, tag
from miniprog_cli.preview.reports import Done, parse_report
from tests.preview.previewing import free_port, previewing, write_project
from tests.preview.test_guard import LIMITS, Target, ask, frame, read_all, status


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Target]:
    folder = write_project(
        tmp_path / "shop", {"index.html": "<p>hello", "worker.js": "onfetch = 1"}
    )
    with closing(Target(folder)) as running:
        yield running


def test_no_service_worker_is_served(shop: Target) -> None:
    answer = ask(shop, "/worker.js", "Service-Worker: script")
    assert status(answer) == 403
    assert b"no service workers in preview" in answer
    assert b"onfetch" not in answer
    assert status(ask(shop, "/worker.js")) == 200


def test_stopping_does_not_wait_for_a_check(tmp_path: Path) -> None:
    big = "<a href=x.html>x</a>\n" * 20_000
    folder = write_project(
        tmp_path, {"index.html": "<p>", **{f"page{n}.html": big for n in range(40)}}
    )
    with previewing(folder) as preview:
        threading.Event().wait(1)  # it is under way, and nothing tells so
        began = time.monotonic()
        assert preview.stop() == 130
        assert time.monotonic() - began < 5, "the check alone takes half a minute"
        assert preview.errors() == ""


@pytest.mark.sampled(1)
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["a.txt", "a.html", "big.bin"])
def test_a_file_swapped_for_a_link_is_never_followed_out(tmp_path: Path, name: str) -> None:
    secret = b"the secret" * (200_000 if name == "big.bin" else 1)
    fine = b"-" * len(secret)
    (tmp_path / "outside").write_bytes(secret)
    folder = write_project(tmp_path / "shop", {"index.html": "<p>", name: fine})
    with closing(Target(folder)) as shop, swapping(folder / name, fine, tmp_path / "outside"):
        answers = [ask(shop, f"/{name}") for _ in range(400)]
    assert {status(answer) for answer in answers} == {200, 404}, "both were met"
    assert not any(b"the secret" in answer for answer in answers)


@contextmanager
def swapping(path: Path, content: bytes, link: Path) -> Iterator[None]:
    """Put a file and a link out in the same place by turns, as fast as can be."""
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            new = path.with_name(".new")
            new.write_bytes(content)
            new.replace(path)
            new.symlink_to(link)
            new.replace(path)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_not_found(shop: Target) -> None:
    (shop.folder / "big.bin").write_bytes(bytes(2_000_000))
    (shop.folder / "big.bin").chmod(0)
    assert status(ask(shop, "/big.bin")) == 404


def test_names_are_found_in_a_c_locale(tmp_path: Path) -> None:
    folder = write_project(tmp_path, {"index.html": "<p>", "中.html": "<p>zhong", "中/a.txt": "yi"})
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in plain.items():
            patch.setenv(name, value)
        with previewing(folder) as preview:
            for path, body in {"/%E4%B8%AD.html": b"zhong", "/%E4%B8%AD/a.txt": b"yi"}.items():
                with urlopen(f"{preview.program_url.rstrip('/')}{path}") as answer:
                    assert body in answer.read()


@pytest.mark.parametrize("request_line", ["GET /big.bin", "GET /index.html", "HEAD /big.bin"])
def test_who_asks_on_without_reading_is_not_listened_to(tmp_path: Path, request_line: str) -> None:
    folder = write_project(tmp_path, {"index.html": "<p>", "big.bin": bytes(4_000_000)})
    with closing(Target(folder)) as shop, shop.connect() as connection:
        connection.settimeout(1)
        requests = f"{request_line} HTTP/1.1\r\nHost: {shop.host}\r\n\r\n".encode() * 10_000
        with pytest.raises(TimeoutError):
            connection.sendall(requests * 100)
        assert status(ask(shop)) == 200


def test_requests_in_a_row_are_answered_in_a_row(shop: Target) -> None:
    one = f"GET / HTTP/1.1\r\nHost: {shop.host}\r\n\r\n".encode()
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with shop.connect() as connection:
        sending = threading.Thread(target=connection.sendall, args=(one * 2000 + last,))
        sending.start()
        answers = read_all(connection)
        sending.join()
    assert answers.count(b"HTTP/1.1 200") == 2001


def test_a_reader_that_does_not_read_stops_nothing(tmp_path: Path) -> None:
    port = free_port()
    folder = write_project(tmp_path, {"index.html": "<p>hello"})
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--json", "--no-frame"]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert b'"ready"' in process.stdout.readline()
        # more than a pipe holds
        for _ in range(30):
            said = {"type": "console", "level": "log", "text": "x" * 4000, "page": "index.html"}
            with greeted(port) as page:
                page.sendall(frame(json.dumps(said).encode()) * 40 + frame(b"", first=0x88))
                read_all(page)
        with urlopen(f"http://localhost:{port}/") as answer:
            assert b"hello" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


def greeted(port: int) -> socket.socket:
    """Open a page's socket and say hello."""
    page = socket.create_connection(("127.0.0.1", port), timeout=10)
    page.sendall(
        f"GET /_miniprog/socket HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\n"
        f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nOrigin: http://localhost:{port}\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        + frame(b'{"type": "hello", "run": "", "generation": 0}')
    )
    return page


@pytest.mark.parametrize("header", ["Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
                                    "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"])  # fmt: skip
def test_odd_bytes_in_a_handshake_are_answered(shop: Target, header: str) -> None:
    fine = {
        "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    lines = [f"{name}: {value}" for name, value in {**fine, header: "\xe9"}.items()]
    path = "/_miniprog/socket"
    lines += ["Connection: Upgrade", f"Origin: http://{shop.host}"]
    request = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {shop.host}", *lines, "", ""])
    with shop.connect() as connection:
        connection.sendall(request.encode("latin-1"))
        assert status(connection.recv(100)) in (400, 101), "taken or refused, but no traceback"
    assert status(ask(shop)) == 200


def test_halves_of_pairs_in_reports_are_replaced() -> None:
    report = parse_report('{"type": "done", "generation": 1, "kind": "css", "reason": "a\\ud800"}')
    assert report == Done(generation=1, kind="css", reason="a?")


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_few_files_are_no_fault(tmp_path: Path) -> None:
    port = free_port()
    folder = write_project(tmp_path, {"index.html": "<p>hello"})
    shell = 'ulimit -n 128; exec "$@"'
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--json", "--no-frame"]
    with ExitStack() as open_ones, subprocess.Popen(
        ["sh", "-c", shell, "sh", *command, "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        assert b'"ready"' in process.stdout.readline()
        for _ in range(150):
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
        open_ones.close()
        assert any(is_answered(port) for _ in range(100)), "once the others are gone"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert b"Traceback" not in process.stderr.read()


def is_answered(port: int) -> bool:
    try:
        with urlopen(f"http://localhost:{port}/", timeout=15) as answer:
            return b"hello" in answer.read()
    except OSError:
        threading.Event().wait(0.05)
        return False


@pytest.mark.parametrize("start", [b"<html ", b'<html "', b"<!--", b"<!doctype "])
def test_the_tag_is_found_a_place_in_bounded_memory(start: bytes) -> None:
    page = start + b"a" * 10_000_000
    mark = Mark(run="r", generation=0, path="a.html", source="s", host_port=None)
    began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert tag(mark) in inject(page, mark)[:200_000]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - began < 100_000, "kilobytes"


@pytest.mark.parametrize("wanted", ["bytes=5-2", "bytes=-", "lines=1-2"])
def test_ranges_that_mean_nothing_are_ignored(shop: Target, wanted: str) -> None:
    assert status(ask(shop, "/worker.js", f"Range: {wanted}")) == 200


def test_the_cookies_of_a_program_do_not_lock_anything_out(shop: Target) -> None:
    assert (
        status(ask(shop, "/", "Cookie: " + "; ".join(f"c{n}={'x' * 4000}" for n in range(20))))
        == 200
    )


@pytest.mark.parametrize("size", [300_000, 3_000_000])
def test_too_many_cookies_are_answered_with_a_page_that_says_what_to_do(
    shop: Target, size: int
) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {shop.host}\r\nCookie: {'x' * size}\r\n\r\n".encode()
    with shop.connect() as connection:
        connection.sendall(head)
        answer = b""
        while chunk := connection.recv(65536):  # a reset, which would lose the page, is an error
            answer += chunk
    assert status(answer) == 431
    assert b"Content-Type: text/html" in answer
    assert b"Delete the cookies of localhost" in answer
    assert answer.endswith(b"</html>\n")


def test_who_was_refused_and_sends_on_is_cut_off(shop: Target) -> None:
    def send_on(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"x" * 1000)

    hasty = LIMITS._replace(linger_time=0.2)
    with closing(Target(shop.folder, hasty)) as running, running.connect() as connection:
        connection.sendall(b"not HTTP\r\n\r\n")
        assert status(connection.recv(65536)) == 400
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            send_on(connection)


@pytest.mark.parametrize(("method", "version"), [("HEAD", "1.1"), ("GET", "1.0")])
def test_sockets_are_opened_by_get_of_http_1_1(shop: Target, method: str, version: str) -> None:
    request = (
        f"{method} /_miniprog/socket HTTP/{version}\r\nHost: {shop.host}\r\n"
        f"Origin: http://{shop.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with shop.connect() as connection:
        connection.sendall(request.encode())
        assert status(connection.recv(100)) == 400
