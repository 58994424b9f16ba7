"""When a save is over: told by a clock that the test turns."""

from miniprog_cli.preview.watch.settle import Settle

MS = 0.001


def taken(settle: Settle, now: float) -> list[str] | None:
    settled = settle.take(now)
    return sorted(settled.paths) if settled else None


def test_a_close_is_told_after_two_quiet_milliseconds():
    settle = Settle()
    settle.closed("a.css", 10.0)

    assert settle.next_due() == 10.0 + 2 * MS
    assert taken(settle, 10.0 + 1.9 * MS) is None
    assert taken(settle, 10.0 + 2 * MS) == ["a.css"]
    assert settle.next_due() is None


def test_closes_one_millisecond_apart_are_one_save():
    settle = Settle()
    for number in range(10):
        settle.closed(f"{number}.css", 10.0 + number * MS)
        assert taken(settle, 10.0 + (number + 0.9) * MS) is None

    assert taken(settle, 10.0 + 11.1 * MS) == [f"{number}.css" for number in range(10)]


def test_a_stream_of_closes_is_cut_after_25_milliseconds():
    settle = Settle()
    for number in range(40):
        settle.closed(f"{number:02}.css", 10.0 + number * MS)
        if told := taken(settle, 10.0 + number * MS):
            break
    else:
        raise AssertionError("nothing was told for 40 ms")

    assert len(told) == 26


def test_a_file_that_is_written_to_waits_for_its_close():
    settle = Settle()
    settle.written("a.css", 10.0)
    assert settle.next_due() is None
    assert taken(settle, 99.0) is None

    settle.closed("a.css", 100.0)
    settled = settle.take(100.1)

    assert settled is not None
    assert settled.paths == ("a.css",)
    assert settled.since == 100.0


def test_a_close_does_not_count_once_the_file_is_written_to_again():
    settle = Settle()
    settle.closed("a.css", 10.0)
    settle.written("a.css", 10.0 + 1 * MS)

    assert taken(settle, 11.0) is None


def test_a_save_all_waits_for_the_file_it_is_at_but_not_for_a_log():
    settle = Settle()
    settle.written("log.json", 9.0)
    settle.closed("a.css", 10.0)
    settle.written("b.css", 10.0 + 1 * MS)
    assert taken(settle, 10.0 + 10 * MS) is None
    settle.closed("b.css", 10.0 + 12 * MS)

    assert taken(settle, 10.0 + 14.1 * MS) == ["a.css", "b.css"]


def test_a_deletion_waits_400_milliseconds_and_holds_nothing_up():
    settle = Settle()
    settle.gone("a.css", 10.0)
    settle.closed("b.css", 10.1)

    assert taken(settle, 10.102) == ["b.css"]
    assert taken(settle, 10.399) is None
    assert taken(settle, 10.5) == ["a.css"]


def test_a_deletion_is_off_when_the_file_is_made_again():
    settle = Settle()
    settle.gone("a.css", 10.0)
    settle.written("a.css", 10.3)
    assert taken(settle, 10.5) is None
    settle.closed("a.css", 10.6)

    settled = settle.take(10.7)
    assert settled is not None
    assert settled.since == 10.6


def test_both_ends_of_a_rename_are_told_together():
    settle = Settle()
    settle.gone("old.css", 10.0, cookie=7)
    settle.gone("other.css", 10.0, cookie=8)
    settle.closed("new.css", 10.0)
    settle.renamed(7, 10.0, found=False)

    assert taken(settle, 10.01) == ["new.css", "old.css"]


def test_a_found_file_must_stay_as_it_is_for_100_milliseconds():
    settle = Settle()
    settle.found("a.css", 10.0)
    settle.found("b.css", 10.0)
    settle.written("b.css", 10.05)
    settle.closed("c.css", 10.06)

    assert taken(settle, 10.09) is None
    assert taken(settle, 10.11) == ["a.css", "c.css"]
    assert taken(settle, 99.0) is None


def test_found_files_do_not_hold_up_a_save_for_ever():
    settle = Settle()
    settle.closed("a.css", 10.0)
    for number in range(100):
        settle.found(f"{number}.css", 10.0 + number * 50 * MS)
        if told := taken(settle, 10.0 + number * 50 * MS):
            break
    else:
        raise AssertionError("nothing was told for 5 s")

    assert "a.css" in told
    assert number <= 11


def test_a_doubted_file_is_told_when_nothing_more_happens_to_it():
    settle = Settle()
    settle.doubt("a.css", 10.0, since=9.9)
    settle.closed("b.css", 10.0)

    assert taken(settle, 10.01) == ["b.css"]
    settled = settle.take(10.2)
    assert settled is not None
    assert settled.paths == ("a.css",)
    assert settled.since == 9.9
