"""Pages get every update once and in order, also those that were away."""

import json

from miniprog_cli.preview import bus as module
from miniprog_cli.preview.bus import Bus, Prepared
from miniprog_cli.preview.updates import FileUpdate, Update


class Page:
    def __init__(self) -> None:
        self.heard: list[object] = []

    def send(self, text: str) -> None:
        message = json.loads(text)
        self.heard.append(message.get("generation", message["type"]))


def save(bus: Bus, size: int = 1) -> None:
    file = FileUpdate(path="a.css", kind="css", reason="", after="x" * size)
    bus.publish(Prepared.of(Update(files=(file,))))


def joined(bus: Bus, generation: int, run: str | None = None) -> Page:
    page = Page()
    bus.join(page, bus.run if run is None else run, generation)
    return page


def test_a_page_that_was_away_hears_what_it_missed_and_what_comes() -> None:
    bus = Bus()
    for _ in range(3):
        save(bus)
    page = joined(bus, 1)
    save(bus)
    assert page.heard == [2, 3, 4]


def test_a_page_that_is_up_to_date_hears_nothing() -> None:
    bus = Bus()
    save(bus)
    assert joined(bus, 1).heard == []


def test_a_page_of_another_run_or_another_time_reloads() -> None:
    bus = Bus()
    save(bus)
    assert joined(bus, 1, run="another").heard == ["reload"]
    assert joined(bus, 7).heard == ["reload"]
    assert joined(bus, -1).heard == ["reload"]


def test_what_is_kept_has_bounds() -> None:
    bus = Bus()
    for _ in range(module.KEPT_UPDATES + 1):
        save(bus)
    assert joined(bus, 0).heard == ["reload"]
    assert len(joined(bus, 1).heard) == module.KEPT_UPDATES
    save(bus, size=module.KEPT_CHARACTERS)
    assert joined(bus, bus.generation - 1).heard == ["reload"]


def test_a_page_that_left_hears_no_more() -> None:
    bus = Bus()
    page = joined(bus, 0)
    bus.leave(page)
    save(bus)
    assert page.heard == []


def test_a_page_made_before_an_order_to_load_again_is_loaded_again() -> None:
    bus = Bus()
    before = bus.run
    here = joined(bus, 0)
    bus.restart()
    assert here.heard == ["reload"]
    assert joined(bus, 0, run=before).heard == ["reload"]
    assert joined(bus, 0).heard == []


def test_a_forecast_is_told_and_forgotten() -> None:
    bus = Bus()
    page = joined(bus, 0)
    prepared = bus.foresee(Update(files=(FileUpdate(path="a.css", kind="css", reason=""),)))
    assert (page.heard, bus.generation) == (["forecast"], 0)
    assert joined(bus, 0).heard == []
    bus.publish(prepared)
    assert (page.heard, bus.generation) == (["forecast", 1], 1)


def test_a_big_file_is_not_sent_twice() -> None:
    bus = Bus()
    page = joined(bus, 0)
    big = "x" * module.FORECAST_CHARACTERS
    file = FileUpdate(path="a.css", kind="css", reason="", after=big)
    bus.publish(bus.foresee(Update(files=(file,))))
    assert page.heard == [1]
