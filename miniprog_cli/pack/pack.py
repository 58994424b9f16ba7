"""Check, choose, write: a bundle of a project for one host."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from miniprog_cli.core.archive.content import ArchiveReport
from miniprog_cli.core.archive.writer import begun, write
from miniprog_cli.core.bundle import Listed, files, generated, listing
from miniprog_cli.core.errors import MachineError, MiniprogError, RefusedByCheck
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.base import Host
from miniprog_cli.pack.gate import require_no_errors, require_packable
from miniprog_cli.pack.target import bundle_path, replacing, require_free

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult

Tell = Callable[["CheckResult", Project], object]
"""Gets what `check` found, be it errors or not."""


class Packed(NamedTuple):
    """A bundle that was written, why each file is in it or not, and the warnings of `check`."""

    path: Path
    host: str
    report: ArchiveReport
    files: tuple[Listed, ...]
    checked: "CheckResult"


def pack(
    project: Project,
    host: Host,
    *,
    out: Path | None = None,
    force: bool = False,
    tell: Tell = lambda _result, _project: None,
) -> Packed:
    """Write the bundle of a project, all of it or nothing.

    `out` is a file, or a folder for a file named ``ID-VERSION-HOST.zip``; without it that goes to
    ``bundles/`` beside the manifest, which never ships. An earlier bundle there is replaced;
    anything else only with `force`. What `check` finds goes to `tell`, before an error is raised.

    Raises:
        RefusedByCheck: `check` finds errors for the host.
        HostNotPacked: no bundle can be made for the host.
        TargetTaken: another file is there.
        OutputWouldShip: the bundle would lie among the files that ship.
        MachineError: a file cannot be read, or the bundle cannot be written.
    """
    try:
        packed = _pack(project, host, out, force=force)
    except RefusedByCheck as refused:
        from miniprog_cli.check import CheckResult

        if isinstance(refused.result, CheckResult):
            tell(refused.result, project)
        raise
    tell(packed.checked, project)
    return packed


def _pack(project: Project, host: Host, out: Path | None, *, force: bool) -> Packed:
    require_packable(host)
    if project.manifest.violations:
        require_no_errors(project, host)  # the id or the version may be missing from the name
    path = bundle_path(project, host.name, out)
    require_free(path, force=force)
    with replacing(path) as file:
        report, checked = write_bundle(project, host, file)
    return Packed(
        path=path,
        host=host.name,
        report=report,
        files=tuple(listing(project, host.name)),
        checked=checked,
    )


def write_bundle(
    project: Project, host: Host, out: BinaryIO
) -> "tuple[ArchiveReport, CheckResult]":
    """Write the bundle to an open file and check the project; after an error drop what is there.

    In this order, because `check` wants to know the size of the bundle: so it is made only once.
    While threads are at the files, what `check` needs is imported, and what belongs to the bundle
    besides is found out: either takes as long as deflating a third of 10 MB.

    Raises:
        RefusedByCheck: `check` finds errors for the host.
        MachineError: a file cannot be read.
        OSError: `out` cannot be written.
    """
    try:
        with begun(files(project)) as ahead:
            from miniprog_cli.check import check as _  # noqa: F401 - so that it need not be later

            more = generated(project, host.name, with_mini=project.uses_mini)
            report = write(more, out, ahead)
    except MachineError:
        raise
    except MiniprogError:
        require_no_errors(project, host)  # says more, with places
        raise
    return report, require_no_errors(project, host, report)
