"""The host's rules are felt in the preview, and every block says what to change."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.preview.previewing import Preview, previewing, write_project

HEAD = "<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>"
SHEET = "<link rel=stylesheet href=a.css>"
API = "https://api.example.com"


def shop(top: Path, page: str, *, host: str = "tiktok", **members: object) -> Path:
    files: dict[str, str | bytes] = {"index.html": f"{HEAD}{SHEET}{page}", "a.css": "p{color:red}"}
    return write_project(top / "shop", files, hosts={host: {}}, **members)


def line(preview: Preview, part: str) -> str:
    """Wait for a line of the program's console in the terminal."""
    return str(preview.wait_for("console", lambda told: part in str(told["text"]))["text"])


def answer(route: Route) -> None:
    route.fulfill(body="found", headers={"Access-Control-Allow-Origin": "*"})


def blocked(tab: Page, preview: Preview) -> dict[str, Any]:
    """Wait for what the panel is told of a block."""
    tab.goto(preview.url)
    told: dict[str, Any] = tab.evaluate(
        """() => new Promise((resolve) => {
            const socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
            socket.onmessage = ({ data }) => {
                const message = JSON.parse(data);
                if (message.kind === "blocked") resolve(message);
            };
        })"""
    )
    return told


def test_saves_reach_a_page_under_the_policy_of_tiktok(tmp_path: Path, tab: Page) -> None:
    folder = shop(tmp_path, "<p>one</p><script>window.kept = 1</script>")
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        headers = tab.request.get(preview.url).headers
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        (folder / "a.css").write_text("p{color:rgb(0, 128, 0)}", encoding="utf-8")
        assert preview.update()["kind"] == "css"
        expect(tab.locator("p")).to_have_css("color", "rgb(0, 128, 0)")
        page = folder / "index.html"
        page.write_text(page.read_text("utf-8").replace("one", "two"), encoding="utf-8")
        assert preview.update()["kind"] == "markup"
        expect(tab.locator("p")).to_have_text("two")
        assert tab.evaluate("window.kept") == 1
        page.write_text(page.read_text("utf-8").replace("kept = 1", "kept = 2"), encoding="utf-8")
        assert preview.update()["kind"] == "reload"
        tab.wait_for_function("() => window.kept === 2")


BLOCKED = [
    ("fetch('https://api.example.com/x')", "request blocked",
     'add "https://api.example.com" to domains.request'),
    ("new WebSocket('wss://chat.example.com/x')", "request blocked",
     'add "wss://chat.example.com" to domains.socket'),
    ("fetch('http://localhost:1/x')", "request blocked", "preview.proxy"),
    ("new Image().src = 'https://cdn.example.com/a.png'", "picture blocked",
     'add "https://cdn.example.com" to domains.request'),
    ("eval('1')", "code from text blocked", "no eval"),
    ("setTimeout('1')", "code from text blocked", "no eval"),
    ("navigator.clipboard", "navigator.clipboard blocked", "TikTok forbids the clipboard"),
    ("import('https://cdn.example.com/a.js')", "script blocked",
     "put the file into the program"),
    ("document.body.innerHTML = '<iframe src=https://a.example.com></iframe>'",
     "frame blocked", "iframe is not supported"),
    ("document.body.innerHTML = '<iframe srcdoc=x></iframe>'",
     "frame blocked", "iframe is not supported"),
    ("window.open('https://a.example.com/')", "navigation blocked",
     'add "https://a.example.com" to domains.webview'),
    ("location.href = 'https://a.example.com/'", "navigation blocked",
     'add "https://a.example.com" to domains.webview'),
]  # fmt: skip


