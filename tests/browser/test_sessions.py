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
<p><label><input type=checkbox id=gift> As a gift</label> <label>Strength <input type=range id=strength></label>
<label>Day <input type=date id=day></label> <label>Leaf <select id=leaf><option>green<option>black</select></label>
<span contenteditable role=textbox aria-label=Poem id=poem>Tea</span> <p id=order></p>
<script>
const out = document.getElementById("out");
document.addEventListener("input", () => {
	const { gift, strength, day, leaf, poem, order } = globalThis;
	order.textContent = `Order: ${[gift.checked, strength.value, day.value, leaf.value, poem.textContent]}`;
});
document.getElementById("go").addEventListener("click", () => {
	out.textContent = `Hello ${document.getElementById("name").value}`;
});
document.getElementById("where").addEventListener("click", () => {
	mini.location().then(({ latitude }) => { out.textContent = `At ${latitude}`; },
		(error) => { out.textContent = `No: ${error.code}`; });
});
</script>"""
ORDER = "Order: true,52,2026-05-04,black,Tea is hot"
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
        order(tab)
        wait_for(tab, file, ORDER)
        tab.get_by_role("button", name="Where am I?").click()
        tab.get_by_role("button", name=choice, exact=True).click()
        wait_for(tab, file, "At 31.2304" if choice == "Allow" else "No: denied")
        tab.get_by_role("link", name="To the cart").click()
        wait_for(tab, file, "Your cart")
    return file


def order(tab: Page) -> None:
    """Fill in everything that a form can have, by hand and with keys: only such things are recorded."""
    label = tab.locator("label", has_text="As a gift").bounding_box()
    assert label
    tab.mouse.click(label["x"] + label["width"] - 4, label["y"] + label["height"] / 2)
    tab.get_by_label("Strength").focus()
    for key in ("ArrowRight", "ArrowRight", "Tab"):
        tab.keyboard.press(key)
    tab.keyboard.type("05042026")
    tab.get_by_label("Leaf").focus()
    tab.keyboard.press("ArrowDown")
    tab.get_by_label("Poem").focus()
    tab.keyboard.press("End")
    tab.keyboard.type(" is hot")
    tab.keyboard.press("Tab")
    expect(tab.locator("#order")).to_have_text(ORDER)


def wait_for(tab: Page, file: Path, text: str) -> None:
    for _ in range(200):
        if file.exists() and text in file.read_text(encoding="utf-8"):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"{text} is not recorded: {file.read_text(encoding='utf-8')}")


def test_what_was_recorded_plays_again(folder: Path, tab: Page, miniprog: Miniprog) -> None:
    steps = json.loads(recorded(folder, tab).read_text(encoding="utf-8"))["steps"]
    assert {"do": "fill", "on": {"role": "textbox", "name": "Name"}, "value": "Ada"} in steps
    greeted = steps.index({"do": "tap", "on": {"role": "button", "name": "Greet"}})
    assert steps[greeted + 1] == {"do": "see", "text": "Hello Ada"}
    # a label is no second tap, and of a slider and a date only the last value counts
    assert [step for step in steps if step["do"] in ("tap", "fill")][2:7] == [
        {"do": "tap", "on": {"role": "checkbox", "name": "As a gift"}},
        {"do": "fill", "on": {"role": "slider", "name": "Strength"}, "value": "52"},
        {"do": "fill", "on": {"role": "textbox", "name": "Day"}, "value": "2026-05-04"},
        {"do": "fill", "on": {"role": "combobox", "name": "Leaf"}, "value": "black"},
        {"do": "fill", "on": {"role": "textbox", "name": "Poem"}, "value": "Tea is hot"},
    ]
    # what a dialog of the host led to is looked at too
    assert steps[steps.index({"do": "see", "text": "At 31.2304"}) - 1]["do"] == "answer"
    assert {"do": "tap", "on": {"role": "link", "name": "To the cart"}} in steps
    assert {"do": "at", "page": "/cart.html"} in steps
    (answer,) = (step for step in steps if step["do"] == "answer")
    assert answer["api"] == "location"
    assert answer["value"]["latitude"] == 31.2304
    assert "Allow" not in json.dumps(steps)
    ran = miniprog("test", "--json", cwd=folder)
    assert ran.rc == 0, ran.stdout
    (told,) = ran.json["tests"]
    assert told["file"] == str(folder / "mocks/tests/first.json")
    assert (told["ok"], told["steps"], told["failed"]) == (True, len(steps), None)


def test_a_program_that_differs_fails_its_test(
    folder: Path, tab: Page, miniprog: Miniprog, tmp_path: Path
) -> None:
    file = recorded(folder, tab, choice="Refuse")
    text = file.read_text("utf-8").replace('"Hello Ada"}', '"Hello Ada", "within": 1}')
    file.write_text(text, encoding="utf-8")
    page = folder / "app/index.html"
    page.write_text(INDEX.replace("Hello $", "${out.boom.text} $"), encoding="utf-8")
    nowhere = {"do": "tap", "on": {"role": "button", "name": "Nowhere"}, "within": 0.3}
    session = {"schema": 1, "steps": [{"do": "at", "page": "/index.html"}, nowhere]}
    folder.joinpath("mocks/tests/second.json").write_text(json.dumps(session), encoding="utf-8")
    report = tmp_path / "report.xml"
    ran = miniprog("test", "--junit", report, cwd=folder)
    assert ran.rc == 1
    differs = '✗ mocks/tests/first.json:17  step 8 of 27: "Hello Ada" is not shown; '
    assert differs in ran.stdout
    assert "the page says: Shop / Name  Greet / " in ran.stdout
    assert 'the last that was done is step 7: tap button "Greet"' in ran.stdout
    # an error of the program is said with its place: most likely it is the reason
    assert "in the program: app/index.html:15:32: Uncaught TypeError: Cannot read" in ran.stdout
    # and what else could be tapped
    said = 'there is nothing to tap: button "Nowhere"; there are: button "Greet", button "Where'
    assert f"✗ mocks/tests/second.json:1  step 2 of 2: {said}" in ran.stdout
    written = report.read_text("utf-8")
    suite = '<testsuite name="miniprog test" tests="2" failures="2" errors="0" skipped="0" time="'
    assert suite in written
    # by the name that is the same on every machine, with the place
    assert 'name="mocks/tests/first.json" file="mocks/tests/first.json" time="' in written
    assert ' line="17"><failure message="step 8 of 27: &quot;Hello Ada&quot; is not' in written
    assert "Uncaught TypeError" in written


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "bad.json:1:2: not JSON"), ("[]", "no recorded session"),
        ('{"schema": 1, "steps": [{"do": "dance"}]}', 'step 1: unknown step "dance"'),
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


def test_the_sessions_of_a_project_are_played_from_elsewhere(
    folder: Path, tmp_path: Path, miniprog: Miniprog
) -> None:
    session = folder / "mocks/tests/see.json"
    session.parent.mkdir(parents=True)
    steps = [{"do": "at", "page": "/index.html"}, {"do": "see", "text": "Shop"}]
    session.write_text(json.dumps({"schema": 1, "host": "generic", "steps": steps}), "utf-8")
    done = miniprog("test", folder.name, cwd=tmp_path)
    assert (done.rc, done.stderr) == (0, "")
    assert "see.json" in done.stdout


def test_a_session_of_a_native_program_plays_again(tmp_path: Path, miniprog: Miniprog) -> None:
    folder = tmp_path / "shop"
    assert miniprog("new", "--template", "native-shop", folder).rc == 0
    steps = [
        {"do": "at", "page": "/pages/shop/shop"},
        {"do": "tap", "on": {"text": "Oolong"}},
        {"do": "see", "text": "Put it in the basket"},
        # pages come in some time after they are there
        {"do": "tap", "on": {"role": "button", "name": "Put it in the basket"}},
        {"do": "see", "text": "Order"},
    ]
    session = tmp_path / "shop.json"
    session.write_text(json.dumps({"schema": 1, "host": "wechat", "steps": steps}), "utf-8")
    ran = miniprog("test", session, cwd=folder)
    assert ran.rc == 0, ran.stdout
