"""Attack a running preview over raw sockets: every defence, one after the other."""

import asyncio
import base64
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from miniprog_cli.core.project import open_project
from miniprog_cli.preview.bus import Prepared
from miniprog_cli.preview.guard import Limits
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.ports import listen
from miniprog_cli.preview.program import ProgramApplication
from miniprog_cli.preview.server import Server
from miniprog_cli.preview.simulation.simulation import Simulation
from miniprog_cli.preview.updates import FileUpdate, Update
from tests.preview.previewing import free_port, write_project

SECRET = "the secret"
LIMITS = Limits(connections=8, head_time=0.4, idle_time=0.4, messages=50, ping_time=30)


class Target:
    """A program being served in a thread, and where."""

    def __init__(self, folder: Path, limits: Limits = LIMITS) -> None:
        self.folder = folder
        self.limits = limits
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._run()))
        self._thread.start()
        self._started.wait(10)

    async def _run(self) -> None:
        sockets = listen(free_port())
        self.port = sockets[0].getsockname()[1]
        live = Live(
            project=open_project(self.folder),
            program_port=self.port,
            host_port=None,
            start="",
            simulation=Simulation("generic"),
        )
        program = ProgramApplication(live=live, report=lambda *_: None, left=lambda _: None)
        self.live = live
        self.server = Server(application=program, port=self.port, limits=self.limits)
        await self.server.start(sockets)
        self._started.set()
        await self._stop.wait()
        await self.server.stop()

    def call(self, function: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(function)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    outside = tmp_path / "outside.txt"
    outside.write_text(SECRET, encoding="utf-8")
    folder = write_project(
        tmp_path / "shop",
        {
            "app/index.html": "<p>hello",
            "app/.env": SECRET,
            "app/.git/config": SECRET,
            "app/notes.txt": SECRET,
            "app/.miniprogignore": "notes.txt\n",
            "outside/a.txt": SECRET,
            "app/sub/a.txt": "fine",
        },
        root="app",
    )
    (folder / "app/link.txt").symlink_to(outside)
    (folder / "app/linked").symlink_to(folder / "outside")
    with closing(Target(folder)) as running:
        yield running


def read_all(connection: socket.socket) -> bytes:
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionResetError:
        pass  # closed with bytes of ours unread
    return received


def send(target: Target, data: bytes) -> bytes:
    with target.connect() as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # refused before all was sent
            connection.sendall(data)
        return read_all(connection)


def ask(
    target: Target, path: str = "/", *headers: str, method: str = "GET", host: str = ""
) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {host or target.host}",
        "Connection: close",
        *headers,
    ]
    return send(target, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_our_own_names_are_answered(target: Target, name: str) -> None:
    assert status(ask(target, host=f"{name}:{target.port}")) == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example", "localhost", "localhost.evil.example:{port}", "evil.example:{port}",
     "127.0.0.2:{port}", "0.0.0.0:{port}", "localhost:1", "a@localhost:{port}"],
)  # fmt: skip
def test_other_names_are_not(target: Target, name: str) -> None:
    answer = ask(target, host=name.format(port=target.port))
    assert status(answer) == 421
    assert b"hello" not in answer


def test_a_request_names_one_host(target: Target) -> None:
    assert status(ask(target, "/", f"Host: {target.host}")) == 400
    assert status(send(target, b"GET / HTTP/1.1\r\n\r\n")) == 400
    assert status(send(target, b"GET / HTTP/1.0\r\n\r\n")) == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading_is_answered(target: Target, method: str) -> None:
    assert status(ask(target, method=method)) == 405
    assert status(ask(target, "/", "Origin: http://evil.example", method=method)) == 403


def test_connect_is_refused(target: Target) -> None:
    assert status(ask(target, "evil.example:80", method="CONNECT")) in (400, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/../outside/a.txt", "/%2e%2e/outside/a.txt", "/%2E%2E%2Foutside/a.txt", "/..%2foutside/a.txt",
        "/sub/../../outside/a.txt", "/sub/%2e%2e/%2e%2e/outside/a.txt", "/..\\outside\\a.txt",
        "/..%5coutside%5ca.txt", "/%c0%ae%c0%ae/outside/a.txt", "/%uff0e%uff0e/outside/a.txt",
        "//evil.example/a", "/a%00.txt", "/a%0d%0aX: y", "/./index.html", "/%", "/%zz", "/#a",
    ],
)  # fmt: skip
def test_paths_that_leave_are_bad_requests(target: Target, path: str) -> None:
    answer = ask(target, path)
    assert status(answer) == 400
    assert SECRET.encode() not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/%252e%252e/outside/a.txt", "/.env", "/%2eenv", "/.git/config", "/notes.txt", "/link.txt",
        "/linked/a.txt", "/linked/", "/index.html.", "/index.html%20", "/index.html::$DATA",
        "/sub//a.txt", "/index.html/", "/.", "/..",
    ],
)  # fmt: skip
def test_what_does_not_ship_is_not_there(target: Target, path: str) -> None:
    answer = ask(target, path)
    assert status(answer) in (400, 404)
    assert SECRET.encode() not in answer


