"""The real skopeo reads what we write, digests and all, and we read what it copies."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import open_registry
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit


@pytest.fixture
def skopeo(need):
    return need("skopeo")


def run(skopeo: str, *arguments: str) -> bytes:
    # the policy says whose signatures are wanted, and many machines have no such file
    found = subprocess.run(
        [skopeo, "--insecure-policy", *arguments], capture_output=True, check=False
    )
    assert found.returncode == 0, found.stderr.decode()
    return found.stdout


@pytest.mark.parametrize(
    ("id", "version", "repository", "tag"),
    [
        ("com.example.quiz", "1.0.0", "com.example.quiz", "1.0.0-generic"),
        (
            "com.Example.Quiz",
            "1.0.0-rc.1+build.5",
            "com.example.quiz_4387876ea4da5c22",
            "1.0.0-rc.1_build.5-generic",
        ),
    ],
)
def test_skopeo_copies_and_inspects_a_submission(
    skopeo, pack, registry, tmp_path, id, version, repository, tag
):
    path = pack(id=id, version=version)
    receipt = submit(path, registry, actor="ann")
    source = f"oci:{tmp_path}/registry/submissions/{repository}:{tag}"
    raw = run(skopeo, "inspect", "--raw", source)
    assert f"sha256:{hashlib.sha256(raw).hexdigest()}" == receipt.digest
    run(skopeo, "copy", source, f"dir:{tmp_path}/inbox")
    assert (tmp_path / "inbox/manifest.json").read_bytes() == raw
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (tmp_path / "inbox" / digest).read_bytes() == path.read_bytes()
    config = json.loads(run(skopeo, "inspect", "--config", "--raw", source))
    assert config["content_digest"] == receipt.content_digest


def test_skopeo_copies_an_event(skopeo, pack, registry, tags, tmp_path):
    submit(pack(), registry, actor="ann")
    layout = tmp_path / "registry/submissions/com.example.quiz"
    (tag,) = [tag for tag in tags(layout) if tag.startswith("ev.1.0.0.")]
    raw = run(skopeo, "inspect", "--raw", f"oci:{layout}:{tag}")
    assert hashlib.sha256(raw).hexdigest()[:32] == tag.removeprefix("ev.1.0.0.")
    run(skopeo, "copy", f"oci:{layout}:{tag}", f"dir:{tmp_path}/event")
    (layer,) = json.loads(raw)["layers"]
    event = json.loads((tmp_path / "event" / layer["digest"].split(":")[1]).read_bytes())
    assert (event["type"], event["app"]) == ("submitted", "com.example.quiz")


def test_what_skopeo_mirrors_has_the_same_state(skopeo, pack, registry, tags, tmp_path):
    receipt = submit(pack(), registry, actor="ann")
    layout = tmp_path / "registry/submissions/com.example.quiz"
    mirror = tmp_path / "mirror/submissions/com.example.quiz"
    mirror.parent.mkdir(parents=True)
    for tag in tags(layout):
        run(skopeo, "copy", f"oci:{layout}:{tag}", f"oci:{mirror}:{tag}")
    copied = open_registry(Location(path=Path(tmp_path, "mirror")))
    assert submissions(copied) == submissions(registry)
    again = submit(pack(), copied, actor="bob")
    assert (again.already, again.digest) == (True, receipt.digest)
    assert tags(mirror) == tags(layout)
