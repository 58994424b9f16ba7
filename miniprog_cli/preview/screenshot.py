"""A picture of a program's page as a device shows it, without the host around it."""

import re
from pathlib import Path
from typing import cast

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.chromium.program import started
from miniprog_cli.preview.chromium.tab import Screen, Tab
from miniprog_cli.preview.events import Ready
from miniprog_cli.preview.native.arrival import arrived

DESKTOP = Screen(width=1280, height=800, mobile=False)
"""What stands in for a device without a size of its own: a window."""

_LIST = Path(__file__).parent / "client" / "devices.js"

_DEVICES = "import('/_miniprog/client/devices.js').then((module) => module.DEVICES)"

BARE = "for (const each of document.querySelectorAll('miniprog-overlay')) each.remove();"
"""What we show over a program is not part of it."""


class UnknownDevice(MiniprogError):
    """No device has that name."""


class Picture(NamedTuple):
    """What was drawn: `png` holds `screen.ratio` pixels for each in CSS, in both directions."""

    png: bytes
    url: str
    screen: Screen


def require_device(device: str) -> None:
    """Refuse a device that the list of the host page has not, before anything is started.

    Raises:
        UnknownDevice: it is none.
    """
    known = re.findall(r'\bid: "([^"]+)"', _LIST.read_text(encoding="utf-8"))
    if device not in known:
        raise UnknownDevice(f"unknown device {device!r}", hint=f"choose from: {', '.join(known)}")


async def screenshot(ready: Ready, device: str) -> Picture:
    """Draw the page that a preview begins with, once it has loaded and nothing more is asked for.

    Raises:
        NoBrowser: there is no Chromium.
    """
    async with started() as tools, Tab.opened(tools, DESKTOP) as tab:
        screen = await screen_of(tab, ready.program_url, device)
        await tab.use(screen)
        await tab.go(ready.url)
        screen = await arrived(tab, screen)
        await tab.settled()
        await tab.evaluate(BARE)
        return Picture(await tab.screenshot(), ready.url, screen)


async def screen_of(tab: Tab, program_url: str, device: str) -> Screen:
    """Ask the preview's own list of devices, which the host page goes by."""
    await tab.go(f"{program_url}_miniprog/client/icon.svg")
    devices = cast("list[dict[str, object]]", await tab.evaluate(_DEVICES))
    found = next(each for each in devices if each["id"] == device)
    width, height, ratio = found.get("width"), found.get("height"), found.get("ratio", 1)
    if not isinstance(width, int) or not isinstance(height, int):
        return DESKTOP
    return Screen(width, height, float(cast("float", ratio)))
