"""A sheet is read while its save may still go on; what is told in the end is what is there then."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from miniprog_cli.preview.watch import Batch, Forecast
from miniprog_cli.preview.watch.snapshot import Snapshot
from miniprog_cli.preview.watch.tree import Tree

if sys.platform != "linux":
    pytest.skip("events are for Linux", allow_module_level=True)

from miniprog_cli.preview.watch.events import EventSource
from miniprog_cli.preview.watch.folders import FolderWatches

Told = Iterator[Batch | Forecast]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    sheet = tmp_path / "style.css"
    sheet.write_bytes(b"old")
    return sheet


@pytest.fixture
def told(sheet: Path) -> Iterator[Told]:
    """All that is told of the folder; nothing goes on in it while nobody asks for the next."""
    snapshot = Snapshot(tree := whole(sheet.parent))
    snapshot.look()
    source = EventSource(
        tree, snapshot, FolderWatches(), forecast=lambda path: path.endswith(".css")
    )
    source.start()
    snapshot.learn()
    yield source.batches()
    source.close()


def whole(folder: Path) -> Tree:
    return Tree(os.path.realpath(folder), watched=lambda _: True, entered=lambda _: True)


def forecast(told: Told) -> dict[str, bytes | None]:
    arrived = next(told)
    assert isinstance(arrived, Forecast)
    return {each.path: each.after for each in arrived.files}


def batch(told: Told, *, is_forecast: bool) -> dict[str, bytes | None]:
    arrived = next(told)
    assert isinstance(arrived, Batch)
    assert arrived.is_forecast == is_forecast
    return {each.path: each.after for each in arrived.files}


def test_a_save_is_forecast_and_comes_true(sheet: Path, told: Told):
    for content in (b"new", b"newer"):
        sheet.write_bytes(content)
        assert forecast(told) == {"style.css": content}
        assert batch(told, is_forecast=True) == {"style.css": content}


def test_a_save_that_goes_on_is_told_as_it_ends_and_forecast_once(sheet: Path, told: Told):
    sheet.write_bytes(b"new")
    assert forecast(told) == {"style.css": b"new"}
    sheet.write_bytes(b"more")
    assert batch(told, is_forecast=False) == {"style.css": b"more"}

    sheet.write_bytes(b"next")
    assert forecast(told) == {"style.css": b"next"}
    assert batch(told, is_forecast=True) == {"style.css": b"next"}


def test_of_a_save_of_several_files_none_is_forecast_for_the_whole(sheet: Path, told: Told):
    sheet.write_bytes(b"new")
    assert forecast(told) == {"style.css": b"new"}
    sheet.with_name("other.css").write_bytes(b"other")
    assert batch(told, is_forecast=False) == {"style.css": b"new", "other.css": b"other"}

    sheet.write_bytes(b"next")
    assert forecast(told) == {"style.css": b"next"}
    assert batch(told, is_forecast=True) == {"style.css": b"next"}


def test_what_a_save_takes_back_is_told_to_nobody(sheet: Path, told: Told):
    sheet.write_bytes(b"new")
    assert forecast(told) == {"style.css": b"new"}
    sheet.write_bytes(b"old")
    sheet.with_name("page.html").write_bytes(b"page")
    assert batch(told, is_forecast=False) == {"page.html": b"page"}


def test_a_file_is_not_as_it_was_read_while_somebody_writes(sheet: Path):
    snapshot = Snapshot(whole(sheet.parent))
    fresh = snapshot.read("style.css")
    assert fresh
    assert snapshot.is_still("style.css", fresh)
    with sheet.open("r+b"):  # a slow disk has not told yet that it is being truncated
        assert not snapshot.is_still("style.css", fresh)
    assert snapshot.is_still("style.css", fresh)
    os.utime(sheet)
    assert not snapshot.is_still("style.css", fresh)
    sheet.unlink()
    assert not snapshot.is_still("style.css", fresh)


def test_a_deleted_file_does_not_come_true(sheet: Path, told: Told):
    sheet.write_bytes(b"new")
    assert forecast(told) == {"style.css": b"new"}
    sheet.unlink()
    arrived = next(told)
    assert isinstance(arrived, Batch)
    assert [(each.path, each.deleted) for each in arrived.files] == [("style.css", True)]


def test_the_links_to_a_sheet_are_told_with_it(sheet: Path, told: Told):
    sheet.with_name("link.css").symlink_to("style.css")
    assert forecast(told) == {"link.css": b"old"}
    assert batch(told, is_forecast=True) == {"link.css": b"old"}
    sheet.write_bytes(b"new")
    assert forecast(told) == {"style.css": b"new"}
    assert batch(told, is_forecast=False) == {"link.css": b"new", "style.css": b"new"}


def test_nothing_is_forecast_of_the_same_bytes_nor_of_other_files(sheet: Path, told: Told):
    sheet.write_bytes(b"old")
    sheet.with_name("page.html").write_bytes(b"page")
    assert batch(told, is_forecast=False) == {"page.html": b"page"}
