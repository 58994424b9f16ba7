"""What was submitted last: the sizes that a project is compared with."""

import json
import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, cast

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.artifact import parts_of
from miniprog_cli.publish.events import fold
from miniprog_cli.publish.location import locate
from miniprog_cli.publish.registry import open_registry

if TYPE_CHECKING:
    from miniprog_cli.core.project import Project


class Published(NamedTuple):
    """A submitted bundle: its version, its size in bytes by both measures, and its files'."""

    version: str
    raw_bytes: int
    bundle_bytes: int
    files: Mapping[str, int]


class LastOnes(NamedTuple):
    """The registry that was asked, and the latest submission there for each host that has one."""

    registry: str
    published: Mapping[str, Published]


def last_published(
    project: "Project",
    hosts: Collection[str],
    *,
    to: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> LastOnes:
    """Find the submission of a program that was handed in last, for each of some hosts.

    Raises:
        MiniprogError: see `locate`.
        DamagedRegistry, RegistryUnusable: the registry cannot be read.
        NotAnId, UnpublishableName: no program can have the project's id.
    """
    registry = open_registry(locate(to, environment=environment, project=lambda: project))
    repository = registry.submissions(project.manifest.id)
    found: dict[str, Published | None] = {}
    for one in fold(repository.records()):
        if one.host in hosts and one.host not in found:
            parts = parts_of(repository.content(one.digest))
            config = repository.content(parts[0]) if parts else b""
            found[one.host] = _read(one.version, config)
    return LastOnes(registry.address, {host: one for host, one in found.items() if one})


def _read(version: str, config: bytes) -> Published | None:
    """Read what a bundle's config says of sizes; None where another program wrote it otherwise."""
    try:
        value = cast("dict[str, object]", json.loads(config))
        rows = cast("list[dict[str, object]]", value["files"])
        files = {str(row["path"]): int(str(row["bytes"])) for row in rows}
        raw_bytes, bundle_bytes = int(str(value["raw_bytes"])), int(str(value["bundle_bytes"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Published(version, raw_bytes, bundle_bytes, files)
