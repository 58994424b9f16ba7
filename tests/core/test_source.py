"""JSON with places: the same values as the standard library gives, and every place right."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.finding import Span
from miniprog_cli.core.source import MAX_DEPTH, JsonError, Lines, parse_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)
LAYOUTS = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 0, 2, "\t", "\r\n"]),
        "separators": st.sampled_from([(",", ":"), (" ,\n", " :\t"), (",\r\n ", ": ")]),
        "ensure_ascii": st.booleans(),
    }
)
JUNK = st.text(st.sampled_from('{}[]:,"\\ntrue01.-eEf \n\t\r/*\ufeff\u2028u\0'), max_size=30)


def sliced(text: str, span: Span) -> str:
    lines = Lines.of(text).starts
    start = lines[span.line - 1] + span.column - 1
    end = lines[span.end_line - 1] + span.end_column - 1
    return text[start:end]


@given(value=VALUES, layout=LAYOUTS)
def test_every_value_and_every_place(value, layout):
    text = json.dumps(value, **layout)
    document = parse_json(text.encode("utf-8", "surrogatepass"), "a.json") if _writable(text) else None
    if document is None:
        return
    assert document.value == value == json.loads(text)
    for pointer in document.values:
        inner = value
        for step in pointer:
            inner = inner[step]
        assert json.loads(sliced(text, document.span(pointer))) == inner
    for pointer in document.keys:
        assert json.loads(sliced(text, document.key_span(pointer))) == pointer[-1]


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@given(text=JUNK | st.text())
def test_any_text_is_read_as_the_standard_library_does_or_refused_with_a_place_in_it(text):
    try:
        document = parse_json(text.encode("utf-8", "surrogatepass"), "a.json")
    except JsonError as error:
        assert 1 <= error.span.line <= text.count("\n") + text.count("\r") + 1
        width = max((len(line) for line in text.splitlines()), default=0) + len(text)
        assert 1 <= error.span.column <= width + 1
        assert (error.span.end_line, error.span.end_column) >= (error.span.line, error.span.column)
    else:
        assert document.value == json.loads(text)


@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    try:
        parse_json(data, "a.json")
    except JsonError as error:
        assert error.message


@given(text=JUNK)
def test_nothing_that_is_json_is_refused(text):
    try:
        value = json.loads(text, parse_constant=lambda word: 1 / 0)
    except (ValueError, ZeroDivisionError, RecursionError):
        return
    if "\\ud" not in text.lower() and "inf" not in repr(value):
        assert parse_json(text.encode(), "a.json").value == value


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("", "the file ends where a value should stand", (1, 1)),
        ("{", "the file ends where a member name in double quotes should stand", (1, 2)),
        ('{"a"', 'a colon is missing after "a"', (1, 5)),
        ('{"a":1,}', "there is a comma too many", (1, 7)),
        ("[1,\r\n2,\r\n]", "there is a comma too many", (2, 2)),
        ("[1 2]", "a comma is missing before this", (1, 4)),
        ("[NaN]", "NaN is not a JSON value", (1, 2)),
        ("[-Infinity]", "'-' stands where a value should", (1, 2)),
        ("[1e999]", "the number is too large", (1, 2)),
        ('["\\ud800"]', "half of a surrogate pair is escaped with \\u", (1, 2)),
        ('["\\x"]', "the escape sequence is not valid", (1, 3)),
        ('["a\tb"]', "a string may not contain a line break or another control character", (1, 4)),
        ("[1] # done", "there is more text after the end of the value", (1, 5)),
        ("\u00a0{}", "'\\xa0' stands where a value should", (1, 1)),
    ],
)
def test_faults_are_named_where_they_are(text, message, place):
    with pytest.raises(JsonError) as caught:
        parse_json(text.encode(), "a.json")
    assert (caught.value.message, (caught.value.span.line, caught.value.span.column)) == (message, place)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "gbk", "latin-1"])
def test_other_encodings_are_refused(encoding):
    with pytest.raises(JsonError):
        parse_json('{"name": "测验"}'.encode(encoding, "replace") + (b"\xe9" if encoding == "latin-1" else b""), "a")


def test_depth_has_a_limit_that_is_no_crash():
    deepest = "[" * MAX_DEPTH + "0" + "]" * MAX_DEPTH
    assert parse_json(deepest.encode(), "a.json").values
    for text in (f"[{deepest}]", "[" * 100_000, '{"a":' * 100_000):
        with pytest.raises(JsonError, match="nested deeper"):
            parse_json(text.encode(), "a.json")


def test_repeated_members_are_known_and_the_last_one_counts():
    document = parse_json(b'{"a": 1, "\\u0061": 2}', "a.json")
    assert document.value == {"a": 2}
    assert document.repeated == (("a",),)
    assert document.span(("a",)).column == 20


def test_one_long_line_costs_no_more_than_it_has_to():
    text = json.dumps([{"a": n} for n in range(100_000)]).encode() + b" " * 9_000_000
    start = time.process_time()
    parse_json(text, "a.json")
    assert time.process_time() - start < 10 * max(_time_of_json(text), 0.3)


def _time_of_json(text: bytes) -> float:
    start = time.process_time()
    json.loads(text)
    return time.process_time() - start
