"""One row per question, and the table that goes into the manual."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BEGIN = "<!-- measured: begin; written by bench/run.py --write -->"
END = "<!-- measured: end -->"
RATIO = "x"
NOTHING = "-"
"""What a cell says where there is nothing to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured, beside what was wanted.

    `measured` and `limit` are in `unit`: `RATIO` for a ratio to the peer, else what `ours` is about.
    Without a limit the row is there to be known, not to be met.
    """

    what: str
    ours: str
    peer: str
    measured: float
    limit: float | None
    unit: str = RATIO

    @property
    def met(self) -> bool | None:
        """Exactly the limit is met; None without a limit."""
        return None if self.limit is None else self.measured <= self.limit

    @property
    def cells(self) -> tuple[str, ...]:
        """Write the row, one text per column."""
        is_ratio = self.unit == RATIO
        ratio = f"{self.measured:.2f}{RATIO}" if is_ratio else NOTHING
        unit = self.unit if is_ratio else f" {self.unit}"
        bar = NOTHING if self.limit is None else f"≤ {self.limit:g}{unit}".rstrip()
        met = {True: "yes", False: "**no**", None: NOTHING}[self.met]
        return self.what, self.ours, self.peer, ratio, bar, met


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A table of its own below the main one."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def main_table(rows: Iterable[Row]) -> str:
    """Write the table of all rows in Markdown."""
    return markdown(("what", "ours", "peer", "ratio", "bar", "met?"), (row.cells for row in rows))


def markdown(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table in Markdown: the first column to the left, the others to the right."""
    lines = [columns, ("---", *("---:" for _ in columns[1:])), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def replace_measured(page: str, text: str) -> str:
    """Put a text between the two marks of a page.

    Raises:
        ValueError: the page lacks a mark.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN!r} … {END!r}")
    return f"{before}{BEGIN}\n{text.strip()}\n{END}{after}"


def write_measured(file: Path, text: str) -> None:
    """Put a text between the two marks of a file."""
    page = replace_measured(file.read_text(encoding="utf-8"), text)
    file.write_text(page, encoding="utf-8", newline="\n")
