"""The file of a recorded session: what a person did, the host answered, and the program showed.

It is one JSON object, with one step on each line, so that people read, edit and compare it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.inside import FileChanged, read_start
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.size import human
from miniprog_cli.core.source import JsonDocument, JsonError, parse_json
from miniprog_cli.preview.steps import Step, fault

SCHEMA = 1
_MOST = 16 * 1024 * 1024
MEMBERS: Mapping[str, tuple[type, ...]] = {
    "host": (str,), "settings": (dict,), "screen": (dict,), "time": (str,), "timezone": (str,),
    "locale": (str,), "seed": (int,), "storage": (dict,),
}  # fmt: skip
"""What a session may begin with, in this order, with what that is."""


class WrongRecording(MiniprogError):
    """A file that is no recorded session."""


class Recording(NamedTuple):
    """A session; `begun` has the members that it begins with."""

    begun: Mapping[str, object]
    steps: tuple[Step, ...]
    lines: tuple[int, ...] = ()
    """Where each step is in the file, from 1."""

    @property
    def host(self) -> str | None:
        """The host that is simulated."""
        return str(self.begun["host"]) if self.begun.get("host") else None

    @property
    def settings(self) -> dict[str, object]:
        """How the simulated host is set, where that is other than usual."""
        return self._object("settings")

    @property
    def storage(self) -> dict[str, object]:
        """What the program had stored before."""
        return self._object("storage")

    @property
    def screen(self) -> tuple[int, int] | None:
        """Width and height in CSS pixels."""
        wide, high = (self._object("screen").get(name) for name in ("width", "height"))
        return (wide, high) if isinstance(wide, int) and isinstance(high, int) else None

    @property
    def moment(self) -> datetime | None:
        """What the program's clock said at the start."""
        return datetime.fromisoformat(str(self.begun["time"])) if "time" in self.begun else None

    def _object(self, name: str) -> dict[str, object]:
        return cast("dict[str, object]", self.begun.get(name, {}))


def read(file: Path) -> Recording:
    """Read a session.

    Raises:
        WrongRecording: it is none, or cannot be read.
    """
    document = _document(file)
    value: object = document.value
    fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    steps = fields.get("steps")
    if fields.get("schema") != SCHEMA or not isinstance(steps, list):
        raise WrongRecording(f"{file}: no recorded session", hint="record one with --record FILE")
    lines: list[int] = []
    for number, step in enumerate(cast("list[object]", steps)):
        lines.append(document.start_span(("steps", number)).line)
        if wrong := fault(step):
            raise WrongRecording(f"{file}:{lines[-1]}: step {number + 1}: {wrong}")
    begun = {name: fields[name] for name in MEMBERS if name in fields}
    for name, given in begun.items():
        if not isinstance(given, MEMBERS[name]) or (name == "time" and not _is_time(given)):
            line = document.key_span((name,)).line
            raise WrongRecording(f"{file}:{line}: {name} is not as it should be")
    return Recording(begun, tuple(cast("list[Step]", steps)), tuple(lines))


def _document(file: Path) -> JsonDocument:
    try:
        data = read_start(file, _MOST + 1)
        if len(data) > _MOST:
            raise WrongRecording(
                f"{file}: the file is bigger than {human(_MOST)}", hint="is this the right file?"
            )
        return parse_json(data, str(file))
    except JsonError as error:
        place = f"{file}:{error.span.line}:{error.span.column}"
        raise WrongRecording(f"{place}: not JSON: {error.message}", hint=error.hint) from None
    except (OSError, FileChanged) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no file"
        reason = (said or str(error)).lower()
        raise WrongRecording(f"{file}: {reason}", hint="record one with --record FILE") from None


def _is_time(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def written(begun: Mapping[str, object], steps: list[Step]) -> str:
    """Write a session, each member and each step on a line of its own."""
    members = {"schema": SCHEMA, **{name: begun[name] for name in MEMBERS if begun.get(name)}}
    head = "".join(f"  {json.dumps(name)}: {_line(each)},\n" for name, each in members.items())
    listed = ",\n".join(f"    {_line(step)}" for step in steps)
    return f'{{\n{head}  "steps": [\n{listed}\n  ]\n}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
