"""How soon pages of a native program are there: every page of a program, opened once by `--crawl`."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.servers import free_port
from bench.setting import Setting
from bench.table import Row

BAR = 350.0
"""Milliseconds: what a prototype that only showed pages needed for the vendor's demo, on two cores."""
VARIABLE = "BENCH_NATIVE"
"""Names a native project to measure instead of the one that `new` makes, such as the vendor's demo."""


def measure(setting: Setting) -> Iterator[Row]:
    """Measure the time from a page's address to its last lifecycle call; each page in a new tab."""
    project = Path(os.environ[VARIABLE]) if VARIABLE in os.environ else _made(setting)
    times = [ms for _ in range(setting.turns(5)) for ms in _crawled(setting, project)]
    yield Row(
        what=f"native preview: page ready ({project.name})",
        ours=f"{median(times):.0f} ms",
        peer="a prototype",
        measured=median(times),
        limit=BAR,
        unit="ms",
    )


def _made(setting: Setting) -> Path:
    folder = setting.fresh("native")
    command = (setting.miniprog, "new", "native-shop", "--template", "native-shop", "--yes")
    subprocess.run(command, cwd=folder, env=setting.env, check=True, capture_output=True)
    return folder / "native-shop"


def _crawled(setting: Setting, project: Path) -> list[float]:
    command = (
        setting.miniprog,
        "preview",
        project,
        "--crawl",
        "--json",
        "--port",
        str(free_port()),
    )
    done = subprocess.run(command, env=setting.env, check=False, capture_output=True)
    pages = json.loads(done.stdout)["pages"]
    return [each["ready_ms"] for each in pages if each["ready_ms"] is not None]
