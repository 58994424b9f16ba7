"""A plugin that is developed beside a program: its files lie in a folder of the program, as it is shown."""

from pathlib import Path

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.native.plugin import Plugin
from miniprog_cli.core.native.program import Native


class Beside:
    """The plugin of a project, and where its files are found.

    `name` is the folder in the program: that of the project, unless the program has one of that name.
    """

    def __init__(self, plugin: Plugin, top: Path, name: str) -> None:
        self.plugin = plugin
        self.top = top
        self.name = name

    @classmethod
    def of(cls, native: Native, program: Path) -> "Beside | None":
        """Find the plugin of a project whose program lies in a folder; None where there is none."""
        plugin = native.plugin
        if plugin is None:
            return None
        top = on_disk(native.folder, plugin.root)
        taken = program / plugin.root
        is_free = taken == top or not taken.exists()
        return cls(plugin, top, plugin.root if is_free else f"__{plugin.root}__")

    @property
    def pages(self) -> dict[str, str]:
        """The paths of its pages in the program, with their names."""
        return {f"{self.name}/{path}": name for name, path in self.plugin.pages.items()}

    def inner(self, path: str) -> str | None:
        """Give the path in the plugin of a path in the program; None where it is none of it."""
        return path.removeprefix(f"{self.name}/") if path.startswith(f"{self.name}/") else None

    def in_program(self, path: str) -> str | None:
        """Give the path in the program of a path in the project; None where it is none of it."""
        root = self.plugin.root
        if path == root or path.startswith(f"{root}/"):
            return f"{self.name}{path.removeprefix(root)}"
        return None

    def in_project(self, path: str) -> str | None:
        """Give the path in the project of a path in the program; None where it is none of it."""
        inner = self.inner(path)
        return None if inner is None else f"{self.plugin.root}/{inner}"

    def described(self) -> dict[str, object]:
        """Say what the runtime has to know of it."""
        plugin = self.plugin
        return {
            "root": self.name,
            "names": plugin.names,
            "main": plugin.main,
            "components": dict(plugin.components),
            "pages": dict(plugin.pages),
        }
