"""The rows of the table, in its order; each module measures some of them."""

from collections.abc import Callable, Iterator

from bench.rows import check, install, latency, native, new, pack, publish, start, startup
from bench.setting import Setting
from bench.table import Detail, Row

Measure = Callable[[Setting], Iterator[Row | Detail]]

ROWS: dict[str, Measure] = {
    "startup": startup.measure,
    "new": new.measure,
    "check": check.measure,
    "pack": pack.measure,
    "publish": publish.measure,
    "start": start.measure,
    "latency": latency.quiet,
    "native-saves": latency.native,
    "busy": latency.busy,
    "polling": latency.polling,
    "native-pages": native.measure,
    "install": install.measure,
}
"""What can be asked for by name."""
