"""What installing costs on the disk."""

from collections.abc import Iterator

from bench.peers import added_bytes
from bench.setting import Setting
from bench.stats import megabytes
from bench.table import NOTHING, Row


def measure(setting: Setting) -> Iterator[Row]:
    """Say what the wheel and all it needs added to a fresh environment, bytecode included."""
    added = added_bytes(setting.venv)
    yield Row(
        what="added to a fresh environment by installing, with bytecode",
        ours=megabytes(added),
        peer=NOTHING,
        measured=added / 2**20,
        limit=35,
        unit="MB",
    )
