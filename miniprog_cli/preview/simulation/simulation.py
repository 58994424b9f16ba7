"""One simulated host while it is previewed: which host, its settings, and what happened in it.

What the pages tell, and the panel shows, are messages of type ``observed`` and of these kinds:

- ``call``: `id` (of the page), `api` (a capability of mini.js: ``location``, ``clipboard.read``),
  `via` (what the program called), `args`, `at` (milliseconds since 1970), `refused` (where mini.js
  let no host hear of it);
- ``answer``: `id` of the call, `value` or `error` (`code`, `message`), `ms`;
- ``request``: `id`, `method`, `url`, `status` (0 where there was no answer, 101 for a socket), `ms`,
  `bytes` (null where the answer does not say), `error`;
- ``blocked``: `what`, `url`, `hint`, `member` of the manifest that would allow it, `enforced`, and the
  `directive` of the policy or the `interface` that the host lacks;
- ``storage``: `area` (``local``, ``session``, ``host``), `key` (null: it was cleared), `value` (null:
  it was removed); with `all`, an object, in answer to the order to read an area;
- ``shown``: `what` the host did to a person (``haptic``, ``openUrl``, ``close`` …) and `detail`;
- ``set``: `settings` that a program changed, such as the clipboard.
"""

import json
import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from miniprog_cli import hosts
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.hosts import sdk
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
    from miniprog_cli.preview.simulation.mocks import Mocks

_PREVIEW = Path(__file__).parents[1]
_PARTS = _PREVIEW / "client" / "simulated"
_HOSTS = _PREVIEW.parent / "hosts"

ORDER = (
    "simulated",
    "chance",
    "said",
    "sparing",
    "styles",
    "theme",
    "insets",
    "text",
    "kept",
    "opening",
    "dialogs",
    "sheets",
    "pictures",
    "answers",
    "refused",
    "web",
    "camera",
    "network",
    "stores",
    "webview",
    "device",
    "forbidden",
)
"""The scripts of `client/simulated/` in the order in which they run, before that of the host."""

SET_BY_PAGES = {"clipboard": ("text",), "user": ("signedIn",)}
"""The settings that a program changes by what it does, by their group."""

KEPT_CHARACTERS = 1024 * 1024
"""Of what programs put into a host's own storage; what goes beyond is not kept for the next page."""


class Given(NamedTuple):
    """What the project says of how it is played.

    `members` is what the manifest says for the host; `proxied` are the paths of the program's own
    address that lead to the network; `rules` is what the host forbids, as `policy.Rules.told` has it.
    """

    members: Mapping[str, object]
    proxied: tuple[str, ...]
    rules: Mapping[str, object]


