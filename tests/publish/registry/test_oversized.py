"""A registry whose files promise more bytes than memory holds: sparse ones cost their maker nothing."""

import hashlib
import json
import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from miniprog_cli.hosts import open_project
from miniprog_cli.publish.errors import DamagedRegistry
from miniprog_cli.publish.published import last_published
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit

APP = "com.example.quiz"
HUGE = 3 << 30


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    return tmp_path / "registry/submissions" / APP


def blobs(layout: Path) -> list[Path]:
    return sorted((layout / "blobs/sha256").iterdir())


def blob_with(layout: Path, text: bytes) -> Path:
    (found,) = [path for path in blobs(layout) if text in path.read_bytes()]
    return found


@contextmanager
def within(most: int) -> Iterator[None]:
    """Require that no more bytes of memory are taken at any moment."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def test_an_event_that_is_huge_is_refused_unread_and_named(pack, registry, layout):
    submit(pack(), registry, actor="ann")
    event = blob_with(layout, b'"actor"')
    os.truncate(event, HUGE)
    for attempt in (lambda: submissions(registry), lambda: submit(pack(), registry, actor="ann")):
        with within(64 << 20), pytest.raises(DamagedRegistry) as refused:
            attempt()
        assert refused.value.message == (
            f"{event} has 3,221,225,472 bytes; a registry has at most 1,048,576 there"
        )
        assert refused.value.hint == "restore that file from a copy"


def test_a_huge_blob_that_an_event_of_another_name_points_at_is_refused(pack, registry, layout):
    submit(pack(), registry, actor="ann")
    manifest = blob_with(layout, b'"subject"')
    huge = manifest.with_name(hashlib.sha256(b"huge").hexdigest())
    huge.touch()
    os.truncate(huge, HUGE)
    told = json.loads(manifest.read_bytes())
    told["layers"][0]["digest"] = f"sha256:{huge.name}"
    data = json.dumps(told).encode()
    (manifest.parent / hashlib.sha256(data).hexdigest()).write_bytes(data)
    with within(64 << 20), pytest.raises(DamagedRegistry, match=huge.name):
        submissions(registry)


def test_a_huge_list_of_files_is_refused_where_sizes_are_compared(
    pack, registry, layout, project, tmp_path
):
    submit(pack(), registry, actor="ann")
    os.truncate(blob_with(layout, b'"files"'), HUGE)
    with within(64 << 20), pytest.raises(DamagedRegistry, match="at most 16,777,216"):
        last_published(open_project(project()), ["generic"], to=f"dir:{tmp_path / 'registry'}")


def test_a_huge_index_is_one_that_was_lost(pack, registry, tags, layout):
    submit(pack(), registry, actor="ann")
    before = tags(layout)
    os.truncate(layout / "index.json", HUGE)
    with within(64 << 20):
        assert submit(pack(), registry, actor="ann").already
    assert tags(layout) == before
