"""What a save means: an update for the pages, a manifest to open again, a preset to apply."""

import re
from collections.abc import Iterable

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.manifest import FILE_NAME
from miniprog_cli.hosts import open_project
from miniprog_cli.preview.health import Health
from miniprog_cli.preview.hosting import Hosting
from miniprog_cli.preview.live import IGNORE_FILES, Live
from miniprog_cli.preview.rounds import Rounds
from miniprog_cli.preview.updates import FileUpdate, Update, classify
from miniprog_cli.preview.watch import Changed, Watcher


class Saves:
    """Takes each save of the project; `watcher` is another once other folders matter."""

    def __init__(self, live: Live, *, health: Health, hosting: Hosting, rounds: Rounds) -> None:
        self._live = live
        self._health = health
        self._hosting = hosting
        self._rounds = rounds
        self.watcher = self._watch()

    def take(self, files: Iterable[Changed], since: float) -> None:
        """Tell the pages about one save, which began at `since` by the clock of the loop."""
        changed = tuple(files)
        if mocks := [name for each in changed if (name := self._live.mocks.named(each.path))]:
            self._hosting.mocks_changed(mocks)
        update = self._update(changed)
        if update is not None:
            pages = tuple(self._live.bus.pages)
            generation = self._live.bus.publish(update)
            names = tuple(each.path for each in changed)
            self._rounds.begin(generation, update, since=since, pages=pages, files=names)

    def _watch(self) -> Watcher:
        """Look at the files as they are now; what differs later is a save."""
        live = self._live
        watcher = Watcher(live.project.folder, watched=live.is_watched, entered=live.is_entered)
        watcher.look()
        return watcher

    def _update(self, changed: tuple[Changed, ...]) -> Update | None:
        settings = tuple(self._take_settings(changed))
        inside = [
            each._replace(path=path)
            for each in changed
            if (path := self._live.from_root(each.path))
            and self._live.shipped.may_ship(path)
            # only developers' tools ask for those, and builds write them some time after the rest
            and not re.search(r"\.([cm]?js|css)\.map$", path)
        ]
        files = (*settings, *self._classified(inside))
        return Update(files=files) if files else None

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
