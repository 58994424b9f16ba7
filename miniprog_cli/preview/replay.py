"""Play a recorded session again, without a window, and say where the program differs."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from datetime import UTC, datetime

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.preview.addresses import Options
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools
from miniprog_cli.preview.chromium.tab import LOAD, Screen, ScriptFailed, Tab
from miniprog_cli.preview.events import Console, Event, Ready
from miniprog_cli.preview.player import PATIENCE, Player
from miniprog_cli.preview.recording import Recording
from miniprog_cli.preview.screenshot import DESKTOP, screen_of
from miniprog_cli.preview.session import serve
from miniprog_cli.preview.simulation.orders import Order
from miniprog_cli.preview.simulation.settings import Settings
from miniprog_cli.preview.steps import ACTIONS, SAMPLED, Step, story

DEVICE = "phone"
MOST_FAULTS = 3
"""Errors of the program that are told with what differs: the latest."""
STUCK = 10.0
"""Seconds beyond its patience after which a page that answers nothing is given up."""
PICTURE = 10.0
"""Seconds for a picture of what differs."""
ENDLESS = "the page does not answer any more: a script may run without an end"

_STORE = (
    "(stored) => { for (const [key, each] of Object.entries(stored)) localStorage[key] = each; }"
)
_CLOCK = """((offset) => {
  const Real = Date;
  const now = () => Real.now() + offset;
  globalThis.Date = new Proxy(Real, {
    construct: (_, given, own) => Reflect.construct(Real, given.length ? given : [now()], own),
    apply: () => new Real(now()).toString(),
    get: (_, name) => (name === "now" ? now : Real[name]),
  });
  Real.prototype.constructor = Date;
})"""
"""The program's clock: that of the machine, but for a constant difference."""


class Outcome(NamedTuple):
    """How a session went; `step` is the number of the one that differs, from 1."""

    steps: int
    step: int | None = None
    message: str | None = None
    notes: tuple[str, ...] = ()
    """What helps to see why it differs."""
    line: int | None = None
    """Where that step is in the file."""
    picture: bytes | None = None
    """What the page looks like there, as a PNG."""
    seconds: float = 0.0


async def replay(
    project: Project, recording: Recording, tools: DevTools, *, draws: bool = False
) -> Outcome:
    """Preview the project and do in it what was recorded; `draws` the page where that differs.

    Raises:
        UnknownHost: the recording is for a host that there is not.
        CommandFailed: the browser is gone.
    """
    seed = recording.begun.get("seed")
    options = Options(
        frame=False, host=recording.host, seed=seed if isinstance(seed, int) else None
    )
    orders: list[Callable[[Order], None]] = []
    began = time.monotonic()
    async with aclosing(serve(project, options, controlled=orders.append)) as events:
        ready = await _ready(events)
        said: list[Console] = []
        hearing = asyncio.create_task(_hear(events, said))
        try:
            outcome = await _play(project, ready, recording, tools, orders[0], draws=draws)
        finally:
            hearing.cancel()
            await asyncio.wait([hearing])
    notes = _notes(recording, outcome, said)
    if outcome.step and project.manifest.preview.command and not project.has_root:
        notes = (*notes, "the program is not built: tests do not run preview.command")
    return outcome._replace(notes=notes, seconds=round(time.monotonic() - began, 2))


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
    last = story(recording.steps, outcome.step)
    faults = (f"in the program: {_placed(fault)}" for fault in said[-MOST_FAULTS:])
    return (*filter(None, [last]), *faults)


def _placed(fault: Console) -> str:
    place = f"{fault.file}:{fault.line}:{fault.column}: " if fault.line else ""
    return f"{place}{fault.text}"


async def _play(
    project: Project, ready: Ready, recording: Recording, tools: DevTools,
    order: Callable[[Order], None], *, draws: bool,
) -> Outcome:  # fmt: skip
    order(Order(settings=recording.settings))
    steps = recording.steps
    async with Tab.apart(tools, DESKTOP) as tab:
        player = Player(tab, ready.program_url, project)
        await tab.hears_choosers()
        await _prepare(tab, ready, recording)
        for number, step in enumerate(steps, start=1):
            if step["do"] in ACTIONS:
                later = _led(steps[number:])
                settings = _answers(later)
                order(Order(settings=settings))
                player.is_set(settings)
                player.expect([each for each in later if each["do"] == "dialog"])
            message = await _done(player, step, tools, is_first=number == 1)
            if message:
                line = recording.lines[number - 1] if recording.lines else None
                # a page in an endless loop gives none
                picture = await _picture(tab) if draws and message != ENDLESS else None
                return Outcome(len(steps), number, message, line=line, picture=picture)
    return Outcome(len(steps))


async def _done(player: Player, step: Step, tools: DevTools, *, is_first: bool) -> str | None:
    """Do a step, and take a page that is lost for one that differs."""
    within = step.get("within", PATIENCE)
    patience = float(within) if isinstance(within, int | float) else PATIENCE
    loading = LOAD if step["do"] in ("at", "open", "reload") else 0.0
    try:
        async with asyncio.timeout(patience + loading + STUCK):
            return await player.play(step, is_first=is_first)
    except TimeoutError:
        return ENDLESS
    except (CommandFailed, ScriptFailed) as error:
        if tools.is_gone:
            raise
        return f"the page cannot be asked: {error.message}"


async def _picture(tab: Tab) -> bytes | None:
    with suppress(CommandFailed, TimeoutError):
        return await asyncio.wait_for(tab.screenshot(), PICTURE)
    return None


async def _prepare(tab: Tab, ready: Ready, recording: Recording) -> None:
    """Give the browser what the one had in which the session was recorded."""
    usual = await screen_of(tab, ready.program_url, DEVICE)
    wide_high = recording.screen
    await tab.use(Screen(*wide_high, mobile=False) if wide_high else usual)
    begun = recording.begun
    # one that a person wrote, or that this browser does not know, is left out
    with suppress(CommandFailed):
        if "timezone" in begun:
            await tab.send("Emulation.setTimezoneOverride", timezoneId=begun["timezone"])
        if "locale" in begun:
            await tab.send("Emulation.setLocaleOverride", locale=begun["locale"])
    if recording.storage:
        await tab.call(_STORE, recording.storage)
    if recording.moment:
        offset = (recording.moment - datetime.now(UTC)).total_seconds() * 1000
        source = f"{_CLOCK}({json.dumps(offset)});"
        await tab.send("Page.addScriptToEvaluateOnNewDocument", source=source)


def _led(later: tuple[Step, ...]) -> list[Step]:
    """Give the steps before something else is done."""
    end = next((at for at, step in enumerate(later) if step["do"] in ACTIONS), len(later))
    return list(later[:end])


def _answers(later: list[Step]) -> Settings:
    """Set what was answered there, the first of each; what is a sample is allowed."""
    answers: dict[str, object] = {}
    sampled: set[str] = set()
    for step in later:
        api = str(step.get("api"))
        if step["do"] != "answer":
            continue
        if "error" in step:
            answers.setdefault(api, {"error": step["error"]})
        elif step.get("sample") and api in SAMPLED:
            sampled.add(api)
        else:
            answers.setdefault(api, {"value": step.get("value")})
    if not sampled:
        return {"answers": answers}
    permissions: dict[str, object] = dict.fromkeys(SAMPLED, "allow")
    return {"answers": answers, "permissions": permissions, "photo": {"source": "sample"}}
