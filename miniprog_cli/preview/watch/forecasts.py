"""Reading a file while its save may still go on: the wait for its end is long enough for that."""

from collections.abc import Callable

from miniprog_cli.preview.watch.batch import Forecast
from miniprog_cli.preview.watch.snapshot import BeingWritten, Fresh, Snapshot, StillChanging


class Forecasts:
    """What one file holds that is about to be told of.

    `wanted` says of a path whether anybody gains from hearing early.
    """

    def __init__(self, snapshot: Snapshot, wanted: Callable[[str], bool]) -> None:
        self._snapshot = snapshot
        self._wanted = wanted
        self._path: str | None = None
        self._fresh: Fresh | None = None

    def look(self, path: str | None) -> Forecast | None:
        """Forecast a save of this one file, once: of a save that went on nothing more is said."""
        if path is None or path == self._path or not self._wanted(path):
            return None
        self._path, self._fresh = path, None
        try:
            fresh = self._snapshot.read(path, alone=True)
        except (BeingWritten, StillChanging):
            return None
        changed = self._snapshot.change(path, fresh)
        if fresh is None or changed is None:
            return None
        self._fresh = fresh
        return Forecast(files=(changed,))

    def spoil(self, path: str) -> None:
        """Take note that something happened to a file."""
        if path == self._path:
            self._fresh = None

    def take(self, paths: tuple[str, ...]) -> dict[str, Fresh | None]:
        """Give what was read, where it is all of a save that is over, and still the same."""
        path, fresh = self._path, self._fresh
        self._path = self._fresh = None
        if path is None or fresh is None or paths != (path,) or self._snapshot.aliases(paths):
            return {}
        return {path: fresh} if self._snapshot.is_still(path, fresh) else {}
