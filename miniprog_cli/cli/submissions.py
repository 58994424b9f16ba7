"""Receipts and submissions as values for a machine and as lines for a person."""

import os
import shutil
from collections.abc import Iterator, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from miniprog_cli.cli.console import dim, style
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.size import counted, exact

if TYPE_CHECKING:
    from miniprog_cli.publish.events import Submission
    from miniprog_cli.publish.submit import Receipt

_NEXT = {
    "waiting": "nothing decides it yet; review comes with a later version",
    "conflict": "other content was submitted too; the host picks one",
}
_DIGITS = 12
"""Hex digits of a digest in the table, enough to tell submissions apart."""
_SHORTEST_ID = 12
_GAP = "  "


def described(submission: "Submission") -> dict[str, object]:
    """Describe a submission for a machine."""
    return {
        "id": submission.id,
        "version": submission.version,
        "host": submission.host,
        "digest": submission.digest,
        "state": submission.state,
        "at": submission.at,
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
        yield f"  next      {_NEXT[done.state]}"
        yield f"            {_status_command(done)}"


def table(submissions: "Sequence[Submission]") -> Iterator[str]:
    """Write submissions as aligned columns with a heading; nothing if there are none.

    The table is as wide as the terminal at most, or 80 characters where there is none: digests are
    left out first, then times, then the ends of long ids.
    """
    if not submissions:
        return
    columns = _fitting(_columns(submissions), shutil.get_terminal_size().columns)
    widths = [max(map(len, column)) for column in columns]
    for number, row in enumerate(zip(*columns, strict=True)):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        line = _GAP.join(cells).rstrip()
        yield line if number else dim(line)


def _mark(done: "Receipt", *, dry_run: bool) -> str:
    if done.already:
        return "✓ already submitted"
    return "would submit" if dry_run else "✓ submitted"


def _facts(done: "Receipt") -> Iterator[str]:
    yield f"  state     {done.state}"
    yield f"  size      files {exact(done.raw_bytes)}, bundle {exact(done.bundle_bytes)}"
    yield f"  registry  {done.registry}"
    yield "  digest"  # on a line of its own: 71 characters that are there to be copied
    yield f"    {done.digest}"
    yield "  content digest"
    yield f"    {done.content_digest}"


def _status_command(done: "Receipt") -> str:
    """Write the command that shows what became of it, as it finds this registry from anywhere."""
    from miniprog_cli.publish.location import locate

    try:
        usual = locate(None, environment=os.environ).address
    except MiniprogError:  # what the variable says is of no use
        usual = ""
    named = "" if done.registry == usual else done.registry
    return f"miniprog status {done.id}{f' --to {quote(named)}' if named else ''}"


def _plan(done: "Receipt") -> Iterator[str]:
    yield f"  writes    {counted(len(done.writes), 'file')} below {done.registry.removeprefix('dir:')}"
    for write in done.writes:
        yield f"  {write.path}  {dim(exact(write.blob.size))}"


def _columns(submissions: "Sequence[Submission]") -> dict[str, list[str]]:
    """Give the cells by heading; nobody is shown a column of channels while none has any."""
    found = {
        "ID": [one.id for one in submissions],
        "VERSION": [one.version for one in submissions],
        "HOST": [one.host for one in submissions],
        "STATE": [one.state for one in submissions],
        "CHANNELS": [",".join(one.channels) or "-" for one in submissions],
        "SUBMITTED": [one.at.replace("T", " ").replace("Z", " UTC") for one in submissions],
        "DIGEST": [one.digest.removeprefix("sha256:")[:_DIGITS] for one in submissions],
    }
    if not any(one.channels for one in submissions):
        del found["CHANNELS"]
    return found


def _fitting(columns: dict[str, list[str]], width: int) -> list[list[str]]:
    """Leave out and shorten until the table is not wider than `width`, as far as that goes."""
    for dispensable in ("DIGEST", "SUBMITTED"):
        if _excess(columns, width) > 0:
            del columns[dispensable]
    excess = _excess(columns, width)
    longest = max(map(len, columns["ID"]))
    if excess > 0 and longest > _SHORTEST_ID:
        kept = max(longest - excess, _SHORTEST_ID)
        columns["ID"] = [_cut(cell, kept) for cell in columns["ID"]]
    return [[heading, *cells] for heading, cells in columns.items()]


def _excess(columns: dict[str, list[str]], width: int) -> int:
    cells = (max(map(len, [heading, *column])) for heading, column in columns.items())
    return sum(cells) + len(_GAP) * (len(columns) - 1) - width


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
