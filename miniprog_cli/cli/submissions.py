"""Receipts and submissions as values for a machine and as lines for a person."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import dim, style
from miniprog_cli.core.size import exact

if TYPE_CHECKING:
    from miniprog_cli.publish.events import Submission
    from miniprog_cli.publish.submit import Receipt

_NEXT = {
    "waiting": "it waits for review; miniprog status {id} shows what became of it",
    "conflict": "other content was submitted too; the host picks one",
}


def described(submission: "Submission") -> dict[str, object]:
    """Describe a submission for a machine."""
    return {
        "id": submission.id,
        "version": submission.version,
        "host": submission.host,
        "digest": submission.digest,
        "state": submission.state,
        "channels": list(submission.channels),
    }


def receipt(done: "Receipt", *, dry_run: bool) -> dict[str, object]:
    """Describe a receipt for a machine; of a dry run also what would be written."""
    members: dict[str, object] = {
        "id": done.id,
        "version": done.version,
        "host": done.host,
        "digest": done.digest,
        "content_digest": done.content_digest,
        "registry": done.registry,
        "state": done.state,
        "already": done.already,
    }
    if dry_run:
        writes = [{"path": write.path, "bytes": write.blob.size} for write in done.writes]
        members |= {"dry_run": True, "writes": writes}
    return members


def receipt_lines(done: "Receipt", *, dry_run: bool) -> Iterator[str]:
    """Write a receipt: what, where, how big, and what happens next."""
    what = f"{done.id} {done.version} for {done.host}"
    yield f"{style(_mark(done, dry_run=dry_run), 'green')} {what}"
    yield from _facts(done)
    if dry_run:
        yield from _plan(done)
    else:
        yield f"  next      {_NEXT[done.state].format(id=done.id)}"


def table(submissions: "Sequence[Submission]") -> Iterator[str]:
    """Write submissions as aligned columns with a heading; nothing if there are none."""
    if not submissions:
        return
    heading = ("ID", "VERSION", "HOST", "STATE", "CHANNELS", "SUBMITTED", "DIGEST")
    rows = [heading, *map(_row, submissions)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        line = "  ".join(cells).rstrip()
        yield line if number else dim(line)


def _mark(done: "Receipt", *, dry_run: bool) -> str:
    if done.already:
        return "✓ already submitted"
    return "would submit" if dry_run else "✓ submitted"


def _facts(done: "Receipt") -> Iterator[str]:
    yield f"  digest    {done.digest}"
    yield f"  content   {done.content_digest}"
    yield f"  size      {exact(done.raw_bytes)} of files, {exact(done.bundle_bytes)} as bundle"
    yield f"  registry  {done.registry}"
    yield f"  state     {done.state}"


def _plan(done: "Receipt") -> Iterator[str]:
    yield f"  writes    {len(done.writes)} files below {done.registry.removeprefix('dir:')}"
    for write in done.writes:
        yield f"    {write.path}  {dim(exact(write.blob.size))}"


def _row(submission: "Submission") -> tuple[str, ...]:
    digest = submission.digest[: len("sha256:") + 12]
    channels = ",".join(submission.channels) or "-"
    return (
        submission.id,
        submission.version,
        submission.host,
        submission.state,
        channels,
        submission.at.replace("T", " ").replace("Z", " UTC"),
        digest,
    )
