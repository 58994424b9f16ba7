"""What `miniprog test` says of a session that differs: written by hand, as people edit them."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.recording import shop, write_session
from tests.conftest import Miniprog
from tests.preview.previewing import DEADLINE, write_project
from tests.terminal import shown_on_a_terminal

AT = {"do": "at", "page": "/index.html"}
BUY = {"role": "button", "name": "Buy"}
PAGE = """<h1>Shop</h1><button disabled>Buy</button><button id=low>Low</button><button id=none style="visibility:hidden">None</button>
<div id=cover role=dialog aria-label=Cookies style="position:fixed;inset:50% 0 0 0;background:#eee"></div>
<label>Leaf <select><option>green<option>black</select></label><button id=ask onclick="confirm('Sure?')">Ask</button>
<button id=loop onclick="for (;;);">Loop</button><button id=boom onclick="nothing.there()">Boom</button>
<style>#low { position: fixed; bottom: 0 }</style>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shop(tmp_path / "shop", PAGE)


SELL = {"role": "button", "name": "Sell"}
LEAF = {"role": "combobox", "name": "Leaf"}
ASK = {"do": "tap", "on": {"id": "ask"}}
FAILING: dict[str, tuple[dict[str, Any], str]] = {
    "disabled": ({"do": "tap", "on": BUY}, 'button "Buy" is disabled'),
    "covered": (
        {"do": "tap", "on": {"role": "button", "name": "Low"}},
        'button "Low" is covered by dialog "Cookies"',
    ),
    "hidden": (
        {"do": "tap", "on": {"id": "none"}},
        'id "none" is there, but nothing of it is to be seen',
    ),
    "missing": (
        {"do": "tap", "on": SELL},
        'there is nothing to tap: button "Sell"; there are: button "Buy", button "Low", button "Ask"',
    ),
    "option": (
        {"do": "fill", "on": LEAF, "value": "white"},
        'combobox "Leaf" has no option "white"; it has: "green", "black"',
    ),
    "text": (
        {"do": "see", "text": "Shops"},
        '"Shops" is not shown; nearest is "Shop"; the page says: Shop / Buy / Low',
    ),
    "shown": ({"do": "gone", "text": "Shop"}, '"Shop" is still shown'),
    "unasked": (
        {"do": "dialog", "text": "Really?"},
        'the program did not ask "Really?"; it asked: nothing',
    ),
    "address": (
        {"do": "open", "page": "/cart.html"},
        "there is no page /cart.html: the preview answers with 404",
    ),
    "page": (
        {"do": "at", "page": "/cart.html"},
        "the page is /index.html, not /cart.html as it was recorded",
    ),
    "way": ({"do": "go", "by": 3}, "there is no way forward from here"),
    "key": ({"do": "press", "key": "Ctrl+k"}, "there is no key Ctrl+k"),
}


def test_a_step_that_fails_says_why(folder: Path, miniprog: Miniprog) -> None:
    for name, (step, _) in FAILING.items():
        write_session(folder, AT, {**step, "within": 0.3}, name=name)
    # what nobody recorded is not agreed to
    other = {"do": "dialog", "text": "Delete?", "within": 0.3}
    write_session(folder, AT, ASK, other, name="zz-dialog")
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 1, ran.stdout + ran.stderr
    for name, (_, said) in FAILING.items():
        # with the line in the session's file, as an editor takes it
        assert f"✗ mocks/tests/{name}.json:4  step 2 of 2: {said}" in ran.stdout
    assert 'step 3 of 3: the program did not ask "Delete?"; it asked: "Sure?"' in ran.stdout
    assert f"{len(FAILING) + 1} sessions, {len(FAILING) + 1} of them different, " in ran.stderr
    assert "where the program is right, correct that line of the session or record" in ran.stderr


SHY = """<div id=row><button id=shy>Shy</button><button id=other>Other</button></div><p id=out></p><script>
let left = TIMES, met = { shy: 0, other: 0 };
onpointermove = (event) => { if (event.target === shy && left-- > 0) row.append(row.firstElementChild); };
row.onclick = (event) => { met[event.target.id] += 1; out.textContent = `Shy ${met.shy}, other ${met.other}`; };</script>"""


def test_what_moves_away_before_it_is_pressed_is_pressed_where_it_went(
    tmp_path: Path, miniprog: Miniprog
) -> None:
    tap = {"do": "tap", "on": {"id": "shy"}}
    folder = shop(tmp_path / "shop", SHY.replace("TIMES", "2"))
    # and what had come to its place has not heard of it
    write_session(folder, AT, tap, {"do": "see", "text": "Shy 1, other 0"})
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 0, ran.stdout
    shop(folder, SHY.replace("TIMES", "Infinity"))
    write_session(folder, AT, {**tap, "within": 0.5})
    assert 'step 2 of 2: id "shy" keeps moving' in miniprog("test", cwd=folder).stdout


def test_on_a_terminal_lines_break_between_words(folder: Path, world: dict[str, str]) -> None:
    write_session(folder, AT, {"do": "tap", "on": SELL, "within": 0.3})
    said = shown_on_a_terminal(80, world, "test", cwd=folder)
    assert said.splitlines()[:4] == [
        '✗ mocks/tests/first.json:4  step 2 of 2: there is nothing to tap: button "Sell";',
        '    there are: button "Buy", button "Low", button "Ask", button "Loop", button',
        '    "Boom"',
        '  the last that was done is step 1: come to "/index.html"',
    ]


