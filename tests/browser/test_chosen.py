"""A file that is chosen is recorded by its name, and played with the project's file of that name."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.recording import recording, shop, write_session
from tests.conftest import Miniprog

FIELD = """<label>Picture <input type=file id=one></label> <button id=more>More</button><p id=out></p><script>
const show = async ({ target }) => { const all = await Promise.all(Array.from(target.files, async (each) => `${each.name} says ${await each.text()}`));
	out.textContent = all.join(", "); };
one.onchange = show;
more.onclick = () => { const field = Object.assign(document.createElement("input"), { type: "file", multiple: true, onchange: show });
	field.click(); };</script>"""
AT = {"do": "at", "page": "/index.html"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shop(tmp_path / "shop", FIELD)


def test_files_that_are_chosen_are_chosen_again(
    folder: Path, tmp_path: Path, tab: Page, miniprog: Miniprog
) -> None:
    for name in ("tea.txt", "jam.txt"):
        (tmp_path / name).write_text("Secret", encoding="utf-8")
    with recording(folder, tab) as session:
        with tab.expect_file_chooser() as chooser:
            tab.get_by_label("Picture").click()
        chooser.value.set_files(tmp_path / "tea.txt")
        session.sees("tea.txt says Secret")
        # this field is nowhere in the page
        with tab.expect_file_chooser() as chooser:
            tab.get_by_role("button", name="More").click()
        chooser.value.set_files([tmp_path / "tea.txt", tmp_path / "jam.txt"])
        session.sees("tea.txt says Secret, jam.txt says Secret")
        steps = [step for step in session.steps if step["do"] != "see"]
    picture, more = ({"role": "button", "name": name} for name in ("Picture", "More"))
    assert steps == [
        {"do": "tap", "on": picture},
        {"do": "choose", "on": picture, "files": ["tea.txt"]},
        {"do": "tap", "on": more},
        {"do": "choose", "files": ["tea.txt", "jam.txt"]},
    ]
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 1
    assert "there is no mocks/files/tea.txt to choose: put a file of that name there" in ran.stdout
    files = folder / "mocks/files"
    files.mkdir()
    for name in ("tea.txt", "jam.txt"):
        (files / name).write_text("Secret", encoding="utf-8")
    ran = miniprog("test", cwd=folder)
    assert ran.rc == 0, ran.stdout


def test_a_session_chooses_no_file_but_the_projects(
    folder: Path, tmp_path: Path, miniprog: Miniprog
) -> None:
    (tmp_path / "secret.txt").write_text("Secret", encoding="utf-8")
    (folder / "mocks/files").mkdir(parents=True)
    (folder / "mocks/files/link.txt").symlink_to(tmp_path / "secret.txt")
    on = {"id": "one"}
    for name in ("../../../secret.txt", str(tmp_path / "secret.txt"), "..", ""):
        write_session(folder, AT, {"do": "choose", "on": on, "files": [name]})
        ran = miniprog("test", cwd=folder)
        assert ran.rc == 2
        assert "files is a list of names, without folders" in ran.stderr
    write_session(folder, AT, {"do": "choose", "on": on, "files": ["link.txt"]})
    ran = miniprog("test", "--json", cwd=folder)
    assert "there is no mocks/files/link.txt" in ran.json["tests"][0]["failed"]["message"]


def test_what_takes_no_files_says_so(folder: Path, miniprog: Miniprog) -> None:
    (folder / "mocks/files").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (folder / "mocks/files" / name).write_text("a", encoding="utf-8")
    for name, step, _ in REFUSED:
        write_session(folder, AT, {"do": "choose", "within": 0.3, **step}, name=name)
    ran = miniprog("test", "--json", cwd=folder)
    said = {Path(each["file"]).stem: each["failed"]["message"] for each in ran.json["tests"]}
    for name, _, expected in REFUSED:
        assert expected in said[name], json.dumps(said)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("two", {"on": {"id": "one"}, "files": ["a.txt", "b.txt"]}, 'id "one" takes one file only'),
    ("none", {"files": ["a.txt"]}, "the page has not asked for files"),
    ("button", {"on": {"id": "more"}, "files": ["a.txt"]}, 'id "more" is no field for files'),
    ("gone", {"on": {"id": "two"}, "files": ["a.txt"]}, 'there is nothing to choose: id "two"'),
]
