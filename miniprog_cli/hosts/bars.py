"""The bar that a host draws above a program, as the preview draws it.

Drawn by us, without anybody's marks: where the buttons are, and how much room they leave, is what
matters to a program. Apps change their bars with every version; colours and heights are near, and no
program should be built on them.
"""

from typing import Literal

from miniprog_cli.core.namedtuple import NamedTuple


class Bar(NamedTuple):
    """What stands where in the bar, and its colours as background and text; `height` in CSS pixels.

    `leading` is what stands before the title: a way back where there is one, or a way out.
    `overlay` is a bar without a background, under whose buttons the program goes on.
    """

    app: str
    """The name people know the host by."""
    leading: Literal["back", "close"] = "back"
    title: Literal["centre", "start", "none"] = "centre"
    subtitle: Literal["", "mini app", "address"] = ""
    buttons: Literal["capsule", "plain"] = "capsule"
    menu: Literal["dots", "column"] = "dots"
    close: Literal["ring", "cross", "none"] = "cross"
    overlay: bool = False
    height: int = 48
    light: tuple[str, str] = ("#ffffff", "#16181d")
    dark: tuple[str, str] = ("#16181d", "#eceef2")
