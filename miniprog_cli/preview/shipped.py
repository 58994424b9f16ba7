"""Find single files of a project by the rules that decide what ships."""

import os
from pathlib import Path

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.ignore import Ignore
from miniprog_cli.core.project import Project
from miniprog_cli.preview import guard


class Shipped:
    """The files of a project as they are now; unlike `Project.files` it is never out of date.

    `folder` is the project's, `root` relative to it in POSIX form (``""`` for the folder itself).
    Ignore files are read once: make a new one when one of them has changed.
    """

    def __init__(self, folder: Path, root: str, mocks: str = "mocks") -> None:
        self._mocks = mocks
        self.folder = folder
        self.root = root
        self._ignores: dict[str, Ignore] = {}
        self._ships: dict[str, bool] = {}

    @classmethod
    def of(cls, project: Project) -> "Shipped":
        """Look at a project that is open."""
        root = project.manifest.root.strip("/")
        return cls(project.folder, "" if root == "." else root, project.manifest.preview.mocks)

    @property
    def top(self) -> Path:
        """The folder that ships."""
        return on_disk(self.folder, self.root)

    @property
    def real_top(self) -> str:
        """The same with every link followed: where an open file must lie."""
        return os.path.realpath(self.top)

    def locate(self, path: str) -> Path | None:
        """Find the file or folder at a path relative to the root; None where none ships."""
        if path and (not guard.is_servable(path) or not self.may_ship(path)):
            return None
        found = on_disk(self.top, path)
        return found if guard.is_inside(found, self.top) else None

    def may_ship(self, path: str, *, is_folder: bool = False) -> bool:
        """Tell whether what is at this path, relative to the root, would ship if it were there."""
        above = path.rpartition("/")[0]
        if above and not self._ships_folder(above):
            return False
        return self._is_taken(path, above, is_folder=is_folder)

    def _ships_folder(self, path: str) -> bool:
        """Tell it of a folder, once: a walk asks for each of the files below it."""
        if path not in self._ships:
            names = path.split("/")
            # from the top down, since an address can be deeper than calls may be
            for depth in range(1, len(names) + 1):
                folder, above = "/".join(names[:depth]), "/".join(names[: depth - 1])
                if folder not in self._ships:
                    is_reached = not above or self._ships[above]
                    taken = is_reached and self._is_taken(folder, above, is_folder=True)
                    self._ships[folder] = taken
        return self._ships[path]

    def _is_taken(self, path: str, above: str, *, is_folder: bool) -> bool:
        """Tell whether the rules of the folder above take a path in."""
        return not self._entering(above).reason(self._in_project(path), is_folder=is_folder)

    def _entering(self, path: str) -> Ignore:
        """Give the rules for what lies in a folder, relative to the root."""
        if path not in self._ignores:
            if path:
                around = self._entering(path.rpartition("/")[0])
            else:
                around = Ignore(self.root, mocks=self._mocks)
                if self.root:
                    around = self._with_files_of(self.folder, "", around)
            self._ignores[path] = self._with_files_of(
                on_disk(self.top, path), self._in_project(path), around
            )
        return self._ignores[path]

    def _with_files_of(self, folder: Path, relative: str, around: Ignore) -> Ignore:
        try:
            return around.entering(folder, relative)
        except MiniprogError:
            return around  # check says what is wrong with the file, and nothing is packed

    def _in_project(self, path: str) -> str:
        return "/".join(part for part in (self.root, path) if part)
