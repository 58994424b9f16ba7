"""The proxy: what the manifest declares reaches its backend, and nothing else reaches any."""

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Event, Request, TextMessage

from tests.conftest import require
from tests.preview.previewing import DEADLINE, Preview, free_port, previewing, write_project


class Backend(BaseHTTPRequestHandler):
    """Tells what it was asked, or does what the path says."""

    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        path = self.path.partition("?")[0]
        if path.endswith("/moved"):
            self._answer(302, b"", Location=f"http://{self.headers['Host']}/api/there?q=1")
        elif path.endswith("/away"):
            self._answer(302, b"", Location="https://example.com/x")
        elif path.endswith("/cookie"):
            cookie = "a=1; Domain=backend.example; Path=/api; Secure; SameSite=None; HttpOnly"
            self._answer(
                200, b"", **{"Set-Cookie": cookie, "Strict-Transport-Security": "max-age=9"}
            )
        elif path.endswith("/stream"):
            self._stream()
        else:
            told = {
                "method": self.command,
                "path": self.path,
                "headers": {name.lower(): value for name, value in self.headers.items()},
                "body": self._body().decode(),
            }
            self._answer(200, json.dumps(told).encode())

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_HEAD = _any

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            found = b""
            while size := int(self.rfile.readline(), 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        """Write one line, and the next only when another request came."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for line in (b"one\n", b"two\n"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            if line == b"one\n":
                STREAMED.wait(10)
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


STREAMED = threading.Event()


@pytest.fixture
def backend() -> Iterator[int]:
    STREAMED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def shop(top: Path, proxy: dict[str, str]) -> Path:
    files: dict[str, str | bytes] = {"index.html": "<p>hello", "api/a.txt": "a file"}
    return write_project(top / "shop", files, preview={"proxy": proxy})


@contextmanager
def asked(
    preview: Preview, method: str, path: str, body: bytes | None = None, **headers: str
) -> Iterator[HTTPResponse]:
    with closing(HTTPConnection("localhost", preview.program_port, timeout=10)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        yield connection.getresponse()


def told(preview: Preview, path: str, **headers: str) -> dict[str, object]:
    with asked(preview, "GET", path, None, **headers) as answer:
        assert answer.status == 200
        found: dict[str, object] = json.load(answer)
        return found


def test_a_declared_path_reaches_its_backend(tmp_path: Path, backend: int) -> None:
    folder = shop(tmp_path, {"/api": f"http://localhost:{backend}"})
    with previewing(folder, "--no-frame") as preview:
        own = f"localhost:{preview.program_port}"
        found = told(preview, "/api/a%20b?q=%2F", Origin=f"http://{own}", X_Forwarded_For="9.9.9.9")
        headers = found["headers"]
        assert (found["method"], found["path"]) == ("GET", "/api/a%20b?q=%2F")
        assert isinstance(headers, dict)
        assert headers["host"] == f"localhost:{backend}"
        assert headers["origin"] == f"http://localhost:{backend}"
        assert headers["x-forwarded-host"] == own
        assert headers["x-forwarded-for"] == "127.0.0.1"
        with asked(preview, "GET", "/") as answer:
            assert b"hello" in answer.read()
        with asked(preview, "GET", "/apis") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_every_method_passes_there_and_nowhere_else(
    tmp_path: Path, backend: int, method: str
) -> None:
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{backend}"})
    with previewing(folder, "--no-frame") as preview:
        with asked(preview, method, "/api/x", b"x" * 300_000) as answer:
            found = json.load(answer)
        assert (found["method"], len(found["body"])) == (method, 300_000)
        with asked(preview, method, "/other", b"") as answer:
            assert answer.status == 405


def test_a_body_in_pieces_passes(tmp_path: Path, backend: int) -> None:
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{backend}"})
    with (
        previewing(folder, "--no-frame") as preview,
        closing(HTTPConnection("localhost", preview.program_port, timeout=10)) as connection,
    ):
        pieces = iter([b"one,", b"two," * 100_000, b"three"])
        connection.request("POST", "/api", pieces, encode_chunked=True)
        found = json.load(connection.getresponse())
        assert found["body"] == f"one,{'two,' * 100_000}three"
        connection.request("GET", "/api/again")
        assert json.load(connection.getresponse())["path"] == "/api/again"


def test_an_answer_arrives_while_it_is_written(tmp_path: Path, backend: int) -> None:
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{backend}"})
    with previewing(folder, "--no-frame") as preview, asked(preview, "GET", "/api/stream") as one:
        assert one.read1(100) == b"one\n"
        STREAMED.set()
        assert one.read() == b"two\n"


def test_a_path_in_the_url_takes_the_place_of_the_declared_one(
    tmp_path: Path, backend: int
) -> None:
    proxy = {"/api": f"http://127.0.0.1:{backend}/v1/", "/api/deep": f"http://127.0.0.1:{backend}"}
    with previewing(shop(tmp_path, proxy), "--no-frame") as preview:
        assert told(preview, "/api/x?y")["path"] == "/v1/x?y"
        assert told(preview, "/api/deep/x")["path"] == "/api/deep/x"


def test_redirects_and_cookies_are_of_this_address(tmp_path: Path, backend: int) -> None:
    folder = shop(tmp_path, {"/api": f"http://localhost:{backend}"})
    with previewing(folder, "--no-frame") as preview:
        with asked(preview, "GET", "/api/moved") as answer:
            assert answer.headers["location"] == "/api/there?q=1"
        with asked(preview, "GET", "/api/away") as answer:
            assert answer.headers["location"] == "https://example.com/x"
        with asked(preview, "GET", "/api/cookie") as answer:
            assert answer.headers["set-cookie"] == "a=1; Path=/api; HttpOnly"
            assert answer.headers["strict-transport-security"] is None


@pytest.mark.parametrize(
    ("brought", "passed"),
    [
        ("a=1; miniprog-8123=key; b=2", "a=1; b=2"),
        ("a=1;miniprog-1=key", "a=1"),
        ("miniprog-8123=key", None),
        ("my-miniprog-1=x; miniprog=y", "my-miniprog-1=x; miniprog=y"),
    ],
)
def test_the_cookie_that_opens_the_preview_stays_here(
    tmp_path: Path, backend: int, brought: str, passed: str | None
) -> None:
    folder = shop(tmp_path, {"/api": f"http://localhost:{backend}"})
    with previewing(folder, "--no-frame") as preview:
        headers = told(preview, "/api/x", Cookie=brought)["headers"]
    assert isinstance(headers, dict)
    assert headers.get("cookie") == passed


def test_a_backend_that_is_not_there_is_said(tmp_path: Path) -> None:
    port = free_port()
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{port}"})
    with previewing(folder, "--no-frame") as preview:
        with asked(preview, "POST", "/api/x", b"{}") as answer:
            assert answer.status == 502
            assert json.load(answer)["error"] == {
                "code": "backend-unreachable",
                "message": f"/api → http://127.0.0.1:{port}: nothing listens there",
                "hint": "start the backend, or correct preview.proxy in miniprog.json",
            }
        with asked(preview, "GET", "/api/x", Accept="text/html") as answer:
            assert answer.status == 502
            assert "<h1>The backend does not answer</h1>" in answer.read().decode()
        said = preview.wait_for("error")["error"]
        assert isinstance(said, dict)
        assert said["code"] == "backend-unreachable"


def test_a_backend_that_breaks_off_does_not_look_complete(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(DEADLINE)
        folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{server.getsockname()[1]}"})

        def break_off() -> None:
            for answer in (
                b"",
                b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
                b"SSH-2.0-server\xff\r\n\r\n",
            ):
                peer, _ = server.accept()
                peer.settimeout(DEADLINE)
                peer.recv(65536)
                peer.sendall(answer)
                peer.close()

        thread = threading.Thread(target=break_off)
        thread.start()
        with previewing(folder, "--no-frame") as preview:
            with asked(preview, "GET", "/api/nothing") as answer:
                assert answer.status == 502
            with asked(preview, "GET", "/api/half") as answer, pytest.raises((OSError, Exception)):
                answer.read()
            with asked(preview, "GET", "/api/nonsense") as answer:
                assert answer.status == 502
                said = json.load(answer)["error"]["message"]
        assert said.endswith(
            r"what it answers is not HTTP: illegal status line: `SSH-2.0-server\xff`"
        )
        thread.join()


def test_the_preview_is_no_backend_of_itself(tmp_path: Path) -> None:
    port = free_port()
    folder = shop(tmp_path, {"/api": f"http://localhost:{port}"})
    with (
        previewing(folder, "--no-frame", "--port", str(port)) as preview,
        asked(preview, "GET", "/api/x") as answer,
    ):
        assert answer.status == 502
        assert "this is the preview itself" in json.load(answer)["error"]["message"]


def raw(preview: Preview, request: bytes) -> bytes:
    """Send bytes as they are and read what comes back."""
    with socket.create_connection(("127.0.0.1", preview.program_port), timeout=5) as peer:
        peer.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer and (data := peer.recv(65536)):
            answer += data
        return answer.partition(b"\r\n")[0]


def test_no_trick_of_a_path_reaches_another_backend(tmp_path: Path, backend: int) -> None:
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{backend}"})
    with (
        previewing(folder, "--no-frame") as preview,
        socket.create_server(("127.0.0.1", 0)) as trap,
    ):
        bait = f"127.0.0.1:{trap.getsockname()[1]}"
        trap.settimeout(0.3)
        for target in (
            f"http://{bait}/api/x",
            f"//{bait}/api/x",
            f"/api//{bait}",
            f"/api/../http://{bait}",
            f"/api/%2e%2e/%2e%2e/{bait}",
            f"/api/..%2f{bait}",
            f"/api@{bait}/",
            f"/api:{bait}",
            f"/%61pi/{bait}",
            f"/api\\@{bait}",
            f"@{bait}/api",
        ):
            for method in ("GET", "POST"):
                head = f"{method} {target} HTTP/1.1\r\nHost: localhost:{preview.program_port}\r\n"
                line = raw(preview, f"{head}Content-Length: 0\r\n\r\n".encode())
                passed = target.startswith("/api//")
                assert (b" 200 " in line) is passed, (target, line)
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.parametrize(
    "head",
    [
        "Host: evil.example.com",
        "Host: localhost:{port}\r\nOrigin: http://evil.example.com",
        "Host: localhost:{port}\r\nOrigin: null",
        "Host: localhost:{port}\r\nSec-Fetch-Site: cross-site",
        "Host: localhost:{port}\r\nSec-Fetch-Site: same-site",
        "Host: localhost:{port}\r\nService-Worker: script",
        "Host: localhost:{port}\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
    ],
)
def test_other_sites_reach_no_backend(tmp_path: Path, backend: int, head: str) -> None:
    folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{backend}"})
    with previewing(folder, "--no-frame") as preview:
        sent = head.format(port=preview.program_port)
        line = raw(preview, f"POST /api/x HTTP/1.1\r\n{sent}\r\n\r\n".encode())
        assert line.split()[1] in (b"400", b"403", b"421"), line


def test_a_backend_with_encryption_is_reached(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [require("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        folder = shop(tmp_path, {"/api": f"https://localhost:{server.server_port}"})
        with previewing(folder, "--no-frame") as preview:
            assert told(preview, "/api/x")["path"] == "/api/x"
            with asked(preview, "POST", "/api/y", b"y" * 300_000) as answer:
                assert len(json.load(answer)["body"]) == 300_000
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# -- WebSockets


@contextmanager
def echo() -> Iterator[int]:
    """A backend that sends every message back, with wsproto."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_echo, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1]


def _echo(server: socket.socket) -> None:
    peer, _ = server.accept()
    with peer:
        speaker = WSConnection(ConnectionType.SERVER)
        while data := peer.recv(65536):
            speaker.receive_data(data)
            for event in speaker.events():
                if isinstance(event, Request):
                    peer.sendall(speaker.send(AcceptConnection(subprotocol=event.subprotocols[0])))
                elif isinstance(event, TextMessage):
                    peer.sendall(
                        speaker.send(
                            TextMessage(event.data, message_finished=event.message_finished)
                        )
                    )
                elif isinstance(event, CloseConnection):
                    peer.sendall(speaker.send(event.response()))
                    return


class Speaker:
    """The browser's end of a WebSocket."""

    def __init__(self, port: int, path: str, origin: str) -> None:
        self._peer = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._ws = WSConnection(ConnectionType.CLIENT)
        headers = [(b"Origin", origin.encode())]
        self.send(Request(host=f"localhost:{port}", target=path, subprotocols=["chat"],
                          extra_headers=headers))  # fmt: skip

    def send(self, event: Event) -> None:
        self._peer.sendall(self._ws.send(event))

    def hear(self) -> list[Event]:
        self._ws.receive_data(self._peer.recv(65536) or None)
        return list(self._ws.events())

    def close(self) -> None:
        self._peer.close()


def test_a_websocket_reaches_its_backend(tmp_path: Path) -> None:
    with echo() as port:
        folder = shop(tmp_path, {"/chat": f"ws://127.0.0.1:{port}"})
        with previewing(folder, "--no-frame") as preview:
            own = f"http://localhost:{preview.program_port}"
            with closing(Speaker(preview.program_port, "/chat/room", own)) as speaker:
                (accepted,) = speaker.hear()
                assert isinstance(accepted, AcceptConnection)
                assert accepted.subprotocol == "chat"
                long = "é" * 500_000
                sender = threading.Thread(target=speaker.send, args=(TextMessage(long),))
                sender.start()
                heard = ""
                while len(heard) < len(long):
                    heard += "".join(e.data for e in speaker.hear() if isinstance(e, TextMessage))
                sender.join()
                assert heard == long
                speaker.send(CloseConnection(code=1000))
                assert isinstance(speaker.hear()[0], CloseConnection)


def test_other_sites_open_no_websocket_to_a_backend(tmp_path: Path) -> None:
    with echo() as port:
        folder = shop(tmp_path, {"/chat": f"ws://127.0.0.1:{port}"})
        with previewing(folder, "--no-frame") as preview:
            own = preview.program_port
            with closing(Speaker(own, "/chat", "http://evil.example.com")) as speaker:
                (refused,) = [one for one in speaker.hear() if hasattr(one, "status_code")]
                assert refused.status_code == 403


def test_who_leaves_frees_the_backend(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(DEADLINE)
        folder = shop(tmp_path, {"/api": f"http://127.0.0.1:{server.getsockname()[1]}"})
        with previewing(folder, "--no-frame") as preview:
            head = f"GET /api/x HTTP/1.1\r\nHost: localhost:{preview.program_port}\r\n\r\n"
            with socket.create_connection(("127.0.0.1", preview.program_port)) as peer:
                peer.sendall(head.encode())
                backend, _ = server.accept()
                backend.settimeout(DEADLINE)
                assert backend.recv(65536).startswith(b"GET /api/x")
            with backend:
                assert backend.recv(1) == b""
