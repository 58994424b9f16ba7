"""What a person does is written down so that it plays again: each test records, then replays."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.recording import recording, shop
from tests.conftest import Miniprog


def plays(folder: Path, miniprog: Miniprog, **env: str) -> None:
    ran = miniprog("test", cwd=folder, env=env)
    assert ran.rc == 0, ran.stdout + ran.stderr


FORM = """<form id=form><label>Name <input id=who></label>
<label>Password <input type=password id=secret></label>
<label class=switch><input type=checkbox id=gift style="display:none">As a gift</label>
<select multiple size=3 id=teas aria-label=Teas><option>Assam<option>Oolong<option>Sencha</select>
<input type=submit value=Send></form><p id=out></p>
<script>form.onsubmit = (event) => { event.preventDefault(); out.textContent =
	`${who.value}/${secret.value}/${gift.checked}/${[...teas.selectedOptions].map((one) => one.value)}` };</script>"""


def test_a_form_is_filled_and_sent(tmp_path: Path, tab: Page, miniprog: Miniprog) -> None:
    folder = shop(tmp_path / "shop", FORM)
    with recording(folder, tab) as session:
        tab.get_by_label("Name").fill("Ada")
        tab.get_by_label("Password").fill("hunter2")
        tab.get_by_text("As a gift").click()
        tab.locator("option").nth(0).click()
        tab.locator("option").nth(2).click(modifiers=["Control"])
        tab.get_by_label("Name").click()
        tab.keyboard.press("Enter")
        session.sees("Ada/hunter2/true/Assam,Sencha")
        done = [step for step in session.steps if step["do"] != "see"]
        written = session.file.read_text("utf-8")
    name = {"role": "textbox", "name": "Name"}
    assert done == [
        {"do": "fill", "on": name, "value": "Ada"},
        {"do": "fill", "on": {"role": "textbox", "name": "Password"}, "env": "MINIPROG_PASSWORD"},
        {"do": "tap", "on": {"role": "checkbox", "name": "As a gift"}},
        {"do": "fill", "on": {"role": "combobox", "name": "Teas"}, "value": ["Assam", "Sencha"]},
        # the button that Enter clicks is no step of its own
        {"do": "press", "on": name, "key": "Enter"},
    ]
    # the password is what the screen showed, not what was typed into its field
    assert written.count("hunter2") == 1
    plays(folder, miniprog, MINIPROG_PASSWORD="hunter2")
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 1
    assert "set the environment variable MINIPROG_PASSWORD" in ran.stdout


KEYS = """<input placeholder=Todo id=todo><ul id=list></ul><p id=out></p><script>
todo.onkeydown = (event) => { if (event.key === "Enter") {
	list.insertAdjacentHTML("beforeend", `<li>${todo.value}</li>`); todo.value = ""; } };
addEventListener("keydown", (event) => {
	if (event.ctrlKey && event.key === "k") { event.preventDefault(); out.textContent = "Find"; }
	if (event.key === "ArrowLeft" && event.target === document.body) out.textContent = `Left ${event.code} ${event.keyCode}`;
});</script>"""


def test_keys_that_do_something_are_steps(tmp_path: Path, tab: Page, miniprog: Miniprog) -> None:
    folder = shop(tmp_path / "shop", KEYS)
    todo = {"role": "textbox", "name": "Todo"}
    with recording(folder, tab) as session:
        tab.get_by_placeholder("Todo").press_sequentially("Milk")
        tab.keyboard.press("Enter")
        tab.keyboard.type("Tea")
        tab.keyboard.press("Enter")
        session.sees("Tea")
        tab.keyboard.press("Control+k")
        session.sees("Find")
        tab.mouse.click(300, 300)
        tab.keyboard.press("ArrowLeft")
        session.sees("Left ArrowLeft 37")
        done = [step for step in session.steps if step["do"] in ("fill", "press")]
    assert done == [
        {"do": "fill", "on": todo, "value": "Milk"}, {"do": "press", "on": todo, "key": "Enter"},
        {"do": "fill", "on": todo, "value": "Tea"}, {"do": "press", "on": todo, "key": "Enter"},
        {"do": "press", "on": todo, "key": "Control+k"}, {"do": "press", "key": "ArrowLeft"},
    ]  # fmt: skip
    plays(folder, miniprog)


WRITING = """<p id=out></p><label>Find <input id=wanted></label><script>
wanted.oninput = () => { out.textContent = `Found ${wanted.value}`; };</script>"""


def test_a_field_that_is_never_left_is_written_down(
    tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    folder = shop(tmp_path / "shop", WRITING)
    with recording(folder, tab) as session:
        tab.get_by_label("Find").press_sequentially("te")
        session.sees("Found te")
        tab.keyboard.type("a")
        session.sees("Found tea")
        steps = session.steps
    # of what was on the way to it, nothing is left
    assert steps[-2:] == [
        {"do": "fill", "on": {"role": "textbox", "name": "Find"}, "value": "tea"},
        {"do": "see", "text": "Found tea"},
    ]
    assert not [step for step in steps if step.get("text") == "Found te"]
    plays(folder, miniprog)


TREE = """<h1>Shop</h1><shop-item></shop-item><iframe src=inner.html title=Inner></iframe><script>
customElements.define("shop-item", class extends HTMLElement { connectedCallback() {
	const root = this.attachShadow({ mode: "open" });
	root.innerHTML = "<style>p { color: red }</style><button>Add</button><p></p>";
	let count = 0;
	root.querySelector("button").onclick = () => { count += 1; root.querySelector("p").textContent = `${count} in it`; };
} });</script>"""
INNER = "<button onclick=\"this.after('Pressed inside')\">Inside</button>"


def test_shadow_roots_and_frames_are_looked_into(
    tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    folder = shop(tmp_path / "shop", TREE, inner=INNER)
    with recording(folder, tab) as session:
        tab.get_by_role("button", name="Add").click()
        session.sees("1 in it")
        tab.frame_locator("iframe").get_by_role("button").click()
        session.sees("InsidePressed inside")
        steps = session.steps
    assert [step for step in steps if step["do"] != "see"] == [
        {"do": "tap", "on": {"role": "button", "name": "Add"}},
        {"do": "tap", "on": {"role": "button", "name": "Inside"}},
    ]
    assert not [step for step in steps if "color" in step.get("text", "")]
    plays(folder, miniprog)


TAPS = """<div role=main><div class=tea>Assam</div><div class=tea>Oolong</div></div>
<canvas id=map width=200 height=100></canvas><p id=twice>Twice</p><button id=gone>Delete</button><p id=out></p>
<script>for (const each of document.querySelectorAll(".tea"))
	each.addEventListener("click", () => { out.textContent = `Chose ${each.textContent}`; });
