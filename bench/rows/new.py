"""Scaffolding, against the tool that only copies files."""

from collections.abc import Iterator

from bench.rounds import Command, time_rounds
from bench.rows.compare import compare
from bench.setting import Setting
from bench.table import Row


def measure(setting: Setting) -> Iterator[Row]:
    """Measure `new` with the smallest and the largest template."""

    def ours(template: str) -> Command:
        return Command(
            argv=(setting.miniprog, "new", "made", "--template", template, "--yes"),
            env=setting.env,
            cwd=setting.scratch / template,
            before=lambda: setting.fresh(template),
        )

    theirs = Command(
        argv=(setting.npm / "create-vite", "made", "--template", "vanilla", "--no-interactive"),
        env=setting.env,
        cwd=setting.scratch / "vite",
        before=lambda: setting.fresh("vite"),
    )
    times = time_rounds(
        {"blank": ours("blank"), "quiz": ours("quiz"), "create-vite": theirs}, setting.turns(25)
    )
    for template in ("blank", "quiz"):
        yield compare(
            f"`new`, template {template}",
            times[template],
            times["create-vite"],
            peer="create-vite",
            limit=1.5,
        )
