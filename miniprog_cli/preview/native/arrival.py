"""Wait until a page of a native program is there, on a device that is held as the page wants it."""

from miniprog_cli.preview.chromium.tab import Screen, Tab

_ARRIVED = """
async (patience) => {
  const root = document.documentElement;
  if (!document.querySelector("link[data-compiler]")) return null;
  const until = performance.now() + patience;
  while (!root.dataset.ready && performance.now() < until) await new Promise((r) => setTimeout(r, 10));
  return globalThis[Symbol.for("miniprog")]?.native.chrome.isWide();
}
"""
"""Gives nothing at once where the page is none of a native program."""

_DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

PATIENCE = 10_000
"""Milliseconds that the page may take; whether it was there in time the page says itself."""


async def arrived(tab: Tab, screen: Screen) -> Screen:
    """Wait for the page; give the screen, which has been turned where the page is made for that."""
    is_wide = await tab.call(_ARRIVED, PATIENCE)
    if not is_wide or not screen.mobile or screen.width > screen.height:
        return screen
    turned = screen._replace(width=screen.height, height=screen.width)
    await tab.use(turned)
    # as the host does, the page is told by what it can hear of its window
    await tab.evaluate(_DRAWN)
    return turned
