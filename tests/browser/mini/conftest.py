"""A program with mini.js, opened as a host's web view opens it: over https, under a strict CSP.

Chromium, and not node, runs these tests: hosts' web views are browsers, and what mini.js falls back
to (dialogs, storage, the clipboard) is the browser's.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from miniprog_cli.core.project import open_project
from miniprog_cli.core.runtime import mini_js
from tests.conftest import ProjectMaker

ADDRESS = "https://program.test/"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = '<!doctype html><html lang="en"><title>Quiz</title>{}<script src="mini.js"></script><p>Hello'
AGENT = "Mozilla/5.0 (Linux; Android 14) PhonePe Zalo Paytm AppContainer miniProgram"

SETTLED = """async () => {
    try { return {value: await (%s) ?? null}; }
    catch (error) {
        return {name: error.name, code: error.code, host: error.host,
                hostCode: error.hostCode ?? null, message: error.message};
    }
}"""


class Program:
    """A program that is open in a browser; `page` is its page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def call(self, expression: str) -> Any:
        """Give what a call resolves with, or its error as a dict with `code`."""
        found = self.page.evaluate(SETTLED % expression)
        return found.get("value", found)

    def asked(self) -> list[Any]:
        """Give what the fake of the host was asked for."""
        found: list[Any] = self.page.evaluate("asked")
        return found

    def says(self, what: str) -> None:
        """Have the fake say ``yes``, ``no`` (the user closes it), something else, or ``never``."""
        self.page.evaluate("what => { says = what; }", what)


Opened = Callable[..., Program]


@pytest.fixture
def program(chromium: Browser, project: ProjectMaker) -> Iterator[Opened]:
    """Open a program for a host: ``program("telegram")``; `before` are scripts that run before."""
    contexts = []

    def opened(
        host: str = "generic",
        *,
        before: tuple[str | Path, ...] = (),
        members: dict[str, Any] | None = None,
        query: str = "",
        files: dict[str, str] | None = None,
        clock: bool = False,
    ) -> Program:
        context = chromium.new_context(user_agent=AGENT if host != "generic" else None)
        contexts.append(context)
        manifest = open_project(project(hosts={host: members or {}})).manifest
        scripts = {f"{n}.js": _text(one) for n, one in enumerate(before)}
        tags = "".join(f'<script src="{name}"></script>' for name in scripts)
        served = {
            "": PAGE.format(tags),
            "mini.js": mini_js(manifest, host).decode(),
            **scripts,
            **(files or {}),
        }

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ADDRESS).partition("?")[0].partition("#")[0]
            if path not in served:
                route.fulfill(status=404)
                return
            kind = "text/javascript" if path.endswith(".js") else "text/html"
            kind = "application/json" if path.endswith(".json") else kind
            headers = {"Content-Security-Policy": STRICT, "Content-Type": kind}
            route.fulfill(body=served[path], headers=headers)

        context.route("**/*", answer)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if clock:
            page.clock.install()
        page.goto(f"{ADDRESS}{query}")
        return Program(page)

    yield opened
    for context in contexts:
        context.close()


def _text(script: str | Path) -> str:
    return script.read_text(encoding="utf-8") if isinstance(script, Path) else script
