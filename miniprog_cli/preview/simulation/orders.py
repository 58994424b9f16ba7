"""What the host page asks for: parsed with suspicion, though it is a page of ours."""

import json
from typing import NamedTuple, cast

from miniprog_cli.preview.simulation.settings import WrongSetting


class Order(NamedTuple):
    """A change of the simulated host; None leaves as it is.

    With `reset` every setting is what it is by default, before `settings` are changed.
    """

    host: str | None = None
    settings: object = None
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
    host = fields.get("host")
    return Order(
        host=host if isinstance(host, str) else None,
        settings=fields.get("settings"),
        reset=fields.get("reset") is True,
    )
