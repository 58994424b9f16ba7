"""One page in a browser without a window: of a device's size, opened, asked, tapped and drawn."""

import asyncio
import base64
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import cast

from miniprog_cli.core.errors import MachineError
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools, Fields
from miniprog_cli.preview.chromium.hand import Hand

LOAD = 30.0
"""Seconds for a page to load."""
QUIET = 0.3
"""Seconds without a request after which what a page shows is taken to be there."""
CALM = 2.0
"""Seconds that a page is given to do what it has begun: one that asks without an end is not waited for."""


_AT_REST = "new Promise((rest) => requestIdleCallback(() => rest(true), { timeout: 500 }))"


class Screen(NamedTuple):
    """A device's screen; lengths in CSS pixels."""

    width: int
    height: int
    ratio: float = 1.0
    mobile: bool = True


class Dialog(NamedTuple):
    """What a page asks through the browser: `kind` is ``alert``, ``confirm``, ``prompt`` or another."""

    kind: str
    text: str


class Reply(NamedTuple):
    """How that is answered."""

    accept: bool
    promptText: str | None = None


class ScriptFailed(MachineError):
    """A script in the page threw."""


class Tab:
    """A page."""

    def __init__(self, tools: DevTools, session: str) -> None:
        self._tools = tools
        self.hand = Hand(self.send)
        self._session = session
        self._loaded = asyncio.Event()
        self._busy: set[str] = set()
        self._since = 0.0
        self._has_document = False
        self.chooser: object = None
        """What asked last for files, where that is heard: a node of the browser's."""
        self._answered: Callable[[Dialog], Reply] | None = None
        self._tasks: set[asyncio.Task[Fields]] = set()

    @classmethod
    @asynccontextmanager
    async def apart(cls, tools: DevTools, screen: Screen) -> AsyncGenerator["Tab", None]:
        """Open an empty page that shares neither storage nor anything else with another one."""
        found = await tools.send("Target.createBrowserContext", disposeOnDetach=True)
        context = str(found["browserContextId"])
        try:
            async with cls.opened(tools, screen, context=context) as tab:
                yield tab
        finally:
            tools.post("Target.disposeBrowserContext", browserContextId=context)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls, tools: DevTools, screen: Screen, context: str | None = None
    ) -> AsyncGenerator["Tab", None]:
        """Open an empty page; `context` is one of the browser's profiles, None the usual one."""
        within = {"browserContextId": context} if context else {}
        target = await tools.send("Target.createTarget", None, url="about:blank", **within)
        found = await tools.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        tab = cls(tools, str(found["sessionId"]))
        tools.listeners.append(tab.hear)
        try:
            for domain in ("Page", "Network", "Runtime"):
                await tab.send(f"{domain}.enable")
            await tab.use(screen)
            yield tab
        finally:
            tools.listeners.remove(tab.hear)
            # not waited for: a page in an endless loop takes its time
            tools.post("Target.closeTarget", targetId=target["targetId"])

    async def send(self, method: str, **params: object) -> Fields:
        """Give a command for this page."""
        return await self._tools.send(method, self._session, **params)

    async def use(self, screen: Screen) -> None:
        """Take the size of a device."""
        await self.send(
            "Emulation.setDeviceMetricsOverride",
            width=screen.width, height=screen.height, deviceScaleFactor=screen.ratio,
            mobile=screen.mobile,
        )  # fmt: skip

    async def go(self, url: str) -> None:
        """Open an address and wait until it is loaded.

        Raises:
            CommandFailed: nobody answers there.
        """
        await self._load("Page.navigate", url, url=url)

    async def reload(self) -> None:
        """Load the page again, and wait as `go` does."""
        await self._load("Page.reload", "the page")

    async def _load(self, command: str, name: str, **params: object) -> None:
        self._loaded.clear()
        self._busy.clear()
        found = await self.send(command, **params)
        if "errorText" in found:
            raise CommandFailed(str(found["errorText"]))
        if found and "loaderId" not in found:
            return  # only another fragment of the same document
        try:
            await asyncio.wait_for(self._loaded.wait(), LOAD)
        except TimeoutError:
            raise CommandFailed(f"{name} did not load in {LOAD:.0f} seconds") from None

    async def arrived(self) -> None:
        """Wait until the document that was asked for is there, and the scripts it waits for have run."""
        while not self._has_document:
            await asyncio.sleep(0.002)

    def dismisses_dialogs(self) -> None:
        """Close the browser's own dialogs, which would keep the page from going on."""
        self._answered = lambda _: Reply(accept=False)

    def answers_dialogs(self, answer: "Callable[[Dialog], Reply]") -> None:
        """Answer the browser's own dialogs."""
        self._answered = answer

    async def calm(self) -> None:
        """Wait until the scripts that have begun are at rest, and what they asked for is there."""
        loop = asyncio.get_running_loop()
        until = loop.time() + CALM
        while True:
            await self.evaluate(_AT_REST)
            if not self._busy or loop.time() > until:
                return
            await asyncio.sleep(0.02)

    async def settled(self) -> None:
        """Wait until nothing has been asked for for a moment, and fonts are there."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LOAD
        while loop.time() < until and (self._busy or loop.time() - self._since < QUIET):
            await asyncio.sleep(0.02)
        await self.evaluate("document.fonts.ready.then(() => true)")

    async def evaluate(self, script: str) -> object:
        """Run a script in the page and wait for what it gives, as JSON has it.

        Raises:
            ScriptFailed: it threw.
        """
        found = await self.send(
            "Runtime.evaluate",
            expression=script, awaitPromise=True, returnByValue=True, userGesture=True,
        )  # fmt: skip
        thrown = cast("Fields | None", found.get("exceptionDetails"))
        if thrown:
            error = cast("Fields", thrown.get("exception", {}))
            raise ScriptFailed(str(error.get("description") or thrown.get("text")))
        return cast("Fields", found["result"]).get("value")

    async def call(self, function: str, *values: object) -> object:
        """Call a function of JavaScript with some values."""
        return await self.evaluate(f"({function})(...{json.dumps(values)})")

    async def hears_choosers(self) -> None:
        """Have no dialog opened where a page asks for files, and keep what asked in `chooser`."""
        await self.send("Page.setInterceptFileChooserDialog", enabled=True)

    async def node(self, function: str, *values: object) -> object:
        """Give the node of the browser's for the element that a function gives; None without one."""
        script = f"({function})(...{json.dumps(values)})"
        found = await self.send("Runtime.evaluate", expression=script, awaitPromise=True)
        given = cast("Fields", found["result"])
        if "objectId" not in given:
            return None
        described = await self.send("DOM.describeNode", objectId=given["objectId"])
        return cast("Fields", described["node"])["backendNodeId"]

    async def give(self, node: object, files: list[str]) -> None:
        """Choose files in a field."""
        await self.send("DOM.setFileInputFiles", files=files, backendNodeId=node)

    async def screenshot(self) -> bytes:
        """Draw the page as a PNG."""
        found = await self.send("Page.captureScreenshot", format="png")
        return base64.b64decode(str(found["data"]))

    def hear(self, name: str, said: Fields, session: str) -> None:
        """Take an event, if it is of this page."""
        if session != self._session or self.hand.hear(name, said):
            return
        if name == "Page.loadEventFired":
            self._loaded.set()
        elif name == "Page.fileChooserOpened":
            self.chooser = said.get("backendNodeId")
            return
        elif name == "Page.domContentEventFired":
            self._has_document = True
            return
        elif name == "Page.javascriptDialogOpening" and self._answered:
            dialog = Dialog(str(said.get("type")), str(said.get("message")))
            reply = {name: each for name, each in self._answered(dialog)._asdict().items() if each}
            task = asyncio.ensure_future(
                self.send("Page.handleJavaScriptDialog", **{"accept": False, **reply})
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        elif name == "Network.requestWillBeSent":
            self._busy.add(str(said.get("requestId")))
        elif name in ("Network.loadingFinished", "Network.loadingFailed"):
            self._busy.discard(str(said.get("requestId")))
        else:
            return
        self._since = asyncio.get_running_loop().time()
