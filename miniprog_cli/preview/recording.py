"""A recorded session: what a person did, what the host answered, what the program showed.

A file is one JSON object: ``{"schema": 1, "host": …, "settings": {…}, "steps": [{"do": …}, …]}``.
A step is one of: ``at`` (a `page`), ``tap`` (`on` an element), ``fill`` (`on`, `value`), ``see``
(a `text`) and ``answer`` (an `api`, with `value` or `error`): what the host answers to what the
steps before it led to.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from miniprog_cli.core.errors import MachineError, MiniprogError
from miniprog_cli.core.namedtuple import NamedTuple

SCHEMA = 1
MOST_STEPS = 2000
NEEDED: Mapping[str, Mapping[str, type]] = {
    "at": {"page": str}, "tap": {"on": dict}, "fill": {"on": dict, "value": str},
    "see": {"text": str}, "answer": {"api": str},
}  # fmt: skip
"""The members of each kind of step, with their types."""

Step = dict[str, object]


class WrongRecording(MiniprogError):
    """A file that is no recorded session."""


class RecordingUnwritable(MachineError):
    """The file of a session cannot be written."""


class Recording(NamedTuple):
    """A session."""

    host: str
    settings: dict[str, object]
    steps: tuple[Step, ...]


def is_step(value: object) -> bool:
    """Tell whether something is a step: a page may send anything, and a person edits files."""
    if not isinstance(value, dict):
        return False
    step = cast("Step", value)
    needed = NEEDED.get(str(step.get("do")))
    return needed is not None and all(
        isinstance(step.get(name), type_) for name, type_ in needed.items()
    )


def read(file: Path) -> Recording:
    """Read a session.

    Raises:
        WrongRecording: it is none.
        OSError: it cannot be read.
    """
    try:
        value: object = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise WrongRecording(f"{file}: not JSON", hint="record it again") from None
    fields = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    steps, settings = fields.get("steps"), fields.get("settings", {})
    if fields.get("schema") != SCHEMA or not isinstance(steps, list):
        raise WrongRecording(f"{file}: no recorded session", hint="record one with --record FILE")
    for number, step in enumerate(cast("list[object]", steps), start=1):
        if not is_step(step):
            raise WrongRecording(
                f"{file}: step {number} is no step", hint=f"choose from: {', '.join(NEEDED)}"
            )
    return Recording(
        host=str(fields.get("host", "")),
        settings=cast("dict[str, object]", settings) if isinstance(settings, dict) else {},
        steps=tuple(cast("list[Step]", steps)),
    )


class Recorder:
    """Keeps a session while a person uses the program, and writes it after every step.

    `describe` gives host and settings as they are when the first page is there.
    """

    def __init__(
        self, file: Path, describe: Callable[[], tuple[str, object]], *, is_native: bool = False
    ) -> None:
        self._file = file
        self._describe = describe
        self._is_native = is_native
        self._host, self._settings = describe()
        self._steps: list[Step] = []
        self._calls: dict[object, str] = {}

    def step(self, value: object) -> None:
        """Take a step, unless it is none.

        Raises:
            RecordingUnwritable: the file cannot be written.
        """
        if is_step(value) and len(self._steps) < MOST_STEPS:
            if not self._steps:
                self._host, self._settings = self._describe()
            step = cast("Step", value)
            if step.pop("again", False):
                self._forget_filling(step.get("on"))
            self._steps.append(step)
            self._write()

    def _forget_filling(self, on: object) -> None:
        """Take back what a field was on the way to its value, with what was shown then."""
        for at in reversed(range(len(self._steps))):
            last = self._steps[at]
            if last["do"] == "fill" and last.get("on") == on:
                del self._steps[at:]
            if last["do"] != "see":
                return

    def observed(self, said: dict[str, object]) -> None:
        """Take an answer of the simulated host; the call before it says which interface it is of."""
        if said.get("kind") == "call" and said.get("refused"):
            return  # mini.js will refuse it again, and the host is to answer the next as it did
        if said.get("kind") == "call" and not self._is_done(said):
            self._calls[said.get("id")] = str(said.get("api"))
        elif said.get("kind") == "answer" and (api := self._calls.pop(said.get("id"), None)):
            known: Step = {name: said[name] for name in ("value", "error") if name in said}
            known |= {"do": "answer", "api": api}
            self.step(known)

    def _is_done(self, call: dict[str, object]) -> bool:
        """Tell whether a call does something here rather than ask: it is to do so again.

        Of what a native program calls only that has another name which the simulated host answers.
        """
        api, via = str(call.get("api")), str(call.get("via"))
        return api.startswith("storage.") or (self._is_native and via.endswith(f".{api}"))

    def _write(self) -> None:
        content: dict[str, object] = {
            "schema": SCHEMA, "host": self._host, "settings": self._settings, "steps": self._steps,
        }  # fmt: skip
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
        text = json.dumps(content, ensure_ascii=False, indent=2)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(f"{text}\n", encoding="utf-8", newline="\n")
            temporary.replace(self._file)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise RecordingUnwritable(f"{self._file}: {reason}", hint="choose another") from None
