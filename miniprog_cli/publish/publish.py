"""Publish a project or a bundle, and look up submissions, in the registry that applies here."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from miniprog_cli.core.errors import NativeProject, ProjectNotFound, SeveralProjects
from miniprog_cli.core.project import Project, open_project
from miniprog_cli.hosts import DEFAULT, get
from miniprog_cli.pack import pack
from miniprog_cli.publish.actor import Clock, actor, utc_now
from miniprog_cli.publish.events import Submission
from miniprog_cli.publish.location import Location, locate
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.status import submissions_of
from miniprog_cli.publish.submit import Receipt, submit


def publish(
    source: Path | None = None,
    *,
    to: str | None = None,
    host: str | None = None,
    dry_run: bool = False,
    environment: Mapping[str, str] = os.environ,
    clock: Clock = utc_now,
) -> Receipt:
    """Submit a bundle file as it stands, or a project's folder after packing it.

    Without a `source` it is the project here. `to` names the registry; see `locate` for what
    applies without it. The streams of a bundle are never deflated anew.

    Raises:
        RefusedByCheck: the project has errors.
        MiniprogError: see `submit`, `open_project` and `locate`.
    """
    def hand_in(path: Path, location: Location, host: str | None) -> Receipt:
        registry, by = open_registry(location), actor(environment)
        return submit(path, registry, actor=by, clock=clock, host=host, dry_run=dry_run)

    chosen = get(host) if host else None
    if source is not None and not source.is_dir():
        return hand_in(source, _locate_here(to, environment), host)
    project = open_project(source)
    location = locate(to, environment=environment, project=lambda: project)
    with TemporaryDirectory(prefix="miniprog-") as folder:
        packed = pack(project, chosen or get(DEFAULT), Path(folder) / "bundle.zip")
        return hand_in(packed.path, location, packed.host)


def status(
    app: str | None = None,
    *,
    to: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> tuple[str, tuple[Submission, ...]]:
    """Name the registry that applies here, and list the submissions of a program or of all in it.

    Raises:
        MiniprogError: see `submissions_of` and `locate`.
    """
    registry = open_registry(_locate_here(to, environment))
    return registry.address, submissions_of(registry, app)


def _locate_here(to: str | None, environment: Mapping[str, str]) -> Location:
    """Choose a registry where no project was named: what the one here says counts, if any."""
    return locate(to, environment=environment, project=_project_here)


def _project_here() -> Project | None:
    try:
        return open_project()
    except (ProjectNotFound, SeveralProjects, NativeProject):
        return None
