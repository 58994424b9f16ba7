"""A hostile program in the frame: the panel, the server and the disk stay out of its reach."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Frame, Page, expect

from tests.preview.previewing import Preview, previewing, write_project

SECRET = "the secret of this machine"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path)


def written(top: Path) -> Path:
    (top / "secret.txt").write_text(SECRET, encoding="utf-8")
    files: dict[str, str | bytes] = {
        "app/index.html": "<!doctype html><html lang=en><title>Evil</title><p>here",
        "secret.txt": SECRET,
        "mocks/vip.json": json.dumps({"user": {"name": SECRET}}),
        ".env": SECRET,
    }
    return write_project(top / "evil", files, root="app", hosts={"generic": {}})


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for the attacks that leave nothing behind where they fail."""
    with previewing(written(tmp_path_factory.mktemp("evil"))) as preview:
        yield preview


def inside(tab: Page, preview: Preview) -> Frame:
    """Open the host page; give the frame with the program in it."""
    tab.goto(preview.url)
    expect(tab.frame_locator("iframe").locator("p")).to_have_text("here")
    return next(one for one in tab.frames if one.url.startswith(preview.program_url))


def attack(frame: Frame, script: str, *values: str) -> Any:
    """Run the attack in the program; what it throws is what it got."""
    return frame.evaluate(
        """async ([script, ...values]) => {
            try {
                return await (new (async () => {}).constructor("values", script))(values);
            } catch (error) {
                return `${error.name}`;
            }
        }""",
        [script, *values],
    )


LOOKS = (
    "return parent.document.body.innerHTML",
    "return top.document.title",
    "return parent.localStorage.length",
    "return parent.frames[0].parent.document.cookie",
    "parent.eval('1'); return 'ran'",
    "return Object.keys(parent.miniprog)",
)


def test_it_cannot_look_into_the_panel(evil: Preview, tab: Page) -> None:
    frame = inside(tab, evil)
    assert {script: attack(frame, script) for script in LOOKS} == dict.fromkeys(
        LOOKS, "SecurityError"
    )


def test_it_cannot_lead_the_panel_away(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        frame.evaluate("document.body.innerHTML = '<a id=a target=_top href=/gone>x</a>'")
        # with a click of the person's, which browsers take for permission to leave
        frame.evaluate("a.focus()")
        tab.keyboard.press("Enter")
        attack(frame, "top.location = '/gone'")
        attack(frame, "parent.location.replace('/gone')")
        tab.wait_for_timeout(500)
        assert tab.url.startswith(preview.url)


@pytest.mark.parametrize("path", ["/", "/_miniprog/simulation", "/_miniprog/client/host.js"])
def test_it_cannot_read_what_the_server_tells_the_panel(
    evil: Preview, tab: Page, path: str
) -> None:
    frame = inside(tab, evil)
    address = f"{evil.url.rstrip('/')}{path}"
    read = "return (await fetch(values[0], {credentials: 'include'})).text()"
    assert attack(frame, read, address) == "TypeError"
    opaque = "const one = await fetch(values[0], {mode: 'no-cors'}); return one.type"
    assert attack(frame, opaque, address) in ("TypeError", "opaque")


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"]
)
def test_it_cannot_set_the_simulated_host(evil: Preview, tab: Page, kind: str) -> None:
    frame = inside(tab, evil)
    address = f"{evil.url}_miniprog/simulation"
    order = json.dumps({"settings": {"user": {"name": "Evil"}}})
    send = """await fetch(values[0], {method: 'POST', body: values[1], mode: values[3],
        headers: {'Content-Type': values[2]}}); return 'sent'"""
    attack(frame, send, address, order, kind, "cors")
    attack(frame, send, address, order, kind, "no-cors")
    attack(frame, "navigator.sendBeacon(values[0], new Blob([values[1]]))", address, order)
    form = """document.body.innerHTML = `<form method=post enctype=text/plain target=x
        action=${values[0]}><input name='{"settings":{"user":{"name":"Evil"}},"a":"' value='"}'></form>
        <iframe name=x></iframe>`; document.forms[0].submit()"""
    attack(frame, form, address)
    tab.wait_for_timeout(300)
    known = tab.request.get(address).json()
    assert known["settings"]["user"]["name"] == "Mini Tester"


