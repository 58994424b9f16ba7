"""Edits change the characters they name, and no byte around them."""

from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check.edits import Stretch, Taken, Text
from miniprog_cli.core.finding import Edit, Span
from miniprog_cli.core.source import Lines

# fmt: off
PIECES = st.sampled_from([
    b"a", b"<p>", b"\n", b"\r\n", b"\r", b"\t", "é".encode(), "🎈".encode(), b"\xef\xbb\xbf", "�".encode(),
    b"\xff", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\x80", b"\x00",
])
# fmt: on
CONTENTS = st.lists(PIECES, max_size=30).map(b"".join)


@given(CONTENTS)
def test_without_edits_every_byte_stays(content: bytes):
    assert Text.of(content).replaced(()) == content


@given(CONTENTS, st.data())
def test_bytes_outside_of_edits_are_the_same(content: bytes, data: st.DataObject):
    shown = content.decode("utf-8", "replace")
    text = Text.of(content)
    edges = sorted(data.draw(st.sets(st.integers(0, len(shown)), max_size=6)))
    # Some bytes cannot be told apart in what is shown: no edit begins or ends among them
    found = {pair: text.stretch(edit("f", shown, *pair, "x")) for pair in pairs(edges)}
    possible = {pair: stretch for pair, stretch in found.items() if stretch}
    after = text.replaced(possible.values())
    # What findings see between the edits is the same, and the bytes of it stand there in order.
    at = 0
    rest = content
    for start, end in possible:
        kept, rest = split(rest, shown[at:start])
        assert after.startswith(kept + b"x")
        after = after[len(kept) + 1 :]
        _, rest = split(rest, shown[start:end])
        at = end
    assert after == rest


@given(CONTENTS, st.data())
def test_a_stretch_is_what_the_finding_points_at(content: bytes, data: st.DataObject):
    shown = content.decode("utf-8", "replace")
    start = data.draw(st.integers(0, len(shown)))
    end = data.draw(st.integers(start, len(shown)))
    text = Text.of(content)
    stretch = text.stretch(edit("f", shown, start, end, ""))
    if stretch is None:
        assert "�" in shown  # only bytes that are not UTF-8 keep an edit away
    else:
        found = text.text[stretch.start : stretch.end].encode("utf-8", "surrogateescape")
        assert found.decode("utf-8", "replace") == shown[start:end]


def test_what_is_not_there_cannot_be_edited():
    text = Text.of(b"ab\ncd")
    for span in (Span(3, 1, 3, 1), Span(0, 1, 1, 1), Span(2, 9, 2, 10), Span(2, 2, 1, 1)):
        assert text.stretch(Edit("f", span, "x")) is None


def test_letters_of_another_encoding_are_not_mixed_with_ours():
    latin = Text.of("<title></title><p>caf\xe9".encode("latin-1"))
    assert latin.stretch(Edit("f", Span(1, 8, 1, 8), "Cafe")) == Stretch(7, 7, "Cafe")
    assert latin.stretch(Edit("f", Span(1, 8, 1, 8), "Café")) is None


def test_nothing_is_changed_in_utf_16():
    wide = Text.of("<title></title>".encode("utf-16"))
    for column in (1, 2, 8):
        assert wide.stretch(Edit("f", Span(1, column, 1, column), "x")) is None


def test_overlaps_are_found_in_any_order():
    taken = Taken()
    for one in (Stretch(5, 8, "a"), Stretch(1, 3, "b"), Stretch(10, 10, "c")):
        assert taken.is_free(one)
        taken.add(one)
    for place in ((2, 6), (3, 6), (0, 9), (10, 10), (9, 11), (8, 10), (3, 3), (6, 7)):
        assert not taken.is_free(Stretch(*place, "x")), place
    for place in ((3, 5), (0, 1), (8, 9), (4, 4), (0, 0), (11, 12)):
        assert taken.is_free(Stretch(*place, "x")), place


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=20))
def test_what_is_taken_never_overlaps(wanted: list[tuple[int, int]]):
    taken = Taken()
    for start, size in wanted:
        one = Stretch(start, start + size, "")
        clash = any(
            max(start, other.start) < min(one.end, other.end)
            or (
                (not size or other.start == other.end)
                and start <= other.end
                and other.start <= one.end
            )
            for other in taken.stretches
        )
        assert taken.is_free(one) is not clash
        if not clash:
            taken.add(one)


def edit(file: str, shown: str, start: int, end: int, text: str) -> Edit:
    return Edit(file, Lines.of(shown).span(start, end), text)


def pairs(edges: list[int]) -> list[tuple[int, int]]:
    """Stretches that have no edge in common."""
    return list(zip(edges[::2], edges[1::2], strict=False))


def split(content: bytes, shown: str) -> tuple[bytes, bytes]:
    """Cut the shortest start of some bytes that is shown as a text; all that it can hold of damage."""
    for size in range(len(content) + 1):
        if content[:size].decode("utf-8", "replace") == shown:
            after = content[size:].decode("utf-8", "replace")
            if content.decode("utf-8", "replace") == shown + after:
                return content[:size], content[size:]
    raise AssertionError(shown)
