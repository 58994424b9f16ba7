"""Packing 10 MB in 500 files: time, size, and whether the bytes are the same every time."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bench import projects
from bench.rounds import Command, time_rounds
from bench.rows.compare import cold, compare
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
    """Measure `pack`, with no cache, against zip and against web-ext."""
    project = projects.large(setting.fresh("large"))
    extension = projects.large(setting.fresh("extension")) / "app"
    projects.extension(extension)
    out = setting.fresh("out")
    outputs = {name: Output(out / f"{name}.zip") for name in ("ours", "zip", "web-ext")}
    argv: dict[str, tuple[str | Path, ...]] = {
        "ours": (setting.miniprog, "pack", project, "-o", outputs["ours"].file),
        "zip": ("zip", "-r", "-6", "-X", "-q", outputs["zip"].file, "."),
        "web-ext": (
            *(setting.npm / "web-ext", "build", "--overwrite-dest", "--source-dir", extension),
            *("--artifacts-dir", out, "--filename", "web-ext.zip"),
        ),
    }
    commands = {
        name: Command(
            argv=argv[name],
            env=cold(setting, ()).env,
            cwd=project / "app",
            before=output.remove,
            after=output.look,
        )
        for name, output in outputs.items()
    }
    times = time_rounds(commands, setting.turns(9))
    what = "`pack`, 10 MB, 500 files"
    yield compare(what, times["ours"], times["zip"], peer="`zip -r -6 -X`", limit=0.9)
    yield compare(what, times["ours"], times["web-ext"], peer="web-ext build", limit=0.2)
    yield _sizes(outputs)
    yield _sameness(outputs)


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
