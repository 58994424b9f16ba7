"""The project as it is being previewed: what every part of the server looks at."""

import json
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from miniprog_cli.core.manifest import FILE_NAME, public
from miniprog_cli.core.project import Project
from miniprog_cli.core.runtime import mini_js
from miniprog_cli.preview import policy
from miniprog_cli.preview.bus import Bus
from miniprog_cli.preview.media import is_sheet
from miniprog_cli.preview.shipped import Shipped
from miniprog_cli.preview.simulation.mocks import Mocks
from miniprog_cli.preview.simulation.simulation import Given, Simulation

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult, Report
    from miniprog_cli.core.source import Json
    from miniprog_cli.preview.native.program import NativeProgram

IGNORE_FILES = (".gitignore", ".miniprogignore")

UPDATES = 50
"""Saves that a panel which opens later still shows."""


class Live:
    """One project being previewed, with the addresses it is served at.

    `host_port` is None without a frame; `start` is the page to begin with, with its query, relative
    to the root; `manifest` is the one that ships, which a program may read; `failure` says why the
    manifest in use is not the one on disk.
    """

    shipped: Shipped
    manifest: bytes

    def __init__(
        self,
        *,
        project: Project,
        program_port: int,
        host_port: int | None,
        start: str,
        simulation: Simulation,
        scene: int | None = None,
    ) -> None:
        self.program_port = program_port
        self.host_port = host_port
        self.start = start
        self.simulation = simulation
        self._scene = scene
        self.bus = Bus()
        self.server = self.bus.run
        """Tells one start of the server from another."""
        self.is_recording = False
        self.is_playing = False
        """Whether a session is played again."""
        self.result: CheckResult | None = None
        self.sizes: str | None = None
        """What the files come to, as it goes to panels; None before the project was checked."""
        self.updates: deque[str] = deque(maxlen=UPDATES)
        """The latest saves, as they went to panels."""
        self.built = False
        """Whether a build of the project's own writes the program."""
        self.build_failure: dict[str, str | None] | None = None
        """What is wrong with that build: `message`, `hint`, and `output`, what it wrote."""
        self.failure: dict[str, str | None] | None = None
        self.use(project)

    @property
    def root(self) -> str:
        """The root relative to the project's folder in POSIX form, empty for the folder itself."""
        return self.shipped.root

    def use(self, project: Project) -> None:
        """Take a project that was opened again."""
        self.project = project
        self._rules: policy.Rules | None = None
        self.shipped = Shipped.of(project)
        self.native = _native(project, self._scene)
        self.mocks = self.simulation.mocks = Mocks(project)
        shown = json.dumps(
            public(project.manifest, self.simulation.host), indent=2, ensure_ascii=False
        )
        self.manifest = f"{shown}\n".encode()

    @property
    def mini_js(self) -> bytes:
        """What the program finds at mini.js, as in a bundle."""
        return mini_js(self.project.manifest, self.simulation.host)

    @property
    def simulated(self) -> bytes:
        """What plays the host in the program's pages."""
        return self.simulation.script(self._given)

    @property
    def played(self) -> dict[str, object]:
        """What the scripts that play the host are told first."""
        return self.simulation.given(self._given)

    @property
    def _given(self) -> Given:
        raw = self.project.manifest.raw
        members = _object(_object(raw.get("hosts")).get(self.simulation.host))
        proxied = _object(_object(raw.get("preview")).get("proxy"))
        return Given(members, tuple(proxied), self.rules.told)

    @property
    def told(self) -> Iterator[str]:
        """What panels are told of saves and sizes."""
        yield from self.updates
        if self.sizes is not None:
            yield self.sizes

    @property
    def is_unbuilt(self) -> bool:
        """Whether there is no program yet, because its build has not written one."""
        pages = self.project.manifest.pages
        return self.built and not any(self.shipped.locate(page) for page in pages)

    @property
    def rules(self) -> policy.Rules:
        """What the simulated host lets the program do."""
        if self._rules is None:
            # the facts of a host are loaded by the first page, not by the start
            from miniprog_cli import hosts

            self._rules = policy.rules(hosts.get(self.simulation.host), self.project.manifest)
            if self.native:
                self._rules = policy.of_native(self._rules)
        return self._rules

    def from_root(self, path: str) -> str | None:
        """Turn a path relative to the project's folder into one relative to the root."""
        beside = self.native.beside if self.native else None
        if beside and (found := beside.in_program(path)):
            return found
        if not self.root:
            return path
        prefix = f"{self.root}/"
        return path.removeprefix(prefix) if path.startswith(prefix) else None

    def in_project(self, path: str) -> str:
        """Turn a path relative to the root into one relative to the project's folder."""
        beside = self.native.beside if self.native else None
        found = beside.in_project(path) if beside else None
        return found or (f"{self.root}/{path}" if self.root else path)

    def is_entered(self, path: str) -> bool:
        """Tell whether a folder, relative to the project's, can hold anything that matters."""
        plugin = self.native.native.plugin if self.native else None
        needed = (self.root, self.mocks.folder, plugin.root if plugin else "")
        if any(each and f"{each}/".startswith(f"{path}/") for each in needed):
            return True
        inner = self.from_root(path)
        return inner is not None and self.shipped.may_ship(inner, is_folder=True)

    def is_watched(self, path: str) -> bool:
        """Tell whether a change of this path, relative to the project's folder, matters."""
        if path == FILE_NAME or path.rpartition("/")[2] in IGNORE_FILES:
            return True
        if self.mocks.named(path):
            return True
        inner = self.from_root(path)
        if self.native and path in self.native.files:
            return True
        return inner is not None and self.shipped.may_ship(inner)

    def is_sheet(self, path: str) -> bool:
        """Tell whether a path, relative to the project's folder, is one of a style sheet."""
        if self.native:
            inner = self.from_root(path)
            return inner is not None and self.native.native.part(inner) == "style"
        return is_sheet(path)

    def state(self) -> str:
        """Describe the program for the host page and the overlay."""
        manifest = self.project.manifest
        window = manifest.window
        return json.dumps(
            {
                "type": "state",
                "server": self.server,
                "generation": self.bus.generation,
                "id": manifest.id,
                "name": manifest.name,
                "version": manifest.version,
                "title": window.get("title"),
                "theme": window.get("theme"),
                "background": window.get("background"),
                "navigation": window.get("navigation"),
                "orientation": window.get("orientation"),
                "pages": list(manifest.pages),
                "root": self.root,
                "start": self.start,
                "program_port": self.program_port,
                "native": self.native.host if self.native else None,
                "recording": self.is_recording,
                "playing": self.is_playing,
                "failure": self.failure,
                "build": self.build_failure,
                "findings": [_described(report) for report in self.result.reports]
                if self.result
                else [],
            },
            ensure_ascii=False,
        )


def _native(project: Project, scene: int | None) -> "NativeProgram | None":
    if project.native is None:
        return None
    from miniprog_cli.preview.native.program import NativeProgram

    return NativeProgram(project.native, scene=scene)


def _object(value: "Json") -> "dict[str, Json]":
    return value if isinstance(value, dict) else {}


def _described(report: "Report") -> dict[str, object]:
    finding = report.finding
    span = finding.at.span
    return {
        "code": report.rule.code,
        "severity": report.severity.value,
        "file": finding.at.file,
        "line": span and span.line,
        "column": span and span.column,
        "message": finding.message,
        "hint": finding.hint,
        "hosts": list(report.hosts),
    }
