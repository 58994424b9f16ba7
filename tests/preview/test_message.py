"""What is the same in every response."""

from email.utils import formatdate

from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.preview.message import http_date


@given(seconds=st.integers(min_value=0, max_value=4_000_000_000))
def test_a_date_is_written_as_the_standard_library_writes_it(seconds):
    assert http_date(seconds) == formatdate(seconds, usegmt=True)
