"""Open every page of a native program in a browser without a window, and say what came of each."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from pathlib import Path
from typing import Literal, cast

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.chromium.devtools import CommandFailed, DevTools
from miniprog_cli.preview.chromium.program import started
from miniprog_cli.preview.chromium.tab import Screen, ScriptFailed, Tab
from miniprog_cli.preview.native.arrival import arrived
from miniprog_cli.preview.native.awake import awake
from miniprog_cli.preview.screenshot import BARE

Result = Literal["clean", "errors", "blank"]

TIME = 15.0
"""Seconds that one page may take."""
PHONE = Screen(375, 667)
_MOST = 20
"""Errors that are kept of one page."""

_OUTCOME = """
async () => {
  const root = document.documentElement;
  const known = globalThis[Symbol.for("miniprog")];
  if (!root.dataset.ready) return { errors: ["not ready in time"], failed: [], ready: null, shown: 0 };
  // what a page does right after it is ready belongs to it
  await new Promise((r) => setTimeout(r, 250));
  const shown = [...document.querySelectorAll("wx-page:not([hidden]) *")].filter((each) => {
    const { width, height } = each.getBoundingClientRect();
    return width > 0 && height > 0;
  });
  const { errors, failed } = known;
  return {
    errors: errors.map(String), failed: [...new Set(failed.map(String))],
    ready: Number(root.dataset.ready), shown: shown.length,
  };
}
"""


class Crawled(NamedTuple):
    """What came of one page; `ready_ms` is from its address to the page, None where it never was."""

    page: str
    result: Result
    errors: tuple[str, ...]
    ready_ms: int | None
    failed_calls: tuple[str, ...] = ()
    """What the host answered that was no success, and that the program did not look at."""


_WAITED = 2 / 3
"""The part of the time in which a page is to be there."""


async def crawl(
    program_url: str,
    pages: Mapping[str, str],
    *,
    time: float = TIME,
    pictures: Path | None = None,
) -> AsyncGenerator[Crawled, None]:
    """Open pages of a program that is previewed at an address, one after the other.

    `pages` has the query of each, which may be empty; `pictures` is a folder for a PNG of each page.

    Raises:
        NoBrowser: there is no Chromium.
    """
    async with started() as tools:
        for page, query in pages.items():
            url = f"{program_url}{page}{'?' if query else ''}{query}"
            yield await _page(tools, url, page, time=time, pictures=pictures)


async def _page(
    tools: DevTools, url: str, page: str, *, time: float, pictures: Path | None
) -> Crawled:
    """Open one page in a tab of its own: one that never ends must not keep the next from opening."""
    try:
        async with awake(time), Tab.opened(tools, PHONE) as tab:
            return await _looked_at(tab, url, page, time=time, pictures=pictures)
    except TimeoutError:
        return Crawled(page, "blank", (f"no answer within {time:.0f} seconds",), None)
    except (CommandFailed, ScriptFailed) as error:
        return Crawled(page, "blank", (error.message,), None)


async def _looked_at(
    tab: Tab, url: str, page: str, *, time: float, pictures: Path | None
) -> Crawled:
    tab.dismisses_dialogs()
    await tab.send("Page.navigate", url=url)
    await tab.arrived()
    # what a page that does not come has to say is heard in what is left
    await arrived(tab, PHONE, patience=time * _WAITED)
    told = cast("dict[str, object]", await tab.call(_OUTCOME))
    errors, failed = (
        tuple(str(each) for each in cast("list[object]", told[name]))[:_MOST]
        for name in ("errors", "failed")
    )
    shown, ready = cast("int", told["shown"]), cast("float | None", told["ready"])
    if pictures:
        await tab.evaluate(BARE)
        drawn = await tab.screenshot()
        await asyncio.to_thread((pictures / f"{page.replace('/', '.')}.png").write_bytes, drawn)
    result: Result = "blank" if not shown else "errors" if errors else "clean"
    return Crawled(page, result, errors, None if ready is None else round(ready), failed)


def summary(found: Iterable[Crawled]) -> dict[str, object]:
    """Count results, and give the median of the times."""
    every = tuple(found)
    times = sorted(each.ready_ms for each in every if each.ready_ms is not None)
    counts = {
        name: sum(each.result == name for each in every) for name in ("clean", "errors", "blank")
    }
    return {**counts, "ready_ms_median": times[len(times) // 2] if times else None}
