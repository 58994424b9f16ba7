"""What of a session is written down."""

import json
from pathlib import Path

from miniprog_cli.preview.recording import Recorder


def test_what_no_host_heard_of_is_no_answer_to_play_again(tmp_path: Path) -> None:
    file = tmp_path / "pay.json"
    recorder = Recorder(file, lambda: ("telegram", {}))
    recorder.observed({"kind": "call", "id": 1, "api": "pay", "refused": True})
    recorder.observed({"kind": "answer", "id": 1, "error": {"code": "invalid"}})
    recorder.observed({"kind": "call", "id": 2, "api": "pay"})
    recorder.observed({"kind": "answer", "id": 2, "value": None})
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps == [{"do": "answer", "api": "pay", "value": None}]
