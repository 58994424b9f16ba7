"""Saves of a sheet of a native page: what a save left alone is left alone in the page as well."""

from pathlib import Path

import pytest

from tests.browser.programs import ready, write_program
from tests.preview.previewing import previewing

SHEET = """@import "../../base.wxss";
.a { color: rgb(1, 2, 3); width: 75rpx; }
.b::-moz-range-thumb { color: red; }
@media (min-width: 1px) { .c { margin: 10rpx; } }
@keyframes turn { from { opacity: 0; } to { opacity: 1; } }
.d, view .e { padding: 20rpx; }
"""


def wider(text: str) -> str:
    """Change a value."""
    return text.replace("75rpx", "90rpx")


EDITS = (
    ("a rule more in front", lambda text: f".z {{ top: 0; }}\n{text}"),
    ("a rule more behind", lambda text: f"{text}.y {{ left: 0; }}\n"),
    ("a rule less", lambda text: text.replace("@keyframes turn", "@keyframes gone")),
    ("a rule inside", lambda text: text.replace("10rpx; }", "10rpx; } .cc { top: 1px; }")),
    ("a selector that grows", lambda text: f"{text}.z"),
    ("what it selects for", lambda text: f"{text}-more {{ left: 0; }}"),
    ("a brace that is missing", lambda text: text.replace("75rpx; }", "75rpx;")),
    ("a brace too many", lambda text: text.replace("75rpx; }", "75rpx; } }")),
    ("a semicolon too many", lambda text: text.replace("75rpx; }", "75rpx; };")),
    ("the same as a rule that browsers know not", lambda text: f"{text}:::x {{ top: 0; }}\n"),
    ("a comment around rules", lambda text: text.replace(".b", "/* .b").replace("20rpx", "*/")),
    ("no import", lambda text: text.partition("\n")[2]),
    ("an import without its semicolon", lambda text: text.replace('wxss";', 'wxss"')),
    ("nothing at all", lambda text: ""),
)
RULES = """() => [...document.querySelectorAll("head style")].map((style) => [
    style.dataset.path, [...style.sheet.cssRules].map((rule) => rule.cssText)])"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"pages/home/home.wxss": SHEET, "base.wxss": ".base { top: 3rpx; }\n"}
    return write_program(tmp_path / "shop", files)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("edit", [edit for _, edit in EDITS], ids=[name for name, _ in EDITS])
def test_after_each_save_a_page_has_the_rules_that_one_opened_anew_has(folder, tab, profile, edit):
    style = folder / "pages/home/home.wxss"
    with previewing(folder, "--no-frame") as preview:
        address = preview.program_url + "pages/home/home"
        ready(tab, address)
        another = profile.new_page()
        for text in dict.fromkeys((edit(SHEET), wider(edit(SHEET)), SHEET)):
            style.write_text(text, "utf-8")
            assert preview.update()["kind"] == "css"
            assert tab.evaluate(RULES) == ready(another, address).evaluate(RULES)
            # a page that waits for nothing: it shall not be told of the next save
            another.goto(preview.program_url + "app.json")


@pytest.mark.parametrize("passed_over", ["", ".b::-moz-range-thumb { color: red; }\n"])
def test_a_save_replaces_the_rule_that_changed_alone(folder, tab, passed_over):
    style = folder / "pages/home/home.wxss"
    text = SHEET.replace(".b::-moz-range-thumb { color: red; }\n", passed_over)
    style.write_text(text, "utf-8")
    with previewing(folder, "--no-frame") as preview:
        ready(tab, preview.program_url + "pages/home/home")
        tab.evaluate(
            "window.rules = [...[...document.querySelectorAll('head style')].at(-1).sheet.cssRules]"
        )
        style.write_text(wider(text), "utf-8")
        assert preview.update()["kind"] == "css"
        is_same = """() => [...[...document.querySelectorAll('head style')].at(-1).sheet.cssRules]
            .map((rule, index) => rule === window.rules[index])"""
        same = tab.evaluate(is_same)
        assert same == [True, False, *([True] * (len(same) - 2))]
        assert len(same) > 3
