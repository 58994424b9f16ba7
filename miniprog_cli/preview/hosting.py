"""The simulated host while it runs: what it is ordered to do, and what pages tell of it."""

from collections.abc import Callable, Iterable

from miniprog_cli import hosts
from miniprog_cli.core.project import Project
from miniprog_cli.preview.calls import Calls
from miniprog_cli.preview.listeners import Listeners
from miniprog_cli.preview.live import Live
from miniprog_cli.preview.program import Visit
from miniprog_cli.preview.simulation.mocks import BrokenMock, Mocks, UnknownPreset
from miniprog_cli.preview.simulation.orders import Order
from miniprog_cli.preview.simulation.simulation import Simulation, first_host


def begin(project: Project, host: str | None, presets: Iterable[str]) -> Simulation:
    """Set up the simulated host as it is asked for; by default it is the project's first.

    Raises:
        UnknownHost, UnknownPreset, BrokenMock: there is no such thing, or it cannot be read.
    """
    chosen = hosts.known(host) if host else first_host(project)
    simulation = Simulation(chosen, Mocks(project), is_native=project.native is not None)
    for preset in presets:
        simulation.apply(preset)
    return simulation


class Hosting:
    """Changes the simulated host and tells everybody; `switched` is called after another host."""

    def __init__(self, live: Live, listeners: Listeners, *, switched: Callable[[], None]) -> None:
        self._live = live
        self._listeners = listeners
        self._switched = switched
        self._calls = Calls()

    def order(self, order: Order) -> None:
        """Do what a host page asks for.

        Raises:
            UnknownHost, UnknownPreset, BrokenMock, WrongSetting: it asks for what cannot be.
        """
        if order.tell is not None:
            self._listeners.pages({**order.tell, "type": "told"})
            return
        simulation = self._live.simulation
        before = simulation.settings
        if order.reset:
            simulation.reset()
        if order.forget:
            simulation.told.clear()
        if order.host is not None and order.host != simulation.host:
            self._use(order.host)
        for preset in order.presets:
            simulation.apply(preset)
        if order.settings is not None:
            simulation.change(order.settings)
        if order.reload or simulation.starts_anew(before):
            self._live.bus.restart()
        self._listeners.simulation()

    def observed(self, visit: Visit, data: dict[str, object]) -> None:
        """Pass on what happened in a page, and what the program changed of the host."""
        simulation = self._live.simulation
        for said in simulation.told.take(visit.number, data):
            self._listeners.panels(said)
            if event := self._calls.take(said, data.get("kind"), visit.page):
                self._listeners.tell(event)
        if simulation.took(data):
            self._listeners.simulation()

    def mocks_changed(self, names: Iterable[str]) -> None:
        """Apply presets that are in use again, because their files were saved."""
        for name in names:
            self._apply_again(name)
        self._listeners.panels(self._live.simulation.controls())
        self._listeners.simulation()

    def _apply_again(self, name: str) -> None:
        simulation = self._live.simulation
        try:
            if name in simulation.applied:
                simulation.apply(name)
            else:
                self._live.mocks.settings(name)
        except UnknownPreset:  # its file is gone
            simulation.applied = [one for one in simulation.applied if one != name]
        except BrokenMock as error:
            self._listeners.failed(error, error.finding)

    def _use(self, host: str) -> None:
        self._live.simulation.use(host)
        self._live.use(self._live.project)
        self._live.bus.restart()
        self._switched()
