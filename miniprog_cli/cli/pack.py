"""``miniprog pack``: write the bundle that a host takes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console, plain, style
from miniprog_cli.cli.declared import option
from miniprog_cli.cli.options import Directory, HostName, Json, Quiet, Verbose, VersionName
from miniprog_cli.cli.streams import write_bytes
from miniprog_cli.core.ending import temporary_folder
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult
    from miniprog_cli.core.archive.content import ArchiveReport
    from miniprog_cli.core.bundle import Listed
    from miniprog_cli.core.project import Project
    from miniprog_cli.hosts.base import Host
    from miniprog_cli.pack import Packed

Output = Annotated[
    Path | None,
    option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write it, - for standard output; default: bundles/ID-VERSION-HOST.zip "
        "beside the manifest.",
        show_default=False,
    ),
]
List = Annotated[
    bool, option("--list", help="Say of every file why it ships or not; write nothing.")
]
Force = Annotated[bool, option("--force", "-f", help="Replace a file that is not a bundle, too.")]


def pack(
    directory: Directory = None,
    *,
    host: HostName = None,
    version_name: VersionName = None,
    output: Output = None,
    list_files: List = False,
    force: Force = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Write the bundle: the same bytes for the same files, wherever it is made.

    Exits with 1, and writes nothing, when check finds an error. The path of the bundle goes to
    standard output, with -o - its bytes do.

    Examples:
      miniprog pack
      miniprog pack shop --host generic -o shop.zip
      miniprog pack -q -o - | ssh intake 'cat > shop.zip'
      miniprog pack --list
    """
    from miniprog_cli import hosts
    from miniprog_cli.cli.dash import STANDARD_OUTPUT, require_room

    console = Console(json=json, quiet=quiet, verbose=verbose)
    if host is not None:
        hosts.known(host)
    project = hosts.open_project(directory, host=host, version=version_name, tagged=True)
    chosen = hosts.get(hosts.written_for(project) if host is None else host)
    if list_files:
        _list(console, project, chosen)
    elif output == STANDARD_OUTPUT:
        require_room("-o", json=json)
        with temporary_folder() as folder:
            _pack(console, project, chosen, folder / "bundle.zip", force=False, shows=True)
    else:
        _pack(console, project, chosen, output, force=force)


def _pack(
    console: Console,
    project: "Project",
    host: "Host",
    output: Path | None,
    *,
    force: bool,
    shows: bool = False,
) -> None:
    """Write the bundle to a file and name it; where it `shows`, write its bytes to standard output."""
    from miniprog_cli.cli.detail import Details
    from miniprog_cli.pack import pack as run

    def tell(result: "CheckResult", checked: "Project") -> None:
        from miniprog_cli.cli import (
            checked as told,
        )  # with all of `check`: `pack` imports it meanwhile

        told.tell(console, result, checked)

    details = Details(console)
    packed = run(project, host, out=output, force=force, tell=tell)
    console.document(_document(packed.report, host, packed.files, packed.path))
    console.say(_sentence(packed))
    console.say(f"  {packed.report.content_digest}")
    details.files("files", ((row.path, row.bytes) for row in packed.report.rows))
    details.line(f"sha256 of the zip: {packed.report.sha256}")
    details.took()
    if shows:
        write_bytes(sys.stdout, packed.path.read_bytes())
    else:
        console.result(str(packed.path))


def _list(console: Console, project: "Project", host: "Host") -> None:
    from miniprog_cli.core.archive.writer import measure
    from miniprog_cli.core.bundle import beside, listing, members
    from miniprog_cli.core.size import counted, exact
    from miniprog_cli.pack import require_packable

    require_packable(host)
    files = (*listing(project, host.name), *beside(project))
    report = measure(members(project, host.name))
    console.document(_document(report, host, files, None))
    paths = [plain(shown(file.path)) for file in files]
    width = max(map(len, paths))
    for file, path in zip(files, paths, strict=True):
        mark = style("✓", "green") if file.included else style("✗", "red")
        console.result(f"{mark} {path:<{width}}  {plain(file.reason)}")
    shipped = sum(file.included for file in files)
    console.say(
        f"{counted(shipped, 'file')} {'ships' if shipped == 1 else 'ship'}: "
        f"{exact(report.raw_bytes)}; the bundle: {exact(report.bundle_bytes)}"
    )


def _sentence(packed: "Packed") -> str:
    from miniprog_cli.core.size import counted, exact

    files = counted(len(packed.report.rows), "file")
    return (
        f"{style('✓', 'green')} packed {files} for {packed.host}\n"
        f"  files {exact(packed.report.raw_bytes)}, bundle {exact(packed.report.bundle_bytes)}"
    )


def _document(
    report: "ArchiveReport", host: "Host", files: "tuple[Listed, ...]", path: Path | None
) -> dict[str, object]:
    return {
        "bundle": str(path) if path else None,
        "host": host.name,
        "sha256": report.sha256,
        "content_digest": report.content_digest,
        "raw_bytes": report.raw_bytes,
        "bundle_bytes": report.bundle_bytes,
        "files": [
            {
                "path": shown(file.path),
                "bytes": file.bytes,
                "included": file.included,
                "reason": file.reason,
            }
            for file in files
        ],
    }
