"""What several rows do alike: one of our commands against one of a peer."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.rounds import Command
from bench.setting import Setting
from bench.stats import milliseconds, ratio
from bench.table import Row


def compare(
    what: str, ours: Sequence[float], theirs: Sequence[float], *, peer: str, limit: float | None
) -> Row:
    """Make a row of the times of the same rounds, in seconds."""
    return Row(
        what=what,
        ours=milliseconds(median(ours)),
        peer=f"{peer} {milliseconds(median(theirs))}",
        measured=ratio(ours, theirs),
        limit=limit,
    )


def cold(setting: Setting, argv: tuple[str | Path, ...]) -> Command:
    """Run one of our commands with no cache of ours. Bytecode is there, as pip leaves it."""
    return Command(argv=argv, env=_apart(setting, "cold"), before=lambda: setting.fresh("cold"))


def warm(setting: Setting, argv: tuple[str | Path, ...]) -> Command:
    """Run one of our commands with the cache that its earlier runs left."""
    return Command(argv=argv, env=_apart(setting, "warm"))


def _apart(setting: Setting, name: str) -> dict[str, str]:
    return {**setting.env, "XDG_CACHE_HOME": str(setting.scratch / name)}
