"""What of a session is written down."""

import json
from pathlib import Path

from miniprog_cli.preview.recording import Recorder
from tests.conftest import Miniprog
from tests.preview.previewing import write_project


def test_what_no_host_heard_of_is_no_answer_to_play_again(tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    recorder = Recorder(file, lambda: ("telegram", {}))
    recorder.observed({"kind": "call", "id": 1, "api": "pay", "refused": True})
    recorder.observed({"kind": "answer", "id": 1, "error": {"code": "invalid"}})
    recorder.observed({"kind": "call", "id": 2, "api": "pay"})
    recorder.observed({"kind": "answer", "id": 2, "value": None})
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [{"do": "answer", "api": "pay", "value": None}]


def test_a_field_on_the_way_to_its_value_is_one_step(tmp_path: Path) -> None:
    file = tmp_path / "slide.json"
    recorder = Recorder(file, lambda: ("generic", {}))
    on, other = {"role": "slider", "name": "Size"}, {"role": "textbox", "name": "Note"}
    for value in (
        {"do": "fill", "on": other, "value": "thin"}, {"do": "see", "text": "thin"},
        {"do": "fill", "on": on, "value": "1"}, {"do": "see", "text": "Size 1"},
        {"do": "fill", "on": on, "value": "2", "again": True}, {"do": "see", "text": "Size 2"},
        {"do": "at", "page": "/", "again": True},
    ):  # fmt: skip
        recorder.step(value)
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [
        {"do": "fill", "on": other, "value": "thin"}, {"do": "see", "text": "thin"},
        {"do": "fill", "on": on, "value": "2"}, {"do": "see", "text": "Size 2"},
        {"do": "at", "page": "/"},
    ]  # fmt: skip


def test_what_a_call_does_it_is_to_do_again(tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    recorder = Recorder(file, lambda: ("wechat", {}), is_native=True)
    for number, (api, via) in enumerate(
        [("navigateTo", "wx.navigateTo"), ("location", "wx.getLocation"), ("storage.get", "mini.storage.get")]
    ):  # fmt: skip
        recorder.observed({"kind": "call", "id": number, "api": api, "via": via})
        recorder.observed({"kind": "answer", "id": number, "value": {}})
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert [step["api"] for step in steps] == ["location"]


def test_a_folder_is_no_session(tmp_path: Path, miniprog: Miniprog) -> None:
    folder = write_project(tmp_path / "shop", {"mocks/tests/a.json": "{}"})
    found = miniprog("test", "mocks/tests", cwd=folder)
    assert found.rc == 2
    assert "mocks/tests is a folder and no session" in found.stderr
    assert "--project" in found.stderr
