"""Write down a session while a person uses the program."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

from miniprog_cli.core.errors import MachineError
from miniprog_cli.preview.recording import MEMBERS, written
from miniprog_cli.preview.reports import Done, Observed, Recorded, Report
from miniprog_cli.preview.simulation.settings import DEFAULTS, Settings
from miniprog_cli.preview.steps import SAMPLED, Step, fault

MOST_STEPS = 2000
MOST_STORED = 64 * 1024
"""Characters of what the program had stored before; of more, nothing is kept."""
_PAGE, _WAITS = "_page", "_waits"
"""What an answer has that is not written: the page that asked, and that there is none yet."""
_PASSED_OVER = ("see", "dialog")
"""Steps that belong to the one before."""


class RecordingUnwritable(MachineError):
    """The file of a session cannot be written."""


class Recorder:
    """Keeps a session, and writes it after every step.

    `describe` gives host and settings as they are when the first page is there; `seed` is what the
    program's random numbers follow from.
    """

    def __init__(
        self,
        file: Path,
        describe: Callable[[], tuple[str, Settings]],
        *,
        seed: int,
        is_native: bool = False,
    ) -> None:
        self._file = file
        self._describe = describe
        self._is_native = is_native
        self._seed = seed
        self._begun: dict[str, object] = {}
        self._steps: list[Step] = []
        self._calls: dict[tuple[int, str], Step] = {}
        """Those that have no answer yet, by page and number."""
        self._is_led = False
        """Whether the page said that it leads to another one."""
        self._is_saved = False
        """Whether a save has made the page load again."""

    def hear(self, report: Report, page: int) -> None:
        """Take what a page tells, where it is of a session; raises as `step`."""
        match report:
            case Recorded():
                self.step(report.step, page)
            case Observed():
                self.observed(report.data, page)
            case Done(kind="reload"):
                self._is_saved = True  # a save makes the page load again
            case _:
                pass

    def step(self, value: object, page: int = 0) -> None:
        """Take a step that a page tells, unless it is none.

        Raises:
            RecordingUnwritable: the file cannot be written.
        """
        if not isinstance(value, dict):
            return
        step = dict(cast("Step", value))
        match step.get("do"):
            case "leaving":
                self._is_led = True
            case "forget":
                self._forget(step.get("text"))
            case _ if fault(step) is None and len(self._steps) < MOST_STEPS:
                self._take(step, page)
                self._write()
            case _:
                pass

    def _take(self, step: Step, page: int) -> None:
        if step.pop("again", False):
            self._forget_filling(step.get("on"))
        if step["do"] == "at":
            self._arrived(step)
            self._insert(step, page)
        else:
            self._steps.append(step)

    def _insert(self, step: Step, page: int) -> None:
        """Put the step before what its page has asked already; who is gone gets no answers."""
        own = [one for one in self._steps if one.get(_PAGE) == page]
        kept = [one for one in self._steps if one.get(_PAGE) != page and _WAITS not in one]
        self._calls = {key: one for key, one in self._calls.items() if key[0] == page}
        self._steps = [*kept, step, *own]

    def _arrived(self, step: Step) -> None:
        """Tell how a page was come to: by what the program did, or by the browser's own means."""
        how, begun = step.pop("how", None), step.pop("begun", None)
        if not self._begun:
            self._begin(cast("dict[str, object]", begun) if isinstance(begun, dict) else {})
        elif self._is_saved or (how == "reload" and not self._is_led):
            step["do"] = "reload"
            del step["page"]
        elif how == "navigate" and not self._is_led:
            step["do"] = "open"
        self._is_led = self._is_saved = False

    def _begin(self, told: dict[str, object]) -> None:
        host, settings = self._describe()
        known = {
            name: each for name, each in told.items() if isinstance(each, MEMBERS.get(name, ()))
        }
        if len(str(known.get("storage"))) > MOST_STORED:
            del known["storage"]
        self._begun = {**known, "host": host, "settings": _set(settings), "seed": self._seed}

    def _forget_filling(self, on: object) -> None:
        """Take back what a field was on the way to its value, with what was shown then."""
        for at in reversed(range(len(self._steps))):
            last = self._steps[at]
            if last["do"] == "fill" and last.get("on") == on:
                del self._steps[at:]
            if last["do"] not in _PASSED_OVER:
                return

    def _forget(self, text: object) -> None:
        """Take back what was seen, and did not stay."""
        kept = [one for one in self._steps if one["do"] != "see" or one["text"] != text]
        if len(kept) < len(self._steps):
            self._steps = kept
            self._write()

    def observed(self, said: dict[str, object], page: int = 0) -> None:
        """Take an answer of the simulated host; it stands where the call was made."""
        if said.get("kind") == "call" and said.get("refused"):
            return  # mini.js will refuse it again, and the host is to answer the next as it did
        key = (page, str(said.get("id")))
        if said.get("kind") == "call" and not self._is_done(said):
            api = str(said.get("api"))
            self._calls[key] = {"do": "answer", "api": api, _PAGE: page, _WAITS: True}
            self._steps.append(self._calls[key])
        elif said.get("kind") == "answer" and key in self._calls:
            self._answered(self._calls.pop(key), said)

    def _answered(self, step: Step, said: dict[str, object]) -> None:
        if said.get("isCut"):
            return  # only the start of it was told
        del step[_WAITS]
        step.update({name: said[name] for name in ("value", "error") if name in said})
        if "error" not in step and step["api"] in SAMPLED:
            step.pop("value", None)
            step["sample"] = True
        elif "error" not in step:
            step.setdefault("value", None)
        if self._begun:
            self._write()

    def _is_done(self, call: dict[str, object]) -> bool:
        """Tell whether a call does something here rather than ask: it is to do so again.

        Of what a native program calls only that has another name which the simulated host answers.
        """
        api, via = str(call.get("api")), str(call.get("via"))
        return api.startswith("storage.") or (self._is_native and via.endswith(f".{api}"))

    def _write(self) -> None:
        known = [
            {name: each for name, each in step.items() if name != _PAGE}
            for step in self._steps
            if _WAITS not in step
        ]
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            text = written(self._begun, known)
            temporary.write_text(text, encoding="utf-8", newline="\n")
            temporary.replace(self._file)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise RecordingUnwritable(f"{self._file}: {reason}", hint="choose another") from None


def _set(settings: Settings) -> Settings:
    """Give what is set other than usual."""
    return {
        group: found
        for group, values in settings.items()
        if (found := {k: v for k, v in values.items() if DEFAULTS[group].get(k) != v})
    }
