"""One simulated host while it is previewed: which host, its settings, and what happened in it.

What the pages tell, and the panel shows, are messages of type ``observed`` and of these kinds:

- ``call``: `id` (of the page), `api` (a capability of mini.js: ``location``, ``clipboard.read``),
  `via` (what the program called), `args`, `at` (milliseconds since 1970);
- ``answer``: `id` of the call, `value` or `error` (`code`, `message`), `ms`;
- ``request``: `id`, `method`, `url`, `status` (0 where there was no answer, 101 for a socket), `ms`,
  `bytes` (null where the answer does not say), `error`;
- ``storage``: `area` (``local``, ``session``, ``host``), `key` (null: it was cleared), `value` (null:
  it was removed); with `all`, an object, in answer to the order to read an area;
- ``shown``: `what` the host did to a person (``haptic``, ``openUrl``, ``close`` …) and `detail`;
- ``set``: `settings` that a program changed, such as the clipboard.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from miniprog_cli import hosts
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.base import Visitor
from miniprog_cli.preview.reports import encodable
from miniprog_cli.preview.simulation.settings import (
    CHOICES,
    DEFAULTS,
    PRESETS,
    Settings,
    WrongSetting,
    at_start,
    changed,
)
from miniprog_cli.preview.simulation.told import Told

if TYPE_CHECKING:
    from miniprog_cli.hosts.base import Host

_PREVIEW = Path(__file__).parents[1]
_PARTS = _PREVIEW / "client" / "simulated"
_HOSTS = _PREVIEW.parent / "hosts"

ORDER = (
    "simulated",
    "said",
    "theme",
    "kept",
    "opening",
    "dialogs",
    "sheets",
    "pictures",
    "answers",
    "web",
    "camera",
    "network",
    "stores",
    "device",
    "forbidden",
)
"""The scripts of `client/simulated/` in the order in which they run, before that of the host."""

SET_BY_PAGES = ("clipboard",)
"""The groups of settings that a program changes by what it does."""

KEPT_CHARACTERS = 1024 * 1024
"""Of what programs put into a host's own storage; what goes beyond is not kept for the next page."""


class Simulation:
    """How the host behaves; `told` is what the pages have reported, oldest first."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.settings: Settings = changed(DEFAULTS, {})
        self.is_set = False
        """Whether anybody has changed a setting: else a panel may bring those of the last time."""
        self.told = Told()
        self._kept: dict[str, dict[str, str]] = {}
        self._marks: set[str] = set()
        """How the names begin of what the hosts so far have put into addresses."""

    def use(self, host: str) -> None:
        """Simulate another host.

        Raises:
            UnknownHost: no host has that name.
        """
        hosts.get(host)
        self.host = host

    def change(self, change: object) -> bool:
        """Change some settings; tell whether pages have to be loaded anew to meet them.

        Raises:
            WrongSetting: a setting that does not exist, or a value that it does not take.
        """
        before = self.settings
        self.settings = changed(before, change)
        self.is_set = True
        return at_start(before) != at_start(self.settings)

    def reset(self) -> bool:
        """Set everything to what it is by default; tell whether pages have to be loaded again."""
        before = self.settings
        self.settings = changed(DEFAULTS, {})
        self.is_set = True
        return at_start(before) != at_start(self.settings)

    def message(self) -> str:
        """Describe it for pages and panels."""
        known = {
            "type": "simulation",
            "host": self.host,
            "hosts": hosts.HOSTS,
            "settings": self.settings,
        }
        return encodable(json.dumps(known, ensure_ascii=False))

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

    def observed(self, page: int, data: dict[str, object]) -> list[str]:
        """Keep what a page told; give the messages for the panels."""
        if data.get("kind") == "storage" and data.get("area") == "host" and "all" not in data:
            self._keep(data.get("key"), data.get("value"))
        return self.told.take(page, data)

    def was_set(self, data: dict[str, object]) -> bool:
        """Take over a setting that a program may change; tell whether there was one."""
        change = data.get("settings")
        if data.get("kind") != "set" or not isinstance(change, dict):
            return False
        groups = cast("dict[str, object]", change)
        if not all(group in SET_BY_PAGES for group in groups):
            return False
        try:
            self.settings = changed(self.settings, groups)
        except WrongSetting:
            return False
        return True

    def script(
        self,
        members: Mapping[str, object],
        proxied: Iterable[str] = (),
        rules: Mapping[str, object] = MappingProxyType({}),
    ) -> bytes:
        """Write the script that plays the host in a page; it runs before all others.

        `members` is what the manifest says for the host; `proxied` are the paths of the program's
        own address that lead to the network; `rules` is what the host forbids the program, as
        `policy.Rules.told` has it.
        """
        host = hosts.get(self.host)
        self._marks.update(host.launch.marks if host.launch else ())
        known = {
            "host": self.host,
            "title": host.title,
            "delivery": host.delivery,
            "members": members,
            "proxied": list(proxied),
            "launch": self._launch(host, members),
            "marks": sorted(self._marks),
            "kept": self._kept.get(self.host, {}),
            "settings": self.settings,
            "rules": dict(rules),
        }
        head = f"globalThis.miniSimulated = {json.dumps(known)};\n"
        return f"{head}{_text(self.host)}".encode()

    def _launch(self, host: "Host", members: Mapping[str, object]) -> Mapping[str, str]:
        """Have the host sign who opens the program; nothing where nobody is signed in."""
        user, device = self.settings["user"], self.settings["device"]
        if host.launch is None or not user["signedIn"]:
            return {}
        return host.launch.sign(
            Visitor(
                id=str(user["id"]),
                name=str(user["name"]),
                language=str(device["language"]),
                platform=str(device["platform"]),
                start=str(self.settings["launch"]["start"]),
                members=members,
                at=int(time.time()),
            )
        )

    def _keep(self, key: object, value: object) -> None:
        """Keep what a program put into the storage of the host, for the pages that come."""
        kept = self._kept.setdefault(self.host, {})
        if key is None:
            kept.clear()
        elif isinstance(key, str) and isinstance(value, str):
            if sum(map(len, kept.values())) + len(value) <= KEPT_CHARACTERS:
                kept[key] = value
        elif isinstance(key, str):
            kept.pop(key, None)


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
    for own in sorted((_HOSTS / host).glob("simulated*.js"), key=lambda path: path.stem):
        yield own.read_text(encoding="utf-8")
