"""A native program as the browser is given it: its sources by package, and any file of its folder."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.inside import FileChanged, read_inside
from miniprog_cli.core.native.plugin import FILE_NAME as PLUGIN
from miniprog_cli.core.native.plugin import declared
from miniprog_cli.core.native.program import Native
from miniprog_cli.preview import guard
from miniprog_cli.preview.native import packages
from miniprog_cli.preview.native.beside import Beside
from miniprog_cli.preview.native.reading import Found, Held, Texts, bundle, walk

SCENE = 1001
"""How a program is opened by default: from the list of those used lately, in WeChat's numbers."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of a source that is given to the browser."""


class NativeProgram:
    """One native program; looks anew each time, since files change while it is shown."""

    def __init__(self, native: Native, *, scene: int | None = None) -> None:
        self.native = native
        self.top = on_disk(native.folder, "" if native.root == "." else native.root)
        self._scene = scene or SCENE
        self._texts = Texts()
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
        self.beside = Beside.of(native, self.top)
        """The plugin that is developed beside it."""

    @property
    def _scripts(self) -> tuple[str, ...]:
        """Suffixes of scripts; those of TypeScript are taken whatever the settings say."""
        return tuple(dict.fromkeys((*self.native.scripts, "ts")))

    @property
    def _compiled(self) -> dict[str, object]:
        """By suffix: what compiles such sheets, and the files that each of them sees."""
        native = self.native
        return {
            one.reads: {"by": one.name, "common": native.common(one)}
            for one in native.compilers
            if one.writes in native.dialect.styles
        }

    def described(self) -> dict[str, object]:
        """Say what the runtime has to know."""
        native, dialect = self.native, self.native.dialect
        return {
            "host": dialect.host,
            "appId": native.app_id,
            "namespace": dialect.namespace,
            "alsoNamed": dialect.also_named,
            "configName": dialect.config_name,
            "prefix": dialect.prefix,
            "events": dialect.events,
            "camelEvents": dialect.camel_events,
            "moduleTags": dialect.module_tags,
            "moduleNames": dialect.module_names,
            "braces": dialect.braces,
            "webSlots": dialect.web_slots,
            "templates": dialect.templates,
            "styles": native.styles,
            "compiled": self._compiled,
            "modules": dialect.modules,
            "scripts": self._scripts,
            "turnsOld": native.config.setting.get("es6") is True,
            "tabs": dialect.tabs._asdict(),
            "packages": [package.root for package in native.app.packages],
            "pages": [page.path for page in native.app.pages],
            "plugins": [name for name, _ in declared(native.app)],
            "plugin": self.beside and self.beside.described(),
            "start": native.app.start,
            "scene": self._scene,
        }

    def sources(self, package: str) -> bytes:
        """Give the sources of a package as `reading.bundle` writes them; npm comes with the main one."""
        found = dict(self._sources(package))
        if not package:
            for path, text in packages.sources(
                self.native.folder, self.top, self.suffixes, self._texts, tuple(self._libraries)
            ):
                found.setdefault(path, text)
            found |= dict(self._of_plugin())
        return bundle(found)

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
        plugin = f"{self.beside.name}/{PLUGIN}" if self.beside else ""
        return path in ("app.json", plugin, *self.files)

    def is_source(self, path: str) -> bool:
        """Tell whether a file, relative to the root, is given to the browser as text."""
        return path.rpartition(".")[2] in self.suffixes

    def around(self, path: str) -> tuple[Path, str]:
        """Give the folder that a file of the program lies in, and its path there."""
        inner = self.beside.inner(path) if self.beside else None
        return (self.beside.top, inner) if self.beside and inner is not None else (self.top, path)

    def text(self, path: str) -> str | None:
        """Read a source, by its path from the root; None where it cannot be read, or is too big."""
        data = self.data(path)
        return None if data is None else data.decode("utf-8-sig", "replace")

    def data(self, path: str) -> bytes | None:
        """Read a source as it lies on disk."""
        top, inner = self.around(path)
        file = top / inner
        try:
            if file.stat().st_size > _LARGEST:
                return None
            return read_inside(file, os.path.realpath(top))
        except (OSError, FileChanged):
            return None

    def locate(self, path: str) -> Path | None:
        """Find a file below the root; None where there is none that may be read."""
        if not guard.is_servable(path):
            return None
        top, inner = self.around(path)
        found = on_disk(top, inner)
        return found if found.is_file() and guard.is_inside(found, top) else None

    def has_page(self, path: str) -> bool:
        """Tell whether a path is that of a page, of the program or of its plugin."""
        own = any(page.path == path for page in self.native.app.pages)
        return own or (self.beside is not None and path in self.beside.pages)

    def _sources(self, package: str) -> Iterator[tuple[str, Held]]:
        others = [each.root for each in self.native.app.packages if each.root != package]
        inside = [each for each in others if not package or each.startswith(f"{package}/")]
        yield from self._read(self._files(self.top, package, frozenset(filter(None, inside))))

    def _of_plugin(self) -> Iterator[tuple[str, Held]]:
        if self.beside is not None:
            found = self._files(self.beside.top, "", frozenset())
            name = self.beside.name
            yield from self._read(Found(one.file, f"{name}/{one.path}") for one in found)

    def _read(self, found: Iterable[Found]) -> Iterator[tuple[str, Held]]:
        for file, path in found:
            text = self._texts.read(file, partial(self.data, path))
            if text is not None:
                yield path, text

    def _files(self, top: Path, package: str, others: frozenset[str]) -> Iterator[Found]:
        """Yield the sources below a folder, without those of the `others`."""

        def enters(path: str) -> bool:
            name = path.rpartition("/")[2]
            return not name.startswith(".") and name != "node_modules" and path not in others

        for found in walk(os.fspath(top / package), enters, package):
            name = found.path.rpartition("/")[2]
            if not name.startswith(".") and self.is_source(name):
                yield found
