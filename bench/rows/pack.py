"""Packing 10 MB in 500 files: time, size, and whether the bytes are the same every time."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import projects
from bench.rounds import time_rounds
from bench.rows.compare import cold, compare, warm
from bench.setting import Setting
from bench.stats import megabytes
from bench.table import Row


class Output:
    """The file that a command writes, and what it was in each round."""

    def __init__(self, file: Path) -> None:
        """Remember which file."""
        self.file = file
        self.digests: list[str] = []
        self.bytes = 0

    def remove(self) -> None:
        """Make the next round begin with nothing."""
        self.file.unlink(missing_ok=True)

    def look(self) -> None:
        """Note what was written."""
        content = self.file.read_bytes()
        self.bytes = len(content)
        self.digests.append(hashlib.sha256(content).hexdigest())


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `pack` against zip and against web-ext: of a program that was checked, and of another."""
    project = projects.large(setting.fresh("large"))
    extension = projects.large(setting.fresh("extension")) / "app"
    projects.extension(extension)
    out = setting.fresh("out")
    outputs = {name: Output(out / f"{name}.zip") for name in ("ours", "first", "zip", "web-ext")}
    argv: dict[str, tuple[str | Path, ...]] = {
        "ours": (setting.miniprog, "pack", project, "-o", outputs["ours"].file),
        "first": (setting.miniprog, "pack", project, "-o", outputs["first"].file),
        "zip": ("zip", "-r", "-6", "-X", "-q", outputs["zip"].file, "."),
        "web-ext": (
            *(setting.npm / "web-ext", "build", "--overwrite-dest", "--source-dir", extension),
            *("--artifacts-dir", out, "--filename", "web-ext.zip"),
        ),
    }
    places = {name: cold if name == "first" else warm for name in argv}
    commands = {name: places[name](setting, argv[name]) for name in argv}
    for name, command in commands.items():
        commands[name] = replace(
            command,
            cwd=project / "app",
            before=partial(_clear, outputs[name], command.before),
            after=outputs[name].look,
        )
    times = time_rounds(commands, setting.turns(9))
    what = "`pack`, 10 MB, 500 files"
    yield compare(what, times["ours"], times["zip"], peer="`zip -r -6 -X`", limit=0.9)
    yield compare(what, times["ours"], times["web-ext"], peer="web-ext build", limit=0.2)
    first = f"{what}, not checked before"
    yield compare(first, times["first"], times["zip"], peer="`zip -r -6 -X`", limit=None)
    yield _sizes(outputs)
    yield _sameness(outputs)


def _clear(output: Output, forget: Callable[[], object] | None) -> None:
    output.remove()
    if forget:
        forget()


def _sizes(outputs: dict[str, Output]) -> Row:
    ours, theirs = outputs["ours"].bytes, outputs["zip"].bytes
    return Row(
        what="size of that bundle",
        ours=megabytes(ours),
        peer=f"zip {megabytes(theirs)}",
        measured=ours / theirs,
        limit=1,
    )


def _sameness(outputs: dict[str, Output]) -> Row:
    different = {name: len(set(output.digests)) for name, output in outputs.items()}
    rounds = len(outputs["ours"].digests)
    return Row(
        what=f"different bundles of the same files in {rounds} runs",
        ours=str(different["ours"]),
        peer=f"zip {different['zip']}, web-ext {different['web-ext']}",
        measured=different["ours"],
        limit=1,
        unit="",
    )