class Simulation:
    """How the host behaves; `told` is what the pages have reported, oldest first."""

    def __init__(self, host: str, mocks: "Mocks | None" = None, *, is_native: bool = False) -> None:
        self.host = host
        self.is_native = is_native
        """Whether the program is in the host's own language, and so has all that the host has."""
        self.mocks = mocks
        """The presets there are; without any, only ours."""
        self.applied: list[str] = []
        """The presets that are in use, in their order."""
        self.settings: Settings = changed(DEFAULTS, {})
        self.is_set = False
        """Whether anybody has changed a setting: else a panel may bring those of the last time."""
        self.seed: int | None = None
        """What the program's random numbers follow from, where they are to be the same again."""
        self.told = Told()
        self._kept: dict[str, dict[str, str]] = {}
        self._marks: set[str] = set()
        """How the names begin of what the hosts so far have put into addresses."""
        self._left: set[str] = set()
        """How the names begin of what their SDKs have kept of it for the tab."""

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

    def starts_anew(self, before: Settings) -> bool:
        """Tell whether pages have to be loaded anew to meet what has changed since `before`."""
        return at_start(before) != at_start(self.settings)

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
        known = {
            "type": "simulation",
            **self.described(),
            "missing": () if self.is_native else _missing(self.host),
            "broken": self.mocks.broken() if self.mocks else {},
        }
        return encodable(json.dumps(known, ensure_ascii=False))

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

    def took(self, data: dict[str, object]) -> bool:
        """Take over what a program did to its host; tell whether a setting was changed by it."""
        match data.get("kind"):
            case "storage" if data.get("area") == "host" and "all" not in data:
                self._keep(data.get("key"), data.get("value"))
                return False
            case "set":
                return self._set_by_page(data.get("settings"))
            case _:
                return False

    def _set_by_page(self, change: object) -> bool:
        groups = cast("dict[str, object]", change) if isinstance(change, dict) else {}
        if not groups or not all(_is_for_pages(*one) for one in groups.items()):
            return False
        try:
            self.settings = changed(self.settings, groups)
        except WrongSetting:
            return False
        return True

    def script(self, given: Given) -> bytes:
        """Write the script that plays the host in a page; it runs before all others."""
        head = f"globalThis.miniSimulated = {json.dumps(self.given(given))};\n"
        return f"{head}{text(self.host, own=True)}".encode()

    def given(self, given: Given) -> dict[str, object]:
        """Say what the scripts of the simulated host begin with."""
        host = hosts.get(self.host)
        left = host.launch.kept if host.launch else ()
        self._marks.update(host.launch.marks if host.launch else ())
        self._left.update(left)
        return {
            "host": self.host,
            "title": host.title,
            "delivery": host.delivery,
            "sdk": _sdk(self.host),
            "proxied": given.proxied,
            "rules": given.rules,
            "launch": self._launch(host, given.members),
            "marks": sorted(self._marks),
            "left": sorted(self._left.difference(left)),
            "kept": self._kept.get(self.host, {}),
            "settings": self.settings,
            "seed": self.seed,
        }

    def _launch(self, host: "Host", members: Mapping[str, object]) -> Mapping[str, str]:
        """Have the host sign who opens the program; nothing where nobody is signed in."""
        user, device = self.settings["user"], self.settings["device"]
        if host.launch is None or not user["signedIn"]:
            return {}
        from miniprog_cli.hosts.base import Visitor

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


def _sdk(host: str) -> dict[str, object]:
    """Give the global of a host and where its script is published: we play it without that, too."""
    found = sdk.of_host(host)
    return {"root": found.root, "scripts": found.scripts} if found else {"root": "", "scripts": ()}


def _is_for_pages(group: str, change: object) -> bool:
    if not isinstance(change, dict):
        return False
    return set(cast("dict[str, object]", change)) <= set(SET_BY_PAGES.get(group, ()))


def _drawn(name: str) -> dict[str, object]:
    return {"name": name, **hosts.bar(name)._asdict()}


def _missing(host: str) -> tuple[str, ...]:
    """List the capabilities of mini.js that a host has nothing for, of those that can be set."""
    known = hosts.get(host).capabilities
    # what stands for the web, a web-view of a native program too, can neither sign in nor pay
    return known.missing if known else ("login", "user", "phone", "pay")


def first_host(project: Project) -> str:
    """Choose the host to begin with: the first that the manifest names and we know.

    A native program has the host whose language it is written in.
    """
    if project.native and project.native.dialect.host in hosts.HOSTS:
        return project.native.dialect.host
    named = project.manifest.raw.get("hosts")
    known = (name for name in hosts.HOSTS if isinstance(named, dict) and name in named)
    return next(known, hosts.DEFAULT)


@cache
def text(host: str, *, own: bool) -> str:
    """Give the scripts of the simulated host; without `own`, without what it gives pages of the web."""
    return "\n".join(_files(host, own=own))


def _files(host: str, *, own: bool) -> Iterator[str]:
    for name in ORDER:
        yield (_PARTS / f"{name}.js").read_text(encoding="utf-8")
    if own:
        for file in sorted((_HOSTS / host).glob("simulated*.js"), key=lambda path: path.stem):
            yield file.read_text(encoding="utf-8")
