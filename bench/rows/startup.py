"""What a command costs before it does anything: whole processes against a Python that does nothing."""

from collections.abc import Iterator

from bench import projects
from bench.rounds import Command, time_rounds
from bench.rows.compare import cold, compare, warm
from bench.setting import Setting
from bench.table import Row

BARS = {
    "`--version`": 1.8,
    "`--help`": 6,
    "`check`, 10 files, warm": 8,
    "`check`, 10 files, cold": 14,
}


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `--version`, `--help`, and `check` on a project of ten files."""
    check = (setting.miniprog, "check", projects.small(setting.fresh("small")))
    times = time_rounds(
        {
            "python": Command(argv=(setting.python, "-c", "pass"), env=setting.env),
            "`--version`": Command(argv=(setting.miniprog, "--version"), env=setting.env),
            "`--help`": Command(argv=(setting.miniprog, "--help"), env=setting.env),
            "`check`, 10 files, warm": warm(setting, check),
            "`check`, 10 files, cold": cold(setting, check),
        },
        setting.turns(25),
    )
    for what, limit in BARS.items():
        yield compare(what, times[what], times["python"], peer="`python -c pass`", limit=limit)
