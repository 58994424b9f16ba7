"""A file of findings that were there before."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check import baseline
from miniprog_cli.check.baseline import Baseline, BaselineUnusable, Change, Entry
from tests.check.formats.outcomes import WARNING, every_text, outcome, report

RAN = frozenset({"MP303", "MP004"})
ENTRY = Entry("app/index.html", "MP303", "no.png does not ship")


def result(*reports, ran=RAN):
    return outcome(*reports).result._replace(ran=ran)


def test_what_is_recorded_is_known_and_what_is_new_is_not():
    before = baseline.recorded(result(report()))
    assert before.counts == {ENTRY: 1}
    compared = baseline.compare(result(report(), WARNING), before)
    assert [one.rule.code for one in compared.result.reports] == ["MP004"]
    assert (compared.known, compared.gone.counts) == (1, {})


def test_lines_may_move_but_one_more_of_the_same_is_new():
    before = baseline.recorded(result(report()))
    moved = report(span=None)
    assert baseline.compare(result(moved), before).result.reports == ()
    [new] = baseline.compare(result(moved, report()), before).result.reports
    assert new.occurrence == 1


def test_what_is_no_longer_found_is_said_and_dropped_when_it_is_written_anew():
    before = baseline.recorded(result(report(), report(), WARNING))
    gone = baseline.compare(result(report()), before).gone
    assert gone.rows == [
        {**ENTRY._asdict(), "count": 1},
        {"file": "miniprog.json", "code": "MP004", "message": "`zzz` means nothing", "count": 1},
    ]
    now = baseline.recorded(result(report()), before)
    assert now.counts == {ENTRY: 1}
    assert baseline.change(before, now) == Change(total=1, added=0, dropped=2)


def test_rules_that_were_not_asked_keep_their_entries():
    before = baseline.recorded(result(report(), WARNING))
    some = result(WARNING, ran=frozenset({"MP004"}))
    assert baseline.compare(some, before).gone.counts == {}
    assert baseline.recorded(some, before).counts == before.counts


def test_what_always_counts_is_never_recorded():
    broken = report("`id` is missing", code="MP002", file="miniprog.json")
    assert baseline.recorded(result(broken)).counts == {}
    by_hand = Baseline({Entry("miniprog.json", "MP002", "`id` is missing"): 1})
    assert baseline.compare(result(broken), by_hand).known == 0


def test_the_file_is_sorted_with_a_line_for_each_entry(tmp_path):
    text = baseline.text(baseline.recorded(result(WARNING, report(), report())))
    assert text.splitlines()[3:-2] == [
        '    {"file": "app/index.html", "code": "MP303", "message": "no.png does not ship", "count": 2},',
        '    {"file": "miniprog.json", "code": "MP004", "message": "`zzz` means nothing", "count": 1}',
    ]
    assert json.loads(baseline.text(Baseline({}))) == {"schema": 1, "findings": []}


entries = st.builds(Entry, every_text, st.just("MP303"), every_text)


@given(st.dictionaries(entries, st.integers(1, 9)))
def test_what_is_written_is_read(tmp_path_factory, counts):
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_bytes(baseline.text(Baseline(counts)).encode())
    assert baseline.read(path).counts == counts


ROW = '{"file": "", "code": "", "message": "", "count": 1}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ":1:1 is not a baseline: the file ends where a value should stand"),
        ("[]", ":1:1 is not a baseline: no `schema`"),
        ('"findings"', ":1:1 is not a baseline: no `schema`"),
        ('{"schema": 1}', ":1:1 is not a baseline: `findings` is not a list"),
        (
            '{\n"schema": true,\n"findings": []}',
            ":2:11 is not a baseline: `schema` is not a number",
        ),
        ('{\n"schema": 1.0,\n"findings": []}', ":2:11 is not a baseline: `schema` is not a number"),
        ('{"schema": 2, "findings": []}', ":1:12 is not a baseline: version 2 of the format is"),
        ('{"schema": 1,\n"findings": {}}', ":2:13 is not a baseline: `findings` is not a list"),
        ('{"schema": 1,\n"findings": [1]}', ":2:14 is not a baseline: an entry is not an object"),
        (f'{{"schema": 1, "findings": [{ROW},\n{ROW}]}}', ":2:1 is not a baseline: the entry is"),
        ("[" * 100_000, ":1:102 is not a baseline: nested deeper than 100 levels"),
        ('{"schema": 1 "findings": []}', ":1:14 is not a baseline: a comma is missing before"),
    ],
)
def test_anything_else_is_refused_with_its_place(content, said, tmp_path):
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineUnusable) as caught:
        baseline.read(path)
    assert caught.value.message.startswith(f"{path}{said}")
    assert caught.value.hint == f"delete it, then write it anew with: --write-baseline {path}"


@pytest.mark.parametrize("count", ["true", "0", "-1", "1.0", '"1"', "null", "[1]"])
def test_a_count_is_a_whole_number_from_1_on(count, tmp_path):
    path = tmp_path / "b.json"
    rows = ROW.replace("1}", f"{count}}}")
    path.write_text(f'{{"schema": 1, "findings": [\n{rows}]}}', encoding="utf-8")
    with pytest.raises(BaselineUnusable, match=":2:50 is not a baseline: `count` is not a whole"):
        baseline.read(path)


@pytest.mark.parametrize("name", ["file", "code", "message"])
def test_what_an_entry_is_about_is_a_text(name, tmp_path):
    path = tmp_path / "b.json"
    for row in (ROW.replace(f'"{name}": ""', f'"{name}": 1'), ROW.replace(f'"{name}"', '"x"')):
        path.write_text(f'{{"schema": 1, "findings": [\n{row}]}}', encoding="utf-8")
        with pytest.raises(BaselineUnusable, match=f":2:.* `{name}` is not a text"):
            baseline.read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "b.json"
    path.write_bytes(b"\xff")
    with pytest.raises(BaselineUnusable, match=":1:1 is not a baseline: the file is not UTF-8"):
        baseline.read(path)


def test_a_missing_one_says_how_to_write_it(tmp_path):
    with pytest.raises(BaselineUnusable, match="does not exist") as caught:
        baseline.read(tmp_path / "b.json")
    assert caught.value.hint == f"write it with: --write-baseline {tmp_path / 'b.json'}"