def test_it_cannot_open_the_socket_of_the_panel(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        opened = """return new Promise((resolve) => {
            const socket = new WebSocket(values[0]);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
        })"""
        address = preview.url.replace("http:", "ws:")
        assert attack(frame, opened, f"{address}_miniprog/socket") == "refused"


def test_what_it_says_on_its_own_socket_is_no_order(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        said = [
            {"host": "tiktok"},
            {"settings": {"user": {"name": "Evil"}}},
            {"type": "simulation", "host": "tiktok", "settings": {}},
            {"type": "state", "name": "Evil"},
            {"type": "observed", "kind": "call", "id": "<img src=x onerror=alert(1)>"},
        ]
        speak = """return new Promise((resolve) => {
            const socket = new WebSocket(values[0]);
            socket.onopen = () => {
                socket.send(JSON.stringify({type: 'hello', run: 'x', generation: 0}));
                for (const one of JSON.parse(values[1])) socket.send(JSON.stringify(one));
                socket.send('{"type": "observed", "kind": "call", "id": NaN}');
                setTimeout(() => resolve('said'), 300);
            };
        })"""
        address = preview.program_url.replace("http:", "ws:")
        assert attack(frame, speak, f"{address}_miniprog/socket", json.dumps(said)) == "said"
        known = tab.request.get(f"{preview.url}_miniprog/simulation").json()
        assert known["host"] == "generic"
        assert known["settings"]["user"]["name"] == "Mini Tester"
        assert [one["kind"] for one in known["told"] if one["kind"] == "call"] == ["call"]


def test_messages_to_the_panel_change_nothing_but_the_bar(folder: Path, tab: Page) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", refuse)
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        for message in (
            {
                "miniprog": "at",
                "path": "//evil.example.com/",
                "title": "<img src=x onerror=alert(1)>",
            },
            {"miniprog": "at", "path": "javascript:alert(1)", "title": "x"},
            {"miniprog": "at", "background": "red;}*{display:none", "title": "x", "path": "/"},
            {"miniprog": "crashed", "message": "<img src=x onerror=alert(1)>", "place": "<b>"},
            {"miniprog": "began"},
            None,
            5,
        ):
            attack(frame, "parent.postMessage(JSON.parse(values[0]), '*')", json.dumps(message))
        tab.wait_for_timeout(300)
        assert not asked
        assert tab.url.startswith(preview.url)
        assert tab.evaluate("document.querySelectorAll('img[onerror]').length") == 0
        expect(tab.locator("iframe")).to_be_visible()


OUTSIDE = (
    "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%252e%252e/secret.txt",
    "/.env", "/%2eenv", "/../.env", "/mocks/vip.json", "/../mocks/vip.json",
    "/../../secret.txt", "//secret.txt", "/_miniprog/client/../../session.py",
    "/_miniprog/client/%2e%2e/session.py", "/_miniprog/simulation", "/_miniprog/session.py",
)  # fmt: skip


def test_it_reads_no_file_outside_the_program(evil: Preview, tab: Page) -> None:
    frame = inside(tab, evil)
    read = "const one = await fetch(values[0]); return [one.status, await one.text()]"
    for path in OUTSIDE:
        found = attack(frame, read, path)
        assert found == "TypeError" or found[0] >= 400, (path, found)
        assert SECRET not in str(found), path
        assert "asyncio" not in str(found), path


def test_it_leaves_no_worker_behind(folder: Path, tab: Page) -> None:
    (folder / "app/worker.js").write_text("onfetch = () => {}", encoding="utf-8")
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        register = "await navigator.serviceWorker.register('/worker.js'); return 'registered'"
        assert attack(frame, register) != "registered"


def test_an_endless_loop_in_it_leaves_the_panel_alive(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        frame = inside(tab, preview)
        frame.evaluate("() => { setTimeout(() => { for (;;); }, 50); }")
        tab.wait_for_timeout(150)
        # another process draws the panel: it goes on while the program does not
        assert tab.evaluate("new Promise((done) => setTimeout(() => done(1), 50))") == 1
