"""Bundles, registries and programs that the tests of publishing share."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.archive.writer import write
from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import Registry, open_registry

Pack = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Give a function that writes a bundle: a page, and what the arguments say."""

    def make(
        file: str = "quiz.zip", *, page: bytes = b"<p>1</p>", host: str = "generic", **members
    ):
        manifest = {
            "id": "com.example.quiz",
            "name": "Quiz",
            "version": "1.0.0",
            "pages": ["index.html"],
            **members,
            "hosts": {host: {}},
        }
        path = tmp_path / file
        with path.open("wb") as out:
            write(
                [
                    Member("index.html", page),
                    Member("miniprog.json", json.dumps(manifest).encode()),
                ],
                out,
            )
        return path

    return make


@pytest.fixture
def rezip() -> Callable[[Path], Path]:
    """Give a function that packs a bundle's files anew without deflating them.

    So does every other implementation of deflate: the same content in other bytes.
    """

    def make(path: Path) -> Path:
        other = path.with_name(f"rezipped-{path.name}")
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_STORED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                new.writestr(entry, old.read(name))
        return other

    return make


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """Give a registry folder that does not exist yet."""
    return open_registry(Location(path=tmp_path / "registry"))


@pytest.fixture
def noon() -> Callable[[], datetime]:
    """Give a clock that has stopped."""
    return lambda: datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)
