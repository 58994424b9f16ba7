"""What a person does with mouse and keyboard, through the DevTools protocol."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from miniprog_cli.preview.chromium.devtools import Fields

DRAGGED = 2.0
"""Seconds for a page to say what is dragged."""
STRETCHES = 8
"""Moves of a mouse that goes a way."""

Place = tuple[float, float]


class Hand:
    """A hand at one page; `send` gives the page a command. Places are in CSS pixels."""

    def __init__(self, send: Callable[..., Coroutine[Any, Any, Fields]]) -> None:
        self.send = send
        self._dragged: asyncio.Future[object] | None = None

    def hear(self, name: str, said: Fields) -> bool:
        """Take an event, if it is for a hand."""
        if name != "Input.dragIntercepted":
            return False
        if self._dragged and not self._dragged.done():
            self._dragged.set_result(said.get("data"))
        return True

    async def click(self, x: float, y: float, count: int = 1) -> None:
        """Press and release the button, as a person does; `count` is 2 for the second of two."""
        await self.mouse("mouseMoved", x, y)
        # both sent at once: what moves away between them hears of no click
        await asyncio.gather(
            self.mouse("mousePressed", x, y, count), self.mouse("mouseReleased", x, y, count)
        )

    async def mouse(
        self, kind: str, x: float, y: float, count: int = 0, *, held: bool = False
    ) -> None:
        """Move the mouse, press its button or let it go; `held` where it moves with it."""
        is_used = held or count > 0
        await self.send(
            "Input.dispatchMouseEvent",
            type=kind, x=x, y=y, clickCount=count,
            button="left" if is_used else "none", buttons=1 if is_used else 0,
        )  # fmt: skip

    async def drag(self, start: Place, by: Place, ms: float) -> None:
        """Press the button, go a way with it, and let it go."""
        (x, y), (dx, dy) = start, by
        await self.mouse("mouseMoved", x, y)
        await self.mouse("mousePressed", x, y, 1)
        for part in range(1, STRETCHES + 1 if dx or dy else 1):
            await asyncio.sleep(ms / STRETCHES / 1000)
            done = part / STRETCHES
            await self.mouse("mouseMoved", x + dx * done, y + dy * done, held=True)
        if not dx and not dy:
            await asyncio.sleep(ms / 1000)
        await self.mouse("mouseReleased", x + dx, y + dy, 1)

    async def drag_to(self, start: Place, end: Place) -> bool:
        """Drag what is there to another place, as HTML has it; false where nothing is dragged."""
        self._dragged = asyncio.get_running_loop().create_future()
        await self.send("Input.setInterceptDrags", enabled=True)
        try:
            await self.mouse("mouseMoved", *start)
            await self.mouse("mousePressed", *start, 1)
            for part in (0.3, 0.6):
                x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
                await self.send(
                    "Input.dispatchMouseEvent",
                    type="mouseMoved",
                    x=x,
                    y=y,
                    button="left",
                    buttons=1,
                )
            with suppress(TimeoutError):
                data = await asyncio.wait_for(self._dragged, DRAGGED)
                for kind in ("dragEnter", "dragOver", "drop"):
                    await self.send(
                        "Input.dispatchDragEvent", type=kind, x=end[0], y=end[1], data=data
                    )
            await self.mouse("mouseReleased", *end, 1)
            return self._dragged.done() and not self._dragged.cancelled()
        finally:
            await self.send("Input.setInterceptDrags", enabled=False)

    async def press(self, key: Fields) -> None:
        """Press a key and let it go; see `keys.pressed`."""
        kind = "keyDown" if "text" in key else "rawKeyDown"
        await self.send("Input.dispatchKeyEvent", type=kind, **key)
        rest = {name: each for name, each in key.items() if name != "text"}
        await self.send("Input.dispatchKeyEvent", type="keyUp", **rest)

    async def write(self, text: str) -> None:
        """Write into what has the focus."""
        await self.send("Input.insertText", text=text)
