"""``miniprog preview --screenshot``: draw one page on one device, and end."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.output import replace_file

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project
    from miniprog_cli.preview.addresses import Options
    from miniprog_cli.preview.screenshot import Picture


def draw(
    project: "Project", options: "Options", console: Console, *, file: Path, device: str
) -> None:
    """Write a picture of the page that the preview begins with."""
    from miniprog_cli.cli.stopping import run
    from miniprog_cli.preview.screenshot import require_device

    require_device(device)
    picture = run(_draw(project, options, device))
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
