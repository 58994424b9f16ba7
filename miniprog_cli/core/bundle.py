"""What a bundle is made of: the files that ship, and the manifest generated for a host."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from miniprog_cli.core.archive.container import MANIFEST_NAME
from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.manifest import Manifest, public

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project


class Listed(NamedTuple):
    """A file of the project or of the bundle, whether it ships, and why; `bytes` is its size."""

    path: str
    bytes: int
    included: bool
    reason: str


def members(project: "Project", host: str) -> list[Member]:
    """List what a bundle for a host holds, sorted by path.

    A file of the user's own where the generated manifest goes is left out: `check` reports it, and
    `pack` refuses it.
    """
    found = [Member(MANIFEST_NAME, generated_manifest(project.manifest, host)), *files(project)]
    return sorted(found, key=lambda member: member.name)


def files(project: "Project") -> Iterator[Member]:
    """Yield what a bundle holds for any host: all but the generated manifest, sorted by path."""
    for path, file in project.shipped.items():
        if path != MANIFEST_NAME:
            yield Member(path, file.source, project.top)


def generated_manifest(manifest: Manifest, host: str) -> bytes:
    """Write the manifest that ships, the same bytes for the same members."""
    text = json.dumps(public(manifest, host), ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def listing(project: "Project", host: str) -> Iterator[Listed]:
    """Say of every file why it ships or not, sorted by path; a folder's path ends in ``/``."""
    size = len(generated_manifest(project.manifest, host))
    rows = [Listed(MANIFEST_NAME, size, True, "generated from the project's manifest")]
    rows += (
        Listed(file.path, file.bytes, file.included, file.reason)
        for file in project.files
        if file.path != MANIFEST_NAME
    )
    yield from sorted(rows, key=lambda row: row.path)