map.onclick = (event) => { out.textContent = event.offsetX < 100 ? "West" : "East"; };
twice.ondblclick = () => { out.textContent = "Two taps"; };
gone.onclick = () => { out.textContent = confirm("Delete it?") ? prompt("Why?") : "Kept"; };</script>"""


def test_taps_are_where_they_were(tmp_path: Path, tab: Page, miniprog: Miniprog) -> None:
    folder = shop(tmp_path / "shop", TAPS)
    tab.on("dialog", lambda one: one.accept("Too old" if one.type == "prompt" else ""))
    with recording(folder, tab) as session:
        for act, said in (
            (lambda: tab.get_by_text("Assam").click(), "Chose Assam"),
            (lambda: tab.locator("canvas").click(position={"x": 20, "y": 50}), "West"),
            (lambda: tab.get_by_text("Twice").dblclick(), "Two taps"),
            (lambda: tab.get_by_role("button").click(), "Too old"),
        ):
            act()
            session.sees(said)
        steps = session.steps
    # a region around what was tapped is not what was tapped
    assert {"do": "tap", "on": {"text": "Assam"}} in steps
    assert {"do": "tap", "on": {"id": "map"}, "at": [0.1, 0.5]} in steps
    assert {"do": "tap", "on": {"id": "twice"}, "count": 2} in steps
    asked = [step for step in steps if step["do"] == "dialog"]
    assert asked == [
        {"do": "dialog", "text": "Delete it?", "value": True},
        {"do": "dialog", "text": "Why?", "value": "Too old"},
    ]
    plays(folder, miniprog)


ROUTES = """<a href="#/cart">Cart</a> <a href="?p=teas" id=teas>Teas</a> <p id=out></p><button id=late>Late</button><br>
<script>const draw = () => { out.textContent = `At ${location.search}${location.hash}`; };
addEventListener("popstate", draw); draw();
teas.onclick = (event) => { event.preventDefault(); history.pushState({}, "", teas.href); draw(); };
late.onclick = () => setTimeout(() => late.after(" Here at last ", document.createElement("br")), 1500);
localStorage.visits = Number(localStorage.visits ?? 0) + 1; document.body.prepend(`Visit ${localStorage.visits}`, document.createElement("br"));</script>"""


def test_routes_back_and_reload_are_gone_again(
    tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    folder = shop(tmp_path / "shop", ROUTES, about="<h1>About</h1>")
    with recording(folder, tab) as session:
        tab.get_by_role("link", name="Cart").click()
        session.sees("At #/cart")
        tab.get_by_role("link", name="Teas").click()
        session.sees("At ?p=teas")
        tab.go_back()
        session.has(do="go", by=-1)
        tab.get_by_role("button").click()
        # what comes late is seen as well
        session.sees("Late Here at last")
        tab.reload()
        session.has(do="reload")
        session.sees("Visit 2")
        tab.goto(f"{session.preview.url.rpartition('/')[0]}/about.html")
        session.has(do="open", page="/about.html")
        session.sees("About")
    plays(folder, miniprog)


GESTURES = """<style>body { margin: 0 } div { height: 60px; touch-action: none; user-select: none }
ul { height: 100px; overflow: auto } li { height: 60px }</style>
<div id=pad>Pad</div><p id=item draggable=true>Item</p><p id=zone>Zone</p><ul id=list tabindex=0></ul><p id=out></p><script>
let at; const say = (text) => { out.textContent = text; };
pad.onpointerdown = (event) => { at = event; };
pad.onpointerup = (event) => { const way = event.clientX - at.clientX;
	say(way < -50 ? "Swiped" : event.timeStamp - at.timeStamp > 500 ? "Held" : "Tapped"); };
