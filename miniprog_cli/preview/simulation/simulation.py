"""One simulated host while it is previewed: which host, its settings, and what happened in it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from miniprog_cli import hosts
from miniprog_cli.core.project import Project
from miniprog_cli.preview.simulation.settings import CHOICES, DEFAULTS, PRESETS, Settings, changed
from miniprog_cli.preview.simulation.told import Told

_PREVIEW = Path(__file__).parents[1]
_PARTS = _PREVIEW / "client" / "simulated"
_HOSTS = _PREVIEW.parent / "hosts"

ORDER = ("simulated", "theme", "dialogs", "answers", "web", "forbidden")
"""The scripts of `client/simulated/` in the order in which they run, before that of the host."""


class Simulation:
    """How the host behaves; `told` is what the pages have reported, oldest first."""

    def __init__(self, host: str) -> None:
        self.host = host
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
        """Set everything to what it is by default."""
        self.settings = changed(DEFAULTS, {})
        self.is_set = True

    def message(self) -> str:
        """Describe it for pages and panels."""
        known = {
            "type": "simulation",
            "host": self.host,
            "hosts": hosts.HOSTS,
            "settings": self.settings,
        }
        return json.dumps(known, ensure_ascii=False)

    def controls(self) -> str:
        """Describe for panels what can be set, and how hosts draw their bar."""
        known = {
            "type": "controls",
            "bars": [_drawn(name) for name in hosts.HOSTS],
            "defaults": DEFAULTS,
            "choices": {f"{group}.{name}": each for (group, name), each in CHOICES.items()},
            "presets": PRESETS,
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
