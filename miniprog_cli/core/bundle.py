"""What a bundle is made of: the files that ship, and what is generated for a host."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from miniprog_cli.core.archive.container import MANIFEST_NAME
from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.manifest import Manifest, public
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.runtime import NAME, mini_js

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project

GENERATED = {
    MANIFEST_NAME: "generated from the project's manifest",
    NAME: "the interface to the host, which the program uses",
}
"""Paths at the top of a bundle that are written by this tool, and what lies there."""


class Listed(NamedTuple):
    """A file of the project or of the bundle, whether it ships, and why; `bytes` is its size."""

    path: str
    bytes: int
    included: bool
    reason: str


def members(project: "Project", host: str) -> list[Member]:
    """List what a bundle for a host holds, sorted by path.

    A file of the user's own where a generated one goes is left out: `check` reports it, and `pack`
    refuses it.

    Raises:
        MachineError: a file cannot be read.
    """
    found = [*generated(project, host, with_mini=project.uses_mini), *files(project)]
    return sorted(found, key=lambda member: member.name)


def generated(project: "Project", host: str, *, with_mini: bool) -> Iterator[Member]:
    """Yield what is generated for a host: the manifest and, for a program that uses it, mini.js."""
    yield Member(MANIFEST_NAME, generated_manifest(project.manifest, host))
    if with_mini:
        yield Member(NAME, mini_js(project.manifest, host))


def files(project: "Project") -> Iterator[Member]:
    """Yield what a bundle holds for any host: all but what is generated, sorted by path."""
    for path, file in project.shipped.items():
        if path not in GENERATED:
            yield Member(path, file.source, project.top, file.bytes)


def generated_manifest(manifest: Manifest, host: str) -> bytes:
    """Write the manifest that ships, the same bytes for the same members."""
    text = json.dumps(public(manifest, host), ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def listing(project: "Project", host: str) -> Iterator[Listed]:
    """Say of every file below the root why it ships or not, sorted; a folder's path ends in ``/``."""
    rows = [
        Listed(one.name, len(one.data), True, GENERATED[one.name])
        for one in generated(project, host, with_mini=project.uses_mini)
        if isinstance(one.data, bytes)
    ]
    rows += (
        Listed(file.path, file.bytes, file.included, file.reason)
        for file in project.files
        if file.path not in GENERATED
    )
    yield from sorted(rows, key=lambda row: row.path)


def beside(project: "Project") -> Iterator[Listed]:
    """Say why what lies beside the root does not ship, sorted; paths begin with ``../``."""
    rows = (Listed(file.path, file.bytes, file.included, file.reason) for file in project.beside)
    yield from sorted(rows, key=lambda row: row.path)


def sizes(project: "Project", host: str) -> dict[str, int]:
    """Give the bytes of each file that a bundle for a host holds, generated ones too, by path."""
    return {one.path: one.bytes for one in listing(project, host) if one.included}
