"""Bundles and events as OCI artifacts: which blobs they are made of, and under which media types.

Everything here is a pure function of the bundle or the event, so the same one has the same digest
in every registry. See the OCI image specification, ``manifest.md``, "Guidelines for artifact usage".
"""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.publish.events import DIGEST, Event, Record, canonical, decode, digest_of

if TYPE_CHECKING:
    from miniprog_cli.core.archive.reader import VerifiedBundle

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
REF_NAME = "org.opencontainers.image.ref.name"
TITLE = "org.opencontainers.image.title"
BUNDLE = "application/vnd.miniprog.bundle.v1"
CONFIG = "application/vnd.miniprog.config.v1+json"
ZIP = "application/vnd.miniprog.bundle.v1+zip"
EVENT = "application/vnd.miniprog.event.v1+json"
EMPTY = "application/vnd.oci.empty.v1+json"
ANNOTATION = "vnd.miniprog."
LARGEST_MANIFEST = 64 * 1024
"""Bytes. Ours are 2 KB at most; a reader that looks for manifests need not open larger blobs."""
LARGEST_EVENT = 1 << 20
"""Bytes. Ours are 2 KB, and as much again for every thirty that nobody had seen before."""
LARGEST_CONFIG = 16 << 20
"""Bytes. Ours are 12 MB at most: 10,000 files with the longest names, and the largest manifest."""


class Blob(NamedTuple):
    """Bytes to be stored under their digest."""

    media_type: str
    digest: str
    data: bytes | memoryview

    @property
    def size(self) -> int:
        """Count the bytes."""
        return len(self.data)

    @property
    def descriptor(self) -> dict[str, object]:
        """Refer to the blob as OCI manifests do."""
        return {"mediaType": self.media_type, "digest": self.digest, "size": self.size}


class Artifact(NamedTuple):
    """A manifest and the blobs it refers to, in the order in which they may be stored."""

    parts: tuple[Blob, ...]
    manifest: Blob

    @property
    def blobs(self) -> tuple[Blob, ...]:
        """All of it; the manifest comes last, so that it never refers to what is not there."""
        return (*self.parts, self.manifest)


def bundle_artifact(bundle: "VerifiedBundle", data: memoryview, host: str) -> Artifact:
    """Describe a verified bundle: one layer with the zip as it stands, and a config about it."""
    layer = Blob(media_type=ZIP, digest=f"sha256:{bundle.sha256}", data=data)
    config = _blob(CONFIG, canonical(_config(bundle, host)))
    app, version = str(bundle.manifest["id"]), str(bundle.manifest["version"])
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": BUNDLE,
        "config": config.descriptor,
        "layers": [{**layer.descriptor, "annotations": {TITLE: f"{app}-{version}-{host}.zip"}}],
        "annotations": {
            f"{ANNOTATION}id": app,
            f"{ANNOTATION}version": version,
            f"{ANNOTATION}host": host,
            f"{ANNOTATION}content-digest": bundle.content_digest,
        },
    }
    return Artifact(parts=(layer, config), manifest=_blob(MANIFEST, canonical(manifest)))


def event_artifact(event: Event, subject: Mapping[str, object]) -> tuple[Artifact, Record]:
    """Wrap an event in a manifest of its own; `subject` is the descriptor of the bundle's manifest.

    The subject lets registries that know referrers show the event beside the bundle. Nothing here
    relies on it.
    """
    payload = _blob(EVENT, event.encode())
    empty = _blob(EMPTY, b"{}")
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": EVENT,
        "config": empty.descriptor,
        "layers": [payload.descriptor],
        "subject": dict(subject),
        "annotations": {
            f"{ANNOTATION}id": event.app,
            f"{ANNOTATION}version": event.version,
            f"{ANNOTATION}host": event.host,
            f"{ANNOTATION}event": event.type,
        },
    }
    data = canonical(manifest)
    wrapped = Artifact(parts=(empty, payload), manifest=_blob(MANIFEST, data))
    return wrapped, _record(event, payload.digest, data)


def read_event(manifest: bytes, read: Callable[[str], bytes]) -> Record | None:
    """Read the event that a manifest carries; None where it carries none that we understand.

    `read` gets a digest and returns the blob's bytes, checked against the digest.
    """
    if EVENT.encode() not in manifest:  # spares parsing what is not a manifest at all
        return None
    found = _references(manifest)
    if found is None or found[0] != EVENT or len(found[1]) != 2:
        return None
    digest = found[1][1]
    event = decode(read(digest))
    return _record(event, digest, manifest) if event else None


def parts_of(manifest: bytes) -> tuple[str, ...]:
    """List the digests of the config and the layers that a manifest refers to."""
    found = _references(manifest)
    return found[1] if found else ()


def _references(manifest: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Read artifact type and digests; None for what is no manifest, whoever wrote it."""
    try:
        value = json.loads(manifest)
        parts = [value["config"], *value["layers"]]
        found = str(value.get("artifactType")), tuple(str(part["digest"]) for part in parts)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if all(DIGEST.fullmatch(digest) for digest in found[1]) else None


def _record(event: Event, digest: str, manifest: bytes) -> Record:
    return Record(
        event=event, digest=digest, manifest=digest_of(manifest), manifest_bytes=len(manifest)
    )


def _config(bundle: "VerifiedBundle", host: str) -> dict[str, object]:
    return {
        "schema": 1,
        "host": host,
        "manifest": bundle.manifest,
        "content_digest": bundle.content_digest,
        "raw_bytes": bundle.raw_bytes,
        "bundle_bytes": bundle.bundle_bytes,
        "files": [
            {"path": row.path, "bytes": row.bytes, "sha256": row.sha256} for row in bundle.rows
        ],
    }


def _blob(media_type: str, data: bytes) -> Blob:
    return Blob(media_type=media_type, digest=digest_of(data), data=data)
