"""Zips that are no bundles are refused, each for its own reason, in bounded memory and time."""

import tracemalloc

import pytest

from miniprog_cli.core.archive.container import resembles_bundle
from miniprog_cli.core.archive.reader import verify
from miniprog_cli.core.archive.refusal import NotABundle
from tests.core.hostile import SHAPES, attributes, layout
from tests.core.hostile.zipped import good


def test_what_the_shapes_are_made_from_is_a_bundle(tmp_path):
    file = tmp_path / "good.zip"
    file.write_bytes(good())
    assert [row.path for row in verify(file).rows] == ["a.js", "miniprog.json", "z.txt"]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_refused(shape, tmp_path):
    file = tmp_path / "bundle.zip"
    file.write_bytes(shape())
    tracemalloc.start()
    try:
        with pytest.raises(NotABundle) as refusal:
            verify(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert shape.__doc__ in refusal.value.message
    assert refusal.value.message.startswith("bundle.zip is not a bundle: ")
    assert refusal.value.hint
    assert refusal.value.exit_code == 1
    assert peak < 32 << 20


def test_there_are_many_shapes():
    assert len(SHAPES) > 90


def test_a_glance_tells_most_files_from_a_bundle(tmp_path):
    file = tmp_path / "bundle.zip"
    file.write_bytes(good())
    assert resembles_bundle(file)
    for shape in (layout.commented, layout.trailing, layout.prefixed, attributes.other_time):
        file.write_bytes(shape())
        assert not resembles_bundle(file)
    assert not resembles_bundle(tmp_path)
