"""A registry folder that one may only read, as on a share: what is there already needs no writing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from miniprog_cli.publish.submit import submit
from tests.conftest import require

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no such modes")

Publish = Callable[[Path], tuple[int, Any]]


@pytest.fixture
def publish(tmp_path: Path, world: dict[str, str]) -> Iterator[Publish]:
    """Publish to a folder that may not be written: not by root either, who gives up what lets him."""
    folder = tmp_path / "registry"

    def run(path: Path) -> tuple[int, Any]:
        lower = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
        done = subprocess.run(
            [
                *((require("setpriv"), *lower[1:]) if os.geteuid() == 0 else ()),
                *(sys.executable, "-m", "miniprog_cli", "publish", path, "--json"),
                *("--to", f"dir:{folder}"),
            ],
            env=world, capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode, json.loads(done.stdout)

    yield run
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


def protect(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)


def test_the_same_content_again_changes_nothing_and_is_fine(pack, registry, publish, tmp_path):
    first = submit(pack(), registry, actor="ann")
    protect(tmp_path / "registry")
    code, receipt = publish(pack())
    assert (code, receipt["already"], receipt["digest"]) == (0, True, first.digest)


def test_other_content_is_refused_for_what_it_is(pack, registry, publish, tmp_path):
    submit(pack(), registry, actor="ann")
    protect(tmp_path / "registry")
    code, document = publish(pack(page=b"<p>2</p>"))
    assert (code, document["error"]["code"]) == (1, "version-taken")


@pytest.mark.parametrize("lost", ["index.json", "oci-layout"])
def test_what_would_have_to_be_mended_says_that_it_cannot_be(
    pack, registry, publish, tmp_path, lost
):
    submit(pack(), registry, actor="ann")
    (tmp_path / "registry/submissions/com.example.quiz" / lost).unlink()
    protect(tmp_path / "registry")
    code, document = publish(pack())
    assert (code, document["error"]["code"]) == (3, "registry-unusable")
    assert "permission denied" in document["error"]["message"]


def test_a_new_version_needs_a_folder_that_can_be_written(pack, registry, publish, tmp_path):
    submit(pack(), registry, actor="ann")
    protect(tmp_path / "registry")
    code, document = publish(pack("2.zip", version="1.1.0"))
    assert (code, document["error"]["code"]) == (3, "registry-unusable")
    assert document["error"]["hint"].startswith("choose another folder with --to dir:PATH")