@pytest.fixture(scope="module")
def blocking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Preview a program with a page for each attempt."""
    folder = shop(tmp_path_factory.mktemp("blocking"), "<p>")
    for at, (script, _, _) in enumerate(BLOCKED):
        page = f"{HEAD}<body><p>here<script>onload = () => {{ {script} }}</script>"
        (folder / f"{at}.html").write_text(page, encoding="utf-8")
    with previewing(folder, "--no-frame") as preview:
        yield preview


@pytest.mark.sampled(5)
@pytest.mark.parametrize("at", range(len(BLOCKED)), ids=[one[0] for one in BLOCKED])
def test_tiktok_blocks_and_says_what_to_change(blocking: Preview, tab: Page, at: int) -> None:
    _, part, hint = BLOCKED[at]
    tab.goto(f"{blocking.program_url}{at}.html")
    assert hint in line(blocking, part)
    assert tab.url.startswith(blocking.program_url)


def test_what_no_member_of_the_manifest_allows_names_none(blocking: Preview, tab: Page) -> None:
    at = next(at for at, (_, part, _) in enumerate(BLOCKED) if part == "frame blocked")
    tab.goto(f"{blocking.program_url}{at}.html")
    said = tab.locator("miniprog-overlay li", has_text="frame blocked")
    expect(said).to_contain_text("TikTok: iframe is not supported")
    expect(said).not_to_contain_text("domains.")


def test_what_the_manifest_declares_passes(tmp_path: Path, tab: Page) -> None:
    tab.route(f"{API}/x", answer)
    with previewing(shop(tmp_path, "<p>", domains={"request": [API]}), "--no-frame") as preview:
        tab.goto(preview.url)
        get = "fetch('https://api.example.com/x').then((one) => one.text())"
        assert tab.evaluate(get) == "found"


def test_the_panel_is_told_of_a_block_with_the_member_to_change(tmp_path: Path, tab: Page) -> None:
    page = "<p>here<script>onload = () => fetch('https://api.example.com/x?q=1')</script>"
    with previewing(shop(tmp_path, page)) as preview:
        assert blocked(tab, preview) == {
            "type": "observed",
            "kind": "blocked",
            "what": "request",
            "url": "https://api.example.com/x?q=1",
            "member": "domains.request",
            "hint": 'add "https://api.example.com" to domains.request in miniprog.json',
            "enforced": True,
            "directive": "connect-src",
            "page": 1,
        }


def test_where_check_warns_the_preview_warns_and_lets_pass(tmp_path: Path, tab: Page) -> None:
    page = "<p>here<script>eval('window.ran = 1'); navigator.clipboard</script>"
    tab.route(f"{API}/x", answer)
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    with previewing(shop(tmp_path, page, host="generic"), "--no-frame") as preview:
        tab.goto(preview.url)
        found = tab.evaluate("fetch('https://api.example.com/x').then((one) => one.text())")
        assert (found, tab.evaluate("window.ran")) == ("found", 1)
        assert "would be blocked on some hosts" in line(preview, "request")
    assert not [one for one in said if "no effect" in one], said


def test_another_host_brings_its_own_rules(tmp_path: Path, tab: Page) -> None:
    page = "<p id=a>-<script>onload = () => { try { eval('1'); a.textContent = 'ran' }"
    page += " catch { a.textContent = 'refused' } }</script>"
    with previewing(shop(tmp_path, page)) as preview:
        tab.goto(preview.url)
        inside = tab.frame_locator("iframe").locator("#a")
        expect(inside).to_have_text("refused")
        tab.evaluate(
            """(order) => {
                const socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
                socket.onopen = () => socket.send(order);
            }""",
            json.dumps({"host": "generic"}),
        )
        expect(inside).to_have_text("ran")


def test_other_sites_cannot_show_the_program_in_a_frame(tmp_path: Path, tab: Page) -> None:
    with previewing(shop(tmp_path, "<p>here")) as preview:
        page = f"<iframe src={preview.program_url}index.html></iframe>"
        tab.route("http://localhost:9/", lambda route: route.fulfill(
            content_type="text/html", body=page))  # fmt: skip
        tab.goto("http://localhost:9/")
        assert [frame.url for frame in tab.frames[1:]] == ["chrome-error://chromewebdata/"]
