"""The program stands where it stood from the first paint on: nothing moves when the panel comes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paneling import opened
from tests.conftest import Miniprog
from tests.preview.previewing import Preview, previewing, write_project

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


KEEP = "if (window === top) localStorage.setItem('miniprog', {});"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = write_project(tmp_path_factory.mktemp("room") / "shop", {"index.html": PAGE})
    with previewing(folder) as preview:
        yield preview


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "kept", [{}, {"panelWidth": 620}, {"tab": "", "lastTab": "calls"}, {"tab": "console"}], ids=str
)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (390, 844)], ids=str)
def test_nothing_moves_when_the_panel_comes(
    shop: Preview, tab: Page, size: tuple[int, int], kept: dict[str, object]
) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.add_init_script(KEEP.format(json.dumps(json.dumps(kept))) + WATCH)
    opened(tab, shop)
    tab.wait_for_function("() => places.length > 30")
    assert tab.evaluate("shifts") == []
    assert len(set(tab.evaluate("places"))) == 1, tab.evaluate("[...new Set(places)]")
    if "panelWidth" in kept and size[0] > 1000:
        panel = tab.get_by_role("complementary", name="Panel")
        assert panel.evaluate("panel => panel.getBoundingClientRect().width") > 600


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_the_longest_name_of_a_tab_has_room(
    tmp_path: Path, miniprog: Miniprog, tab: Page, size: tuple[int, int]
) -> None:
    folder = tmp_path / "native"
    assert miniprog("new", "--template", "native-shop", folder).rc == 0
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    with previewing(folder) as preview:
        tab.goto(preview.url)
        button = tab.get_by_role("tab", name="Components")
        button.click(timeout=20_000)
        expect(button).to_have_attribute("aria-selected", "true")
        name, box = button.get_by_text("Components").bounding_box(), button.bounding_box()
        assert name
        assert box
        assert name["x"] - box["x"] >= 4
