"""The presets that a project shares: each file of its `preview.mocks` folder is one.

A file holds settings as `settings` describes them, and is named after what it is for:
``mocks/vip.json`` is the preset ``vip``. Such files never ship.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.files import on_disk
from miniprog_cli.core.finding import Finding, Location
from miniprog_cli.core.inside import FileChanged, open_inside
from miniprog_cli.core.project import Project
from miniprog_cli.core.source import JsonDocument, JsonError, parse_json
from miniprog_cli.preview.simulation.settings import DEFAULTS, PRESETS, WrongSetting, changed

MAX_BYTES = 1024 * 1024
"""Of one file; an answer may hold a picture in a data: URL."""
_NAME = r"\w[\w .-]*(?<! )"
"""Letters of any script; no name begins with a sign, as those of hidden files do."""


class UnknownPreset(MiniprogError):
    """The name given is neither a preset of ours nor a file of the project's."""


class BrokenMock(MiniprogError):
    """A file of the project cannot be used as a preset; `finding` has the place."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.at.words}: {finding.message}", hint=finding.hint)
        self.finding = finding


class Mocks:
    """The presets there are: ours, and those of one project."""

    def __init__(self, project: Project) -> None:
        self._top = os.path.realpath(project.folder)
        self.folder = project.manifest.preview.mocks
        """Relative to the project's folder, in POSIX form."""
        self._disk = on_disk(project.folder, self.folder)

    def named(self, path: str) -> str | None:
        """Give the name of the preset that a file is, by its path in the project."""
        folder, _, file = path.rpartition("/")
        name, dot, suffix = file.rpartition(".")
        is_one = folder == self.folder and dot and suffix == "json" and re.fullmatch(_NAME, name)
        return name if is_one else None

    def names(self) -> tuple[str, ...]:
        """List the presets; a file of the name of one of ours takes its place."""
        return tuple(dict.fromkeys((*PRESETS, *sorted(self._files()))))

    def every(self) -> dict[str, object]:
        """Give what each preset changes; a file that cannot be used is left out."""
        found: dict[str, object] = {}
        for name in self.names():
            with suppress(BrokenMock, UnknownPreset):
                found[name] = self.settings(name)
        return found

    def broken(self) -> dict[str, str]:
        """Say of each file that cannot be used why, by the name of its preset."""
        found: dict[str, str] = {}
        for name in sorted(self._files()):
            try:
                self._read(name)
            except BrokenMock as error:
                found[name] = str(error)
        return found

    def settings(self, name: str) -> object:
        """Give what a preset changes.

        Raises:
            UnknownPreset: there is none of that name.
            BrokenMock: its file is not JSON, or holds what is no setting.
        """
        if name in self._files():
            return self._read(name)
        if name in PRESETS:
            return PRESETS[name]
        hint = f"choose from: {', '.join(self.names())}"
        raise UnknownPreset(f"unknown preset {name!r}", hint=hint)

    def _files(self) -> Iterator[str]:
        try:
            entries = os.listdir(self._disk)  # noqa: PTH208 - names are all that is wanted
        except OSError:
            return
        for entry in entries:
            if name := self.named(f"{self.folder}/{entry}"):
                yield name

    def _read(self, name: str) -> object:
        file = f"{self.folder}/{name}.json"
        try:
            document = parse_json(_bytes(self._disk / f"{name}.json", self._top), file)
        except JsonError as error:
            at = Location(file, error.span)
            raise BrokenMock(Finding(at, error.message, error.hint)) from None
        except (OSError, FileChanged) as error:
            reason = error.message if isinstance(error, FileChanged) else str(error.strerror)
            message = f"cannot be read: {reason.lower()}"
            raise BrokenMock(Finding(Location(file, None), message)) from None
        try:
            changed(DEFAULTS, document.value)
        except WrongSetting as error:
            raise BrokenMock(_wrong(file, document, error)) from None
        return document.value


def _bytes(path: Path, top: str) -> bytes:
    with open_inside(path, top, buffering=-1) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileChanged("it is bigger than 1 MB")
    return data


def _wrong(file: str, document: JsonDocument, error: WrongSetting) -> Finding:
    return Finding(Location(file, document.key_span(error.pointer)), error.message, error.hint)
