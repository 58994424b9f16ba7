"""What a program and its files are called never steers the terminal."""

import json
import sys
from pathlib import Path

import pytest

from miniprog_cli.check import check
from miniprog_cli.cli.console import Console
from miniprog_cli.cli.happening import plain, report
from miniprog_cli.core.finding import Finding, Location, Span
from miniprog_cli.core.project import open_project
from miniprog_cli.preview.events import Console as Line
from miniprog_cli.preview.events import Event, Failed, Findings, Ready, Updated
from tests.conftest import PAGE
from tests.preview.previewing import write_project

RED = "\x1b[31m"
SHOWN = "\\x1b[31m"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pages/ü 你好.html", "pages/ü 你好.html"),
        ("全角\u3000空格\u00a0", "全角\u3000空格\u00a0"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\x9b1mb\x7f", "a\\x9b1mb\\x7f"),
        ("a\r\nb", "a\\r\\nb"),
        ("exe.\u202elmth", "exe.\\u202elmth"),
        ("\udcff", "\\udcff"),
    ],
)
def test_only_what_a_terminal_obeys_is_spelled_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (
            Updated(files=(f"x{RED}y.js",), kind="reload", reason=f"x{RED}y.js: changed", ms=5.2),
            f"reload  x{SHOWN}y.js  changed  5 ms\n",
        ),
        (
            Updated(files=("app/a.js",), kind="reload", reason="a.js: changed", ms=4.2),
            "reload  app/a.js  changed  4 ms\n",
        ),
        (
            Line("error", "Uncaught Error: no", "index.html", "app.js", 4, 1, fault="error"),
            "error   app.js:4:1  Uncaught Error: no\n",
        ),
        (
            Line(level="warn", text="careful (a.js:1:2)", page="index.html"),
            "warning index.html  careful (a.js:1:2)\n",
        ),
        (
            Line(level="error", text=f"{RED}one\n\ttwo\rthree", page=f"a{RED}.html"),
            f"error   a{SHOWN}.html  {SHOWN}one\n                two\n        three\n",
        ),
        (
            Failed(code="x", message=f"no {RED}", hint=f"try {RED}"),
            f"error   no {SHOWN}\n  hint: try {SHOWN}\n",
        ),
    ],
)
def test_events_are_told_plainly(
    event: Event, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report(event, Console())
    assert capsys.readouterr().err == line


def test_notes_are_told_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    report(Ready(url="u", program_url="p", notes=(f"polling {RED}",)), Console())
    assert capsys.readouterr().err.splitlines()[0] == f"polling {SHOWN}"


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_findings_are_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_project(tmp_path, {"index.html": f"<img src='x{RED}.png'>"})
    (folder / f"a{RED}.html").write_text("<img src=no.png>", encoding="utf-8")
    report(Findings(result=check(open_project(folder))), Console())
    said = capsys.readouterr().err
    assert SHOWN in said
    assert "\x1b" not in said


def test_warnings_and_hints_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_project(tmp_path, {"index.html": PAGE}, colour="red")
    report(Findings(result=check(open_project(folder))), Console())
    line, hint = capsys.readouterr().err.splitlines()
    assert line.startswith("warning miniprog.json:1:")
    assert line.endswith(" (MP004)")
    assert hint.startswith("  hint: ")


def test_the_root_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding(Location("."), "the files come to 3 MB", "the largest: a.mp4")
    report(Failed(code="x", message="too big", hint=None, finding=finding), Console())
    said = capsys.readouterr().err
    assert said.splitlines()[0] == "error   the whole program  the files come to 3 MB"


def test_an_error_is_told_even_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(quiet=True)
    report(Failed(code="x", message="no JSON", hint="mend it"), console)
    report(Updated(files=("a.css",), kind="css", reason="a.css: styles changed", ms=9), console)
    assert capsys.readouterr().err == "error   no JSON\n  hint: mend it\n"


def test_colours_are_no_noise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    line = Line("error", "Uncaught Error: no", "index.html", "app.js", 4, 1, fault="error")
    report(line, Console())
    said = capsys.readouterr().err
    assert said == "\x1b[31m\x1b[1merror  \x1b[0m \x1b[36mapp.js:4:1  \x1b[0mUncaught Error: no\n"


@pytest.mark.parametrize(
    ("here", "names"),
    [
        (".", ["app/pages/a.css", "app/a.js:4:1", "miniprog.json:1:2", "https://x.test/a.js:1:1"]),
        ("..", ["shop/app/pages/a.css", "shop/app/a.js:4:1", "shop/miniprog.json:1:2"]),
        ("app/pages", ["a.css", "../a.js:4:1", "../../miniprog.json:1:2"]),
    ],
)
def test_files_are_named_from_where_a_person_stands(
    here: str,
    names: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "shop"
    (folder / "app/pages").mkdir(parents=True)
    monkeypatch.chdir(folder / here)
    at = Location("miniprog.json", Span(1, 2, 1, 3))
    events: list[Event] = [
        Updated(("app/pages/a.css",), kind="css", reason="pages/a.css: styles changed", ms=9),
        Line("error", "no", "index.html", "app/a.js", 4, 1),
        Failed(code="x", message="no JSON", finding=Finding(at, "no JSON")),
        Line("error", "no", "index.html", "https://x.test/a.js", 1, 1),
    ]
    for event in events:
        report(event, Console(), folder)
    places = [line.split()[1] for line in capsys.readouterr().err.splitlines()]
    assert places[: len(names)] == names


def test_findings_are_named_from_where_a_person_stands_but_not_to_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": PAGE}, colour="red")
    monkeypatch.chdir(tmp_path)
    result = check(open_project(folder))
    report(Findings(result), Console(), folder)
    assert capsys.readouterr().err.startswith("warning shop/miniprog.json:1:")
    report(Findings(result), Console(json=True), folder)
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert finding["file"] == "miniprog.json"
