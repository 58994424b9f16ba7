"""Starting a preview: how soon the first byte and the first page come, and what it weighs then."""

import random
import time
from collections.abc import Iterator
from statistics import median

from bench.chromium import Chromium, FirstView
from bench.projects import PROBE
from bench.rows.compare import compare
from bench.rows.preview import Maker, ours_alone, ours_framed, vite_plain
from bench.servers import Server, started
from bench.setting import Setting
from bench.stats import megabytes, ratio
from bench.table import Row

MAKERS: dict[str, Maker] = {"alone": ours_alone, "framed": ours_framed, "vite": vite_plain}


def measure(setting: Setting) -> Iterator[Row]:
    """Measure all of it, with the host and its panel around the program, and without."""
    seconds: dict[str, list[float]] = {name: [] for name in MAKERS}
    for turn in range(-1, setting.turns(9)):
        for name in random.sample(list(MAKERS), len(MAKERS)):
            with started(MAKERS[name](setting)) as server:
                if turn >= 0:
                    seconds[name].append(server.seconds)
    for name, addition in {"framed": "", "alone": ", without the host"}.items():
        what = f"preview: start → first byte{addition}"
        yield compare(what, seconds[name], seconds["vite"], peer="Vite", limit=0.4)
    yield from _first_view(setting)
    yield from _memory(setting)


def _first_view(setting: Setting) -> Iterator[Row]:
    """Time from an address to the program, in a browser that was never there before."""
    views: dict[str, list[FirstView]] = {name: [] for name in MAKERS}
    for turn in range(-1, setting.turns(9)):
        for name in random.sample(list(MAKERS), len(MAKERS)):
            server = MAKERS[name](setting)
            profile = setting.scratch / "profile"
            with started(server), Chromium(profile, watches=False) as browser:
                view = browser.first_view(server.page)
                if turn >= 0:
                    views[name].append(view)
    for name, addition in {"framed": "", "alone": ", without the host"}.items():
        for moment, shown in {"painted": "painted", "ready": "its scripts have run"}.items():
            what = f"preview: address → {shown}, first view{addition}"
            ours, vite = (
                [getattr(view, moment) for view in views[each]] for each in (name, "vite")
            )
            yield compare(what, ours, vite, peer="Vite", limit=1)


def _memory(setting: Setting) -> Iterator[Row]:
    weights: dict[str, list[int]] = {name: [] for name in MAKERS}
    for _ in range(setting.turns(3)):
        for name in random.sample(list(MAKERS), len(MAKERS)):
            weights[name].append(_weigh(setting, MAKERS[name](setting)))
    for name, addition in {"framed": "", "alone": ", without the host"}.items():
        yield Row(
            what=f"preview: memory with a page open{addition}",
            ours=megabytes(median(weights[name])),
            peer=f"Vite {megabytes(median(weights['vite']))}",
            measured=ratio(weights[name], weights["vite"]),
            limit=0.35,
        )


def _weigh(setting: Setting, server: Server) -> int:
    with started(server) as running, Chromium(setting.scratch / "profile") as browser:
        _shown(browser, server)
        time.sleep(1)  # for what a server does once the page is there
        return running.bytes_in_memory()


def _shown(browser: Chromium, server: Server) -> float:
    """Open the page of a server; give `perf_counter` when the program is seen."""
    browser.open(server.page)
    seen = browser.wait_for_mark(PROBE, 20)
    if seen is None:
        raise RuntimeError(f"{server.name}: the page did not come up")
    return seen
