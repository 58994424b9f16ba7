"""What a hostile program can say, and what the panel makes of it: text, within bounds."""

import statistics
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paneling import FORGE, HEAD, choose, forge, opened
from tests.preview.previewing import previewing, write_project

MARKUP = '<img src=x onerror="parent.hacked=1"><script>hacked=1</script><b>bold</b>'
OPEN = """async (all) => {
    for (const summary of all) summary.click();
    // what is in them is drawn by then
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""
TABS = ("Calls", "Network", "Console", "Storage", "Findings", "Size", "Saves", "Simulate")
CLIENT = Path(__file__).parents[2] / "miniprog_cli" / "preview" / "client"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = f"{HEAD}<title>Shop</title><p id=a>shop</p>"
    return write_project(tmp_path / "shop", {"index.html": page})


def kinds(text: object) -> list[dict[str, object]]:
    """Every message there is, with `text` wherever one can be."""
    return [
        {"kind": "call", "id": 1, "api": text, "via": text, "args": {"a": text}, "at": text},
        {"kind": "answer", "id": 1, "value": text, "ms": text},
        {"kind": "call", "id": 2, "api": text, "via": text, "args": text},
        {"kind": "answer", "id": 2, "error": {"code": text, "message": text}},
        {"kind": "request", "id": 1, "method": text, "url": text, "status": 200, "bytes": text},
        {"kind": "request", "id": text, "method": text, "url": text, "error": text},
        {"kind": "blocked", "what": text, "url": text, "member": text, "hint": text},
        {"kind": "storage", "area": "local", "key": text, "value": text},
        {"kind": "storage", "area": "local", "all": {"a": text}},
        {"kind": "storage", "area": text, "key": text, "value": text, "cut": text},
        {"kind": "console", "level": text, "text": text, "path": text, "file": text},
        {"kind": "dropped", "number": text},
        {"kind": text},
    ]


def test_markup_is_shown_as_text_in_every_tab(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        tab.frames[1].evaluate("markup => { document.title = markup }", MARKUP)
        forge(tab, *kinds(MARKUP))
        expect(tab.get_by_role("tab", name="Network").locator(".badge")).to_be_visible()
        for name in TABS:
            panel = choose(tab, name)
            panel.locator("summary").evaluate_all(OPEN)
            assert panel.locator("img, script, b:not(.treemap b)").count() == 0
        assert tab.evaluate("window.hacked") is None
        assert complaints == []


def test_messages_of_any_type_break_nothing(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        complaints = opened(tab, preview)
        values: tuple[object, ...] = (None, 7, -1e308, [], {"a": {}}, "", "\ud800", True)
        for value in values:
            forge(tab, *kinds(value))
        forge(tab, {"kind": "call", "id": 9, "via": "still.here", "args": None})
        for name in TABS:
            panel = choose(tab, name)
            panel.locator("summary").evaluate_all(OPEN)
        expect(choose(tab, "Calls").get_by_text("still.here")).to_be_visible()
        assert complaints == []


def test_a_message_cannot_pass_for_one_of_the_server(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.frames[1].evaluate(
            FORGE,
            [
                {"type": "state", "name": "Forged", "pages": [], "findings": []},
                {"type": "simulation", "host": "forged", "hosts": ["forged"], "settings": {}},
                {"type": "observed", "kind": "call", "id": 1, "via": "asked", "name": "Forged"},
            ],
        )
        expect(choose(tab, "Calls").get_by_text("asked")).to_be_visible()
        expect(tab.locator("#name")).to_have_text("Shop")
        expect(tab.locator("#host")).to_have_value("generic")


def test_huge_messages_are_cut(folder: Path, tab: Page) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        forge(tab, *kinds("x" * 9_000), {"kind": "call", "id": 5, "via": "last", "args": 1})
        panel = choose(tab, "Calls")
        expect(panel.get_by_text("last")).to_be_visible()
        panel.locator("summary").evaluate_all(OPEN)
        assert panel.evaluate("panel => panel.textContent.length") < 80_000


FLOOD = """() => {
    const socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
    socket.onopen = () => {
        socket.send(JSON.stringify({ type: "hello", run: "", generation: 0 }));
        let id = 0;
        const say = (kind) => socket.send(JSON.stringify({ type: "observed", kind, id, via: "f" }));
        for (; id < 10000; id += 1) say("call");
    };
    for (let line = 0; line < 1000; line += 1) console.log("line", line);
}"""
FRAMES = """() => {
    window.gaps = [];
    let last = performance.now();
    requestAnimationFrame(function next(now) {
        window.gaps.push(now - last);
        last = now;
        requestAnimationFrame(next);
    });
}"""


@pytest.mark.parametrize("times", [1, pytest.param(5, marks=pytest.mark.soak)])
def test_ten_thousand_calls_a_second_leave_panel_and_reload_alive(
    folder: Path, tab: Page, times: int
) -> None:
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Calls")
        tab.evaluate(FRAMES)
        for _ in range(times):
            tab.frames[1].evaluate(FLOOD)
        expect(panel.get_by_role("listitem").first).to_be_visible()
        assert panel.get_by_role("listitem").count() <= 300
        # milliseconds between two frames; on a machine that is busy with other things a few are long
        assert statistics.median(tab.evaluate("gaps")) < 200
        page = (folder / "index.html").read_text(encoding="utf-8")
        (folder / "index.html").write_text(page.replace(">shop<", ">mended<"), encoding="utf-8")
        expect(tab.frame_locator("iframe").locator("#a")).to_have_text("mended")
        expect(choose(tab, "Console")).to_contain_text("left out")


def test_nothing_of_ours_turns_text_into_markup() -> None:
    for path in CLIENT.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        ways = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "setHTMLUnsafe")
        # these apply the program's own source to its own page
        if path.name not in ("markup.js", "align.js") and "native" not in path.parts:
            assert not [way for way in ways if way in text], path
