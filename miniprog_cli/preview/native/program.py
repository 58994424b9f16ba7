"""A native program as the browser is given it: its sources by package, and any file of its folder."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.inside import FileChanged, read_inside
from miniprog_cli.core.native.program import Native
from miniprog_cli.preview import guard
from miniprog_cli.preview.native import packages

SCENE = 1001
"""How a program is opened by default: from the list of those used lately, in WeChat's numbers."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of a source that is given to the browser."""


class NativeProgram:
    """One native program; reads anew each time, since files change while it is shown."""

    def __init__(self, native: Native, *, scene: int | None = None) -> None:
        self.native = native
        self.top = on_disk(native.folder, "" if native.root == "." else native.root)
        self._scene = scene or SCENE
        parts = native.dialect
        self.suffixes = frozenset(
            (
                *parts.templates,
                *parts.styles,
                *parts.modules,
                *native.styles,
                *self._scripts,
                "json",
            )
        )
        """Of what is a source, without a dot."""

    @property
    def _scripts(self) -> tuple[str, ...]:
        """Suffixes of scripts; those of TypeScript are taken whatever the settings say."""
        return tuple(dict.fromkeys((*self.native.scripts, "ts")))

    def described(self) -> bytes:
        """Say what the runtime has to know, as JSON."""
        native, dialect = self.native, self.native.dialect
        known: dict[str, object] = {
            "host": dialect.host,
            "appId": native.app_id,
            "namespace": dialect.namespace,
            "alsoNamed": dialect.also_named,
            "prefix": dialect.prefix,
            "events": dialect.events,
            "moduleTags": dialect.module_tags,
            "templates": dialect.templates,
            "styles": native.styles,
            "modules": dialect.modules,
            "scripts": self._scripts,
            "tabs": dialect.tabs._asdict(),
            "packages": [package.root for package in native.app.packages],
            "pages": [page.path for page in native.app.pages],
            "start": native.app.start,
            "scene": self._scene,
        }
        return json.dumps(known, ensure_ascii=False).encode()

    def sources(self, package: str) -> bytes:
        """Give the sources of a package by path, as JSON; packages of npm come with the main one."""
        found = dict(self._sources(package))
        if not package:
            for path, text in packages.sources(
                self.native.folder, self.top, self.suffixes, self._libraries
            ):
                found.setdefault(path, text)
        return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")

    @property
    def _libraries(self) -> Iterator[str]:
        """Packages of npm that hold what the host brings by itself where it is asked to."""
        wanted = self.native.app.raw.get("useExtendedLib")
        for name in self.native.dialect.extended if isinstance(wanted, dict) else ():
            if isinstance(wanted, dict) and name in wanted:
                yield f"{name}-miniprogram"

    @property
    def host(self) -> str:
        """The host whose dialect it is written in."""
        return self.native.dialect.host

    @property
    def files(self) -> frozenset[str]:
        """Files of the vendor's, relative to the project's folder, that say what the program is."""
        dialect = self.native.dialect
        return frozenset(filter(None, (dialect.project_file, dialect.private_file)))

    def is_described_by(self, path: str) -> bool:
        """Tell whether a file, relative to the root, decides which pages and packages there are."""
        return path == "app.json" or path in self.files

    def is_source(self, path: str) -> bool:
        """Tell whether a file, relative to the root, is given to the browser as text."""
        return path.rpartition(".")[2] in self.suffixes

    def text(self, path: str) -> str | None:
        """Read a source, by its path from the root; None where it cannot be read, or is too big."""
        file = self.top / path
        try:
            if file.stat().st_size > _LARGEST:
                return None
            return read_inside(file, os.path.realpath(self.top)).decode("utf-8-sig", "replace")
        except (OSError, FileChanged):
            return None

    def locate(self, path: str) -> Path | None:
        """Find a file below the root; None where there is none that may be read."""
        if not guard.is_servable(path):
            return None
        found = on_disk(self.top, path)
        return found if found.is_file() and guard.is_inside(found, self.top) else None

    def _sources(self, package: str) -> Iterator[tuple[str, str]]:
        others = [each.root for each in self.native.app.packages if each.root != package]
        inside = [each for each in others if not package or each.startswith(f"{package}/")]
        for path in self._files(package, frozenset(filter(None, inside))):
            text = self.text(path)
            if text is not None:
                yield path, text

    def _files(self, package: str, others: frozenset[str]) -> Iterator[str]:
        """Yield the paths of sources below a folder, without those of the `others`."""
        for folder, folders, names in os.walk(self.top / package):
            base = Path(folder).relative_to(self.top).as_posix()
            prefix = "" if base == "." else f"{base}/"
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and name != "node_modules"
                and f"{prefix}{name}" not in others
            )
            for name in sorted(names):
                if not name.startswith(".") and self.is_source(name):
                    yield f"{prefix}{name}"
