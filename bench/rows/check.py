"""Checking 10 MB in 500 files, against web-ext's linter, whose checks are other ones."""

from collections.abc import Iterator

from bench import projects
from bench.rounds import Command, time_rounds
from bench.rows.compare import cold, compare, warm
from bench.setting import Setting
from bench.table import Row


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `check` with no cache and with one."""
    project = projects.large(setting.fresh("large"))
    extension = projects.large(setting.fresh("extension")) / "app"
    projects.extension(extension)
    check = (setting.miniprog, "check", project)
    times = time_rounds(
        {
            "cold": cold(setting, check),
            "warm": warm(setting, check),
            "web-ext": Command(
                argv=(setting.npm / "web-ext", "lint", "--source-dir", extension),
                env=setting.env,
                fine=(0, 1),  # what it finds is not our business here
            ),
        },
        setting.turns(5),
    )
    for name, limit in {"cold": 0.25, "warm": 0.04}.items():
        what = f"`check`, 10 MB, 500 files, {name}"
        yield compare(what, times[name], times["web-ext"], peer="web-ext lint", limit=limit)
