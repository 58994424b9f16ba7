"""The plugin that a native project develops beside a program that shows it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.app import App, Package, Page, members_of
from miniprog_cli.core.native.components import Config, read_config
from miniprog_cli.core.native.config import ProjectFile
from miniprog_cli.core.source import Json, JsonError

FILE_NAME = "plugin.json"
ROOT = "pluginRoot"
"""The member of the project file that names the plugin's folder."""
_OWN_VERSION = "dev"
"""What a program gives as the version of a plugin that is developed beside it."""


class Plugin(NamedTuple):
    """A plugin whose sources are here.

    `root` is its folder relative to the project's, `names` what the program calls it, `config` its
    ``plugin.json``.
    """

    root: str
    names: tuple[str, ...]
    config: Config

    @property
    def components(self) -> Mapping[str, str]:
        """The components that programs may use: paths from the plugin's root, by name."""
        return _paths(self.config.raw.get("publicComponents"))

    @property
    def pages(self) -> Mapping[str, str]:
        """The pages that programs may open."""
        return _paths(self.config.raw.get("pages"))

    @property
    def main(self) -> str:
        """The script whose exports programs are given; empty where there is none."""
        found = self.config.raw.get("main")
        return found.removeprefix("./") if isinstance(found, str) else ""


def read_plugin(folder: Path, file: ProjectFile, app: App, app_id: str) -> Plugin | None:
    """Read the plugin of a project; None where there is none."""
    root = file.text(ROOT).replace("\\", "/").strip("/").removeprefix("./")
    if not root or root == "." or ".." in root.split("/"):
        return None
    name = f"{root}/{FILE_NAME}"
    config = read_config(on_disk(folder, name), name, FILE_NAME.removesuffix(".json"))
    return Plugin(root, tuple(_names(app, app_id)), config) if config else None


def as_app(plugin: Plugin) -> App | None:
    """Read a plugin as a program, whose files are checked alike; None where it cannot be parsed."""
    document = plugin.config.content
    if isinstance(document, JsonError):
        return None
    pages = tuple(Page(path, path, ("pages", name)) for name, path in plugin.pages.items())
    return App(
        document=document,
        packages=(Package("", None, independent=False, pages=pages, pointer=()),),
        tab_bar=None,
        window={},
        script=plugin.main.removesuffix(".js").removesuffix(".ts") or "index",
        components=tuple(plugin.components.values()),
    )


def declared(app: App) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Yield the plugins that a program, or a package of it, names, and what it says of each."""
    packages = (
        one for member in ("subPackages", "subpackages") for one in _list(app.raw.get(member))
    )
    for holder in (app.raw, *map(members_of, packages)):
        for name, said in members_of(holder.get("plugins")).items():
            yield name, members_of(said)


def _names(app: App, app_id: str) -> Iterator[str]:
    """Yield what a program calls its own plugin: by its version or id, else the only one it names."""
    known = dict(declared(app))
    own = [
        name
        for name, said in known.items()
        if said.get("version") == _OWN_VERSION or (app_id and said.get("provider") == app_id)
    ]
    yield from own or (known if len(known) == 1 else ())


def _paths(value: Json) -> Mapping[str, str]:
    said = members_of(value).items()
    return {name: path.strip("/") for name, path in said if isinstance(path, str)}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
