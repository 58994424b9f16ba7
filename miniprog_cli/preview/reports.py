"""What pages tell us: parsed with suspicion, because a program may send anything."""

import json
from typing import Literal, NamedTuple, cast, get_args

Level = Literal["log", "info", "warn", "error", "debug"]
Applied = Literal["none", "css", "markup", "reload"]

MAX_TEXT = 4000
"""Characters kept of a line of console or a reason."""


class Hello(NamedTuple):
    """A page has been loaded or has found the server again."""

    run: str
    generation: int


class Done(NamedTuple):
    """A page has dealt with a generation."""

    generation: int
    kind: Applied
    reason: str


class Line(NamedTuple):
    """A page wrote to its console or did not catch an error."""

    level: Level
    text: str
    page: str


class Observed(NamedTuple):
    """Something happened between the program and the simulated host; `data` is the message."""

    data: dict[str, object]


Report = Hello | Done | Line | Observed


def parse_report(text: str) -> Report | None:
    """Read a message from a page; None for whatever is not one of ours."""
    fields = _parse(text)
    match fields.get("type"):
        case "hello":
            return Hello(run=_text(fields, "run"), generation=_number(fields, "generation"))
        case "done":
            return _done(fields)
        case "console":
            return _line(fields)
        case "observed":
            return Observed(fields)
        case _:
            return None


def _parse(text: str) -> dict[str, object]:
    """Read an object, empty where there is none."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _done(fields: dict[str, object]) -> Done | None:
    kind = _text(fields, "kind")
    if kind not in get_args(Applied):
        return None
    return Done(
        generation=_number(fields, "generation"),
        kind=cast("Applied", kind),
        reason=_text(fields, "reason"),
    )


def _line(fields: dict[str, object]) -> Line | None:
    level = _text(fields, "level")
    if level not in get_args(Level):
        return None
    return Line(level=cast("Level", level), text=_text(fields, "text"), page=_text(fields, "page"))


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return encodable(value[:MAX_TEXT]) if isinstance(value, str) else ""


def encodable(text: str) -> str:
    """Put a question mark for every half of a pair, which JSON can spell and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode()


def _number(fields: dict[str, object], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
