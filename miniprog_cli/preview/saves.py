"""What a save means: an update for the pages, a manifest to open again, a preset to apply."""

import re
from collections.abc import Iterable

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.hosts import open_project
from miniprog_cli.preview.bus import Prepared
from miniprog_cli.preview.health import Health
from miniprog_cli.preview.hosting import Hosting
from miniprog_cli.preview.live import IGNORE_FILES, Live
from miniprog_cli.preview.rounds import Rounds
from miniprog_cli.preview.updates import FileUpdate, Update, classify
from miniprog_cli.preview.watch import Batch, Changed, Forecast, Watcher


class Saves:
    """Takes each save of the project; `watcher` is another once other folders matter."""

    def __init__(self, live: Live, *, health: Health, hosting: Hosting, rounds: Rounds) -> None:
        self._live = live
        self._health = health
        self._hosting = hosting
        self._rounds = rounds
        self._foreseen: Prepared | None = None
        self.watcher = self._watch()

    def foresee(self, forecast: Forecast) -> None:
        """Let the pages work out what a save of a sheet will change; nothing is seen of it yet."""
        files = tuple(self._classified(self._shipped(forecast.files)))
        self._foreseen = self._live.bus.foresee(Update(files=files)) if files else None

    def take(self, batch: Batch) -> None:
        """Tell the pages about one save."""
        changed = batch.files
        foreseen, self._foreseen = self._foreseen, None
        if batch.is_forecast and foreseen:
            self._publish(foreseen, batch)
            return
        if mocks := [name for each in changed if (name := self._live.mocks.named(each.path))]:
            self._hosting.mocks_changed(mocks)
        update = self._update(changed)
        if update is not None:
            self._publish(Prepared.of(update), batch)

    def _publish(self, prepared: Prepared, batch: Batch) -> None:
        pages = tuple(self._live.bus.pages)
        generation = self._live.bus.publish(prepared)
        names = tuple(each.path for each in batch.files)
        self._rounds.begin(generation, prepared.update, since=batch.since, pages=pages, files=names)

    def _watch(self) -> Watcher:
        """Look at the files as they are now; what differs later is a save."""
        live = self._live
        watcher = Watcher(
            live.project.folder,
            watched=live.is_watched,
            entered=live.is_entered,
            forecast=live.is_sheet,
        )
        watcher.look()
        return watcher

    def _update(self, changed: tuple[Changed, ...]) -> Update | None:
        settings = tuple(self._take_settings(changed))
        files = (*settings, *self._classified(self._shipped(changed)))
        return Update(files=files) if files else None

    def _shipped(self, changed: Iterable[Changed]) -> list[Changed]:
        """Give the changes of what is shipped, by its path relative to the root."""
        return [
            each._replace(path=path)
            for each in changed
            if (path := self._live.from_root(each.path))
            and self._live.shipped.may_ship(path)
            # only developers' tools ask for those, and builds write them some time after the rest
            and not re.search(r"\.([cm]?js|css)\.map$", path)
        ]

    def _classified(self, inside: "list[Changed]") -> Iterable[FileUpdate]:
        program = self._live.native
        if program is None:
            return classify(inside).files
        from miniprog_cli.preview.native import updates

        if any(program.is_described_by(each.path) for each in inside):
            self._live.use(open_project(self._live.project.folder, host=program.host))
        return updates.classify(inside, program).files

    def _take_settings(self, changed: tuple[Changed, ...]) -> Iterable[FileUpdate]:
        """Take over a changed manifest and changed ignore files."""
        names = [each.path for each in changed]
        if FILE_NAME in names:
            yield from self._open_again()
        for name in names:
            if name.rpartition("/")[2] in IGNORE_FILES:
                self._live.use(self._live.project)
                self.watcher = self._watch()
                yield FileUpdate(path=name, kind="reload", reason=f"{name}: changed")

    def _open_again(self) -> Iterable[FileUpdate]:
        """Open the project again; a broken manifest leaves the last good one in use."""
        live = self._live
        shipped, root, mocks = live.manifest, live.root, live.mocks.folder
        try:
            live.use(open_project(live.project.folder))
        except MiniprogError as error:
            self._health.unreadable(error)
            return
        self._health.readable()
        if (live.root, live.mocks.folder) != (root, mocks):
            self.watcher = self._watch()
        if live.manifest != shipped or live.root != root:
            yield FileUpdate(path=FILE_NAME, kind="reload", reason=f"{FILE_NAME}: changed")
