"""How many bytes a bundle would have, without writing it; cached by content."""

from miniprog_cli.core.archive import measure
from miniprog_cli.core.bundle import members
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Sizes


def sizes_of(project: Project, host: str) -> Sizes:
    """Compute both measures of the bundle for a host.

    Raises:
        MachineError: a file cannot be read.
    """
    report = measure(members(project, host))
    return Sizes(report.raw_bytes, report.bundle_bytes)