def test_absolute_addresses_are_refused(target: Target) -> None:
    assert status(ask(target, f"http://{target.host}/index.html")) == 400
    assert status(ask(target, "http://evil.example/")) == 400
    assert status(ask(target, "*", method="OPTIONS")) in (400, 405)


def test_long_heads_are_refused(target: Target) -> None:
    assert status(ask(target, "/" + "a" * 5000)) == 414
    assert status(ask(target, "/", "X-Long: " + "a" * 300_000)) == 431
    assert status(ask(target, "/", *(f"X-{n}: 1" for n in range(100)))) == 431
    assert status(send(target, b"GET /" + b"a" * 300_000)) == 431


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -1",),
        ("Transfer-Encoding: gzip, chunked, x",),
        ("Transfer-Encoding : chunked",),
        (" folded: x",),
    ],
)
def test_requests_that_two_servers_would_read_differently(
    target: Target, headers: tuple[str, ...]
) -> None:
    hidden = f"0\r\n\r\nGET /index.html HTTP/1.1\r\nHost: {target.host}\r\n\r\n"
    head = "\r\n".join(["GET / HTTP/1.1", f"Host: {target.host}", *headers, "", hidden])
    answer = send(target, head.encode())
    assert 400 <= status(answer) < 502
    assert answer.count(b"HTTP/1.1 ") == 1, "what follows is never read as a request"


def test_bodies_are_refused(target: Target) -> None:
    assert status(ask(target, "/", "Content-Length: 1000000000")) == 413
    assert status(ask(target, "/", "Transfer-Encoding: chunked")) == 413


def test_garbage_is_refused(target: Target) -> None:
    assert (
        status(send(target, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9 + b"\r\n\r\n"))
        == 400
    )
    assert status(ask(target)) == 200, "and the server goes on"


def test_slow_clients_are_cut_off(target: Target) -> None:
    with target.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"X-Drip: 1\r\n")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        answer = read_all(connection)
        stop.set()
        dripping.join()
    assert status(answer) == 408


def test_silent_clients_are_cut_off(target: Target) -> None:
    with target.connect() as connection:
        assert read_all(connection) == b""
    with target.connect() as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {target.host}\r\n\r\n".encode())
        assert read_all(connection).count(b"HTTP/1.1 200") == 1, "kept alive, but not for ever"


def test_the_longest_idle_connection_makes_room_for_a_new_one(target: Target) -> None:
    patient = LIMITS._replace(head_time=30, idle_time=30)
    with closing(Target(target.folder, patient)) as crowded, ExitStack() as open_ones:
        one = f"HEAD / HTTP/1.1\r\nHost: {crowded.host}\r\n\r\n".encode()

        def asked(connection: socket.socket) -> socket.socket:
            connection.sendall(one)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
            return connection

        kept = [
            asked(open_ones.enter_context(crowded.connect())) for _ in range(patient.connections)
        ]
        asked(kept[0])  # so that the second is the one that has been idle longest
        asked(open_ones.enter_context(crowded.connect()))
        assert kept[1].recv(1) == b""
        for connection in (kept[0], *kept[2:]):
            asked(connection)


def test_more_than_enough_busy_connections_are_turned_away(target: Target) -> None:
    patient = LIMITS._replace(head_time=30)
    with closing(Target(target.folder, patient)) as crowded:
        waiting = [crowded.connect() for _ in range(patient.connections)]
        for connection in waiting:
            connection.sendall(b"GET / HTTP/1.1\r\n")
        connections = crowded.server.address.connections
        while len(connections) < len(waiting) or any(each.is_idle for each in tuple(connections)):
            pass  # what was sent has not arrived yet
        assert status(ask(crowded)) == 503
        for connection in waiting:
            connection.close()
        while status(ask(crowded)) != 200:
            pass


def test_only_this_machine_is_answered(target: Target) -> None:
    for listener in target.server.listeners:
        for bound in listener.sockets:
            assert bound.getsockname()[0] in ("127.0.0.1", "::1")


# -- sockets


def upgrade(target: Target, *headers: str, origin: str | None = None) -> socket.socket:
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        "GET /_miniprog/socket HTTP/1.1", f"Host: {target.host}", "Connection: Upgrade",
        "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", *headers,
    ]  # fmt: skip
    if origin != "":
        lines.append(f"Origin: {origin or f'http://{target.host}'}")
    connection = target.connect()
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    return connection


