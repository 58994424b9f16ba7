"""Values that differ between light and dark: variables such as ``@icon``, and the file that has them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.source import Json

if TYPE_CHECKING:
    from miniprog_cli.core.native.program import Native


def themes(native: "Native") -> dict[str, Mapping[str, Json]]:
    """Give what the theme file says, by theme; nothing where there is none."""
    written = native.app.raw.get("themeLocation")
    path = written.removeprefix("./").lstrip("/") if isinstance(written, str) else "theme.json"
    config = native.config_of(path.removesuffix(".json"))
    said: Mapping[str, Json] = config.raw if config else {}
    return {name: members_of(one) for name, one in said.items() if name != "$schema"}


def themed(native: "Native", variable: str) -> tuple[str, ...]:
    """Give what a variable stands for in each theme, if text."""
    name = variable.removeprefix("@")
    values = (theme.get(name) for theme in themes(native).values())
    return tuple(dict.fromkeys(one for one in values if isinstance(one, str)))