zone.ondragover = (event) => event.preventDefault();
zone.ondrop = () => say("Dropped");
item.ondragstart = (event) => event.dataTransfer.setData("text", "tea");
const more = () => { for (let each = 0; each < 5; each += 1)
	list.insertAdjacentHTML("beforeend", `<li>Tea ${list.children.length + 1}</li>`); };
more(); list.onscroll = () => { if (list.scrollTop > 100 && list.children.length < 10) more(); };</script>"""


def test_gestures_are_made_again(tmp_path: Path, tab: Page, miniprog: Miniprog) -> None:
    folder = shop(tmp_path / "shop", GESTURES)
    with recording(folder, tab) as session:
        session.sees("Pad")
        tab.mouse.move(300, 30)
        tab.mouse.down()
        tab.mouse.move(200, 30, steps=4)
        tab.mouse.up()
        session.sees("Swiped")
        tab.mouse.down()
        tab.wait_for_timeout(700)  # how long is what is recorded
        tab.mouse.up()
        session.sees("Held")
        tab.locator("#item").drag_to(tab.locator("#zone"))
        session.sees("Dropped")
        tab.locator("#list").hover()
        tab.mouse.wheel(0, 900)
        session.sees("Tea 6")
        steps = session.steps
    done = [step for step in steps if step["do"] != "see"]
    assert [step["do"] for step in done] == ["swipe", "hold", "drag", "scroll"]
    assert done[0]["by"] == [-100, 0]
    assert done[2] == {"do": "drag", "on": {"id": "item"}, "to": {"id": "zone"}}
    assert done[3]["on"] == {"id": "list"}
    plays(folder, miniprog)


CHANGING = """<h1>Shop</h1><p id=clock></p><p id=day></p><button id=roll>Roll</button><button id=save>Save</button>
<p id=out></p><p id=said></p><script>
setInterval(() => { clock.textContent = `Now ${Date.now()}`; }, 200);
day.textContent = `On ${new Date().toISOString().slice(0, 16)}`;
roll.onclick = () => { out.textContent = `Rolled ${Math.floor(Math.random() * 1e6)}`; };
save.onclick = () => { out.textContent = "Loading…"; setTimeout(() => { out.textContent = "Stored";
	said.textContent = "Thank you"; setTimeout(() => { said.textContent = ""; }, 1500); }, 600); };</script>"""


def test_what_changes_by_itself_does_not_break_a_test(
    tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    folder = shop(tmp_path / "shop", CHANGING)
    with recording(folder, tab) as session:
        session.sees("Shop")
        tab.get_by_role("button", name="Roll").click()
        expect(tab.locator("#out")).to_contain_text("Rolled")
        session.sees(tab.locator("#out").inner_text())
        tab.get_by_role("button", name="Save").click()
        session.sees("Thank you")
        expect(tab.locator("#said")).to_be_empty()
        tab.get_by_role("button", name="Roll").click()
        session.sees(tab.locator("#out").inner_text())
        begun, steps = session.content, session.steps
    seen = [step["text"] for step in steps if step["do"] == "see"]
    # neither a clock nor what is there for a moment
    assert not [text for text in seen if text.startswith("Now") or text == "Loading…"]
    # the day and the dice are as they were then
    assert f"On {begun['time'][:16]}" in seen
    plays(folder, miniprog)


STORED = """<p id=out></p><script>out.textContent = `Basket: ${localStorage.basket ?? "empty"}`;
localStorage.basket = "tea";</script>"""


def test_what_was_stored_before_is_there_again(
    tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    folder = shop(tmp_path / "shop", STORED)
    with recording(folder, tab) as session:
        session.sees("Basket: empty")
        tab.reload()
        session.sees("Basket: tea")
    plays(folder, miniprog)
    tab.goto("about:blank")  # else the page would find the preview again, and load by itself
    with recording(folder, tab, "--port", session.preview.url.split(":")[2].split("/")[0]) as again:
        again.sees("Basket: tea")
        assert again.content["storage"] == {"basket": "tea"}
    # sessions do not see what others have stored
    again.file.with_name("other.json").write_text(
        json.dumps({"schema": 1, "steps": [
            {"do": "at", "page": "/index.html"}, {"do": "see", "text": "Basket: empty"},
        ]}), encoding="utf-8",
    )  # fmt: skip
    plays(folder, miniprog)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("host", ["telegram", "vk"])
def test_what_a_host_puts_into_the_address_is_not_written_down(
    tmp_path: Path, tab: Page, miniprog: Miniprog, host: str
) -> None:
    body = '<a href="next.html">Next</a>'
    folder = shop(tmp_path / "shop", body, next="<h1>There</h1>")
    with recording(folder, tab, "--host", host) as session:
        tab.get_by_role("link").click()
        session.has(do="at", page="/next.html")
        session.sees("There")
        assert session.content["steps"][0] == {"do": "at", "page": "/index.html"}
        assert session.content["host"] == host
    plays(folder, miniprog)
