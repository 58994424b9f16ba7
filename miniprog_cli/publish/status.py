"""Say what became of submissions."""

import os
from collections.abc import Mapping
from itertools import chain

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.errors import NotAnId, UnpublishableName
from miniprog_cli.publish.events import Submission, fold
from miniprog_cli.publish.location import locate, project_here
from miniprog_cli.publish.registry import Registry, open_registry


class Found(NamedTuple):
    """What a registry holds: its address, whether it is one yet, and submissions, latest first."""

    registry: str
    exists: bool
    submissions: tuple[Submission, ...]


def status(
    app: str | None = None,
    *,
    to: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Found:
    """Name the registry that applies here, and list the submissions of a program or of all in it.

    Raises:
        MiniprogError: see `submissions` and `locate`.
    """
    registry = open_registry(locate(to, environment=environment, project=project_here))
    found = submissions(registry, app)
    return Found(registry.address, registry.exists(), found)


def submissions(registry: Registry, app: str | None = None) -> tuple[Submission, ...]:
    """List the submissions of a program, or of all, the latest first.

    Raises:
        NotAnId: no program can have that id.
        DamagedRegistry, RegistryUnusable: the registry cannot be read.
    """
    try:
        repositories = registry.repositories() if app is None else [registry.submissions(app)]
    except UnpublishableName as error:
        raise NotAnId(error.message, hint=error.hint) from None
    return fold(chain.from_iterable(one.records() for one in repositories))
