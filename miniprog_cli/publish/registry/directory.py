"""A folder as a registry: an OCI image layout per program, readable with skopeo.

``PATH/submissions/NAME/{oci-layout,index.json,blobs/sha256/…}``. Blobs are only ever added, under
the name of their digest, so readers need no lock. ``index.json`` holds nothing that the blobs do
not: it is written anew under the lock whenever it differs, and may be lost.
"""

import json
import os
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, cast

from miniprog_cli.publish import artifact, names
from miniprog_cli.publish.artifact import Blob
from miniprog_cli.publish.errors import DamagedRegistry
from miniprog_cli.publish.events import DIGEST, Record, canonical, digest_of, fold
from miniprog_cli.publish.registry import Repository, Write, durable
from miniprog_cli.publish.registry.ahead import Ahead
from miniprog_cli.publish.registry.lock import locked

SUBMISSIONS = "submissions"
LAYOUT = canonical({"imageLayoutVersion": "1.0.0"})
LARGEST_INDEX = 16 << 20
"""Bytes: some 50,000 tags."""


class DirectoryRegistry:
    """The registry ``dir:PATH``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def address(self) -> str:
        """Name the folder as ``--to`` takes it."""
        return f"dir:{self.path}"

    def exists(self) -> bool:
        """Tell whether the folder was ever used as a registry.

        Raises:
            RegistryUnusable: it is no folder, or nothing about it can be found out.
        """
        with durable.explained(self.path):
            return durable.are_folders(self.path, self.path / SUBMISSIONS)

    def ahead(self) -> Ahead:
        """Prepare for bytes that may become a blob."""
        return Ahead(self.path)

    def submissions(self, app: str) -> Repository:
        """Open the layout of one program.

        Raises:
            UnpublishableName: no program can have that id.
        """
        return DirectoryRepository(self.path, names.repository(app))

    def repositories(self) -> Iterator[Repository]:
        """Go through the layouts that exist, by name.

        Raises:
            DamagedRegistry: the folder that holds them is a link.
            RegistryUnusable: the folder cannot be read.
        """
        folder = self.path / SUBMISSIONS
        durable.refuse_link(folder)
        with durable.explained(self.path):
            there = folder.iterdir() if durable.are_folders(self.path, folder) else ()
            found = sorted(path.name for path in there)
        for name in found:
            if (folder / name / "blobs").is_dir():
                yield DirectoryRepository(self.path, name)


class DirectoryRepository:
    """One OCI image layout."""

    def __init__(self, registry: Path, name: str) -> None:
        self.registry = registry
        self.name = name
        self.folder = registry / SUBMISSIONS / name
        self.blobs = self.folder / "blobs" / "sha256"
        self.incoming = self.folder / ".incoming"
        self._new_names: set[Path] = set()
        """Folders with names that a power cut could still undo."""

    @contextmanager
    def exclusive(self) -> Generator[None, None, None]:
        """Lock the layout, making it first where there is none.

        What is found in ``.incoming`` was left by publishers that died: no other one is at work.

        Raises:
            RegistryBusy: others are at work for too long.
            RegistryUnusable: the disk or a permission stands in the way.
        """
        with ExitStack() as held:
            with durable.explained(self.registry):
                self._new_names |= durable.make_folders(
                    self.blobs, self.incoming, within=self.registry
                )
                held.enter_context(locked(self.folder / ".lock"))
                for leftover in self.incoming.iterdir():
                    leftover.unlink()
            yield

    def records(self, *, but: Collection[str] = ()) -> tuple[Record, ...]:
        """Read the events of this program, looking into every blob that may be a manifest.

        Raises:
            DamagedRegistry: a blob does not have the bytes that its name stands for.
            RegistryUnusable: the folder cannot be read.
        """
        with durable.explained(self.registry):
            read = partial(self._read, most=artifact.LARGEST_EVENT)
            found = [artifact.read_event(data, read) for data in self._small_blobs(but)]
        return tuple(one for one in found if one and self._owns(one))

    def plan(self, blobs: Sequence[Blob], records: Sequence[Record]) -> tuple[Write, ...]:
        """List what is missing of `blobs`, then what is out of date around them."""
        wanted = {blob.digest: blob for blob in blobs}
        missing = [
            Write(path=self._shown(self._path(blob.digest)), blob=blob, after_all=blob is blobs[-1])
            for blob in wanted.values()
            if not durable.intact(self._path(blob.digest), blob.digest, blob.size)
        ]
        index = self._index(records, {blob.digest: blob.size for blob in blobs})
        around = {"oci-layout": LAYOUT, "index.json": canonical(index)}
        stale = [
            Write(path=self._shown(self.folder / name), blob=_file(data))
            for name, data in around.items()
            if not durable.intact(self.folder / name, digest_of(data), len(data))
        ]
        # both are derived: they come after the events, and are written again where they got lost
        return (*missing, *stale)

    def carry_out(self, plan: Sequence[Write], ahead: Ahead) -> None:
        """Write what was planned, each file whole; in the end all of it is to last.

        All bytes reach the disk first, together, but what was written `ahead`. The order of the plan
        is that of the names.

        Raises:
            RegistryUnusable: the disk or a permission stands in the way.
        """
        files = {self._incoming(write): write.blob.data for write in plan}
        with durable.explained(self.registry), durable.written(files, ahead):
            for write in plan:
                if write.after_all:
                    self._make_last()
                target = self.registry / write.path
                self._incoming(write).replace(target)
                self._new_names.add(target.parent)
            self._make_last()

    def _make_last(self) -> None:
        """Have the new names survive a power cut, in the order in which they came about."""
        durable.sync_folders(sorted(self._new_names))
        self._new_names.clear()

    def content(self, digest: str) -> bytes:
        """Read a blob that is no bundle; it has to have the bytes that its name stands for.

        Raises:
            DamagedRegistry: it is missing, has other bytes, or more than any such blob.
            RegistryUnusable: it cannot be read.
        """
        with durable.explained(self.registry):
            return self._read(digest, artifact.LARGEST_CONFIG)

    def verify(self, manifest: str) -> None:
        """Read everything that a stored bundle is made of and compare the digests.

        Raises:
            DamagedRegistry: something is missing or has other bytes.
        """
        with durable.explained(self.registry):
            data = self._read(manifest, artifact.LARGEST_MANIFEST)
            for digest in artifact.parts_of(data):
                if not durable.intact(self._path(digest), digest):
                    raise self._damaged(digest)

    def _owns(self, record: Record) -> bool:
        """Pass over events copied from another program's layout: they say nothing about this."""
        return names.repository(record.event.app) == self.name

    def _small_blobs(self, but: Collection[str]) -> Iterator[bytes]:
        for folder in (self.registry / SUBMISSIONS, self.folder, self.blobs.parent, self.blobs):
            durable.refuse_link(folder)
        if not durable.are_folders(self.registry, self.blobs):
            return
        with os.scandir(self.blobs) as entries:
            for entry in entries:
                digest = f"sha256:{entry.name}"
                if digest in but or not DIGEST.fullmatch(digest):
                    continue
                if entry.stat(follow_symlinks=False).st_size <= artifact.LARGEST_MANIFEST:
                    yield self._read(digest, artifact.LARGEST_MANIFEST)

    def _read(self, digest: str, most: int) -> bytes:
        try:
            data = durable.read(self._path(digest), most)
        except FileNotFoundError as error:
            raise self._damaged(digest) from error
        if digest_of(data) != digest:
            raise self._damaged(digest)
        return data

    def _damaged(self, digest: str) -> DamagedRegistry:
        return DamagedRegistry(
            f"{self._path(digest)} is damaged: its bytes are not those its name stands for",
            hint="restore that file from a copy",
        )

    def _path(self, digest: str) -> Path:
        return self.blobs / digest.removeprefix("sha256:")

    def _incoming(self, write: Write) -> Path:
        return self.incoming / PurePosixPath(write.path).name

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.registry).as_posix()

    def _index(self, records: Sequence[Record], sizes: dict[str, int]) -> dict[str, object]:
        """Derive the index: a tag for every event and for the bundle of every key.

        What else the index names, as newer versions or other tools may have put there, stays.
        """
        derived = {tag: entry for tag, entry in self._derived(records, sizes) if entry}
        kept = [entry for entry in self._present() if _tag(entry) not in derived]
        entries = sorted([*derived.values(), *kept], key=lambda one: (_tag(one), canonical(one)))
        return {"schemaVersion": 2, "mediaType": artifact.INDEX, "manifests": entries}

    def _derived(
        self, records: Sequence[Record], sizes: dict[str, int]
    ) -> Iterator[tuple[str, dict[str, object] | None]]:
        for record in records:
            tag = names.event_tag(record.event.version, record.manifest)
            yield tag, _entry(tag, artifact.EVENT, record.manifest, record.manifest_bytes)
        # the latest comes first in the fold, so where contents conflict the earliest has the tag
        for one in fold(records):
            tag = names.bundle_tag(one.version, one.host)
            size = sizes.get(one.digest) or self._size(one.digest)
            yield tag, _entry(tag, artifact.BUNDLE, one.digest, size) if size else None

    def _size(self, digest: str) -> int | None:
        with suppress(OSError):
            return self._path(digest).stat(follow_symlinks=False).st_size
        return None

    def _names_blob(self, entry: dict[str, Any]) -> bool:
        digest = str(entry["digest"])
        return DIGEST.fullmatch(digest) is not None and self._size(digest) is not None

    def _present(self) -> Iterable[dict[str, Any]]:
        """Read the index's entries whose manifests exist; none where it cannot be read."""
        try:
            data = durable.read(self.folder / "index.json", LARGEST_INDEX)
            found = json.loads(data)["manifests"]
            return [entry for entry in found if canonical(entry) and self._names_blob(entry)]
        except (OSError, DamagedRegistry, ValueError, TypeError, KeyError, AttributeError,
                RecursionError):  # fmt: skip
            return []


def _entry(tag: str, kind: str, digest: str, size: int) -> dict[str, object]:
    return {
        "mediaType": artifact.MANIFEST,
        "digest": digest,
        "size": size,
        "artifactType": kind,
        "annotations": {artifact.REF_NAME: tag},
    }


def _tag(entry: dict[str, Any]) -> str:
    annotations = cast("object", entry.get("annotations"))
    found = cast("dict[str, object]", annotations) if isinstance(annotations, dict) else {}
    return str(found.get(artifact.REF_NAME, ""))


def _file(data: bytes) -> Blob:
    return Blob(media_type="", digest=digest_of(data), data=data)
