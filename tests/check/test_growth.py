"""What grew is listed with the largest growth first, and nothing that stayed as it was."""

from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check.growth import Change, changes

SIZES = st.dictionaries(st.text(max_size=3), st.integers(0, 9))


def test_new_grown_shrunk_and_gone():
    found = changes(
        {"new": 5, "more": 9, "less": 1, "same": 4}, {"more": 2, "less": 3, "same": 4, "gone": 8}
    )
    assert found == (
        Change("more", 9, 2),
        Change("new", 5, None),
        Change("less", 1, 3),
        Change("gone", None, 8),
    )


@given(now=SIZES, before=SIZES)
def test_the_changes_add_up_to_the_difference(now, before):
    found = changes(now, before)
    assert sum(one.growth for one in found) == sum(now.values()) - sum(before.values())
    assert [one.growth for one in found] == sorted((one.growth for one in found), reverse=True)
