"""The program on a phone: a browser of its own that comes over the network and brings the token."""

import base64
import hashlib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import FLAGS, chromium_program
from tests.preview.previewing import Preview, previewing, write_project
from tests.preview.test_lan import best

HEAD = "<!doctype html><html lang=en><title>Shop</title><meta name=viewport content='width=device-width'>"
PAGE = f"{HEAD}<link rel=stylesheet href=style.css><script src=app.js></script><p id=a>Hello"


def key_of(url: str) -> str:
    """Name the key that answers there as Chromium's command line wants it."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    found = urlsplit(url)
    pem = ssl.get_server_certificate((str(found.hostname), int(found.port or 0)), timeout=10)
    key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


class Lan:
    """A preview on the network, and the address for the next phone."""

    def __init__(self, preview: Preview, folder: Path) -> None:
        self.preview = preview
        self.folder = folder
        self.url = str(preview.wait_for("reachable")["url"])

    @property
    def origin(self) -> str:
        return "/".join(self.url.split("/")[:3])

    @property
    def host_origin(self) -> str:
        """Where the host page would be, had it come to the network."""
        port = self.preview.url.rpartition(":")[2].strip("/")
        return f"{self.origin.rpartition(':')[0]}:{port}/"


@pytest.fixture
def lan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lan]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    files: dict[str, str | bytes] = {
        "app/index.html": PAGE, "app/style.css": "p { color: rgb(1, 2, 3) }", "app/app.js": "",
    }  # fmt: skip
    folder = write_project(tmp_path / "shop", files, root="app")
    with previewing(folder, "--lan-address", best()) as preview:
        yield Lan(preview, folder)


@pytest.fixture
def phone(lan: Lan, chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """A browser that takes this preview's certificate, and nothing else that it does not know.

    That a phone which trusts the authority takes it is tested with OpenSSL, in tests/preview.
    """
    program = chromium_program()
    trusted = (
        [f"--ignore-certificate-errors-spki-list={key_of(lan.url)}"]
        if lan.url.startswith("https:")
        else []
    )
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path / "phone"), executable_path=program, args=[*FLAGS, *trusted],
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
    )  # fmt: skip
    context.set_default_timeout(10_000)
    yield context.pages[0]
    context.close()


def save(lan: Lan, name: str, text: str) -> None:
    (lan.folder / "app" / name).write_text(text, encoding="utf-8")


def test_a_phone_gets_the_program_and_follows_every_save(lan: Lan, phone: Page) -> None:
    answer = phone.goto(lan.url)
    assert answer
    assert answer.status == 200
    assert phone.url == f"{lan.origin}/index.html", "the token is not left in the address"
    assert phone.evaluate("isSecureContext") is lan.url.startswith("https:")
    phone.evaluate("window.kept = 1")
    save(lan, "style.css", "p { color: rgb(4, 5, 6) }")
    expect(phone.locator("#a")).to_have_css("color", "rgb(4, 5, 6)")
    save(lan, "index.html", PAGE.replace("Hello", "Hello again"))
    expect(phone.locator("#a")).to_have_text("Hello again")
    assert phone.evaluate("window.kept") == 1, "styles and markup change in place"
    save(lan, "app.js", "console.warn('from the phone')")
    phone.wait_for_function("window.kept === undefined")
    told = lan.preview.wait_for("console", lambda one: "from the phone" in str(one))
    assert told["file"] == "app/app.js"


def test_a_phone_comes_again_and_the_next_needs_a_token_of_its_own(
    lan: Lan, phone: Page, chromium: Browser
) -> None:
    phone.goto(lan.url)
    expect(phone.locator("#a")).to_have_text("Hello")
    again = phone.goto(f"{lan.origin}/")
    assert again
    assert again.status == 200
    other = chromium.new_context(ignore_https_errors=True)
    stranger = other.new_page()
    for url in (lan.url, f"{lan.origin}/", f"{lan.origin}/style.css"):
        refused = stranger.goto(url)
        assert refused
        assert refused.status == 403
    following = stranger.goto(str(lan.preview.wait_for("reachable")["url"]))
    assert following
    assert following.status == 200
    other.close()


ORDER: Any = """(order) => new Promise((done) => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/_miniprog/socket`);
    socket.onclose = () => done("closed");
    socket.onopen = () => {
        socket.send(JSON.stringify({type: "hello", run: "", generation: 0}));
        socket.send(JSON.stringify(order));
        setTimeout(done, 500, "open");
    };
})"""


def test_the_panel_is_at_this_machine_only(lan: Lan, phone: Page, tab: Page) -> None:
    phone.goto(lan.url)
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        phone.context.new_page().goto(lan.host_origin)
    tab.goto(lan.preview.url)
    expect(tab.locator("#rail").get_by_role("tab").first).to_be_visible()
    # the socket of a program is not the panel's, and changes nothing; that of this machine is
    phone.evaluate(ORDER, {"host": "telegram"})
    phone.reload()
    assert phone.evaluate("'Telegram' in window") is False
    tab.evaluate(ORDER, {"host": "telegram"})
    phone.wait_for_function("'Telegram' in window")
