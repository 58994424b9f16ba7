"""Do the steps of a session in a page, one by one, and say what is other than recorded."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import cast

from miniprog_cli.preview.chromium import keys
from miniprog_cli.preview.chromium.devtools import CommandFailed, Fields
from miniprog_cli.preview.chromium.tab import Dialog, Reply, ScriptFailed, Tab
from miniprog_cli.preview.simulation.settings import Settings
from miniprog_cli.preview.steps import Step, named, quoted, said, why

PATIENCE = 10.0
"""Seconds for the program to show what it showed when it was recorded; `within` of a step sets others."""
ARRIVAL = 1.5
"""Seconds after which a page that has the address counts as the one that was come to."""
MOST_SHOWN = 300
"""Characters of what the page says instead."""

_CALL = "(...values) => import('/_miniprog/client/player.js').then((m) => m.{name}(...values))"
_INDEX = "navigation.currentEntry?.index ?? 0"
_STATUS = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
_ERROR = 400


class Player:
    """Does the steps in one page; each gives what is other than recorded, None where nothing is."""

    def __init__(self, tab: Tab, url: str) -> None:
        self._tab = tab
        self._url = url.removesuffix("/")
        self._patience = PATIENCE
        self._document: object = None
        """Which one was come to last, by the moment it began."""
        self._expected: list[Step] = []
        self._asked: list[Dialog] = []
        self._settings: Settings = {}
        """What the simulated host has been set to."""
        tab.answers_dialogs(self._answer)

    def is_set(self, settings: Settings) -> None:
        """Hear how the simulated host is set: the page is to know before anything is done in it."""
        for group, values in settings.items():
            self._settings[group] = {**self._settings.get(group, {}), **values}

    def expect(self, dialogs: list[Step]) -> None:
        """Take the dialogs of the browser's own that the next step leads to, in their order."""
        self._expected = dialogs
        self._asked.clear()

    async def play(self, step: Step, *, is_first: bool = False) -> str | None:
        """Do one step."""
        within = step.get("within", PATIENCE)
        self._patience = float(within) if isinstance(within, int | float) else PATIENCE
        page = str(step.get("page"))
        match step["do"]:
            case "at" if not is_first:
                return await self._at(page)
            case "at" | "open":
                return await self._open(page)
            case "see" | "gone" | "dialog" | "answer":
                return await self._look(step)
            case _:
                return await self._act(step)

    async def _act(self, step: Step) -> str | None:
        await self._answering()
        with suppress(ScriptFailed):
            await self._call("begin")
        message = None
        match step["do"]:
            case "reload":
                await self._tab.reload()
                await self._arrived()
            case "go":
                message = await self._go(cast("int", step["by"]))
            case "fill":
                message = await self._fill(step)
            case "press":
                message = await self._press(step)
            case "drag":
                message = await self._drag(step)
            case "scroll":
                message = await self._done(step, "scroll", step.get("on"), step["to"])
            case _:
                message = await self._point(step)
        return message

    # -- pages

    async def _open(self, page: str) -> str | None:
        await self._tab.go(f"{self._url}/{page.removeprefix('/')}")
        await self._arrived()
        status = await self._tab.evaluate(_STATUS)
        if isinstance(status, int) and status >= _ERROR:
            return f"there is no page {page}: the preview answers with {status}"
        return None

    async def _arrived(self) -> None:
        self._document = await self._tab.evaluate("performance.timeOrigin")

    async def _at(self, page: str) -> str | None:
        loop = asyncio.get_running_loop()
        since = loop.time()

        async def there() -> bool:
            if await self._call("here") != page:
                return False
            is_new = await self._tab.evaluate("performance.timeOrigin") != self._document
            return is_new or loop.time() - since > ARRIVAL

        if await self._until(there):
            await self._arrived()
            return None
        return f"the page is {await self._call('here')}; it was {page}"

    async def _go(self, by: int) -> str | None:
        before = cast("int", await self._tab.evaluate(_INDEX))
        await self._tab.evaluate(f"void history.go({by})")
        wanted = f"({_INDEX}) === {before + by}"
        if await self._until(lambda: self._tab.evaluate(wanted)):
            return None
        return f"there is no way {'back' if by < 0 else 'forward'} from here"

    # -- elements

    async def _point(self, step: Step) -> str | None:
        """Tap, hold or swipe."""
        place = await self._found(step, "reach", step["on"], step.get("at"))
        if isinstance(place, str):
            return place
        x, y = (float(cast("float", place[name])) for name in ("x", "y"))
        count, ms = step.get("count"), step.get("ms", 0)
        lasting = float(ms) if isinstance(ms, int | float) else 0.0
        if step["do"] == "tap":
            await self._tab.hand.click(x, y, count if isinstance(count, int) else 1)
        else:
            dx, dy = (float(each) for each in cast("list[float]", step.get("by", [0, 0])))
            await self._tab.hand.drag((x, y), (dx, dy), lasting or 600)
        return None

    async def _drag(self, step: Step) -> str | None:
        places: list[tuple[float, float]] = []
        # what the second brings into the window moves the first
        for name, is_still in (("on", False), ("to", True), ("on", True)):
            asked = {**step, "on": step[name]}
            place = await self._found(asked, "reach", step[name], None, is_still)
            if isinstance(place, str):
                return place
            places.append((float(cast("float", place["x"])), float(cast("float", place["y"]))))
        if await self._tab.hand.drag_to(places[2], places[1]):
            return None
        return f"{named(step['on'])} cannot be dragged"

    async def _fill(self, step: Step) -> str | None:
        value = step.get("value")
        if "env" in step and (value := os.environ.get(str(step["env"]))) is None:
            return f"set the environment variable {step['env']} to what is to be filled in here"
        found = await self._found(step, "fill", step["on"], value)
        if isinstance(found, str):
            return found
        if found["done"] == "focused":
            await self._tab.hand.write(str(value))
            await self._call("leave", step["on"])
        return None

    async def _press(self, step: Step) -> str | None:
        if not keys.known(str(step["key"])):
            return f"there is no key {step['key']}; name one as Enter, a or Control+k"
        if "on" in step and (wrong := await self._done(step, "focus", step["on"])):
            return wrong
        await self._tab.hand.press(keys.pressed(str(step["key"])))
        return None

    async def _done(self, step: Step, name: str, *values: object) -> str | None:
        found = await self._found(step, name, *values)
        return found if isinstance(found, str) else None

    async def _found(self, step: Step, name: str, *values: object) -> Fields | str:
        """Ask until it can be done; give what there is then, or say why it cannot."""
        last: Fields = {"why": "missing"}

        async def found() -> Fields | None:
            nonlocal last
            last = cast("Fields", await self._call(name, *values))
            return None if "why" in last else last

        answer = await self._until(found)
        return cast("Fields", answer) if answer else await self._why(step, last)

    async def _why(self, step: Step, found: Fields) -> str:
        if found["why"] == "missing":
            on = step.get("on")
            what = named(on) if on else "the page"
            return f"there is nothing to {step['do']}: {what}{await self._alike(on)}"
        return why(step, found)

    async def _alike(self, on: object) -> str:
        """Name what could be meant instead."""
        found = cast("list[object]", await self._call("alike", on) or [])
        return f"; there are: {', '.join(map(named, found))}" if found else ""

    # -- what is shown and asked

    async def _look(self, step: Step) -> str | None:
        text = str(step.get("text"))
        match step["do"]:
            case "see":
                return await self._see(text)
            case "gone":
                is_gone = await self._until(lambda: self._call("lacks", text))
                return None if is_gone else f"{quoted(text)} is still shown"
            case "dialog":
                return await self._dialog(text)
            case _:
                return None  # an answer, given already

    async def _see(self, text: str) -> str | None:
        if await self._until(lambda: self._call("saw", text)):
            return None
        from difflib import get_close_matches

        shown = cast("list[str]", await self._call("texts") or [])
        near = "".join(f"; nearest is {quoted(one)}" for one in get_close_matches(text, shown, n=1))
        says = " / ".join(shown)[:MOST_SHOWN] or "nothing"
        return f"{quoted(text)} is not shown{near}; the page says: {says}"

    async def _dialog(self, text: str) -> str | None:
        async def asked() -> bool:
            return any(each.text == text for each in self._asked)

        if await self._until(asked):
            return None
        others = ", ".join(quoted(each.text) for each in self._asked)
        return f"the program did not ask {quoted(text)}; it asked: {others or 'nothing'}"

    def _answer(self, dialog: Dialog) -> Reply:
        """Answer as was recorded; what was not asked then is not agreed to."""
        self._asked.append(dialog)
        expected = next((each for each in self._expected if each["text"] == dialog.text), None)
        if dialog.kind in ("alert", "beforeunload") or expected is None:
            return Reply(accept=dialog.kind in ("alert", "beforeunload"))
        self._expected.remove(expected)
        value = expected.get("value")
        return Reply(value not in (None, False), value if isinstance(value, str) else None)

    # -- the page's own part

    async def _answering(self) -> None:
        """Wait until the page has heard what is to be answered: that comes over its socket."""
        await self._until(lambda: self._call("knows", self._settings))

    async def _call(self, name: str, *values: object) -> object:
        return await self._tab.call(_CALL.replace("{name}", name), *values)

    async def _until(self, ask: Callable[[], Awaitable[object]]) -> object:
        """Ask again and again until there is an answer; None after a while."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while True:
            with suppress(ScriptFailed, CommandFailed):  # a page on its way to another one
                if found := await ask():
                    return found
            if loop.time() > until:
                return None
            await asyncio.sleep(0.05)


def story(steps: tuple[Step, ...], number: int) -> str | None:
    """Say what was done last before a step, counted from 1."""
    quiet = ("see", "gone", "answer", "dialog")
    for at in range(number - 1, 0, -1):
        if steps[at - 1]["do"] not in quiet:
            return f"the last that was done is step {at}: {said(steps[at - 1])}"
    return None
