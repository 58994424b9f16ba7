"""``miniprog verify``: check that a file is a sound bundle."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from miniprog_cli.cli.console import Console, style
from miniprog_cli.cli.declared import Argument
from miniprog_cli.cli.options import Json, Quiet, Verbose
from miniprog_cli.syntax.covered import shown

if TYPE_CHECKING:
    from miniprog_cli.core.archive.reader import VerifiedBundle

File = Annotated[Path, Argument(metavar="FILE", help="The bundle.", show_default=False)]


def verify(file: File, *, json: Json = False, quiet: Quiet = False, verbose: Verbose = 0) -> None:
    """Read a bundle and refuse every zip that is not one in its canonical form.

    Exits with 1 when it is refused, saying what is wrong and in which entry.

    Examples:
      miniprog verify bundles/com.example.quiz-1.0.0-generic.zip
      miniprog verify submitted.zip --json
    """
    from miniprog_cli.cli.detail import Details
    from miniprog_cli.core.archive.reader import verify as run
    from miniprog_cli.core.size import counted, exact

    console = Console(json=json, quiet=quiet, verbose=verbose)
    details = Details(console)
    bundle = run(file)
    console.document({"bundle": str(file), **_described(bundle)})
    console.say(
        f"{style('✓', 'green')} {file} is a sound bundle of {bundle.manifest['id']} "
        f"{bundle.manifest.get('version', 'without a version')}: {counted(len(bundle.rows), 'file')}, "
        f"{exact(bundle.raw_bytes)}"
    )
    details.files("files", ((row.path, row.bytes) for row in bundle.rows))
    details.line(f"sha256 of the zip: {bundle.sha256}")
    details.took()
    console.result(bundle.content_digest)


def _described(bundle: "VerifiedBundle") -> dict[str, object]:
    return {
        "id": bundle.manifest["id"],
        "version": bundle.manifest.get("version"),
        "sha256": bundle.sha256,
        "content_digest": bundle.content_digest,
        "raw_bytes": bundle.raw_bytes,
        "bundle_bytes": bundle.bundle_bytes,
        "files": [
            {"path": shown(r.path), "bytes": r.bytes, "sha256": r.sha256} for r in bundle.rows
        ],
    }
