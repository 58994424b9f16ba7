"""From a save to the change being seen in Chromium, for each way in which editors save.

A round is ten saves in each style and of each kind of file with one server; the servers come in
another order in every round. The clock starts just before the first file operation.
"""

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.chromium import Chromium
from bench.projects import PROBE
from bench.rows import preview
from bench.saves import STYLES, save_new_mark
from bench.servers import Server, started
from bench.setting import Setting
from bench.stats import milliseconds, percentile
from bench.table import NOTHING, Detail, Row

KINDS = ("CSS", "HTML")
BARS = {"CSS": 0.5, "HTML": 0.15}
SAVES = 10
"""Saves of one kind in one style in one round."""
LOST_AFTER = 3.0
"""Seconds after which a save that was not seen is lost."""
PAUSE = 0.15
"""Seconds between two saves, on average."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of the saves of one kind in one style with one server, in one round."""

    server: str
    kind: str
    style: str
    seconds: list[float] = field(default_factory=list[float])
    lost: int = 0


def quiet(setting: Setting) -> Iterator[Row | Detail]:
    """Measure with nothing else going on."""
    yield from _against_vite(setting, "")


def busy(setting: Setting) -> Iterator[Row | Detail]:
    """Measure with an endless loop on every core."""
    with _loops():
        yield from _against_vite(setting, ", all cores busy")


def polling(setting: Setting) -> Iterator[Row | Detail]:
    """Measure where the system does not tell of changes."""
    seen = _rounds(setting, (preview.ours_polling,))
    times = [each for one in seen for each in one.seconds]
    lost = sum(one.lost for one in seen)
    yield Row(
        what="save → seen, polling: median",
        ours=milliseconds(median(times)),
        peer=NOTHING,
        measured=1000 * median(times),
        limit=600,
        unit="ms",
    )
    yield _lost("save → seen, polling: lost", lost, len(times) + lost, peer=NOTHING)
    yield _detail("Saves, polling", seen)


def native(setting: Setting) -> Iterator[Row | Detail]:
    """Measure saves of the sheet of a native program's page, beside CSS with Vite."""
    makers = (preview.ours_native, preview.vite_plain, preview.vite_vanilla)
    seen = _rounds(setting, makers, ("CSS",))
    yield from _rows("CSS", "", seen)
    yield _detail("Saves, a native program", seen)


def _against_vite(setting: Setting, addition: str) -> Iterator[Row | Detail]:
    makers = (
        preview.ours_alone, preview.ours_framed, preview.vite_plain, preview.vite_vanilla
    )  # fmt: skip
    seen = _rounds(setting, makers)
    for kind in KINDS:
        yield from _rows(kind, addition, [one for one in seen if one.kind == kind])
    yield _detail(f"Saves{addition}", seen)


def _rows(kind: str, addition: str, seen: list[Seen]) -> Iterator[Row]:
    """Compare with the faster one of both Vites, so with no straw man."""
    medians = {one.server: median(_times(seen, one.server)) for one in seen}
    vite = min(
        (name for name in medians if name.startswith("Vite")), key=lambda name: medians[name]
    )
    for ours in (name for name in medians if name.startswith("miniprog")):
        what = f"save → {kind} seen{ours.removeprefix('miniprog')}{addition}"
        mine, theirs = _times(seen, ours), _times(seen, vite)
        yield Row(
            what=f"{what}: median",
            ours=milliseconds(medians[ours]),
            peer=f"{vite} {milliseconds(medians[vite])}",
            measured=_ratio(seen, ours, vite),
            limit=BARS[kind],
        )
        yield Row(
            what=f"{what}: p95",
            ours=milliseconds(percentile(mine, 0.95)),
            peer=f"{vite} {milliseconds(percentile(theirs, 0.95))}",
            measured=1000 * percentile(mine, 0.95),
            limit=50,
            unit="ms",
        )
        total = len(mine) + _lost_of(seen, ours)
        peer = f"{vite} {_lost_of(seen, vite)}"
        yield _lost(f"{what}: lost of {total}", _lost_of(seen, ours), total, peer=peer)


