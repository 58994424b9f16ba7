"""Sizes are read as they are written: KB and MB are 1024-based, and nothing is rounded up."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.members import size
from miniprog_cli.core.size import KB, MB, parsed


@pytest.mark.parametrize(
    ("text", "count"),
    [("0 B", 0), ("1 B", 1), ("200 KB", 200 * KB), ("1.5MB", 3 * MB // 2), ("0.1 kb", 102)],
)
def test_a_size_is_read_as_bytes(text, count):
    assert parsed(text) == count


@pytest.mark.parametrize(
    "text", ["", "KB", "1 GB", "1,5 MB", "-1 B", "1", "1e3 B", "much", f"{'9' * 5_000} KB"]
)
def test_what_is_no_size_has_none(text):
    assert parsed(text) is None


@given(st.from_regex(size.pattern or "", fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_whatever_the_manifest_takes_can_be_read(text):
    count = parsed(text)
    assert count is not None
    number = Fraction(re.findall(r"[0-9.]+", text)[0])
    assert count <= number * MB
