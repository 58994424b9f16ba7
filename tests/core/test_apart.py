"""Work done apart gives its result, or its error, and is not reached by Ctrl-C."""

import signal
import threading

import pytest

from miniprog_cli.core.apart import apart


@pytest.fixture(autouse=True)
def hears():
    """Hear Ctrl-C as the command does, also behind a script's ``&``; and afterwards still."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.signal(signal.SIGINT, before) is signal.default_int_handler


def test_it_gives_the_result():
    assert apart(lambda: 6 * 7) == 42


def test_it_raises_what_the_work_raised():
    with pytest.raises(ZeroDivisionError):
        apart(lambda: 1 // 0)


def test_ctrl_c_ends_the_waiting_and_not_the_work():
    goes_on, done = threading.Event(), threading.Event()

    def work() -> None:
        signal.raise_signal(signal.SIGINT)
        goes_on.wait()
        done.set()

    with pytest.raises(KeyboardInterrupt):
        apart(work)
    goes_on.set()
    assert done.wait(10)


def test_beside_the_main_thread_no_other_is_needed():
    seen: list[bool] = []

    def work() -> bool:
        return threading.current_thread() is other

    other = threading.Thread(target=lambda: seen.append(apart(work)))
    other.start()
    other.join()
    assert seen == [True]
