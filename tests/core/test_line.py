"""Work done by threads: in order, bounded, and nothing left behind."""

import threading

import pytest

from miniprog_cli.core.archive.line import in_order

LARGE = 4 * 1024 * 1024


def test_results_come_in_the_order_of_the_work():
    sizes = [(number * 37) % 101 * 5000 for number in range(500)]
    with in_order(bytes, sizes, weigh=lambda size: size, drop=len) as results:
        assert [len(result) for result in results] == sizes


def test_no_work_gives_no_results():
    with in_order(bytes, [], weigh=lambda size: size, drop=len) as results:
        assert list(results) == []


def test_the_first_error_in_order_is_raised_and_what_was_done_is_dropped():
    dropped: list[float] = []
    before = threading.active_count()

    def fetch_all():
        with in_order(lambda n: 1 / n, [4, 2, 0, 1], weigh=lambda _: 0, drop=dropped.append) as got:
            fetched.extend(got)

    fetched: list[float] = []
    with pytest.raises(ZeroDivisionError):
        fetch_all()
    assert fetched == [0.25, 0.5]
    assert dropped == []  # the item behind the error shared its load, and was not begun
    assert threading.active_count() == before


def test_a_reader_that_stops_gets_no_more_and_all_else_is_dropped():
    begun: list[int] = []
    dropped: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return number

    with in_order(work, range(100), weigh=lambda _: LARGE, drop=dropped.append) as results:
        assert next(results) == 0
    assert sorted([0, *dropped]) == sorted(begun)
    assert len(begun) <= 9  # eight of 4 MB are begun ahead, and one for the one that was fetched


def test_ctrl_c_does_not_wait_for_work_that_was_begun():
    may_end = threading.Event()
    ended: list[bool] = []
    with (
        pytest.raises(KeyboardInterrupt),
        in_order(
            lambda _: ended.append(may_end.wait(30)),
            range(3),
            weigh=lambda _: LARGE,
            drop=lambda _: None,
        ),
    ):
        raise KeyboardInterrupt
    assert ended == []
    may_end.set()
