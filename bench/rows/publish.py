"""Handing in 10 MB: against copying the same file and making sure that it is on the disk."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import projects
from bench.rounds import Command, time_once, time_rounds
from bench.rows.compare import compare
from bench.setting import Setting
from bench.table import Row

COPY = """
import os, shutil, sys, time
from pathlib import Path
bundle, registry, copy, name = sys.argv[1:]
if name == "ours":
    from miniprog_cli.publish.publish import publish
    import miniprog_cli.publish.registry.directory, miniprog_cli.hosts.generic.host  # on first use
    work = lambda: publish(Path(bundle), to=f"dir:{registry}")
else:
    def work():
        shutil.copyfile(bundle, copy)
        with open(copy, "rb") as file:
            os.fsync(file)
began = time.perf_counter()
work()
print(time.perf_counter() - began)
"""
"""Does one of the two things in a process that has everything it needs, and says how long."""


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `publish` of a bundle into an empty registry folder: the work, and the command."""
    bundle = _bundle(setting)
    registry, copy = setting.scratch / "registry", setting.scratch / "copies" / "copy"

    def clean() -> None:
        setting.fresh("registry")
        setting.fresh("copies")

    def work(name: str) -> float:
        clean()
        argv = (setting.python, "-c", COPY, bundle, registry, copy, name)
        done = subprocess.run(argv, env=setting.env, capture_output=True, check=True)
        return float(done.stdout)

    commands = {
        "ours": Command(
            argv=(setting.miniprog, "publish", bundle, "--to", f"dir:{registry}"),
            env=setting.env,
            before=clean,
        ),
        "dd": Command(
            argv=("dd", f"if={bundle}", f"of={copy}", "bs=1M", "conv=fsync"),
            env=setting.env,
            before=clean,
        ),
    }
    times = time_rounds(commands, setting.turns(15))
    inside = [(work("ours"), work("copy")) for _ in range(setting.turns(15))]
    ours, copies = ([pair[at] for pair in inside] for at in (0, 1))
    what = "`publish` 10 MB to `dir:`"
    yield compare(f"{what}, without start-up", ours, copies, peer="copy + fsync", limit=3)
    yield compare(
        f"{what}, whole process", times["ours"], times["dd"], peer="`dd conv=fsync`", limit=None
    )


def _bundle(setting: Setting) -> Path:
    project = projects.incompressible(setting.fresh("photos"))
    bundle = setting.fresh("out") / "photos.zip"
    time_once(Command(argv=(setting.miniprog, "pack", project, "-o", bundle), env=setting.env))
    return bundle
