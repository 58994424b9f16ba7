"""Configurations of pages and components, and what their names of components lead to."""

from collections.abc import Iterator, Mapping
from os.path import realpath
from pathlib import Path

from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.native.paths import resolved, stem
from miniprog_cli.core.source import Json, JsonDocument, JsonError, Pointer, parse_json

_MOST = 1024 * 1024
"""Bytes; configurations are written by hand."""


class Named(NamedTuple):
    """A component that a configuration gives a tag: what is written, and the place of that."""

    tag: str
    written: str
    pointer: Pointer


class Config(NamedTuple):
    """The JSON file of a page or component; `content` is why it is none where it cannot be parsed.

    `file` is relative to the project's folder, `path` to the root and without a suffix.
    """

    file: str
    path: str
    content: JsonDocument | JsonError

    @property
    def raw(self) -> Mapping[str, Json]:
        """All members as they are written; none where it cannot be parsed."""
        if isinstance(self.content, JsonError):
            return {}
        return members_of(self.content.value)

    @property
    def is_component(self) -> bool:
        """Whether it says that it belongs to a component."""
        return self.raw.get("component") is True

    @property
    def components(self) -> tuple[Named, ...]:
        """The components it names."""
        return tuple(named_in(self.raw))


def named_in(members: Mapping[str, Json]) -> Iterator[Named]:
    """Yield the components that a configuration names, or ``app.json`` does."""
    for tag, written in members_of(members.get("usingComponents")).items():
        if isinstance(written, str):
            yield Named(tag, written, ("usingComponents", tag))


def candidates(written: str, holder: str) -> Iterator[str]:
    """Yield the paths, without a suffix, at which a component may lie, the likeliest first.

    `holder` is the path of whatever names it. A name that does not begin with a slash or a dot is
    looked for beside the holder and then in the ``miniprogram_npm`` folders around it.
    """
    for path in (resolved(written, holder), *_packages(written, holder)):
        if path is not None:
            bare = stem(path) if path.endswith((".js", ".json")) else path
            yield bare
            yield f"{bare}/index"


def _packages(written: str, holder: str) -> Iterator[str]:
    """Yield where the package manager's folders would have it, from the holder outwards."""
    if written.startswith(("/", "./", "../")):
        return
    steps = holder.split("/")[:-1]
    for depth in range(len(steps), -1, -1):
        yield "/".join((*steps[:depth], "miniprogram_npm", written))


def read_config(disk: Path, file: str, path: str) -> Config | None:
    """Read a configuration; None where there is no such file, or it cannot be read."""
    try:
        with open_inside(disk, realpath(disk.parent), buffering=-1) as opened:
            data = opened.read(_MOST)
    except (OSError, FileChanged):
        return None
    try:
        return Config(file, path, parse_json(data, file))
    except JsonError as error:
        return Config(file, path, error)
