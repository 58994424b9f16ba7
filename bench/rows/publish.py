"""Handing in 10 MB: against copying the same file and making sure that it is on the disk."""

from collections.abc import Iterator
from pathlib import Path

from bench import projects
from bench.rounds import Command, time_once, time_rounds
from bench.rows.compare import compare
from bench.setting import Setting
from bench.table import Row

COPY = """
import os, shutil, sys
shutil.copyfile(sys.argv[1], sys.argv[2])
with open(sys.argv[2], "rb") as file:
    os.fsync(file)
"""


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `publish` of a bundle into an empty registry folder."""
    bundle = _bundle(setting)
    registry, copies = setting.scratch / "registry", setting.scratch / "copies"
    times = time_rounds(
        {
            "ours": Command(
                argv=(setting.miniprog, "publish", bundle, "--to", f"dir:{registry}"),
                env=setting.env,
                before=lambda: setting.fresh("registry"),
            ),
            "python": Command(
                argv=(setting.python, "-c", COPY, bundle, copies / "copy"),
                env=setting.env,
                before=lambda: setting.fresh("copies"),
            ),
            "dd": Command(
                argv=("dd", f"if={bundle}", f"of={copies / 'copy'}", "bs=1M", "conv=fsync"),
                env=setting.env,
                before=lambda: setting.fresh("copies"),
            ),
        },
        setting.turns(15),
    )
    what = "`publish` 10 MB to `dir:`"
    yield compare(what, times["ours"], times["python"], peer="copy + fsync in Python", limit=3)
    yield compare(what, times["ours"], times["dd"], peer="`dd conv=fsync`", limit=None)


def _bundle(setting: Setting) -> Path:
    project = projects.incompressible(setting.fresh("photos"))
    bundle = setting.fresh("out") / "photos.zip"
    time_once(Command(argv=(setting.miniprog, "pack", project, "-o", bundle), env=setting.env))
    return bundle
