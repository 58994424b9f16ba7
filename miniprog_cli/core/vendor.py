"""Files in a project that a vendor's own tool reads, such as ``vk-hosting-config.json``."""

from os.path import realpath
from typing import TYPE_CHECKING

from miniprog_cli.core.files import on_disk
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import JsonDocument, JsonError, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from miniprog_cli.core.project import Project

_MOST = 1024 * 1024
"""Bytes; they are written by hand."""


class VendorFile(NamedTuple):
    """A file, relative to the project's folder: what it says, or why it is not JSON."""

    path: str
    content: JsonDocument | JsonError


def read_vendor_file(project: "Project", name: str) -> VendorFile | None:
    """Read a JSON file beside the manifest, else in the root; None where there is none to read."""
    for path, data in vendor_bytes(project, name):
        try:
            return VendorFile(path, parse_json(data, path))
        except JsonError as error:
            return VendorFile(path, error)
    return None


def vendor_bytes(project: "Project", name: str) -> "Iterator[tuple[str, bytes]]":
    """Give the files of a name that can be read, by their path, the one that counts first."""
    for path in dict.fromkeys((name, project.in_project(name))):
        data = _read(project, path)
        if data is not None:
            yield path, data


def _read(project: "Project", path: str) -> bytes | None:
    top = realpath(project.folder)
    try:
        with open_inside(on_disk(project.folder, path), top, buffering=-1) as file:
            data = file.read(_MOST + 1)
    except (OSError, FileChanged):
        return None
    return data if len(data) <= _MOST else None
