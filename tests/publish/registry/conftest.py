"""What must be true of every registry folder, whatever happened to it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def check_layout(folder: Path) -> dict[str, str]:
    """Require a valid OCI image layout in which all that is named exists; give digests by tag."""
    assert json.loads((folder / "oci-layout").read_bytes()) == {"imageLayoutVersion": "1.0.0"}
    for blob in (folder / "blobs/sha256").iterdir():
        assert hashlib.sha256(blob.read_bytes()).hexdigest() == blob.name
    index = json.loads((folder / "index.json").read_bytes())
    assert (index["schemaVersion"], index["mediaType"]) == (
        2,
        "application/vnd.oci.image.index.v1+json",
    )
    for entry in index["manifests"]:
        assert entry["mediaType"] == MANIFEST
        manifest = json.loads(read(folder, entry))
        for part in [manifest["config"], *manifest["layers"], manifest.get("subject")]:
            assert part is None or len(read(folder, part)) == part["size"]
    tags = [
        entry["annotations"]["org.opencontainers.image.ref.name"] for entry in index["manifests"]
    ]
    assert len(tags) == len(set(tags))
    return dict(zip(tags, (entry["digest"] for entry in index["manifests"]), strict=True))


def read(folder: Path, descriptor: dict[str, str]) -> bytes:
    data = (folder / "blobs/sha256" / descriptor["digest"].removeprefix("sha256:")).read_bytes()
    assert len(data) == int(descriptor["size"])
    return data


@pytest.fixture
def tags() -> Callable[[Path], dict[str, str]]:
    """Give a function that requires a valid layout of a folder and gives its digests by tag."""
    return check_layout


@pytest.fixture
def programs() -> Path:
    """Give the folder of the programs that tests run as processes of their own."""
    return Path(__file__).parent
