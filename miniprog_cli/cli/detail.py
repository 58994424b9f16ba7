"""What ``-v`` adds where bundles are made, read and submitted: the files, and the time it took."""

import sys
import time
from collections.abc import Iterable

from miniprog_cli.cli.console import Console, dim
from miniprog_cli.core.size import exact
from miniprog_cli.syntax.covered import shown


class Details:
    """Detail about one run of a command; the clock starts when it is made."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.started = time.perf_counter()

    def files(self, heading: str, files: Iterable[tuple[str, int]]) -> None:
        """List paths and their sizes in bytes."""
        if not self.console.verbose:
            return
        self.line(f"{heading}:")
        for path, size in files:
            self.line(f"  {shown(path)}  {exact(size)}")

    def took(self) -> None:
        """Say how long it took until now."""
        self.line(f"took {time.perf_counter() - self.started:.2f} s")

    def line(self, text: str) -> None:
        """Say one thing more."""
        self.console.detail(dim(text, sys.stderr))
