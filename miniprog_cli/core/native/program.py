"""What the vendor's files say of a native project: the part of `Project` that only such have."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.dialect import Compiler, Dialect, Part
from miniprog_cli.core.files import ProjectFile, on_disk
from miniprog_cli.core.native.app import App
from miniprog_cli.core.native.components import Config, read_config
from miniprog_cli.core.native.config import ProjectFile as VendorFile

if TYPE_CHECKING:
    from miniprog_cli.core.native.plugin import Plugin
    from miniprog_cli.core.project import Project


class Native:
    """A native program: its dialect, its ``app.json``, and the configurations of its pages.

    Like a project, it is a look at one moment: what was read is kept.
    """

    def __init__(
        self, folder: Path, root: str, dialect: Dialect, app: App, config: VendorFile
    ) -> None:
        self.folder = folder
        self.root = root
        """The folder of ``app.json``, relative to the project's; ``.`` where it is that one."""
        self.dialect = dialect
        self.app = app
        self.config = config
        self._configs: dict[str, Config | None] = {}

    @property
    def app_id(self) -> str:
        """The id that the vendor gave; empty where there is none, or one that stands for none."""
        found = self.config.text(self.dialect.id_member)
        return "" if found in self.dialect.placeholder_ids else found

    @cached_property
    def plugin(self) -> "Plugin | None":
        """The plugin that is developed in this project."""
        from miniprog_cli.core.native.plugin import read_plugin

        return read_plugin(self.folder, self.config, self.app, self.app_id)

    @cached_property
    def apart(self) -> "Native | None":
        """The plugin as a program of its own, where the vendor's tool is told to compile one."""
        from miniprog_cli.core.native.plugin import as_app

        plugin = self.plugin if self.is_plugin else None
        app = as_app(plugin) if plugin else None
        if plugin is None or app is None:
            return None
        return Native(self.folder, plugin.root, self.dialect, app, self.config)

    @property
    def is_plugin(self) -> bool:
        """Whether the project develops a plugin, and a program beside it that shows it."""
        return self.config.text("compileType") == "plugin"

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The suffixes of scripts, without a dot, in the order in which they are looked for."""
        return self._sources("js")

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """The suffixes of style sheets, in the order in which they are looked for."""
        own = (sheet for style in self.dialect.styles for sheet in self._sources(style))
        return tuple(dict.fromkeys(own))

    @cached_property
    def compilers(self) -> tuple[Compiler, ...]:
        """The compilers that the vendor's tool runs for this project."""
        return tuple(one for one in self.dialect.compilers if self.compiles(one.name))

    def common(self, compiler: Compiler) -> tuple[str, ...]:
        """Give the files that every source of a compiler sees, those that are preferred first."""
        return tuple(
            self.config.setting_text(one.setting, one.member) or one.file for one in compiler.common
        )

    def _sources(self, written: str) -> tuple[str, ...]:
        """Give a suffix, and before it those of the languages that are compiled to it.

        What is compiled counts more than what is written beside it, that of the last compiler most:
        npm miniprogram-ci 2.1.42, dist/modules/corecompiler/summer/resolver.js.
        """
        reads = (one.reads for one in reversed(self.compilers) if one.writes == written)
        return (*reads, written)

    def compiles(self, name: str) -> bool:
        """Tell whether the vendor's tool compiles a language for this project."""
        return self.config.compiles(name)

    def part(self, path: str) -> Part | None:
        """Tell what a file is to a page or component, by its suffix; None for all others."""
        found = path.rpartition(".")[2].lower()
        return "style" if found in self.styles else self.dialect.parts.get(found)

    def config_of(self, path: str) -> Config | None:
        """Read the configuration of a page or component, given by its path without a suffix.

        None where there is none. One that cannot be parsed says why.
        """
        if path not in self._configs:
            name = f"{path}.json"
            base = "" if self.root == "." else f"{self.root}/"
            disk = on_disk(self.folder, f"{base}{name}")
            self._configs[path] = read_config(disk, f"{base}{name}", path)
        return self._configs[path]

    def listed(self, project: "Project") -> tuple[ProjectFile, ...]:
        """List the files below the root as the vendor's tool packs them, each with the reason."""
        from miniprog_cli.core.native.packing import listed

        return listed(project, self)

    def beside(self) -> dict[str, str]:
        """Say what is known of files and folders beside the root, by their path from the project's."""
        from miniprog_cli.core.native.packing import beside

        return beside(self)

    def packs(self, path: str) -> bool:
        """Tell whether the vendor's tool would pack a file, by its path from the root."""
        from miniprog_cli.core.native.packing import left_out

        return left_out(path, self) is None
