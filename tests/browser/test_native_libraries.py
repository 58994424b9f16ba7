"""The components that most native programs are made of: each on a page of its own, opened once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.gallery import LIBRARIES, Library, Sample, samples, write_gallery
from tests.conftest import absent, require
from tests.preview.previewing import free_port

FEW = {
    "tdesign": "calendar chat-list slider tabs",
    "vant": "button circle datetime-picker transition",
    "weui": "form gallery slideview uploader",
}
"""Those that need most of the runtime; `make soak` opens all."""
NAMES = [library.name for library in LIBRARIES]


@pytest.fixture(params=LIBRARIES, ids=NAMES)
def library(request: pytest.FixtureRequest) -> Library:
    found: Library = request.param
    if not found.home.is_dir():
        absent(f"{found.package} is not installed: npm install")
    return found


def test_every_component_has_a_page(library: Library):
    assert sorted(each.component for each in samples(library)) == library.components()


@pytest.mark.sampled(1)
def test_components_are_clean(library: Library, tmp_path: Path):
    few = FEW[library.name].split()
    found = crawled(tmp_path, [each for each in samples(library) if each.component in few])
    assert len(found) == len(few)
    assert wrong(found) == {}


@pytest.mark.soak
def test_all_components_are_clean(library: Library, tmp_path: Path):
    found = crawled(tmp_path, list(samples(library)))
    assert len(found) == len(library.components())
    assert wrong(found) == {}


def crawled(folder: Path, shown: list[Sample]) -> list[dict[str, object]]:
    """Crawl a program of these pages."""
    require("chromium")
    write_gallery(folder, shown)
    command = [sys.executable, "-m", "miniprog_cli", "preview", str(folder), "--crawl", "--json"]
    done = subprocess.run(
        [*command, "--port", str(free_port())],
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert not done.stderr
    pages: list[dict[str, object]] = json.loads(done.stdout)["pages"]
    return pages


def wrong(found: list[dict[str, object]]) -> dict[object, object]:
    """Give the pages that are not clean, with why."""
    return {
        each["page"]: (each["result"], each["errors"])
        for each in found
        if each["result"] != "clean"
    }
