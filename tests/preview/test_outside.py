"""What a native program may ask of the network through the preview, and who may ask."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from miniprog_cli.preview.proxy import outside
from tests.browser.programs import write_program
from tests.preview.previewing import Preview, previewing

NOT_PUBLIC = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:c0a8:101::", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2001:0:7f00:1::1", "localhost", "", "127.1", "0x7f000001",
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_told_from_one_that_is(address: str) -> None:
    assert not outside.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert outside.is_public(address)


def test_every_address_of_a_name_has_to_be_public() -> None:
    target = outside.read_target("https://shop.example/x?q=1", {}, is_socket=False)
    assert (target.host, target.port, target.path) == ("shop.example", 443, "/x?q=1")
    assert outside.check_addresses(target, ["93.184.216.34"]) == ["93.184.216.34"]
    with pytest.raises(outside.NotAllowed, match=r"shop.example is 10.0.0.1, which is not public"):
        outside.check_addresses(target, ["93.184.216.34", "10.0.0.1"])


DECLARED = {"/api": "http://127.0.0.1:3000/v1", "/live": "wss://10.0.0.5"}


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:3000/v1", True),
        ("http://127.0.0.1:3000/v1/users?x=1", True),
        ("https://10.0.0.5/anything", True),
        ("http://127.0.0.1:3000/v10", False),
        ("http://127.0.0.1:3000/", False),
        ("http://127.0.0.1:3000/v1/../admin", False),
        ("http://127.0.0.1:3000/v1/%2e%2e/admin", False),
        ("http://127.0.0.1:3001/v1/", False),
        ("https://127.0.0.1:3000/v1/", False),
        ("http://localhost:3000/v1/", False),
    ],
)
def test_what_the_manifest_declares_is_allowed_and_nothing_beside_it(url: str, *, allowed: bool):
    try:
        target = outside.read_target(url, DECLARED, is_socket=False)
    except outside.NotAllowed:
        assert not allowed
    else:
        assert target.is_declared is allowed


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/", "ftp://shop.example/", "file:///etc/passwd", "https://", "shop.example",
        "https://user:word@shop.example/", "https://shop.example\\@127.0.0.1/", "https://a b/",
        "https://shop.example:99999/", "https://[::1/", "https://shop.example/\r\nX: y", "wss://shop.example/",
    ],
)  # fmt: skip
def test_what_is_no_encrypted_address_is_refused(url: str) -> None:
    with pytest.raises(outside.NotAllowed):
        outside.read_target(url, {}, is_socket=False)


# -- a real server


class Backend(BaseHTTPRequestHandler):
    """Tells what it was asked."""

    def do_POST(self) -> None:
        """Answer any request."""
        length = int(self.headers.get("Content-Length") or 0)
        told = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": self.rfile.read(length).decode(),
        }
        self.send_response(302 if "moved" in self.path else 418)
        self.send_header("Location", "http://127.0.0.1:1/secret")
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    do_GET = do_PUT = do_POST

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def backend() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, backend: int) -> Iterator[Preview]:
    manifest = {"preview": {"proxy": {"/api": f"http://127.0.0.1:{backend}/open"}}}
    folder = write_program(
        tmp_path_factory.mktemp("outside") / "shop", {"miniprog.json": json.dumps(manifest)}
    )
    with previewing(folder, "--no-frame") as preview:
        yield preview


@contextmanager
def asking(shop: Preview, url: str, method: str = "GET", **headers: str | None):
    connection = HTTPConnection("localhost", shop.program_port, timeout=10)
    own = {
        "Origin": f"http://localhost:{shop.program_port}",
        "Sec-Fetch-Site": "same-origin",
        "X-Miniprog-Target": url,
        "X-Miniprog-Method": method,
        "X-Miniprog-Headers": json.dumps([["X-Mine", "1"], ["Host", "evil"]]),
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {name: value for name, value in {**own, **given}.items() if value is not None}
    with closing(connection):
        connection.request("POST", outside.PATH, body=b"hello", headers=sent)
        yield connection.getresponse()


def test_a_declared_server_is_asked_and_answers_as_data(shop: Preview, backend: int) -> None:
    with asking(shop, f"http://127.0.0.1:{backend}/open/x?q=1", "PUT") as answer:
        assert answer.status == 200
        assert answer.headers["X-Miniprog-Status"] == "418"
        assert answer.headers["Set-Cookie"] is None  # it would be of the program's own address
        pairs = json.loads(unquote(answer.headers["X-Miniprog-Headers"]))
        told = json.loads(answer.read())
    assert [value for name, value in pairs if name.lower() == "set-cookie"] == ["a=1", "b=2"]
    assert (told["method"], told["path"], told["body"]) == ("PUT", "/open/x?q=1", "hello")
    assert told["headers"]["host"] == f"127.0.0.1:{backend}"
    assert told["headers"]["x-mine"] == "1"
    assert "origin" not in told["headers"]
    assert "x-miniprog-target" not in told["headers"]


def test_where_a_server_leads_to_is_for_the_page_to_ask(shop: Preview, backend: int) -> None:
    with asking(shop, f"http://127.0.0.1:{backend}/open/moved") as answer:
        assert (answer.status, answer.headers["X-Miniprog-Status"]) == (200, "302")
        assert answer.headers["Location"] is None


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{backend}/other", "https://127.0.0.1:{backend}/", "https://localhost:{own}/",
        "https://127.1/", "https://0x7f000001/", "https://2130706433/", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/",
        "http://localhost:{own}/", "https://localhost./",
    ],
)  # fmt: skip
def test_nothing_near_is_asked_that_is_not_declared(shop: Preview, backend: int, url: str) -> None:
    with asking(shop, url.format(backend=backend, own=shop.program_port)) as answer:
        assert answer.status == 403, answer.read()
        assert answer.headers["X-Miniprog-Status"] is None


def test_a_declared_server_that_is_away_is_told_to_the_page_alone(shop: Preview) -> None:
    with asking(shop, "https://no-such-name.invalid/") as answer:
        assert answer.status == 403
        assert b"no address" in answer.read()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site"},
        {"X_Miniprog_Target": None},
        {"X_Miniprog_Method": None},
        {"X_Miniprog_Method": "CONNECT"},
        {"Host": "evil.example"},
    ],
)
def test_only_pages_of_the_program_may_ask(shop: Preview, backend: int, headers) -> None:
    with asking(shop, f"http://127.0.0.1:{backend}/open/x", **headers) as answer:
        assert answer.status in (403, 421)


def test_other_methods_and_sites_find_nothing(shop: Preview, backend: int) -> None:
    own = f"http://localhost:{shop.program_port}"
    target = {"X-Miniprog-Target": f"http://127.0.0.1:{backend}/open", "X-Miniprog-Method": "GET"}
    for method, origin, expected in [
        ("GET", own, 403),
        ("OPTIONS", own, 403),
        ("OPTIONS", "https://evil.example", 403),
    ]:
        connection = HTTPConnection("localhost", shop.program_port, timeout=10)
        with closing(connection):
            connection.request(method, outside.PATH, headers={**target, "Origin": origin})
            answer = connection.getresponse()
            assert answer.status == expected
            assert not [
                name for name in answer.headers if name.lower().startswith("access-control")
            ]


def test_a_web_program_has_no_such_address(tmp_path: Path) -> None:
    from tests.preview.previewing import write_project

    with (
        previewing(write_project(tmp_path, {"index.html": "<p>"}), "--no-frame") as preview,
        asking(preview, "https://example.com/") as answer,
    ):
        assert answer.status in (404, 405)
