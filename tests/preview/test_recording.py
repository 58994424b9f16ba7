"""What of a session is written down."""

import json
from pathlib import Path

from miniprog_cli.preview.recorder import Recorder
from miniprog_cli.preview.simulation.settings import DEFAULTS, Settings

AT = {"do": "at", "page": "/index.html"}


def test_what_no_host_heard_of_is_no_answer_to_play_again(tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    recorder = Recorder(file, lambda: ("telegram", {}), seed=1)
    recorder.step(AT)
    recorder.observed({"kind": "call", "id": 1, "api": "pay", "refused": True})
    recorder.observed({"kind": "answer", "id": 1, "error": {"code": "invalid"}})
    recorder.observed({"kind": "call", "id": 2, "api": "pay"})
    recorder.observed({"kind": "answer", "id": 2, "value": None})
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [AT, {"do": "answer", "api": "pay", "value": None}]


def test_a_field_on_the_way_to_its_value_is_one_step(tmp_path: Path) -> None:
    file = tmp_path / "slide.json"
    recorder = Recorder(file, lambda: ("generic", {}), seed=1)
    on, other = {"role": "slider", "name": "Size"}, {"role": "textbox", "name": "Note"}
    for value in (
        {"do": "fill", "on": other, "value": "thin"}, {"do": "see", "text": "thin"},
        {"do": "fill", "on": on, "value": "1"}, {"do": "see", "text": "Size 1"},
        {"do": "fill", "on": on, "value": "2", "again": True}, {"do": "see", "text": "Size 2"},
        {"do": "gone", "text": "Size 1", "again": True},
    ):  # fmt: skip
        recorder.step(value)
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [
        {"do": "fill", "on": other, "value": "thin"}, {"do": "see", "text": "thin"},
        {"do": "fill", "on": on, "value": "2"}, {"do": "see", "text": "Size 2"},
        {"do": "gone", "text": "Size 1"},
    ]  # fmt: skip


def test_what_a_call_does_it_is_to_do_again(tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    recorder = Recorder(file, lambda: ("wechat", {}), seed=1, is_native=True)
    recorder.step(AT)
    for number, (api, via) in enumerate(
        [("navigateTo", "wx.navigateTo"), ("location", "wx.getLocation"), ("storage.get", "mini.storage.get")]
    ):  # fmt: skip
        recorder.observed({"kind": "call", "id": number, "api": api, "via": via})
        recorder.observed({"kind": "answer", "id": number, "value": {}})
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert [step["api"] for step in steps[1:]] == ["location"]


def test_an_answer_stands_where_it_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    recorder = Recorder(file, lambda: ("generic", {}), seed=1)
    tap, other = ({"do": "tap", "on": {"id": name}} for name in ("pay", "help"))
    # a page asks while it loads, before it says that it is there; and a person does not wait
    recorder.observed({"kind": "call", "id": 1, "api": "login"}, page=7)
    recorder.step(AT, page=7)
    recorder.step(tap, page=7)
    recorder.observed({"kind": "call", "id": 2, "api": "pay"}, page=7)
    recorder.observed({"kind": "answer", "id": 1, "value": "Ada"}, page=7)
    recorder.step(other, page=7)
    recorder.observed({"kind": "call", "id": 3, "api": "scan"}, page=7)
    recorder.observed({"kind": "answer", "id": 2, "error": {"code": "cancelled"}}, page=7)
    # nobody hears what is answered to a page that is gone
    recorder.step({**AT, "how": "navigate"}, page=8)
    recorder.observed({"kind": "answer", "id": 3, "value": "7"}, page=7)
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [
        AT, {"do": "answer", "api": "login", "value": "Ada"},
        tap, {"do": "answer", "api": "pay", "error": {"code": "cancelled"}},
        other, {"do": "open", "page": "/index.html"},
    ]  # fmt: skip


def test_a_session_is_written_for_people(tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    settings: Settings = {**DEFAULTS, "pay": {"outcome": "cancel"}}
    recorder = Recorder(file, lambda: ("telegram", settings), seed=7)
    recorder.step({**AT, "begun": {"screen": {"width": 390, "height": 843}, "storage": {}}})
    recorder.step({"do": "tap", "on": {"role": "button", "name": "支付"}})
    # each step on its line, and of the settings only those that are other than usual
    assert (
        file.read_text(encoding="utf-8")
        == """{
  "schema": 1,
  "host": "telegram",
  "settings": {"pay": {"outcome": "cancel"}},
  "screen": {"width": 390, "height": 843},
  "seed": 7,
  "steps": [
    {"do": "at", "page": "/index.html"},
    {"do": "tap", "on": {"role": "button", "name": "支付"}}
  ]
}
"""
    )
