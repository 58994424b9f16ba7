"""Publish a project or a bundle to the registry that applies."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from miniprog_cli.core.errors import VersionGiven, VersionMissing
from miniprog_cli.publish.actor import Clock, actor, utc_now
from miniprog_cli.publish.location import Location, locate, project_here
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.submit import Receipt, submit

if TYPE_CHECKING:
    from miniprog_cli.pack import Tell


def publish(
    source: Path | None = None,
    *,
    to: str | None = None,
    host: str | None = None,
    version: str | None = None,
    dry_run: bool = False,
    tell: "Tell" = lambda _result, _project: None,
    environment: Mapping[str, str] = os.environ,
    clock: Clock = utc_now,
) -> Receipt:
    """Submit a bundle file as it stands, or a project's folder after packing it.

    Without a `source` it is the project here. `to` names the registry; see `locate` for what
    applies without it. `version` is that of a native project, which else has that of a tag of git. The
    streams of a bundle are never deflated anew. What `check` finds in a
    project goes to `tell`.

    Raises:
        UnknownHost: there is no such host.
        RefusedByCheck: the project has errors.
        VersionMissing: the project is native, and nobody named a version.
        VersionGiven: what is published has a version of its own.
        MiniprogError: see `submit`, `open_project` and `locate`.
    """

    def hand_in(path: Path, location: Location, host: str | None) -> Receipt:
        registry, by = open_registry(location), actor(environment)
        return submit(path, registry, actor=by, clock=clock, host=host, dry_run=dry_run)

    if host is not None:
        from miniprog_cli.hosts import get

        get(host)
    if source is not None and not source.is_dir():
        if version is not None:
            raise VersionGiven(f"{source} has its version", hint="leave --version-name out")
        return hand_in(source, locate(to, environment=environment, project=project_here), host)

    # what only a project needs (rules, parsers, deflate) is not loaded for a bundle
    from miniprog_cli.core.ending import temporary_folder
    from miniprog_cli.hosts import get, open_project, written_for
    from miniprog_cli.pack import pack

    project = open_project(source, host=host, version=version, tagged=True)
    if not project.manifest.version and project.native:
        raise VersionMissing(
            f"{project.folder} is a native project, whose files have no version",
            hint="name one with --version-name, or tag the commit",
        )
    location = locate(to, environment=environment, project=lambda: project)
    with temporary_folder() as folder:
        packed = pack(
            project, get(host or written_for(project)), out=folder / "bundle.zip", tell=tell
        )
        return hand_in(packed.path, location, packed.host)
