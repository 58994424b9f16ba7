"""What the host page asks for: parsed with suspicion, though it is a page of ours."""

import json
from typing import NamedTuple, cast

from miniprog_cli.preview.simulation.settings import WrongSetting

DOES = ("read", "set", "remove", "clear")
AREAS = ("local", "session", "host")


class Order(NamedTuple):
    """A change of the simulated host; None leaves as it is.

    With `reset` every setting is what it is by default, before `settings` are changed.
    """

    host: str | None = None
    settings: object = None
    reset: bool = False
    storage: dict[str, object] | None = None
    """For the pages: ``{"do": "read"|"set"|"remove"|"clear", "area", "key", "value"}``; `area` is
    ``local``, ``session`` or ``host``."""
    menu: str | None = None
    """What the user chooses in the menu of the host: ``share``."""


def parse_order(text: str) -> Order:
    """Read a message of the host page.

    Raises:
        WrongSetting: it is no order.
    """
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongSetting("an order is a JSON object") from error
    if not isinstance(value, dict):
        raise WrongSetting("an order is a JSON object")
    fields = cast("dict[str, object]", value)
    host = fields.get("host")
    return Order(
        host=host if isinstance(host, str) else None,
        settings=fields.get("settings"),
        reset=fields.get("reset") is True,
        storage=_storage(fields.get("storage")),
        menu="share" if fields.get("menu") == "share" else None,
    )


def _storage(value: object) -> dict[str, object] | None:
    if value is None:
        return None
    fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    if fields.get("do") not in DOES or fields.get("area") not in AREAS:
        hint = f"do is one of {', '.join(DOES)}; area is one of {', '.join(AREAS)}"
        raise WrongSetting("storage is an object with do and area", hint=hint)
    return fields
