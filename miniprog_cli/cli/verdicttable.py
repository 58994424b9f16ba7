"""What several hosts would say, as one table within 80 columns.

Drawn by hand: rich takes longer to load than a check takes.
"""

import sys
from collections.abc import Iterator, Sequence

from miniprog_cli.check import HostVerdict
from miniprog_cli.cli.console import dim, style
from miniprog_cli.core.size import human

_HEADINGS = ("host", "errors", "warnings", "files", "bundle", "takes")
_TAKES = {"bundle": "files", "url": "a URL"}
_NUMBERS = (1, 2)
"""Columns that stand at their right edge."""


def table(verdicts: Sequence[HostVerdict]) -> Iterator[str]:
    """Write a heading and a row for each host: its verdict, findings and sizes of their limits."""
    rows = [_cells(verdict) for verdict in verdicts]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    yield dim(f"  {_line(_HEADINGS, widths)}", sys.stderr)
    for verdict, cells in zip(verdicts, rows, strict=True):
        mark = style("✓", "green", sys.stderr) if verdict.ok else style("✗", "red", sys.stderr)
        yield f"{mark} {_line(cells, widths)}"


def _cells(verdict: HostVerdict) -> tuple[str, ...]:
    of = {one.limit.measure: _round(one.limit.limit_bytes) for one in verdict.limits}
    sizes = {"raw": verdict.sizes.raw_bytes, "bundle": verdict.sizes.bundle_bytes}
    raw, bundle = (
        f"{human(size)} of {of[measure]}" if measure in of else human(size)
        for measure, size in sizes.items()
    )
    if not verdict.fits:
        raw = bundle = ""
    takes = _TAKES[verdict.host.delivery]
    return verdict.host.name, str(verdict.errors), str(verdict.warnings), raw, bundle, takes


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def _round(size: int) -> str:
    return human(size).replace(".0 ", " ")
