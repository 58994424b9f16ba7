"""Attack a running preview where it is less visible: workers, memory, links, odd bytes."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.preview.previewing import previewing, write_project
from tests.preview.test_guard import Target, ask, status


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Target]:
    folder = write_project(
        tmp_path / "shop", {"index.html": "<p>hello", "worker.js": "onfetch = 1"}
    )
    with closing(Target(folder)) as running:
        yield running


def test_no_service_worker_is_served(shop: Target) -> None:
    answer = ask(shop, "/worker.js", "Service-Worker: script")
    assert status(answer) == 403
    assert b"no service workers in preview" in answer
    assert b"onfetch" not in answer
    assert status(ask(shop, "/worker.js")) == 200


def test_stopping_does_not_wait_for_a_check(tmp_path: Path) -> None:
    big = "<a href=x.html>x</a>\n" * 20_000
    folder = write_project(
        tmp_path, {"index.html": "<p>", **{f"page{n}.html": big for n in range(40)}}
    )
    with previewing(folder) as preview:
        threading.Event().wait(1)  # it is under way, and nothing tells so
        began = time.monotonic()
        assert preview.stop() == 130
        assert time.monotonic() - began < 5, "the check alone takes half a minute"
        assert preview.errors() == ""
