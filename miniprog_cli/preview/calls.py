"""What the program asked of its host, and what the host's rules blocked, as events.

They are made from the messages that panels get, so they hold no more than a panel shows.
"""

import json
from typing import Final, cast

from miniprog_cli.preview.events import Blocked, Called

OPEN: Final = 500
"""Calls whose answers are waited for; a program may make any number that nobody answers."""

_KINDS: Final = ("call", "answer", "blocked")
_NAMES: Final = {"args": "arguments", "value": "answer"}

_Fields = dict[str, object]


class Calls:
    """Puts each answer together with its call."""

    def __init__(self) -> None:
        self._open: dict[tuple[object, object], _Fields] = {}

    def take(self, said: str, kind: object, page: str) -> Called | Blocked | None:
        """Read a message that panels got, of a page; None where there is nothing to tell yet."""
        if kind not in _KINDS:
            return None
        fields = cast("_Fields", json.loads(said))
        if fields.get("kind") == "blocked":
            return _blocked(fields, page)
        key = (fields.get("page"), _simple(fields.get("id")))
        if fields.get("kind") == "call":
            self._keep(key, fields)
        elif fields.get("kind") == "answer" and (call := self._open.pop(key, None)):
            return _called(call, fields, page)
        return None

    def _keep(self, key: tuple[object, object], call: _Fields) -> None:
        self._open[key] = call
        if len(self._open) > OPEN:
            del self._open[next(iter(self._open))]


def _called(call: _Fields, answer: _Fields, page: str) -> Called:
    error = answer.get("error")
    return Called(
        api=_text(call, "api"),
        via=_text(call, "via"),
        arguments=call.get("args"),
        answer=answer.get("value"),
        error=_error(error) if error else None,
        ms=_ms(answer.get("ms")),
        page=page,
        cut=tuple(_cut(call) + _cut(answer)),
    )


def _error(value: object) -> dict[str, str]:
    """Read how a call was refused; the code is one of `MiniError`, unless a program made it up."""
    fields = cast("_Fields", value) if isinstance(value, dict) else {}
    return {"code": _text(fields, "code") or "failed", "message": _text(fields, "message")}


def _blocked(fields: _Fields, page: str) -> Blocked:
    return Blocked(
        what=_text(fields, "what"),
        url=_text(fields, "url") or None,
        directive=_text(fields, "directive") or None,
        interface=_text(fields, "interface") or None,
        member=_text(fields, "member") or None,
        hint=_text(fields, "hint"),
        enforced=fields.get("enforced") is not False,
        page=page,
    )


def _cut(fields: _Fields) -> list[str]:
    """Name the members of an event that hold only the start of what was said."""
    named = fields.get("cut")
    cut = cast("list[object]", named) if isinstance(named, list) else []
    return [new for old, new in _NAMES.items() if old in cut]


def _text(fields: _Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _simple(value: object) -> object:
    """Give what can be a key; a program may call its calls anything."""
    return value if isinstance(value, int | str) else None


def _ms(value: object) -> float:
    return round(value, 1) if isinstance(value, int | float) else 0.0
