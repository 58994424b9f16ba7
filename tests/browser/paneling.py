"""The host page with its panel, opened for a test."""

from playwright.sync_api import Locator, Page, expect

from tests.preview.previewing import Preview

HEAD = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"

FORGE = """(messages) => new Promise((resolve) => {
    const socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
    socket.onclose = resolve;
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", run: "", generation: 0 }));
    socket.onmessage = ({ data }) => {
        const { kind, number } = JSON.parse(data);
        if (kind !== "page") return;
        parent.postMessage({ miniprog: "page", number }, "*");
        for (const message of messages) socket.send(JSON.stringify(message));
        socket.close();
    };
})"""
"""What a hostile program can do: open our socket from its own page, pass for that page, and say anything."""


def opened(tab: Page, preview: Preview, place: str = "") -> list[str]:
    """Open the host page and wait for the panel; return what it complains about."""
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(preview.url + place)
    expect(program(tab, "#a")).to_be_attached()
    expect(tab.locator("#rail").get_by_role("tab").first).to_be_visible()
    return complaints


def program(tab: Page, selector: str) -> Locator:
    return tab.frame_locator("iframe").locator(selector)


def choose(tab: Page, name: str) -> Locator:
    """Show a tab of the panel; give the panel."""
    chosen = tab.get_by_role("tab", name=name)
    if chosen.get_attribute("aria-selected") != "true":
        chosen.click()
    return tab.get_by_role("complementary", name="Panel")


def forge(tab: Page, *messages: dict[str, object]) -> None:
    """Have the program say things over a socket of its own."""
    tab.frames[1].evaluate(FORGE, [{"type": "observed", **message} for message in messages])
