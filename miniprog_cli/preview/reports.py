"""What pages tell us: parsed with suspicion, because a program may send anything."""

import json
from collections.abc import Callable, Mapping
from math import isinf
from typing import Literal, cast, get_args

from miniprog_cli.core.namedtuple import NamedTuple

Level = Literal["log", "info", "warn", "error", "debug"]
FaultKind = Literal["error", "rejection", "load", "blocked"]
Applied = Literal["none", "css", "markup", "reload"]

MAX_TEXT = 4000
"""Characters kept of a line of console or a reason."""


class Hello(NamedTuple):
    """A page has been loaded or has found the server again."""

    run: str
    generation: int
    page: str = ""
    """The file it was made from, relative to the root."""


class Done(NamedTuple):
    """A page has dealt with a generation."""

    generation: int
    kind: Applied
    reason: str


class Spot(NamedTuple):
    """A place as a browser has it: line and column from 1, in UTF-16 units; 0 where unknown."""

    file: str
    """Relative to the root where it is of the program, else an address."""
    line: int = 0
    column: int = 0
    generation: int = 0
    """The one in which the page was loaded."""


class Line(NamedTuple):
    """A page wrote to its console."""

    level: Level
    text: str
    page: str
    at: Spot = Spot("")


class Fault(NamedTuple):
    """Something went wrong in a page that nobody dealt with."""

    number: int
    """Of the page's choice, for the answer."""
    kind: FaultKind
    message: str
    page: str
    at: Spot
    reference: str
    """For a file that did not load, how the page names it; for what was blocked, the directive."""


class Observed(NamedTuple):
    """Something happened between the program and the simulated host; `data` is the message."""

    data: dict[str, object]


class Recorded(NamedTuple):
    """A step of a person that is to be recorded; `step` may be anything."""

    step: object


Report = Hello | Done | Line | Fault | Observed | Recorded


def parse_report(text: str) -> Report | None:
    """Read a message from a page; None for whatever is not one of ours."""
    fields = _parse(text)
    reader = _READERS.get(_text(fields, "type"))
    return reader(fields) if reader else None


def _parse(text: str) -> dict[str, object]:
    """Read an object, empty where there is none."""
    try:
        value: object = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _hello(fields: dict[str, object]) -> Hello:
    return Hello(
        run=_text(fields, "run"), generation=_number(fields, "generation"),
        page=_text(fields, "page"),
    )  # fmt: skip


def _refuse(constant: str) -> object:
    """Refuse what Python reads as a number and no other reader of JSON does."""
    raise ValueError(constant)


def _finite(number: str) -> float:
    """Refuse what is too big to be written as JSON again, such as ``1e999``."""
    value = float(number)
    if isinf(value):
        raise ValueError(number)
    return value


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
    return Line(
        level=cast("Level", level), text=_text(fields, "text"), page=_text(fields, "page"),
        at=_spot(fields),
    )  # fmt: skip


def _fault(fields: dict[str, object]) -> Fault | None:
    kind = _text(fields, "kind")
    if kind not in get_args(FaultKind):
        return None
    return Fault(
        number=_number(fields, "id"), kind=cast("FaultKind", kind), at=_spot(fields),
        message=_text(fields, "message"), page=_text(fields, "page"),
        reference=_text(fields, "reference"),
    )  # fmt: skip


def _spot(fields: dict[str, object]) -> Spot:
    value = fields.get("at")
    at = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    line, column, generation = (
        max(0, _number(at, name)) for name in ("line", "column", "generation")
    )
    return Spot(_text(at, "file"), line, column, generation)


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return encodable(value[:MAX_TEXT]) if isinstance(value, str) else ""


def encodable(text: str) -> str:
    """Put a question mark for every half of a pair, which JSON can spell and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode()


def _number(fields: dict[str, object], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


_READERS: Mapping[str, Callable[[dict[str, object]], Report | None]] = {
    "hello": _hello,
    "done": _done,
    "console": _line,
    "fault": _fault,
    "observed": Observed,
    "recorded": lambda fields: Recorded(fields.get("step")),
}
