"""Do the steps of a session in a page, one by one, and say what is other than recorded."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import cast

from miniprog_cli.core.project import Project
from miniprog_cli.preview import chosen
from miniprog_cli.preview.chromium import keys
from miniprog_cli.preview.chromium.devtools import CommandFailed, Fields
from miniprog_cli.preview.chromium.tab import Dialog, Reply, ScriptFailed, Tab
from miniprog_cli.preview.simulation.settings import Settings
from miniprog_cli.preview.steps import Step, named, quoted, why

PATIENCE = 10.0
"""Seconds for the program to show what it showed when it was recorded; `within` of a step sets others."""
ARRIVAL = 1.5
"""Seconds after which a page that had the address before counts as the one that was come to."""
MOST_SHOWN = 300
"""Characters of what the page says instead."""

_CALL = "(...values) => import('/_miniprog/client/player.js').then((m) => m.{name}(...values))"
_FIELD = "(on) => import('/_miniprog/client/player.js').then((m) => m.find(on))"
_INDEX = "navigation.currentEntry?.index ?? 0"
_STATUS = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
_ERROR = 400


class Player:
    """Does the steps in one page; each gives what is other than recorded, None where nothing is."""

    def __init__(self, tab: Tab, url: str, project: Project) -> None:
        self._tab = tab
        self._project = project
        self._url = url.removesuffix("/")
        self._patience = PATIENCE
        self._document: object = None
        """Which one was come to last, by the moment it began."""
        self._before: object = None
        """The address of the page when something was done last."""
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
            self._before = await self._call("begin")
        if step["do"] != "choose":
            self._tab.chooser = None
        doing: Mapping[object, Callable[[Step], Awaitable[str | None]]] = {
            "reload": self._reload, "go": self._go, "fill": self._fill, "press": self._press,
            "choose": self._choose, "scroll": self._scroll,
        }  # fmt: skip
        return await doing.get(step["do"], self._aimed)(step)

    # -- pages

    async def _open(self, page: str) -> str | None:
        await self._tab.go(f"{self._url}/{page.removeprefix('/')}")
        await self._tab.calm()
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
            return is_new or page != self._before or loop.time() - since > ARRIVAL

        if await self._until(there):
            await self._arrived()
            return None
        return f"the page is {await self._call('here')}, not {page} as it was recorded"

    async def _reload(self, _: Step) -> None:
        await self._tab.reload()
        await self._tab.calm()
        await self._arrived()

    async def _go(self, step: Step) -> str | None:
        by = cast("int", step["by"])
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
        x, y = _place(place)
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
            places.append(_place(place))
        if await self._tab.hand.drag_to(places[2], places[1]):
            return None
        return f"{named(step['on'])} cannot be dragged"

    async def _aimed(self, step: Step) -> str | None:
        """Press something, again where it had moved away before it was met."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        press = self._drag if step["do"] == "drag" else self._point
        while True:
            wrong = await press(step)
            if not await self._missed():
                return wrong
            if loop.time() > until:
                return why(step, {"why": "moving"})

    async def _missed(self) -> bool:
        with suppress(ScriptFailed, CommandFailed):  # the press led to another page
            return bool(await self._call("missed"))
        return False

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

    async def _scroll(self, step: Step) -> str | None:
        return await self._done(step, "scroll", step.get("on"), step["to"])

    async def _choose(self, step: Step) -> str | None:
        """Choose files in what has asked for them, or in the field that the step names."""
        if lacking := chosen.lacking(self._project, [step]):
            where = chosen.folder(self._project)
            return f"there is no {where}/{lacking[0]} to choose: put a file of that name there"
        paths = [str(chosen.find(self._project, name)) for name in chosen.named(step)]

        last: Fields = {"why": "unasked"}

        async def asking() -> object:
            nonlocal last
            if self._tab.chooser:
                return self._tab.chooser
            if "on" in step:
                last = cast("Fields", await self._call("takes", step["on"], len(paths)))
            return None if "why" in last else await self._tab.node(_FIELD, step["on"])

        node = await self._until(asking)
        if node is None:
            return await self._why(step, last)
        await self._tab.give(node, paths)
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


def _place(found: Fields) -> tuple[float, float]:
    x, y = (float(cast("float", found[name])) for name in ("x", "y"))
    return x, y
