"""Events, and the state they add up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.publish.events import Event, Record, canonical, decode, digest_of, fold, heads

A, B, C = (digest_of(letter) for letter in (b"a", b"b", b"c"))

SUBMITTED = Event(
    type="submitted",
    app="com.example.quiz",
    version="1.0.0",
    host="generic",
    bundle=A,
    content=B,
    actor="ann",
    role="publisher",
    at="2026-01-31T12:00:00Z",
)


def record(event: Event) -> Record:
    data = event.encode()
    return Record(event=event, digest=digest_of(data), manifest=C, manifest_bytes=len(data))


EVENTS = st.builds(
    lambda type, version, host, content, bundle, at: SUBMITTED._replace(
        type=type, version=version, host=host, content=content, bundle=bundle, at=at
    ),
    st.sampled_from(["submitted", "submitted", "verdict", "from-the-future"]),
    st.sampled_from(["1.0.0", "1.1.0"]),
    st.sampled_from(["generic", "wechat"]),
    st.sampled_from([A, B]),
    st.sampled_from([A, B, C]),
    st.sampled_from(["2026-01-31T12:00:00Z", "2026-01-31T12:00:01Z"]),
)


def test_an_event_is_written_in_one_form_only():
    event = SUBMITTED._replace(actor="安", body={"b": 1, "a": [True, None]})
    assert event.encode().decode() == (
        '{"actor":"安","app":"com.example.quiz","at":"2026-01-31T12:00:00Z",'
        f'"body":{{"a":[true,null],"b":1}},"bundle":"{A}","content":"{B}","host":"generic",'
        '"prev":[],"role":"publisher","schema":1,"type":"submitted","version":"1.0.0"}'
    )


@given(EVENTS)
def test_an_event_is_read_as_it_was_written(event: Event):
    assert decode(event.encode()) == event


def test_a_submitted_bundle_waits():
    (one,) = fold([record(SUBMITTED)])
    assert (one.id, one.version, one.host) == ("com.example.quiz", "1.0.0", "generic")
    assert (one.digest, one.content_digest, one.state, one.channels) == (A, B, "waiting", ())


def test_two_contents_under_one_key_are_a_conflict_that_shows_both():
    found = fold([record(SUBMITTED), record(SUBMITTED._replace(content=C, bundle=C))])
    assert {(one.digest, one.state) for one in found} == {(A, "conflict"), (C, "conflict")}


def test_another_container_of_the_same_content_is_no_conflict_and_the_first_counts():
    later = SUBMITTED._replace(bundle=C, at="2026-01-31T12:00:01Z")
    (one,) = fold([record(later), record(SUBMITTED)])
    assert (one.digest, one.state) == (A, "waiting")


def test_the_same_version_for_two_hosts_is_no_conflict():
    found = fold([record(SUBMITTED), record(SUBMITTED._replace(host="wechat", content=C))])
    assert [one.state for one in found] == ["waiting", "waiting"]


def test_the_latest_comes_first():
    older = SUBMITTED._replace(version="0.9.0", at="2025-01-31T12:00:00Z")
    assert [one.version for one in fold([record(older), record(SUBMITTED)])] == ["1.0.0", "0.9.0"]


def test_a_type_from_the_future_changes_nothing():
    future = SUBMITTED._replace(type="teleported", body={"to": "mars"})
    assert decode(future.encode()) == future
    assert fold([record(SUBMITTED), record(future)]) == fold([record(SUBMITTED)])


@given(st.lists(EVENTS, max_size=8).flatmap(lambda e: st.tuples(st.just(e), st.permutations(e))))
def test_the_order_of_events_does_not_matter(pair: tuple[list[Event], list[Event]]):
    events, shuffled = pair
    expected = fold(map(record, events))
    assert fold(map(record, shuffled)) == expected
    assert fold(map(record, [*shuffled, *events])) == expected


@given(st.lists(EVENTS, max_size=8))
def test_one_more_event_never_makes_a_submission_vanish(events: list[Event]):
    records = [record(event) for event in events]
    contents = {(one.key, one.content_digest) for one in fold(records)}
    for at in range(len(records)):
        fewer = fold(records[:at] + records[at + 1 :])
        assert {(one.key, one.content_digest) for one in fewer} <= contents


def test_heads_are_the_events_that_nobody_has_answered():
    first = record(SUBMITTED)
    second = record(SUBMITTED._replace(version="1.1.0", prev=(first.digest,)))
    assert heads([second, first]) == (second.digest,)
    assert heads([]) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"app": "../../etc"},
        {"version": "1.0.0/../x"},
        {"host": "a-b"},
        {"bundle": "sha256:../../../etc/passwd"},
        {"content": "sha256:" + "A" * 64},
        {"prev": ["x"]},
        {"prev": "x"},
        {"at": "yesterday"},
        {"at": None},
        {"body": []},
    ],
    ids=str,
)
def test_an_event_that_makes_no_sense_is_passed_over(change: dict[str, object]):
    members = {
        "schema": 1, "type": "submitted", "app": "a.b", "version": "1.0.0", "host": "generic",
        "bundle": A, "content": B, "actor": "ann", "role": "publisher",
        "at": "2026-01-31T12:00:00Z", "prev": [], "body": {},
    }  # fmt: skip
    assert decode(canonical({**members, "added": "later"})) is not None
    assert decode(canonical({**members, **change})) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"\xff", b"{", b"[" * 50_000])
def test_what_is_no_event_is_passed_over(data: bytes):
    assert decode(data) is None
