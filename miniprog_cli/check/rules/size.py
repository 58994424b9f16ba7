"""Rules on how big a bundle may be."""

from collections.abc import Iterator

from miniprog_cli.check.measure import measured
from miniprog_cli.core.finding import Finding, Location, Severity
from miniprog_cli.core.project import Project
from miniprog_cli.core.rule import Context, rule
from miniprog_cli.core.size import exact

_LARGEST = 3
"""How many files the hint names."""


@rule("MP101", severity=Severity.ERROR, since="0.1", per_host=True)
def bundle_too_large(context: Context) -> Iterator[Finding]:
    """The bundle is bigger than the host accepts.

    ## Why it matters
    The host refuses the upload, usually only after the whole file was sent. Hosts count
    differently: some the files as they are (raw), some the zip (bundle). Exactly the limit is
    allowed, one byte more is not.

    ## How to fix
    Serve pictures and video from the network instead of the bundle, or leave files out with
    `.miniprogignore`; `miniprog pack --list` shows every file.
    """
    for verdict in measured(context):
        if not verdict.ok:
            limit = verdict.limit
            yield Finding(
                Location("."),
                f"{_subject(limit.measure)} {exact(verdict.bytes)}; "
                f"{context.host.title} takes at most {exact(limit.limit_bytes)}",
                _largest(context.project),
            )


def _subject(measure: str) -> str:
    return "the files come to" if measure == "raw" else "the bundle has"


def _largest(project: Project) -> str:
    files = sorted(project.shipped.values(), key=lambda file: (-file.bytes, file.path))[:_LARGEST]
    names = "; ".join(f"{file.path}, {exact(file.bytes)}" for file in files)
    return f"the largest: {names}"