def frame(payload: bytes, *, first: int = 0x81, masked: bool = True, length: int = -1) -> bytes:
    size = len(payload) if length < 0 else length
    bit = 0x80 if masked else 0
    head = bytes([first])
    if size < 126:
        head += bytes([bit | size])
    elif size < 65536:
        head += bytes([bit | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([bit | 127]) + size.to_bytes(8, "big")
    return head + (b"\0\0\0\0" if masked else b"") + payload


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "https://{host}", "http://localhost:1"]
)
def test_sockets_are_for_our_own_pages(target: Target, origin: str) -> None:
    with upgrade(target, origin=origin.format(host=target.host)) as connection:
        assert status(read_all(connection)) == 403


def test_a_socket_without_a_handshake_is_a_bad_request(target: Target) -> None:
    assert status(ask(target, "/_miniprog/socket", f"Origin: http://{target.host}")) == 400


def close_code(received: bytes) -> int:
    """Find the code of the closing frame that ends what was received."""
    _, _, frames = received.partition(b"\r\n\r\n")
    while frames:
        size = frames[1] & 0x7F
        if frames[0] == 0x88:
            return int.from_bytes(frames[2:4], "big")
        start = 2
        if size == 126:
            size, start = int.from_bytes(frames[2:4], "big"), 4
        frames = frames[start + size :]
    return 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (frame(b"x" * 70_000), 1009),
        (frame(b"x" * 40_000, first=0x01) + frame(b"x" * 40_000, first=0x80), 1009),
        (frame(b"hello", masked=False), 1002),
        (frame(b"x", first=0xF1), 1002),
        (frame(b"\xff\xfe"), 1007),
        (frame(b"\0\1", first=0x82), 1003),
        (frame(b"x" * 200, first=0x89), 1002),
        (frame(b"{}") * 200, 1008),
        (frame(b"", first=0x01) + frame(b"", first=0x00) * 200, 1008),
        (frame(b"", first=0x89) * 200, 1008),
    ],
    ids=[
        "big",
        "big-in-parts",
        "unmasked",
        "reserved",
        "utf8",
        "binary",
        "big-ping",
        "flood",
        "empty-parts",
        "pings",
    ],
)
def test_bad_frames_end_the_socket(target: Target, data: bytes, code: int) -> None:
    with upgrade(target) as connection:
        with suppress(OSError):  # cut off while we were sending
            connection.sendall(data)
        assert close_code(read_all(connection)) == code
    assert status(ask(target)) == 200


def test_a_huge_frame_is_not_waited_for(target: Target) -> None:
    with upgrade(target) as connection:
        connection.sendall(frame(b"x" * 100_000, length=2**40))
        assert close_code(read_all(connection)) == 1009


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", '{"type": 1}', '{"type": "hello"}', '{"type": "hello", "generation": 1e999}',
     '{"type": "done", "kind": []}', '{"type":"console","level":"error","text":5}', "[" * 60_000],
)  # fmt: skip
def test_nonsense_from_a_page_is_survived(target: Target, text: str) -> None:
    with upgrade(target) as connection:
        connection.sendall(frame(text.encode()) + frame(b"", first=0x88))
        assert b"101 " in read_all(connection)
    assert status(ask(target)) == 200


# -- peers that do not take what they asked for


def wait_until_alone(target: Target) -> None:
    """Wait until the server has let go of every connection."""
    tick, patience = threading.Event(), 500
    while target.server.address.connections:
        tick.wait(0.02)
        patience -= 1
        assert patience, "still connected after ten seconds"


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Target]:
    folder = write_project(tmp_path / "big", {"index.html": "<p>", "big.bin": bytes(32_000_000)})
    with closing(Target(folder, Limits(stall_time=0.4, backlog=200_000, ping_time=0.4))) as running:
        yield running


def test_readers_that_stall_are_cut_off(impatient: Target) -> None:
    with impatient.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(f"GET /big.bin HTTP/1.1\r\nHost: {impatient.host}\r\n\r\n".encode())
        assert connection.recv(10)
        wait_until_alone(impatient)


def test_pages_that_do_not_answer_are_cut_off(impatient: Target) -> None:
    with upgrade(impatient) as connection:
        assert connection.recv(10)
        wait_until_alone(impatient)


def test_pages_that_do_not_take_updates_are_cut_off(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": "<p>"})
    file = FileUpdate(path="a.css", kind="css", reason="", after="x" * 500_000)
    with closing(Target(folder, Limits(backlog=200_000))) as target, upgrade(target) as page:
        hello = json.dumps({"type": "hello", "run": target.live.bus.run, "generation": 0})
        page.sendall(frame(hello.encode()))
        assert page.recv(10)
        while not target.live.bus.pages:
            threading.Event().wait(0.01)
        for _ in range(30):
            target.call(lambda: target.live.bus.publish(Prepared.of(Update(files=(file,)))))
        wait_until_alone(target)
