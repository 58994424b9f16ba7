"""Pictures are known by their first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.image import Picture, read_picture
from tests.pictures import jpeg, png, webp

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20px" height="10"/>'
GOOD = {
    "png": (png(144, 100), Picture("png", 144, 100)),
    "jpeg": (jpeg(640, 480), Picture("jpeg", 640, 480)),
    "webp": (webp(300, 200), Picture("webp", 300, 200)),
    "webp lossless": (webp(300, 200, "VP8L"), Picture("webp", 300, 200)),
    "webp extended": (webp(300, 200, "VP8X"), Picture("webp", 300, 200)),
    "svg": (SVG, Picture("svg", 20, 10)),
}


@pytest.mark.parametrize("name", GOOD)
def test_each_format_and_size(name, tmp_path):
    data, picture = GOOD[name]
    (tmp_path / "icon").write_bytes(data)
    assert read_picture(tmp_path / "icon") == picture


@pytest.mark.parametrize("name", GOOD)
def test_cut_anywhere_it_is_whole_or_nothing(name, tmp_path):
    data, picture = GOOD[name]
    for length in range(len(data)):
        (tmp_path / "icon").write_bytes(data[:length])
        assert read_picture(tmp_path / "icon") in (picture, None), length


@given(
    start=st.sampled_from([data[:20] for data, _ in GOOD.values()] + [b"", b"\xff\xd8\xff"]),
    rest=st.binary(),
)
def test_any_bytes_are_read_or_not(start, rest, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(start + rest)
    read_picture(path)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ('<svg viewBox="0 0 24 12"/>', (24, 12)),
        ('<svg viewBox="0,0,24,12" width="100%"/>', (24, 12)),
        ("<svg/>", (1, 1)),
        (
            '<!DOCTYPE svg [<!ENTITY a "b">]><!-- x --><svg:svg xmlns:svg="s" width="2em" height="1.5em"/>',
            (2, 1.5),
        ),
        (f'<svg width="{"1" * 60_000}x" height="1"/>', (1, 1)),
        ("<html><svg/></html>", None),
        ("hello", None),
        ('<?xml version="1.0" encoding="nonsense"?><svg/>', None),
        ('<?xml version="1.0" encoding="gbk"?><svg/>', None),
    ],
)
def test_svg(text, size, tmp_path):
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    picture = read_picture(tmp_path / "a.svg")
    assert (picture and (picture.width, picture.height)) == size
