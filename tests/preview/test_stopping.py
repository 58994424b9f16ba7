"""A preview ends when it is told to, at whatever moment that is."""

import signal
from pathlib import Path

import pytest

from tests.preview.previewing import previewing, write_project


def stop_again_and_again(folder: Path, rounds: int) -> None:
    """Stop it when it has just said something: then its loop is about to wait."""
    write_project(folder, {"index.html": "<!doctype html><title>Shop</title>"})
    for _ in range(rounds):
        with previewing(folder) as preview:
            preview.wait_for("findings")
            assert preview.stop() == 130


def test_ctrl_c_is_noticed_at_once(tmp_path: Path) -> None:
    stop_again_and_again(tmp_path / "shop", 4)


@pytest.mark.soak
def test_ctrl_c_is_never_missed(tmp_path: Path) -> None:
    """One in twenty went unnoticed before every signal woke the loop."""
    stop_again_and_again(tmp_path / "shop", 200)


def test_sigterm_ends_it_in_order(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": "<!doctype html><title>Shop</title>"})
    with previewing(folder) as preview:
        assert preview.stop(signal.SIGTERM) == 143
