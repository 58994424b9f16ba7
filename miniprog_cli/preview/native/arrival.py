"""Wait until a page of a native program is there, on a device that is held as the page wants it."""

import asyncio

from miniprog_cli.preview.chromium.tab import Screen, Tab

_ARRIVED = """
async (patience) => {
  const root = document.documentElement;
  if (!document.querySelector("link[data-compiler]")) return null;
  const until = performance.now() + patience;
  while (!root.dataset.ready && performance.now() < until) await new Promise((r) => setTimeout(r, 10));
  if (!root.dataset.ready) return "not yet";
  return globalThis[Symbol.for("miniprog")]?.native.chrome.isWide();
}
"""
"""Gives nothing at once where the page is none of a native program."""

_DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

PATIENCE = 10.0
"""Seconds that the page may take; whether it was there in time the page says itself."""
_AT_ONCE = 1.0
"""Seconds that it is asked to wait: an answer that takes much longer counts as none."""


async def arrived(tab: Tab, screen: Screen, *, patience: float = PATIENCE) -> Screen:
    """Wait for the page; give the screen, which has been turned where the page is made for that."""
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    is_wide: object = "not yet"
    while is_wide == "not yet" and (left := until - loop.time()) > 0:
        is_wide = await tab.call(_ARRIVED, 1000 * min(left, _AT_ONCE))
    if is_wide is not True or not screen.mobile or screen.width > screen.height:
        return screen
    turned = screen._replace(width=screen.height, height=screen.width)
    await tab.use(turned)
    # as the host does, the page is told by what it can hear of its window
    await tab.evaluate(_DRAWN)
    return turned
