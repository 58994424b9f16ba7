"""A fault of ours is told, with its traceback kept, and the preview goes on."""

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.request import urlopen

import pytest

from miniprog_cli.cli.console import Console
from miniprog_cli.cli.happening import report
from miniprog_cli.core.project import open_project
from miniprog_cli.preview.addresses import Options
from miniprog_cli.preview.events import Event, Failed, Ready
from miniprog_cli.preview.session import serve
from tests.preview.previewing import DEADLINE, free_port, write_project
from tests.preview.watching import run_apart


async def next_failure(events: AsyncGenerator[Event, None]) -> Failed:
    async with asyncio.timeout(DEADLINE):
        async for event in events:
            if isinstance(event, Failed):
                return event
    raise AssertionError("the preview ended")


def fetched(url: str) -> bytes:
    with urlopen(url, timeout=DEADLINE) as answer:
        body: bytes = answer.read()
    return body


def broken(number: int) -> None:
    raise ZeroDivisionError(f"number {number}")


def test_a_fault_in_the_loop_is_told_once_and_the_preview_goes_on(tmp_path: Path) -> None:
    project = open_project(write_project(tmp_path, {"index.html": "<p>hello</p>"}))

    async def run() -> tuple[Failed, Failed, bytes]:
        events = serve(project, Options(port=free_port(), frame=False))
        ready = await anext(events)
        assert isinstance(ready, Ready)
        loop = asyncio.get_running_loop()
        loop.call_soon(broken, 1)
        loop.call_soon(broken, 2)
        loop.call_soon(int, "no number")
        told = await next_failure(events), await next_failure(events)
        page = await asyncio.to_thread(fetched, ready.url)
        await events.aclose()
        return *told, page

    first, second, page = run_apart(run())
    assert (first.code, first.message) == ("internal-fault", "ZeroDivisionError: number 1")
    assert second.message == "ValueError: invalid literal for int() with base 10: 'no number'"
    assert b"hello" in page


def test_a_person_is_told_where_the_traceback_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    try:
        broken(1)
    except ZeroDivisionError as error:
        report(Failed(code="internal-fault", message="x", fault=error), Console())
    said = capsys.readouterr().err
    assert said.startswith("error   a fault in miniprog: ZeroDivisionError: number 1\n")
    saved = re.search(r"saved in (\S+)", said)
    assert saved
    text = Path(saved[1]).read_text(encoding="utf-8")
    assert "in broken" in text
    assert text.endswith("ZeroDivisionError: number 1\n")
