"""The program stands where it stood from the first paint on: nothing moves when the panel comes."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.paneling import opened
from tests.preview.previewing import previewing, write_project

# without a finding: what is said of one makes room for itself on a narrow page
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>"
    "<meta name=viewport content='width=device-width'><p id=a>shop"
)
WATCH = """
window.shifts = [];
window.places = [];
new PerformanceObserver((list) => {
    for (const {value, sources} of list.getEntries())
        shifts.push([value, ...sources.map(({node, previousRect: from, currentRect: to}) =>
            `${node?.id || node?.nodeName} ${Object.values(from.toJSON())} -> ${Object.values(to.toJSON())}`)]);
}).observe({type: "layout-shift", buffered: true});
(function look() {
    const box = document.getElementById("stage")?.getBoundingClientRect();
    const painted = performance.getEntriesByName("first-paint").length > 0;
    if (box?.width && painted) places.push(`${box.left} ${box.top} ${box.width} ${box.height}`);
    requestAnimationFrame(look);
})();
"""


@pytest.mark.parametrize(
    "kept", [{}, {"panelWidth": 620}, {"tab": "", "lastTab": "calls"}, {"tab": "console"}], ids=str
)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (390, 844)], ids=str)
def test_nothing_moves_when_the_panel_comes(
    tmp_path: Path, tab: Page, size: tuple[int, int], kept: dict[str, object]
) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": PAGE})
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    with previewing(folder) as preview:
        opened(tab, preview)
        tab.evaluate("(kept) => localStorage.setItem(KEY, JSON.stringify(kept))".replace(
            "KEY", "Object.keys(localStorage)[0] ?? 'miniprog'"), kept)  # fmt: skip
        tab.add_init_script(WATCH)
        opened(tab, preview)
        tab.wait_for_function("() => places.length > 30")
        assert tab.evaluate("shifts") == []
        assert len(set(tab.evaluate("places"))) == 1, tab.evaluate("[...new Set(places)]")
