"""Play a recorded session again, without a window, and say where the program differs."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from typing import cast

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.preview.addresses import Options
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools
from miniprog_cli.preview.chromium.tab import ScriptFailed, Tab
from miniprog_cli.preview.events import Console, Event, Ready
from miniprog_cli.preview.recording import Recording, Step
from miniprog_cli.preview.screenshot import DESKTOP, screen_of
from miniprog_cli.preview.session import serve
from miniprog_cli.preview.simulation.orders import Order

PATIENCE = 5.0
"""Seconds for the program to show what it showed when it was recorded."""
DEVICE = "phone"
MOST_FAULTS = 3
"""Errors of the program that are told with what differs: the latest."""

_LOCATE = "(...values) => import('/_miniprog/client/locate.js').then((m) => m.{name}(...values))"
_HEARD = "import('/_miniprog/client/player.js').then((m) => m.isAnswering({answers}))"
_CALLS = ("tap", "fill", "at")
"""Steps that can lead to calls; what is answered to those comes behind them."""


class Outcome(NamedTuple):
    """How a session went; `step` is the number of the one that differs, from 1."""

    steps: int
    step: int | None = None
    message: str | None = None
    notes: tuple[str, ...] = ()
    """What helps to see why it differs."""


async def replay(project: Project, recording: Recording, tools: DevTools) -> Outcome:
    """Preview the project and do in it what was recorded.

    Raises:
        UnknownHost: the recording is for a host that there is not.
        CommandFailed: the browser is gone.
    """
    options = Options(frame=False, host=recording.host or None)
    orders: list[Callable[[Order], None]] = []
    async with aclosing(serve(project, options, controlled=orders.append)) as events:
        ready = await _ready(events)
        said: list[Console] = []
        hearing = asyncio.create_task(_hear(events, said))
        try:
            outcome = await _play(ready, recording, tools, orders[0])
        finally:
            hearing.cancel()
            await asyncio.wait([hearing])
    return outcome._replace(notes=_notes(recording, outcome, said))


async def _ready(events: AsyncGenerator[Event, None]) -> Ready:
    async for event in events:
        if isinstance(event, Ready):
            return event
    raise AssertionError("a preview that ends before it is ready raises")


async def _hear(events: AsyncGenerator[Event, None], said: list[Console]) -> None:
    """Keep what goes wrong in the program: it may be why something is not shown."""
    async for event in events:
        if isinstance(event, Console) and event.fault:
            said.append(event)  # noqa: PERF401 - each as it comes, for it is read before the end


def _notes(recording: Recording, outcome: Outcome, said: list[Console]) -> tuple[str, ...]:
    """Say what was done last before something differed, and what went wrong in the program."""
    if outcome.step is None:
        return ()
    before = list(enumerate(recording.steps[: outcome.step - 1], start=1))
    done = [(number, step) for number, step in before if step["do"] in ("tap", "fill")]
    last = [f"the last that was done is step {number}: {_did(step)}" for number, step in done[-1:]]
    return (*last, *(f"in the program: {_placed(fault)}" for fault in said[-MOST_FAULTS:]))


def _did(step: Step) -> str:
    written = f" with {_quoted(str(step['value']))}" if step["do"] == "fill" else ""
    return f"{step['do']} {_named(step['on'])}{written}"


def _placed(fault: Console) -> str:
    place = f"{fault.file}:{fault.line}:{fault.column}: " if fault.line else ""
    return f"{place}{fault.text}"


async def _play(
    ready: Ready, recording: Recording, tools: DevTools, order: Callable[[Order], None]
) -> Outcome:
    order(Order(settings=recording.settings))
    async with Tab.opened(tools, DESKTOP) as tab:
        await tab.use(await screen_of(tab, ready.program_url, DEVICE))
        player = _Player(tab, ready.program_url)
        for number, step in enumerate(recording.steps, start=1):
            if step["do"] in _CALLS:
                answers = _answers(recording.steps[number:])
                order(Order(settings={"answers": answers}))
                player.answers |= answers
            message = await player.play(step, is_first=number == 1)
            if message:
                return Outcome(len(recording.steps), number, message)
    return Outcome(len(recording.steps))


def _answers(later: tuple[Step, ...]) -> dict[str, object]:
    """Give the answers that were recorded before something else was done; the first of each."""
    found: dict[str, object] = {}
    for step in later:
        if step["do"] in _CALLS:
            break
        if step["do"] == "answer" and "error" in step:
            found.setdefault(str(step["api"]), {"error": step["error"]})
        elif step["do"] == "answer":
            found.setdefault(str(step["api"]), {"value": step.get("value")})
    return found


class _Player:
    """Does the steps in one page; each gives what is other than recorded, None where nothing is."""

    def __init__(self, tab: Tab, url: str) -> None:
        self._tab = tab
        self._url = url
        self.answers: dict[str, object] = {}
        """What the simulated host has been told to answer."""

    async def play(self, step: Step, *, is_first: bool) -> str | None:
        """Do one step."""
        if step["do"] == "at" and is_first:
            await self._tab.go(self._url + str(step["page"]).removeprefix("/"))
            return None
        message = None
        match step["do"]:
            case "at":
                message = await self._at(str(step["page"]))
            case "tap":
                message = await self._tap(step["on"])
            case "fill":
                message = await self._fill(step["on"], str(step["value"]))
            case "see":
                message = await self._see(str(step["text"]))
            case _:
                pass  # an answer, given already
        return message

    async def _at(self, page: str) -> str | None:
        here = "location.pathname + location.search + location.hash"
        if await self._until(lambda: self._tab.evaluate(f"({here}) === {_quoted(page)}")):
            return None
        return f"the page is {await self._tab.evaluate(here)}; it was {page}"

    async def _answering(self) -> None:
        """Wait until the page has heard what is to be answered: that comes over its socket."""
        asked = _HEARD.replace("{answers}", json.dumps(self.answers))
        await self._until(lambda: self._tab.evaluate(asked))

    async def _tap(self, on: object) -> str | None:
        await self._answering()
        place = await self._until(lambda: self._located("reach", on))
        if place is None:
            return f"there is nothing to tap: {_named(on)}{await self._alike(on)}"
        at = cast("dict[str, float]", place)
        await self._tab.click(at["x"], at["y"])
        return None

    async def _fill(self, on: object, value: str) -> str | None:
        await self._answering()
        found = await self._until(lambda: self._located("fill", on, value))
        if found is None:
            return f"there is nothing to fill: {_named(on)}{await self._alike(on)}"
        if found == "focused":
            await self._tab.write(value)
            await self._located("leave", on)
        return None

    async def _alike(self, on: object) -> str:
        """Name what could be meant instead."""
        found = cast("list[object]", await self._located("alike", on) or [])
        return f"; there are: {', '.join(map(_named, found))}" if found else ""

    async def _see(self, text: str) -> str | None:
        async def seen() -> object:
            lines = await self._located("texts")
            return isinstance(lines, list) and text in lines

        if await self._until(seen):
            return None
        shown = cast("list[str]", await self._located("texts") or [])
        return f"{text!r} is not shown; the page says: {' / '.join(shown)[:300] or 'nothing'}"

    async def _located(self, name: str, *values: object) -> object:
        return await self._tab.call(_LOCATE.replace("{name}", name), *values)

    async def _until(self, ask: Callable[[], Awaitable[object]]) -> object:
        """Ask again and again until there is an answer; None after `PATIENCE`."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while loop.time() < until:
            with suppress(ScriptFailed, CommandFailed):  # a page on its way to another one
                if found := await ask():
                    return found
            await asyncio.sleep(0.05)
        return None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _named(on: object) -> str:
    """Name an element as a person reads it: ``button "Pay"``, or ``second #row``."""
    fields = cast("dict[str, object]", on)
    name = fields.get("name", fields.get("text"))
    kind = fields.get("role", fields.get("tag", "text"))
    said = f"{kind} {_quoted(str(name))}" if name else str(kind)
    said = next(
        (f"{each} {_quoted(str(fields[each]))}" for each in ("test", "id") if each in fields), said
    )
    nth = fields.get("nth")
    return f"{said} (number {nth + 1})" if isinstance(nth, int) and nth else said
