"""Check, choose, write: a bundle of a project for one host."""

from dataclasses import dataclass
from pathlib import Path

from miniprog_cli.check import check
from miniprog_cli.core.archive import MANIFEST_NAME, ArchiveReport, write
from miniprog_cli.core.bundle import Listed, listing, members
from miniprog_cli.core.errors import Exit, MiniprogError, RefusedByCheck
from miniprog_cli.core.project import Project
from miniprog_cli.hosts.base import Host
from miniprog_cli.pack.target import bundle_path, replacing, require_free


class ReservedPath(MiniprogError):
    """A file of the project is where the generated manifest goes."""

    exit_code = Exit.FINDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A bundle that was written, and why each file of the project is in it or not."""

    path: Path
    host: str
    report: ArchiveReport
    files: tuple[Listed, ...]
