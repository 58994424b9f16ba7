"""``miniprog publish``: hand a bundle in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.declared import Argument, option
from miniprog_cli.cli.options import HostName, Json, Quiet, Registry, Verbose, VersionName

if TYPE_CHECKING:
    from miniprog_cli.check import CheckResult
    from miniprog_cli.core.project import Project

Source = Annotated[
    Path | None,
    Argument(
        metavar="[DIR|BUNDLE]",
        help="A project's folder, which is packed first, or a bundle; default: the project here.",
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, option("--dry-run", "-n", help="Show what would be written, and write nothing.")
]


def publish(
    source: Source = None,
    *,
    to: Registry = None,
    host: HostName = None,
    version_name: VersionName = None,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Submit a bundle to a registry, once per id, version and host.

    The same content again changes nothing and is fine; other content needs another version.
    Registry: --to, else MINIPROG_REGISTRY, else publish.to of the project, else a folder of the
    user. The submission names MINIPROG_ACTOR, else the login name.

    Examples:
      miniprog publish --dry-run
      miniprog publish bundles/quiz.zip --to dir:/srv/registry --json
    """
    from miniprog_cli.cli.detail import Details
    from miniprog_cli.cli.submissions import receipt, receipt_lines
    from miniprog_cli.publish.publish import publish as run

    console = Console(json=json, quiet=quiet, verbose=verbose)
    details = Details(console)

    def tell(result: "CheckResult", project: "Project") -> None:
        from miniprog_cli.cli import (
            checked as told,
        )  # only for a project: a bundle is not checked by rules

        told.tell(console, result, project)

    done = run(source, to=to, host=host, version=version_name, dry_run=dry_run, tell=tell)
    console.document(receipt(done, dry_run=dry_run))
    for line in receipt_lines(done, dry_run=dry_run):
        console.result(line)
    if not dry_run:  # which lists them anyway
        details.files("written", ((write.path, write.blob.size) for write in done.writes))
    details.took()
