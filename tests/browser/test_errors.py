"""What goes wrong in a program, shown over it with its source until the next good save."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.preview.previewing import previewing, write_project

HEAD = '<!doctype html><html lang="en"><title>Shop</title>'
SOURCE = "type Order = number;\n\nfunction pay(order: Order) {\n\tthrow new Error(`too much`);\n}\n"
MAP = {"version": 3, "sources": ["../src/pay.ts"], "names": [], "mappings": "AAAA,SAGC"}
BROKEN = {
    "error": "setTimeout(() => {\n  nothing.here();\n});",
    "rejection": "(async () => {\n  throw new Error('too much');\n})();",
    "load": "",
    "blocked": "fetch('https://api.example.com/').catch(() => 0);",
}
SAID = {
    "error": "nothing is not defined",
    "rejection": "(in promise) Error: too much",
    "load": "the picture gone.png did not load",
    "blocked": "connect-src blocks https://api.example.com/",
}
LINES = {
    "error": "2   nothing.here();",
    "rejection": "2   throw new Error",
    "load": '<img alt="" src="gone.png">',
    "blocked": "1 fetch(",
}


def shop(tmp_path: Path, script: str, page: str = "") -> Path:
    files: dict[str, str | bytes] = {
        "app/index.html": f'{HEAD}{page}\n<p>Hello</p>\n<script src="main.js"></script>\n',
        "app/main.js": script,
    }
    return write_project(tmp_path / "shop", files, root="app")


def page_for(kind: str) -> str:
    policy = "<meta http-equiv=Content-Security-Policy content=\"connect-src 'self'\">"
    return {"load": '\n<img alt="" src="gone.png">', "blocked": policy}.get(kind, "")


def overlay(tab: Page) -> Locator:
    return tab.locator("section[role=alert]")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_is_shown_with_its_source_over_a_program_alone(
    tmp_path: Path, tab: Page, kind: str
) -> None:
    folder = shop(tmp_path, BROKEN[kind], page_for(kind))
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        expect(overlay(tab)).to_contain_text(SAID[kind])
        expect(overlay(tab).locator("pre").first).to_contain_text(LINES[kind])
        told = preview.wait_for("console", lambda each: each["fault"] == kind)
        assert str(told["text"]).endswith(SAID[kind])
        assert str(told["file"]).startswith("app/")
        assert told["line"]
        if kind == "load":  # what check says of it comes later, and would show the overlay again
            expect(overlay(tab).get_by_role("listitem")).to_have_count(2)
        tab.get_by_role("button", name="Dismiss").click()
        expect(overlay(tab)).to_have_count(0)


@pytest.mark.parametrize("kind", ["error", "load"])
def test_a_fault_is_shown_by_the_host_page_and_gone_after_the_next_good_save(
    tmp_path: Path, tab: Page, kind: str
) -> None:
    folder = shop(tmp_path, BROKEN[kind], page_for(kind))
    with previewing(folder) as preview:
        tab.goto(preview.url)
        expect(tab.get_by_role("alert")).to_contain_text(SAID[kind])
        tab.get_by_role("alert").get_by_role("button").click()
        sheet = tab.get_by_role("complementary", name="Panel")
        expect(sheet).to_contain_text(SAID[kind])
        expect(sheet.locator("pre").first).to_contain_text(LINES[kind])
        if kind == "error":
            (folder / "app/main.js").write_text("'well';", encoding="utf-8")
        else:
            index = folder / "app/index.html"
            text = index.read_text(encoding="utf-8")
            index.write_text(text.replace(page_for(kind), ""), encoding="utf-8")
        expect(sheet).not_to_contain_text(SAID[kind])


def test_a_save_in_place_clears_the_overlay_of_a_program_alone(tmp_path: Path, tab: Page) -> None:
    folder = shop(tmp_path, "", page_for("load"))
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        expect(overlay(tab)).to_contain_text(SAID["load"])
        index = folder / "app/index.html"
        index.write_text(
            index.read_text(encoding="utf-8").replace(page_for("load"), ""), encoding="utf-8"
        )
        expect(overlay(tab).get_by_text(SAID["load"])).to_have_count(0)


def test_the_source_behind_a_map_is_named_everywhere(tmp_path: Path, tab: Page) -> None:
    built = "'use x';throw new Error(`too much`)\n//# sourceMappingURL=main.js.map\n"
    folder = shop(tmp_path, built)
    (folder / "src").mkdir()
    (folder / "src/pay.ts").write_text(SOURCE, encoding="utf-8")
    (folder / "app/main.js.map").write_text(json.dumps(MAP), encoding="utf-8")
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        expect(overlay(tab).locator("code").first).to_have_text("src/pay.ts:4:2")
        expect(overlay(tab).locator("pre").first).to_contain_text(
            "4 \tthrow new Error(`too much`);"
        )
        told = preview.wait_for("console", lambda each: each["fault"] == "error")
        assert (told["file"], told["line"], told["column"]) == ("src/pay.ts", 4, 2)


def test_a_line_of_the_console_comes_with_its_place(tmp_path: Path, tab: Page) -> None:
    folder = shop(
        tmp_path,
        "function say() {\n  console.log('%s! %d %o', 'hello', '7', { a: 1 }, 'more');\n}\nsay();\n",
    )
    with previewing(folder, "--no-frame") as preview:
        tab.goto(preview.url)
        told = preview.wait_for("console")
        assert (told["text"], told["fault"]) == ('hello! 7 {"a":1} more', None)
        assert (told["file"], told["line"], told["column"]) == ("app/main.js", 2, 11)


def test_nothing_that_a_program_says_becomes_markup(tmp_path: Path, tab: Page) -> None:
    evil = "throw new Error('<img src=x onerror=alert(1)>');"
    folder = shop(tmp_path, evil)
    with previewing(folder) as preview:
        tab.goto(preview.url)
        tab.get_by_role("alert").get_by_role("button").click()
        sheet = tab.get_by_role("complementary", name="Panel")
        expect(sheet).to_contain_text("<img src=x onerror=alert(1)>")
        expect(sheet.locator("img")).to_have_count(0)
        frame = tab.frames[-1]
        frame.evaluate(
            """() => { for (const [at, bad] of [{}, { file: {}, excerpt: 7 },
                { excerpt: { first: 1, lines: ["<b>x", {}, 5], line: "<i>", caret: 1e9 } },
                { message: "m".repeat(1e6), excerpt: { first: 1e300, lines: Array(1e5).fill("x") } }].entries())
                parent.postMessage({ miniprog: "crashed", id: 100 + at, ...bad }, "*"); }"""
        )
        expect(sheet).to_contain_text("<b>x")
        assert len(sheet.inner_text()) < 60_000


def test_the_same_fault_many_times_is_one_item(tmp_path: Path, profile: BrowserContext) -> None:
    folder = shop(tmp_path, "for (let n = 0; n < 10; n += 1) setTimeout(() => nothing.here());")
    with previewing(folder, "--no-frame") as preview:
        tab = profile.new_page()
        tab.goto(preview.url)
        expect(overlay(tab).locator("pre")).to_have_count(1)
