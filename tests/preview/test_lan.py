"""The preview on the network: only when asked for, only at one address, only with its token."""

import json
import socket
import ssl
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from miniprog_cli.preview import authority as authorities
from tests.conftest import Miniprog, absent, require
from tests.preview.previewing import Preview, previewing, write_project


def addresses() -> list[str]:
    """Ask the system for its addresses on networks."""
    told = subprocess.run(
        [require("ip"), "-j", "addr"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    found = [
        each["local"] + (f"%{link['ifname']}" if each.get("scope") == "link" else "")
        for link in json.loads(told)
        for each in link["addr_info"]
        if each["scope"] != "host"
    ]
    return found or absent("this machine is in no network")


def reaches(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=5).close()
    except OSError:
        return False
    return True


def best() -> str:
    """Choose an address that can have https."""
    known = [each for each in addresses() if "%" not in each]
    return next(filter(authorities.is_private, known), known[0])


class Phone:
    """A browser that trusts the authority of this machine, on raw sockets."""

    def __init__(self, url: str, trusted: Path) -> None:
        scheme, _, rest = url.partition("://")
        self.host, slash, target = rest.partition("/")
        self.target = slash + target
        address, _, port = self.host.rpartition(":")
        self.address = address.strip("[]")
        self.port = int(port)
        self.scheme = scheme
        self._trusted = trusted

    def ask(self, target: str, *, method: str = "GET", **headers: str) -> tuple[int, str]:
        """Ask for something; give the status and all that came."""
        known = {"Host": self.host, "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in known.items())
        with self._connected() as secured:
            secured.sendall(f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode())
            got = b""
            while b"\r\n\r\n" not in got and (data := secured.recv(65536)):
                got += data
            secured.settimeout(0.5)
            try:
                while data := secured.recv(65536):
                    got += data
            except TimeoutError:
                pass
        text = got.decode("utf-8", "replace")
        return int(text.split(" ", 2)[1]), text

    def _connected(self) -> socket.socket:
        plain = socket.create_connection((self.address, self.port), timeout=10)
        if self.scheme == "http":
            return plain
        context = ssl.create_default_context(cafile=str(self._trusted))
        return context.wrap_socket(plain, server_hostname=self.address)

    def cookie(self) -> str:
        """Bring the token."""
        status, text = self.ask(self.target)
        assert status == 303
        line = next(each for each in text.splitlines() if each.startswith("Set-Cookie: "))
        assert {"HttpOnly", "SameSite=Lax"} <= set(line.split("; "))
        assert ("Secure" in line.split("; ")) == (self.scheme == "https")
        return line.removeprefix("Set-Cookie: ").partition(";")[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return write_project(tmp_path / "shop", {"index.html": "<p>Hello"})


def trusted_in(folder: Path, url: str) -> Path:
    """Give the certificate that a phone has to trust, where the address is one with https."""
    trusted = folder.parent / "trusted.pem"
    if url.startswith("https:"):
        pem = (folder.parent / "data/miniprog/authority/authority.pem").read_text("ascii")
        trusted.write_text(pem[pem.index("-----BEGIN CERT") :], encoding="ascii")
    return trusted


@pytest.fixture
def shown(folder: Path) -> Iterator[tuple[Preview, Phone]]:
    with previewing(folder, "--lan-address", best()) as preview:
        url = str(preview.wait_for("reachable")["url"])
        yield preview, Phone(url, trusted_in(folder, url))


def test_without_lan_nothing_answers_on_any_address_of_this_machine(folder: Path) -> None:
    with previewing(folder) as preview:
        host_port = int(preview.url.rpartition(":")[2].strip("/"))
        assert reaches("127.0.0.1", host_port)
        for address in addresses():
            for port in (host_port, preview.program_port):
                assert not reaches(address, port), address


def test_with_lan_only_the_program_answers_and_only_at_one_address(
    shown: tuple[Preview, Phone],
) -> None:
    preview, phone = shown
    host_port = int(preview.url.rpartition(":")[2].strip("/"))
    for address in addresses():
        assert not reaches(address, host_port)
        assert reaches(address, preview.program_port) == (address == phone.address)


def test_a_browser_that_brings_the_token_gets_in_and_keeps_getting_in(
    shown: tuple[Preview, Phone],
) -> None:
    _, phone = shown
    cookie = phone.cookie()
    status, page = phone.ask("/index.html", Cookie=cookie)
    assert status == 200
    assert "<p>Hello" in page
    assert "miniprog-token" not in page


def test_the_token_is_good_once_and_the_next_is_told(shown: tuple[Preview, Phone]) -> None:
    preview, phone = shown
    phone.cookie()
    assert phone.ask(phone.target)[0] == 403
    following = str(preview.wait_for("reachable")["url"]).partition(phone.host)[2]
    assert following != phone.target
    assert phone.ask(following)[0] == 303


@pytest.mark.parametrize(
    "brought", ["", "?miniprog-token=", "?miniprog-token=guess", "?a=%C3%A9&miniprog-token=%00"]
)
def test_nobody_gets_in_without(shown: tuple[Preview, Phone], brought: str) -> None:
    _, phone = shown
    for path in ("/", "/index.html", "/_miniprog/client/program.js", "/gone"):
        for cookie in ("", f"miniprog-{phone.port}=", f"miniprog-{phone.port}=guess", "x=\xe9"):
            assert phone.ask(path + brought, Cookie=cookie)[0] == 403


def test_no_socket_opens_without_the_cookie_nor_for_another_page(
    shown: tuple[Preview, Phone],
) -> None:
    _, phone = shown
    shake = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    socket_path, own = "/_miniprog/socket", f"{phone.scheme}://{phone.host}"
    assert phone.ask(socket_path, Origin=own, **shake)[0] == 403
    cookie = phone.cookie()
    assert phone.ask(socket_path, Origin="https://evil.example", Cookie=cookie, **shake)[0] == 403
    other = own.replace("s:", ":") if phone.scheme == "https" else own.replace(":", "s:", 1)
    assert phone.ask(socket_path, Origin=other, Cookie=cookie, **shake)[0] == 403
    assert phone.ask(socket_path, Origin=own, Cookie=cookie, **shake)[0] == 101


def test_other_names_and_methods_are_refused_before_the_token_counts(
    shown: tuple[Preview, Phone],
) -> None:
    _, phone = shown
    for name in ("evil.example", f"localhost:{phone.port}", f"127.0.0.1:{phone.port}"):
        assert phone.ask(phone.target, Host=name)[0] == 421
    assert phone.ask(phone.target, method="POST")[0] == 405
    assert phone.ask(phone.target, method="HEAD")[0] == 403
    assert phone.ask(phone.target)[0] == 303, "none of these has used it up"


def test_on_loopback_nobody_needs_a_token(shown: tuple[Preview, Phone]) -> None:
    preview, _ = shown
    with closing(socket.create_connection(("127.0.0.1", preview.program_port), 5)) as local:
        local.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{preview.program_port}\r\n\r\n".encode())
        assert local.recv(20).startswith(b"HTTP/1.1 200")


def test_the_authority_can_be_fetched_by_who_is_in(shown: tuple[Preview, Phone]) -> None:
    _, phone = shown
    assert phone.ask("/_miniprog/authority.crt")[0] == 403
    status, text = phone.ask("/_miniprog/authority.crt", Cookie=phone.cookie())
    assert (status, "BEGIN CERTIFICATE" in text, "PRIVATE" in text) == (200, True, False)


def test_without_the_extra_it_is_plain_http_and_says_what_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = write_project(folder.parent / "gone", {"cryptography/__init__.py": "raise ImportError"})
    monkeypatch.setenv("PYTHONPATH", str(gone))
    with previewing(folder, "--lan-address", best()) as preview:
        told = preview.wait_for("reachable")
        assert str(told["url"]).startswith("http:")
        assert "no camera, location" in str(told["note"])
        phone = Phone(str(told["url"]), folder)
        assert phone.ask("/")[0] == 403
        assert phone.ask("/", Cookie=phone.cookie())[0] == 200


def test_the_code_is_drawn_into_a_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "code.svg"
    with previewing(folder, "--lan-address", best(), "--qr-output", str(file)) as preview:
        preview.wait_for("findings")
        assert "<svg" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "127.0.0.1", "224.0.0.1", "home", "8.8.8.8"])
def test_only_one_address_of_this_machine_will_do(
    folder: Path, miniprog: Miniprog, address: str
) -> None:
    ran = miniprog("preview", folder, "--lan-address", address)
    assert ran.rc in (2, 3)
    assert address in ran.stderr


def test_the_key_of_the_authority_is_for_its_owner_alone(tmp_path: Path) -> None:
    made = authorities.authority(tmp_path / "authority")
    file = tmp_path / "authority/authority.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert authorities.authority(file.parent).fingerprint == made.fingerprint
    file.chmod(0o644)
    with pytest.raises(authorities.AuthorityUnusable):
        authorities.authority(file.parent)


@pytest.mark.parametrize(
    ("address", "is_valid"), [("192.168.1.5", True), ("10.1.2.3", True), ("8.8.8.8", False)]
)
def test_what_the_authority_signs_counts_on_private_networks_only(
    tmp_path: Path, address: str, is_valid: bool
) -> None:
    """Asks OpenSSL's own client and server."""
    made = authorities.authority(tmp_path)
    trusted = ssl.create_default_context(cadata=made.certificate.decode())
    near, far = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusted.wrap_bio(near, far, server_hostname=address)
    server = made.context(address).wrap_bio(far, near, server_side=True)

    def shake() -> None:
        for _ in range(6):
            for side in (client, server):
                try:
                    side.do_handshake()
                except ssl.SSLWantReadError:
                    continue

    if is_valid:
        shake()
        assert client.version() == "TLSv1.3"
    else:
        with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
            shake()


def test_no_backend_is_reached_without_the_cookie(folder: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as backend:
        backend.settimeout(0.2)
        url = f"http://127.0.0.1:{backend.getsockname()[1]}"
        write_project(folder, {}, preview={"proxy": {"/api": url}})
        with previewing(folder, "--lan-address", best()) as preview:
            told = str(preview.wait_for("reachable")["url"])
            phone = Phone(told, trusted_in(folder, told))
            assert phone.ask("/api/x")[0] == 403
            assert phone.ask("/api/x", method="POST")[0] == 405
            with pytest.raises(TimeoutError):
                backend.accept()
