"""Say what became of submissions."""

from itertools import chain

from miniprog_cli.publish.events import Submission, fold
from miniprog_cli.publish.registry import Registry


def status(registry: Registry, app: str | None = None) -> tuple[Submission, ...]:
    """List the submissions of a program, or of all, the latest first.

    Raises:
        UnpublishableName: no program can have that id.
        DamagedRegistry, RegistryUnusable: the registry cannot be read.
    """
    repositories = registry.repositories() if app is None else [registry.submissions(app)]
    return fold(chain.from_iterable(one.records() for one in repositories))