def _ratio(seen: list[Seen], ours: str, vite: str) -> float:
    """Give the median of the ratios of medians, over all rounds and styles."""

    def medians(server: str) -> list[float]:
        mine = (one for one in seen if one.server == server)
        return [median(one.seconds) if one.seconds else LOST_AFTER for one in mine]

    # the cells of two servers pair up: same round, same style
    return median(a / b for a, b in zip(medians(ours), medians(vite), strict=True))


def _times(seen: list[Seen], server: str) -> list[float]:
    return [each for one in seen if one.server == server for each in one.seconds]


def _lost_of(seen: list[Seen], server: str) -> int:
    return sum(one.lost for one in seen if one.server == server)


def _lost(what: str, lost: int, total: int, *, peer: str) -> Row:
    ours = f"{lost} of {total}"
    return Row(what=what, ours=ours, peer=peer, measured=lost, limit=0, unit="lost")


def _detail(title: str, seen: list[Seen]) -> Detail:
    cells: dict[tuple[str, str, str], tuple[list[float], list[int]]] = {}
    for one in seen:
        times, lost = cells.setdefault((one.kind, one.style, one.server), ([], []))
        times.extend(one.seconds)
        lost.append(one.lost)
    return Detail(
        title=title,
        columns=("file, style, server", "median", "p95", "max", "lost"),
        rows=tuple(
            (", ".join(name), *_summary(times), f"{sum(lost)} of {len(times) + sum(lost)}")
            for name, (times, lost) in sorted(cells.items())
        ),
    )


def _summary(times: list[float]) -> tuple[str, ...]:
    if not times:
        return NOTHING, NOTHING, NOTHING
    return tuple(
        milliseconds(each) for each in (median(times), percentile(times, 0.95), max(times))
    )


def _rounds(
    setting: Setting, makers: tuple[preview.Maker, ...], kinds: tuple[str, ...] = KINDS
) -> list[Seen]:
    """Run three rounds, so that there are 30 saves of each."""
    seen: list[Seen] = []
    for _ in range(setting.turns(3)):
        for make in random.sample(makers, len(makers)):
            seen += _save_and_see(setting, make(setting), kinds)
    return seen


def _save_and_see(setting: Setting, server: Server, kinds: tuple[str, ...]) -> Iterator[Seen]:
    outside = setting.fresh("outside")
    with started(server), Chromium(setting.scratch / "profile") as browser:
        _show(browser, server)
        for kind in kinds:
            for style in STYLES:
                for _ in range(2):  # warm-up
                    _one(browser, server.files / server.saved[kind], style, outside)
                yield _several(browser, server, kind, style, outside)


def _several(browser: Chromium, server: Server, kind: str, style: str, outside: Path) -> Seen:
    seconds: list[float] = []
    lost = 0
    for _ in range(SAVES):
        taken = _one(browser, server.files / server.saved[kind], style, outside)
        if taken is None:
            lost += 1
            _show(browser, server)  # what comes next is not to pay for it
        else:
            seconds.append(taken)
    return Seen(server.name, kind, style, seconds, lost)


def _one(browser: Chromium, file: Path, style: str, outside: Path) -> float | None:
    time.sleep(PAUSE * random.uniform(0.6, 1.4))
    browser.forget()
    mark, began = save_new_mark(file, style, outside)
    at = browser.wait_for_mark(mark, LOST_AFTER)
    return None if at is None else at - began


def _show(browser: Chromium, server: Server) -> None:
    browser.forget()
    browser.open(server.page)
    if browser.wait_for_mark(PROBE[:6], 20) is None:
        raise RuntimeError(f"{server.name}: the page did not come up")
    time.sleep(1)  # for sockets to be connected


@contextlib.contextmanager
def _loops() -> Iterator[None]:
    """Keep all cores busy."""
    argv = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(argv) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
