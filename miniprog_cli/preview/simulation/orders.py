"""What the host page asks for: parsed with suspicion, though it is a page of ours."""

import json
from typing import NamedTuple, cast

from miniprog_cli.preview.simulation.settings import WrongSetting

DOES = ("read", "set", "remove", "clear")
AREAS = ("local", "session", "host")


class Order(NamedTuple):
    """A change of the simulated host; None leaves as it is.

    `tell` goes to the program's pages as it is: that the program is hidden, say, or a value of its
    storage. With `reset` every setting is what it is by default, before `settings` are changed.
    """

    host: str | None = None
    settings: object = None
    tell: dict[str, object] | None = None
    reset: bool = False


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
    host, tell = fields.get("host"), fields.get("tell")
    return Order(
        host=host if isinstance(host, str) else None,
        settings=fields.get("settings"),
        tell=cast("dict[str, object]", tell) if isinstance(tell, dict) else _stored(fields),
        reset=fields.get("reset") is True,
    )


def _stored(fields: dict[str, object]) -> dict[str, object] | None:
    """Read what is to be done to a storage; the pages do it, and tell what there is then."""
    value = fields.get("storage")
    if value is None:
        return None
    wanted = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    if wanted.get("do") not in DOES or wanted.get("area") not in AREAS:
        hint = f"do is one of {', '.join(DOES)}; area is one of {', '.join(AREAS)}"
        raise WrongSetting("storage is an object with do and area", hint=hint)
    return {**wanted, "kind": "storage"}
