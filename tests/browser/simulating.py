"""Programs in the preview of any host, with the simulated host set as a test wants it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from miniprog_cli.preview.simulation.settings import DEFAULTS
from tests.preview.previewing import previewing, write_project

PAGE = '<!doctype html><html lang="en"><title>Shop</title>{}<script src="mini.js"></script><p>Hello'
MEMBERS = {
    "generic": {},
    "line": {"liff_id": "1234567890-AbcdEfgh"},
    "paytm": {"client_id": "merchant-xyz"},
    "tiktok": {"client_key": "key"},
    "vk": {"app_id": "51"},
}

SETTLED = """async () => {
    try { return {value: await (%s) ?? null}; }
    catch (error) { return {name: error.name, code: error.code, host: error.host,
                            message: error.message}; }
}"""

CONTROL = """() => new Promise((ready) => {
    const socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
    window.told = [];
    const waiting = [];
    // programs change settings too, so not every message is the answer to an order
    const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
    const meets = ({host, settings}, asked) => (asked.host ?? host) === host &&
        Object.entries(asked.settings ?? {}).every(([group, values]) => group === "answers" ||
            Object.entries(values).every(([name, value]) => same(settings[group][name], value)));
    socket.onmessage = ({data}) => {
        const message = JSON.parse(data);
        if (message.type === "observed") told.push(message);
        if (message.type === "refused") waiting.shift()?.done(message);
        if (message.type !== "simulation") return;
        ready();
        if (waiting.length && meets(message, waiting[0].asked)) waiting.shift().done(message);
    };
    window.tell = (text) => socket.send(text);
    window.order = (text) => new Promise((done) => {
        waiting.push({asked: JSON.parse(text), done});
        socket.send(text);
    });
})"""

ALLOWED = {name: dict.fromkeys(DEFAULTS[name], "allow") for name in ("permissions",)}


class Program:
    """A page of a program that is open in the preview."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, expression: str) -> Any:
        """Give what a call resolves with, or its error as a dict with `code`."""
        found = self.page.evaluate(SETTLED % expression)
        return found.get("value", found)

    def begin(self, expression: str) -> None:
        """Begin a call that waits for a person; `end` gives what came of it."""
        self.page.evaluate(f"() => {{ window.begun = ({SETTLED % expression})(); }}")

    def end(self) -> Any:
        """Give what the call came to that was begun."""
        found = self.page.evaluate("begun")
        return found.get("value", found)

    def press(self, button: str) -> None:
        """Press a button of the host's dialog."""
        self.page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()


class Simulated:
    """A preview, and the panel's end of its socket."""

    def __init__(self, control: Page, profile: BrowserContext, url: str) -> None:
        self.control = control
        self.profile = profile
        self.url = url

    def order(self, **order: Any) -> Any:
        """Order something as the panel does; gives what the server said."""
        return self.control.evaluate("(order) => window.order(JSON.stringify(order))", order)

    def tell(self, **order: Any) -> None:
        """Have the pages told something, which the server only passes on."""
        self.control.evaluate("(order) => window.tell(JSON.stringify(order))", order)

    def set(self, **settings: Any) -> None:
        """Change settings while a program runs."""
        assert self.order(settings=settings)["type"] == "simulation"

    def open(self, host: str, query: str = "", **settings: Any) -> Program:
        """Open the program under a host, with everything allowed that a test does not forbid.

        The one that was open is closed.
        """
        for page in self.profile.pages:
            if page != self.control:
                page.close()
        self.set(**{name: value for name, value in DEFAULTS.items() if name != "answers"})
        outcomes = {"pay": {"outcome": "success"}, "share": {"outcome": "success"}}
        said = self.order(host=host, settings={**ALLOWED, **outcomes, **settings})
        assert said["host"] == host
        page = self.profile.new_page()
        page.goto(f"{self.url}{query}")
        return Program(page)

    def told(self, kind: str) -> list[Any]:
        """Give what pages told of one kind, as the panel sees it."""
        found: list[Any] = self.control.evaluate(
            "kind => told.filter((one) => one.kind === kind)", kind
        )
        return found


@contextmanager
def simulating(
    folder: Path,
    profile: BrowserContext,
    files: dict[str, str | bytes] | None = None,
    tags: str = "",
) -> Iterator[Simulated]:
    """Preview a small program with mini.js, and with `tags` before it."""
    pages: dict[str, str | bytes] = {"index.html": PAGE.format(tags), **(files or {})}
    with previewing(write_project(folder, pages, hosts=MEMBERS)) as preview:
        control = profile.new_page()
        # a file of the host page's origin: the page itself would follow each order with a program
        control.goto(f"{preview.url}_miniprog/client/chevron.svg")
        control.evaluate(CONTROL)
        yield Simulated(control, profile, f"{preview.program_url}index.html")
