"""A session that a person records, and `miniprog test`, which plays it again."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Miniprog
from tests.preview.previewing import previewing, write_project

INDEX = """<!doctype html><html lang=en><meta charset=utf-8>
<meta name=viewport content="width=device-width"><title>Shop</title><script src="mini.js"></script>
<h1>Shop</h1><label>Name <input id=name></label> <button id=go>Greet</button>
<p id=out></p> <button id=where>Where am I?</button> <a href="cart.html">To the cart</a>
<script>
const out = document.getElementById("out");
document.getElementById("go").addEventListener("click", () => {
	out.textContent = `Hello ${document.getElementById("name").value}`;
});
document.getElementById("where").addEventListener("click", () => {
	mini.location().then(({ latitude }) => { out.textContent = `At ${latitude}`; },
		(error) => { out.textContent = `No: ${error.code}`; });
});
</script>"""
CART = INDEX.replace("Shop</h1>", "Your cart</h1>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {"app/index.html": INDEX, "app/cart.html": CART}
    return write_project(
        tmp_path / "shop", files, root="app", pages=["index.html", "cart.html"],
        hosts={"generic": {}},
    )  # fmt: skip


def recorded(folder: Path, tab: Page, *, choice: str = "Allow") -> Path:
    """Use the program as a person does."""
    file = folder / "mocks/tests/first.json"
    with previewing(folder, "--no-frame", "--record", str(file)) as preview:
        tab.goto(preview.url)
        wait_for(tab, file, "Shop")
        tab.get_by_label("Name").fill("Ada")
        tab.get_by_role("button", name="Greet").click()
        expect(tab.locator("#out")).to_have_text("Hello Ada")
        wait_for(tab, file, "Hello Ada")
        tab.get_by_role("button", name="Where am I?").click()
        tab.get_by_role("button", name=choice, exact=True).click()
        wait_for(tab, file, '"answer"')
        tab.get_by_role("link", name="To the cart").click()
        wait_for(tab, file, "Your cart")
    return file


def wait_for(tab: Page, file: Path, text: str) -> None:
    for _ in range(200):
        if file.exists() and text in file.read_text(encoding="utf-8"):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"{text} is not recorded: {file.read_text(encoding='utf-8')}")


def test_what_was_recorded_plays_again(folder: Path, tab: Page, miniprog: Miniprog) -> None:
    recorded(folder, tab)
    ran = miniprog("test", "--json", cwd=folder)
    assert ran.rc == 0, ran.talk
    (result,) = ran.json["tests"]
    assert result["ok"]
    assert result["steps"] > 6


def test_taps_are_told_by_role_and_name_and_answers_are_kept(folder: Path, tab: Page) -> None:
    steps = json.loads(recorded(folder, tab).read_text(encoding="utf-8"))["steps"]
    assert {"do": "fill", "on": {"role": "textbox", "name": "Name"}, "value": "Ada"} in steps
    assert {"do": "tap", "on": {"role": "button", "name": "Greet"}} in steps
    assert {"do": "tap", "on": {"role": "link", "name": "To the cart"}} in steps
    assert {"do": "at", "page": "/cart.html"} in steps
    (answer,) = (step for step in steps if step["do"] == "answer")
    assert answer["api"] == "location"
    assert answer["value"]["latitude"] == 31.2304
    assert "Allow" not in json.dumps(steps)


def test_a_program_that_differs_fails_its_test(
    folder: Path, tab: Page, miniprog: Miniprog, tmp_path: Path
) -> None:
    recorded(folder, tab, choice="Refuse")
    page = folder / "app/index.html"
    page.write_text(INDEX.replace("Hello $", "Goodbye $"), encoding="utf-8")
    report = tmp_path / "report.xml"
    ran = miniprog("test", "--junit", report, cwd=folder)
    assert ran.rc == 1
    assert "'Hello Ada' is not shown; the page says: " in ran.stdout
    assert "Goodbye Ada" in ran.stdout
    assert '<testsuite name="miniprog test" tests="1" failures="1">' in report.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"), ("[]", "no recorded session"),
        ('{"schema": 1, "steps": [{"do": "dance"}]}', "step 1 is no step"),
    ],
)  # fmt: skip
def test_what_is_no_session_is_refused(
    folder: Path, miniprog: Miniprog, content: str, said: str
) -> None:
    write_project(folder, {"mocks/tests/bad.json": content}, root="app")
    ran = miniprog("test", "--json", cwd=folder)
    assert ran.rc == 2
    assert said in ran.json["error"]["message"]


def test_without_sessions_there_is_a_hint(folder: Path, miniprog: Miniprog) -> None:
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 2
    assert "miniprog preview --record mocks/tests/first.json" in ran.stderr
