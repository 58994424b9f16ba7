"""What the panel says of sizes adds up: to the files of the bundle, mini.js among them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.paneling import HEAD, choose, opened
from tests.preview.previewing import previewing, write_project

KB = 1024


def test_mini_js_is_among_the_files_where_the_program_uses_it(tmp_path: Path, tab: Page) -> None:
    page = f"{HEAD}<script src=mini.js></script><p id=a>shop"
    folder = write_project(tmp_path / "shop", {"index.html": page, "a.css": "p{color:red}"})
    with previewing(folder) as preview:
        opened(tab, preview)
        panel = choose(tab, "Size")
        rows = panel.get_by_role("table").get_by_role("row")
        expect(rows.first).to_contain_text("mini.js")
        raw = panel.get_by_title("bytes").first.get_attribute("title") or ""
        total = int(raw.removesuffix(" bytes").replace(",", ""))
        sums = panel.get_by_role("region", name="Size by type").locator(".number").all_inner_texts()
        shown = sum(
            float(number) * (KB if unit == "KB" else 1)
            for number, unit in (one.split() for one in sums)
        )
        assert abs(shown - total) <= 0.1 * KB * len(sums), (sums, total)
        page = page.replace("<script src=mini.js></script>", "")
        (folder / "index.html").write_text(page, encoding="utf-8")
        expect(panel.get_by_role("table")).not_to_contain_text("mini.js")
