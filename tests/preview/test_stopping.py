"""A preview ends when it is told to, at whatever moment that is."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.preview.previewing import DEADLINE, free_port, previewing, write_project


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


def test_ctrl_c_is_how_a_preview_ends_and_nothing_to_complain_of(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": "<!doctype html><title>Shop</title>"})
    command = [
        sys.executable,
        "-m",
        "miniprog_cli",
        "preview",
        str(folder),
        "--port",
        str(free_port()),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("http://localhost:")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=DEADLINE)
        assert process.returncode == 130
    assert said.endswith("\nstopped\n")


def test_sigterm_ends_it_in_order(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "shop", {"index.html": "<!doctype html><title>Shop</title>"})
    with previewing(folder) as preview:
        assert preview.stop(signal.SIGTERM) == 143
