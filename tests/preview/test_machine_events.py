"""Calls of the program and blocks of its host, as machines read them: one line of JSON each."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.happening import report
from miniprog_cli.preview.calls import OPEN, Calls
from miniprog_cli.preview.events import Called
from tests.preview.previewing import Preview, previewing, write_project
from tests.preview.test_guard import frame
from tests.preview.test_hardening import greeted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"index.html": "<p>hello"})


class Page:
    """A page that says what it likes."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def say(self, text: str) -> None:
        """Send a message."""
        self._connection.sendall(frame(text.encode()))

    def tell(self, **message: object) -> None:
        """Tell of something as the simulated host does."""
        self.say(json.dumps({"type": "observed", **message}))


@contextmanager
def open_page(preview: Preview) -> Iterator[Page]:
    with greeted(preview.program_port) as connection:
        yield Page(connection)


def call(number: int) -> dict[str, object]:
    args = [{"scopes": ["name"]}]
    return {"kind": "call", "id": number, "api": "login", "via": "mini.login", "args": args}


def test_a_call_is_told_with_its_answer(folder: Path) -> None:
    with previewing(folder) as preview, open_page(preview) as page:
        page.tell(**call(1))
        page.tell(kind="answer", id=1, value={"kind": "code", "value": "c"}, ms=12.345)
        assert preview.wait_for("call") == {
            "schema": 1, "event": "call", "api": "login", "via": "mini.login",
            "arguments": [{"scopes": ["name"]}], "answer": {"kind": "code", "value": "c"},
            "error": None, "ms": 12.3, "page": "", "cut": [],
        }  # fmt: skip
        page.tell(**call(2))
        page.tell(kind="answer", id=2, error={"code": "denied", "message": "no"}, ms=1)
        told = preview.wait_for("call")
        assert (told["answer"], told["error"]) == (None, {"code": "denied", "message": "no"})


def test_calls_of_two_pages_are_not_mixed_up(folder: Path) -> None:
    with previewing(folder) as preview, open_page(preview) as one, open_page(preview) as other:
        one.tell(**{**call(1), "via": "first"})
        other.tell(**{**call(1), "via": "second"})
        other.tell(kind="answer", id=1, value=2, ms=0)
        # what is said in one socket and in another comes in any order
        assert preview.wait_for("call", lambda told: told["via"] == "second")["answer"] == 2
        one.tell(kind="answer", id=1, value=1, ms=0)
        assert preview.wait_for("call", lambda told: told["via"] == "first")["answer"] == 1


def test_what_is_long_is_told_by_its_start(folder: Path) -> None:
    with previewing(folder) as preview, open_page(preview) as page:
        page.tell(**{**call(1), "args": ["x" * 5000]})
        page.tell(kind="answer", id=1, value="y" * 5000, ms=0)
        told = preview.wait_for("call")
        assert told["cut"] == ["arguments", "answer"]
        assert str(told["arguments"]).startswith('["xxx')
        assert len(str(told["answer"])) == 4000


@pytest.mark.parametrize(
    "odd",
    [
        '{"type": "observed", "kind": "answer", "id": 1, "value": 1}',  # to no call
        '{"type": "observed", "kind": "call", "id": [], "api": [], "via": {}, "args": 1e999}',
        '{"type": "observed", "kind": ["call"]}',
        '{"type": "observed", "kind": "call"}',
        '{"type": "observed", "kind": "answer", "id": {}, "ms": "fast"}',
        '{"type": "observed", "kind": "answer", "id": 7, "error": 7, "ms": -1e400}',
    ],
)
def test_whatever_a_program_says_the_next_call_is_told(folder: Path, odd: str) -> None:
    with previewing(folder) as preview, open_page(preview) as page:
        page.say(odd)
        page.tell(**{**call(9), "api": "\ud800", "args": "\u202e\x1b[2J"})
        page.tell(kind="answer", id=9, error={"code": 5}, ms=True)
        told = preview.wait_for("call", lambda told: told["api"] == "?")
        assert told["error"] == {"code": "failed", "message": ""}
        assert not [one for one in preview.seen if one["event"] == "error"]


def test_a_block_is_told_with_what_would_allow_it(folder: Path) -> None:
    with previewing(folder) as preview, open_page(preview) as page:
        page.tell(
            kind="blocked", what="request", url="https://a.example.com/x", directive="connect-src",
            member="domains.request", hint="add it", enforced=True,
        )  # fmt: skip
        assert preview.wait_for("blocked") == {
            "schema": 1, "event": "blocked", "what": "request", "url": "https://a.example.com/x",
            "directive": "connect-src", "interface": None, "member": "domains.request",
            "hint": "add it", "enforced": True, "page": "",
        }  # fmt: skip


def test_calls_that_nobody_answers_are_forgotten() -> None:
    calls = Calls()
    for number in range(OPEN + 1):
        assert calls.take(json.dumps({**call(number), "page": 1}), "call", "") is None
    answers = [json.dumps({"kind": "answer", "id": one, "page": 1}) for one in (0, 1)]
    told = [calls.take(answer, "answer", "") for answer in answers]
    assert [isinstance(one, Called) for one in told] == [False, True]


def test_a_person_hears_of_calls_when_more_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    said = Called("scan", "mini.scan", ["secret"], None, {"code": "denied", "message": "no"}, 4.4,
                  "index.html")  # fmt: skip
    report(said, Console())
    assert capsys.readouterr().err == ""
    report(said, Console(verbose=1))
    assert capsys.readouterr().err == "call    index.html  mini.scan  denied  4 ms\n"
