"""The vendor's project file beside a native program: where the program lies, its id, what it packs."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from miniprog_cli.core.dialect import Dialect
from miniprog_cli.core.manifest import read_document
from miniprog_cli.core.native.app import members_of
from miniprog_cli.core.source import Json, JsonDocument

FILES = ("mini.project.json", "project.swan.json", "project.config.json")
"""Project files, those first that tell a dialect by their name alone."""
ROOTS = ("miniprogramRoot", "smartProgramRoot")
"""Members that name the folder of ``app.json``."""


class ProjectFile:
    """A vendor's project file, with what a developer's own file says over it; both may be absent."""

    def __init__(self, document: JsonDocument | None, private: JsonDocument | None = None) -> None:
        self.document = document
        self.private = private

    @cached_property
    def members(self) -> Mapping[str, Json]:
        """What the two say; of `setting` each member counts by itself."""
        own, over = (
            members_of(one.value if one else None) for one in (self.document, self.private)
        )
        setting = {**members_of(own.get("setting")), **members_of(over.get("setting"))}
        return {**own, **over, "setting": setting} if setting else {**own, **over}

    @property
    def setting(self) -> Mapping[str, Json]:
        """The settings of the vendor's tool."""
        return members_of(self.members.get("setting"))

    def compiles(self, name: str) -> bool:
        """Tell whether the vendor's tool is told to compile a language: ``typescript``, ``less``.

        An entry is a name, or a list of the name and options.
        """
        plugins = self.setting.get("useCompilerPlugins")
        entries = plugins if isinstance(plugins, list) else []
        return any((one[0] if isinstance(one, list) and one else one) == name for one in entries)

    def setting_text(self, group: str, name: str) -> str:
        """Give a member of a group of settings that is text; else nothing."""
        found = members_of(self.setting.get(group)).get(name)
        return found if isinstance(found, str) else ""

    @cached_property
    def queries(self) -> Mapping[str, str]:
        """The query that a page is opened with, by its path: of those that the vendor's tool lists.

        A developer's own list counts first, then the first of each page.
        """
        found: dict[str, str] = {}
        for document in filter(None, (self.private, self.document)):
            for path, query in _modes(document.value):
                found.setdefault(path, query)
        return found

    def text(self, name: str) -> str:
        """Give a member that is text; else nothing."""
        found = self.members.get(name)
        return found if isinstance(found, str) else ""


def _modes(said: Json) -> Iterator[tuple[str, str]]:
    """Yield page and query of what the vendor's tool lists as ways to open the program."""
    listed = members_of(members_of(members_of(said).get("condition")).get("miniprogram")).get(
        "list"
    )
    for mode in map(members_of, listed if isinstance(listed, list) else ()):
        path, query = mode.get("pathName"), mode.get("query")
        if isinstance(path, str) and isinstance(query, str) and query:
            yield path.strip("/"), query.lstrip("?")


def find_project_file(folder: Path) -> tuple[str, JsonDocument] | None:
    """Read the project file of a folder; None where there is none.

    Raises:
        ManifestUnreadable: it is not JSON (with the place).
    """
    for name in FILES:
        if (folder / name).is_file():
            return name, read_document(folder / name)
    return None


def read_private(folder: Path, dialect: Dialect) -> JsonDocument | None:
    """Read a developer's own project file; one that cannot be read says nothing.

    It is not handed on, so that a fault in it is nobody else's.
    """
    from miniprog_cli.core.manifest import ManifestUnreadable

    path = folder / (dialect.private_file or "")
    if dialect.private_file is None or not path.is_file():
        return None
    try:
        return read_document(path)
    except ManifestUnreadable:
        return None


def root_of(document: JsonDocument | None) -> str:
    """Give the folder of ``app.json`` as the project file names it, relative to its own; ``.`` else."""
    said = members_of(document.value if document else None)
    for name in ROOTS:
        written = said.get(name)
        if isinstance(written, str):
            path = re.sub(r"/+", "/", written.replace("\\", "/")).strip("/").removeprefix("./")
            if path and path != ".":
                return path
    return "."
