"""One simulated host while it is previewed: which host, its settings, and what happened in it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli import hosts
from miniprog_cli.core.project import Project
from miniprog_cli.preview.simulation.settings import CHOICES, DEFAULTS, PRESETS, Settings, changed
from miniprog_cli.preview.simulation.told import Told

if TYPE_CHECKING:
    from miniprog_cli.preview.simulation.mocks import Mocks

_PREVIEW = Path(__file__).parents[1]
_PARTS = _PREVIEW / "client" / "simulated"
_HOSTS = _PREVIEW.parent / "hosts"

ORDER = ("simulated", "said", "dialogs", "answers", "web", "forbidden")
"""The scripts of `client/simulated/` in the order in which they run, before that of the host."""


class Simulation:
    """How the host behaves; `told` is what the pages have reported, oldest first."""

    def __init__(self, host: str, mocks: "Mocks | None" = None) -> None:
        self.host = host
        self.mocks = mocks
        """The presets there are; without any, only ours."""
        self.applied: list[str] = []
        """The presets that are in use, in their order."""
        self.settings: Settings = changed(DEFAULTS, {})
        self.is_set = False
        """Whether anybody has changed a setting: else a panel may bring those of the last time."""
        self.told = Told()

    def use(self, host: str) -> None:
        """Simulate another host.

        Raises:
            UnknownHost: no host has that name.
        """
        hosts.get(host)
        self.host = host

    def change(self, change: object) -> None:
        """Change some settings.

        Raises:
            WrongSetting: a setting that does not exist, or a value that it does not take.
        """
        self.settings = changed(self.settings, change)
        self.is_set = True

    def reset(self) -> None:
        """Take every setting back to its default."""
        self.settings = changed(DEFAULTS, {})
        self.applied.clear()
        self.is_set = True

    def apply(self, preset: str) -> None:
        """Change what a preset changes.

        Raises:
            UnknownPreset: there is none of that name.
            BrokenMock: it is a file that cannot be used.
        """
        self.change(self.mocks.settings(preset) if self.mocks else PRESETS[preset])
        if preset in self.applied:
            self.applied.remove(preset)
        self.applied.append(preset)

    def described(self) -> dict[str, object]:
        """Describe how it is set, as JSON has it."""
        presets = self.mocks.names() if self.mocks else ()
        return {
            "host": self.host,
            "hosts": hosts.HOSTS,
            "settings": self.settings,
            "presets": presets,
            "applied": self.applied,
        }

    def message(self) -> str:
        """Describe it for pages and panels."""
        return json.dumps({"type": "simulation", **self.described()}, ensure_ascii=False)

    def controls(self) -> str:
        """Describe for panels what can be set, and how hosts draw their bar."""
        known = {
            "type": "controls",
            "bars": [_drawn(name) for name in hosts.HOSTS],
            "defaults": DEFAULTS,
            "choices": {f"{group}.{name}": each for (group, name), each in CHOICES.items()},
            "presets": self.mocks.every() if self.mocks else PRESETS,
            "is_set": self.is_set,
        }
        return json.dumps(known, ensure_ascii=False)

    def script(self, rules: Mapping[str, object]) -> bytes:
        """Write the script that plays the host in a page; it runs before all others.

        `rules` is what the host forbids the program, as `policy.Rules.told` has it.
        """
        known = {"host": self.host, "settings": self.settings, "rules": rules}
        head = f"globalThis.miniSimulated = {json.dumps(known)};\n"
        return f"{head}{_text(self.host)}".encode()


def _drawn(name: str) -> dict[str, object]:
    return {"name": name, **hosts.bar(name)._asdict()}


def first_host(project: Project) -> str:
    """Choose the host to begin with: the first that the manifest names and we know."""
    named = project.manifest.raw.get("hosts")
    known = (name for name in hosts.HOSTS if isinstance(named, dict) and name in named)
    return next(known, hosts.DEFAULT)


@cache
def _text(host: str) -> str:
    return "\n".join(_files(host))


def _files(host: str) -> Iterator[str]:
    for name in ORDER:
        yield (_PARTS / f"{name}.js").read_text(encoding="utf-8")
    own = _HOSTS / host / "simulated.js"
    if own.is_file():
        yield own.read_text(encoding="utf-8")
