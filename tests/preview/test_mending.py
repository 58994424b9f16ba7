"""What is wrong with a project is told, and so is its end."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from miniprog_cli.check import check
from miniprog_cli.cli.console import Console
from miniprog_cli.cli.happening import report
from miniprog_cli.core.project import open_project
from miniprog_cli.preview.events import Failed, Findings
from tests.conftest import PAGE
from tests.preview.previewing import Preview, free_port, previewing, write_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "shop", {"index.html": PAGE})


def codes(told: dict[str, object]) -> list[object]:
    findings = told["findings"]
    assert isinstance(findings, list)
    return [finding["code"] for finding in findings]


def settled(preview: Preview) -> None:
    """Wait for what `check` says at the start."""
    assert codes(preview.wait_for("findings")) == []


def test_the_same_manifest_again_ends_the_error(folder: Path) -> None:
    with previewing(folder) as preview:
        settled(preview)
        manifest = (folder / "miniprog.json").read_bytes()
        (folder / "miniprog.json").write_bytes(b"{\n  oops")
        told = preview.wait_for("error")
        assert told["error"]["code"] == "manifest-unreadable"  # type: ignore[index]
        findings = told["findings"]
        assert isinstance(findings, list)
        finding = findings[0]
        assert (finding["file"], finding["line"], finding["column"]) == ("miniprog.json", 2, 3)
        (folder / "miniprog.json").write_bytes(manifest)
        assert codes(preview.wait_for("findings")) == []


def test_a_manifest_that_comes_back_ends_the_error(folder: Path) -> None:
    with previewing(folder) as preview:
        settled(preview)
        manifest = (folder / "miniprog.json").read_bytes()
        (folder / "miniprog.json").unlink()
        told = preview.wait_for("error")
        assert told["error"]["code"] == "project-not-found"  # type: ignore[index]
        assert "findings" not in told
        (folder / "miniprog.json").write_bytes(manifest)
        assert codes(preview.wait_for("findings")) == []


def test_an_error_that_is_followed_by_findings_ends_too(folder: Path) -> None:
    with previewing(folder) as preview:
        settled(preview)
        manifest = (folder / "miniprog.json").read_text(encoding="utf-8")
        (folder / "miniprog.json").write_text("[", encoding="utf-8")
        preview.wait_for("error")
        wrong = manifest.replace("1.0.0", "one")
        (folder / "miniprog.json").write_text(wrong, encoding="utf-8")
        found = codes(preview.wait_for("findings"))
        assert len(found) == 1
        (folder / "miniprog.json").write_text("[", encoding="utf-8")
        preview.wait_for("error")
        (folder / "miniprog.json").write_text(wrong, encoding="utf-8")
        assert codes(preview.wait_for("findings")) == found


WILD = "a*b*c*d*e*f*g*h\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"dist\n{WILD}", ".miniprogignore:2: more than 6 wildcards in one line"),
        ("dist\n" * 250_000, ".miniprogignore is bigger than 1.0 MB"),
    ],
)
def test_an_ignore_file_that_cannot_be_used_is_told_until_it_is_mended(
    folder: Path, text: str, message: str
) -> None:
    with previewing(folder) as preview:
        settled(preview)
        (folder / ".miniprogignore").write_text(text, encoding="utf-8")
        told = preview.wait_for("error")["error"]
        assert (told["code"], told["message"]) == ("ignore-unusable", message)  # type: ignore[index]
        (folder / "index.html").write_text(f"{PAGE}<p>goodbye</p>", encoding="utf-8")
        assert preview.update()["files"] == ["index.html"]
        (folder / ".miniprogignore").write_text("dist\n", encoding="utf-8")
        assert codes(preview.wait_for("findings")) == []
        errors = [told for told in preview.seen if told["event"] == "error"]
        assert len(errors) == 1, "told once, not after every save"


def test_an_ignore_file_that_is_unusable_from_the_start_is_told(folder: Path) -> None:
    (folder / ".miniprogignore").write_text(WILD, encoding="utf-8")
    with previewing(folder) as preview:
        assert preview.wait_for("error")["error"]
        (folder / ".miniprogignore").unlink()
        assert codes(preview.wait_for("findings")) == []


def test_a_manifest_saved_meanwhile_does_not_hide_an_unusable_ignore_file(folder: Path) -> None:
    with previewing(folder) as preview:
        settled(preview)
        manifest = (folder / "miniprog.json").read_bytes()
        (folder / ".miniprogignore").write_text(WILD, encoding="utf-8")
        assert preview.wait_for("error")["error"]["code"] == "ignore-unusable"  # type: ignore[index]
        (folder / "miniprog.json").write_bytes(b"{")
        assert preview.wait_for("error")["error"]["code"] == "manifest-unreadable"  # type: ignore[index]
        (folder / "miniprog.json").write_bytes(manifest)
        assert preview.wait_for("error")["error"]["code"] == "ignore-unusable"  # type: ignore[index]
        (folder / ".miniprogignore").unlink()
        assert codes(preview.wait_for("findings")) == []


def test_a_person_is_told_that_it_is_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = check(open_project(folder))
    report(Failed(code="manifest-unreadable", message="no JSON"), Console())
    report(Findings(result=result, mended="miniprog.json can be read again"), Console())
    assert capsys.readouterr().err == "error   no JSON\n✓ no findings\n"


def test_a_terminal_shows_the_error_and_its_end(folder: Path) -> None:
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--no-open"]
    with subprocess.Popen(
        [*command, "--port", str(free_port())],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        try:
            lines = iter(process.stderr)
            next(line for line in lines if "stop with Ctrl-C" in line)
            manifest = (folder / "miniprog.json").read_bytes()
            (folder / "miniprog.json").write_bytes(b"{")
            next(line for line in lines if re.match("error +miniprog.json:1:2  ", line))
            (folder / "miniprog.json").write_bytes(manifest)
            next(line for line in lines if line == "✓ no findings\n")
            (folder / "index.html").write_text(f"{PAGE}<img alt=x src=no.png>", encoding="utf-8")
            next(line for line in lines if "no.png" in line)
            (folder / "index.html").write_text(PAGE, encoding="utf-8")
            next(line for line in lines if line == "✓ no findings\n")
        finally:
            process.kill()


def test_every_line_has_an_event_to_the_last(folder: Path) -> None:
    with previewing(folder) as preview:
        settled(preview)
        preview.stop()
        last = preview.wait_for("error")
        assert last["error"]["code"] == "interrupted"  # type: ignore[index]
        assert all("event" in told for told in preview.seen)
