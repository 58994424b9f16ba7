"""What the host page and tests ask for: parsed with suspicion, though they are ours."""

import json
from typing import cast

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.preview.simulation.settings import WrongSetting

DOES = ("read", "set", "remove", "clear")
AREAS = ("local", "session", "host")


class Order(NamedTuple):
    """A change of the simulated host; None leaves as it is. Done in the order of the members.

    `tell` goes to the program's pages as it is, and then nothing else is done: that the program is
    hidden, say, or a value of its storage.
    """

    tell: dict[str, object] | None = None
    reset: bool = False
    """Take every setting back to its default first."""
    forget: bool = False
    """Forget what pages have told."""
    host: str | None = None
    presets: tuple[str, ...] = ()
    settings: object = None
    reload: bool = False
    """Load the program's pages again, which then ask for everything anew."""
    restored: bool = False
    """Say that the page has brought all settings of its last time, and nothing else."""


def parse_order(text: str) -> Order:
    """Read a message of the host page.

    It has ``reset``, ``forget``, ``host``, ``preset``, ``settings`` and ``reload``, or ``tell``,
    ``storage`` or ``restored`` alone.

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
        tell=cast("dict[str, object]", tell) if isinstance(tell, dict) else _stored(fields),
        reset=fields.get("reset") is True,
        forget=fields.get("forget") is True,
        host=host if isinstance(host, str) else None,
        presets=_names(fields.get("preset")),
        settings=fields.get("settings"),
        reload=fields.get("reload") is True,
        restored=fields.get("restored") is True,
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


def _names(value: object) -> tuple[str, ...]:
    """Read one name or a list of them."""
    listed = cast("list[object]", value) if isinstance(value, list) else [value]
    names = [one for one in listed if isinstance(one, str)]
    if value is not None and len(names) < len(listed):
        raise WrongSetting("preset is a name, or a list of names")
    return tuple(names)
