"""What the host page and tests ask for: parsed with suspicion, though they are ours."""

import json
from typing import NamedTuple, cast

from miniprog_cli.preview.simulation.settings import WrongSetting


class Order(NamedTuple):
    """A change of the simulated host; None leaves as it is.

    Done in the order of the members, but that with `tell` nothing else is done: it goes to the
    program's pages as it is: that the program is hidden, say, or a value of its storage.
    """

    reset: bool = False
    """Take every setting back to its default first."""
    forget: bool = False
    """Forget what pages have told."""
    host: str | None = None
    presets: tuple[str, ...] = ()
    settings: object = None
    tell: dict[str, object] | None = None


def parse_order(text: str) -> Order:
    """Read a message of the host page: ``reset``, ``forget``, ``host``, ``preset``, ``settings``.

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
        reset=fields.get("reset") is True,
        forget=fields.get("forget") is True,
        host=host if isinstance(host, str) else None,
        presets=_names(fields.get("preset")),
        settings=fields.get("settings"),
        tell=cast("dict[str, object]", tell) if isinstance(tell, dict) else None,
    )


def _names(value: object) -> tuple[str, ...]:
    """Read one name or a list of them."""
    listed = cast("list[object]", value) if isinstance(value, list) else [value]
    names = [one for one in listed if isinstance(one, str)]
    if value is not None and len(names) < len(listed):
        raise WrongSetting("preset is a name, or a list of names")
    return tuple(names)
