"""``miniprog preview --screenshot``: draw one page on one device, and end."""

import sys
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.output import replace_file
from miniprog_cli.cli.streams import write_bytes

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.addresses import Options
    from miniprog_cli.preview.screenshot import Picture


def draw(
    project: "Project", options: "Options", console: Console, *, file: Path, device: str
) -> None:
    """Write a picture of the page that the preview begins with; with ``-`` to standard output."""
    from miniprog_cli.cli.dash import STANDARD_OUTPUT, require_room
    from miniprog_cli.cli.stopping import run
    from miniprog_cli.preview.screenshot import require_device

    require_device(device)
    if file == STANDARD_OUTPUT:
        require_room("--screenshot", json=console.json)
    picture = run(_draw(project, options, device))
    if file == STANDARD_OUTPUT:
        write_bytes(sys.stdout, picture.png)
        return
    replace_file(file, picture.png)
    console.result(str(file))
    screen = picture.screen._asdict()
    console.document({"screenshot": str(file), "url": picture.url, "device": device, **screen})


async def _draw(project: "Project", options: "Options", device: str) -> "Picture":
    from miniprog_cli.preview.events import Ready
    from miniprog_cli.preview.screenshot import screenshot
    from miniprog_cli.preview.session import serve

    async with aclosing(serve(project, options._replace(frame=False))) as events:
        async for event in events:
            if isinstance(event, Ready):
                return await screenshot(event, device)
    raise AssertionError("a preview that ends before it is ready raises")