def test_ci_gets_the_place_a_picture_and_the_reason(
    folder: Path, miniprog: Miniprog, tmp_path: Path
) -> None:
    write_session(folder, AT, {"do": "see", "text": "Shop"}, name="good")
    tap = {"do": "tap", "on": {"id": "boom"}}
    write_session(folder, AT, tap, {"do": "see", "text": "Bang", "within": 0.5}, name="sub/bad")
    ran = miniprog("test", "mocks/tests", "--json", "--pictures", tmp_path / "differ", cwd=folder)
    assert ran.rc == 1
    good, bad = ran.json["tests"]
    assert (good["ok"], good["failed"]) == (True, None)
    assert good["seconds"] > 0
    assert bad["file"] == "mocks/tests/sub/bad.json"
    failed = bad["failed"]
    assert (failed["step"], failed["line"]) == (3, 5)
    assert failed["notes"][0] == 'the last that was done is step 2: tap id "boom"'
    assert "app/index.html:4:" in failed["notes"][1]
    assert "nothing is not defined" in failed["notes"][1]
    assert failed["picture"] == str(tmp_path / "differ/sub-bad.png")
    assert Path(failed["picture"]).read_bytes().startswith(b"\x89PNG")
    assert len(list((tmp_path / "differ").iterdir())) == 1


def test_what_is_written_by_hand_is_checked_with_its_place(
    folder: Path, miniprog: Miniprog
) -> None:
    for step, said in (
        ({"do": "dance"}, 'unknown step "dance"; choose from: at, open'),
        ({"do": "tap"}, "tap needs on, an object"),
        ({"do": "tap", "on": {"testid": "pay"}}, "on has an unknown member testid; choose from: test"),
        ({"do": "tap", "on": {"role": "button"}}, "on has a role, and needs its name"),
        ({"do": "tap", "on": {"id": "a", "nth": "2"}}, "on.nth is a number, from 0"),
        ({"do": "swipe", "on": {"id": "a"}, "by": [1]}, "by is a list of two numbers"),
        ({"do": "fill", "on": {"id": "a"}}, "fill needs value, a text or a list"),
    ):  # fmt: skip
        write_session(folder, AT, step)
        ran = miniprog("test", "--json", cwd=folder)
        assert ran.rc == 2
        assert f"first.json:4: step 2: {said}" in ran.json["error"]["message"]
    write_session(folder, AT, time="yesterday")
    assert "first.json:2: time is not" in miniprog("test", cwd=folder).stderr
    assert "no such file" in miniprog("test", "nowhere.json", cwd=folder).stderr
    assert miniprog("test", "app", cwd=folder).rc == 2


def test_a_page_in_an_endless_loop_fails_its_session_and_no_other(
    folder: Path, miniprog: Miniprog
) -> None:
    write_session(folder, AT, {"do": "tap", "on": {"id": "loop"}, "within": 1}, name="a-loop")
    write_session(folder, AT, {"do": "see", "text": "Shop"}, name="b-good")
    ran = miniprog("test", cwd=folder, timeout=150)
    assert ran.rc == 1
    assert "the page does not answer any more" in ran.stdout
    assert "✓ mocks/tests/b-good.json" in ran.stdout


ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 143}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize(
    "command", [["test"], ["preview", "--screenshot", "x.png"]], ids=["test", "drawn"]
)
def test_whoever_stops_it_ends_it_with_all_that_it_started(
    folder: Path, world: dict[str, str], tmp_path: Path, command: list[str], number: signal.Signals
) -> None:
    write_session(folder, AT, {"do": "see", "text": "Never", "within": 100})
    shop(folder, "<script>for (;;);</script>")  # which is never drawn
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "miniprog_cli", *command], cwd=folder,
        env={**world, "TMPDIR": str(profiles)}, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        while not kept(profiles):
            assert process.poll() is None
        process.send_signal(number)
        _, said = process.communicate(timeout=DEADLINE)
    assert process.returncode == ENDS[number]
    assert "stopped" in said
    assert "Traceback" not in said
    assert not kept(profiles)


def kept(folder: Path) -> list[Path]:
    """What we have put there; what Chromium makes for itself is its own."""
    return [one for one in folder.iterdir() if not one.name.startswith("org.chromium.")]


def test_without_a_browser_it_is_this_machine_that_lacks_something(
    folder: Path, miniprog: Miniprog
) -> None:
    write_session(folder, AT)
    ran = miniprog("test", "--json", cwd=folder, env={"MINIPROG_BROWSER": "no-such-browser"})
    assert ran.rc == 3
    assert "install Chromium" in ran.json["error"]["hint"]


def test_a_program_that_is_not_built_says_so(tmp_path: Path, miniprog: Miniprog) -> None:
    command = {"command": "touch began"}
    folder = write_project(tmp_path / "shop", {}, root="dist", preview=command)
    write_session(folder, AT)
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 1
    assert "the program is not built: tests do not run preview.command" in ran.stdout
    assert not (folder / "began").exists()


def test_two_at_once_do_not_meet(folder: Path, world: dict[str, str]) -> None:
    write_session(folder, AT, {"do": "see", "text": "Shop"})
    command = [sys.executable, "-m", "miniprog_cli", "test", "--json"]
    both = [
        subprocess.Popen(command, cwd=folder, env=world, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    for process in both:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert json.loads(said)["tests"][0]["ok"]
