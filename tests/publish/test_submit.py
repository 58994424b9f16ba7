"""Publishing a bundle, and asking what became of it."""

import errno
import hashlib
import json
import os
import random
from datetime import UTC, datetime, timedelta
from getpass import getuser
from pathlib import Path

import pytest

from miniprog_cli import hosts
from miniprog_cli.core.archive.reader import BundleNotFound, verify
from miniprog_cli.core.archive.refusal import NotABundle
from miniprog_cli.core.errors import Exit
from miniprog_cli.core.size import MB
from miniprog_cli.hosts.base import State
from miniprog_cli.publish.actor import actor, timestamp
from miniprog_cli.publish.errors import (
    HostNotPublished,
    OtherHost,
    RegistryUnusable,
    UnfitBundle,
    UnpublishableName,
    VersionTaken,
)
from miniprog_cli.publish.location import Location
from miniprog_cli.publish.registry import ahead, open_registry
from miniprog_cli.publish.status import submissions
from miniprog_cli.publish.submit import submit


def stored(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_receipt_says_what_was_submitted_and_where(pack, registry, noon, tmp_path):
    bundle = verify(pack())
    receipt = submit(pack(), registry, actor="ann", clock=noon)
    assert (receipt.id, receipt.version, receipt.host) == ("com.example.quiz", "1.0.0", "generic")
    assert receipt.content_digest == bundle.content_digest
    assert (receipt.raw_bytes, receipt.bundle_bytes) == (bundle.raw_bytes, bundle.bundle_bytes)
    assert receipt.registry == f"dir:{tmp_path / 'registry'}"
    assert (receipt.state, receipt.already) == ("waiting", False)


def test_the_registry_holds_the_bundle_byte_for_byte_and_describes_it(
    pack, registry, noon, tmp_path
):
    path = pack()
    receipt = submit(path, registry, actor="ann", clock=noon)
    blobs = tmp_path / "registry/submissions/com.example.quiz/blobs/sha256"
    manifest = json.loads((blobs / receipt.digest.removeprefix("sha256:")).read_bytes())
    (layer,) = manifest["layers"]
    config = json.loads((blobs / manifest["config"]["digest"].removeprefix("sha256:")).read_bytes())
    assert (blobs / layer["digest"].removeprefix("sha256:")).read_bytes() == path.read_bytes()
    assert manifest["artifactType"] == "application/vnd.miniprog.bundle.v1"
    assert manifest["config"]["mediaType"] == "application/vnd.miniprog.config.v1+json"
    assert config == {
        "schema": 1,
        "host": "generic",
        "manifest": verify(path).manifest,
        "content_digest": receipt.content_digest,
        "raw_bytes": receipt.raw_bytes,
        "bundle_bytes": receipt.bundle_bytes,
        "files": [
            {"path": row.path, "bytes": row.bytes, "sha256": row.sha256}
            for row in verify(path).rows
        ],
    }


def test_every_blob_is_named_by_its_digest_and_nothing_is_left_over(pack, registry, tmp_path):
    submit(pack(), registry, actor="ann")
    files = stored(tmp_path / "registry/submissions/com.example.quiz")
    assert {name.split("/")[0] for name in files} == {".lock", "blobs", "index.json", "oci-layout"}
    for name, data in files.items():
        if name.startswith("blobs/"):
            assert name == f"blobs/sha256/{hashlib.sha256(data).hexdigest()}"


def test_the_digest_is_the_same_in_every_registry_and_at_any_time(pack, registry, noon, tmp_path):
    other = open_registry(Location(path=tmp_path / "other"))
    one = submit(pack(), registry, actor="ann", clock=noon)
    two = submit(pack(), other, actor="bob", clock=lambda: noon() + timedelta(days=1))
    assert one.digest == two.digest


def test_publishing_again_changes_nothing(pack, registry, noon, tmp_path):
    first = submit(pack(), registry, actor="ann", clock=noon)
    before = stored(tmp_path / "registry")
    again = submit(pack(), registry, actor="bob", clock=lambda: noon() + timedelta(days=1))
    assert (again.already, again.digest, again.writes) == (True, first.digest, ())
    assert stored(tmp_path / "registry") == before


def test_the_same_content_in_another_container_is_the_same(pack, rezip, registry, tmp_path, noon):
    first = submit(pack(page=b"<p>1</p>" * 500), registry, actor="ann", clock=noon)
    path = pack(page=b"<p>1</p>" * 500)
    other = rezip(path)
    assert other.read_bytes() != path.read_bytes()
    before = stored(tmp_path / "registry")
    again = submit(other, registry, actor="ann", clock=noon)
    assert (again.already, again.digest) == (True, first.digest)
    assert again.content_digest == first.content_digest
    assert stored(tmp_path / "registry") == before


def test_other_content_under_the_same_key_is_refused_with_advice(pack, registry, tmp_path):
    submit(pack(), registry, actor="ann")
    before = stored(tmp_path / "registry")
    with pytest.raises(VersionTaken) as refused:
        submit(pack(page=b"<p>2</p>"), registry, actor="ann")
    assert refused.value.exit_code is Exit.FINDINGS
    assert "1.0.0" in refused.value.message
    assert "raise version" in (refused.value.hint or "")
    assert stored(tmp_path / "registry") == before


def test_another_version_is_another_key(pack, registry):
    submit(pack(), registry, actor="ann")
    submit(pack(page=b"<p>2</p>", version="1.1.0"), registry, actor="ann")
    keys = {(one.version, one.host) for one in submissions(registry, "com.example.quiz")}
    assert keys == {("1.0.0", "generic"), ("1.1.0", "generic")}


def test_each_event_names_the_one_before_it(pack, registry, noon):
    for version in ("1.0.0", "1.1.0", "1.2.0"):
        submit(pack(version=version), registry, actor="ann", clock=noon)
    records = {one.event.version: one for one in registry.submissions("com.example.quiz").records()}
    assert records["1.0.0"].event.prev == ()
    assert records["1.1.0"].event.prev == (records["1.0.0"].digest,)
    assert records["1.2.0"].event.prev == (records["1.1.0"].digest,)


def test_a_dry_run_lists_what_would_be_written_and_writes_nothing(pack, registry, noon, tmp_path):
    plan = submit(pack(), registry, actor="ann", clock=noon, dry_run=True)
    assert (plan.state, plan.already) == ("packed", False)
    assert not (tmp_path / "registry").exists()
    done = submit(pack(), registry, actor="ann", clock=noon)
    assert plan.writes == done.writes
    written = stored(tmp_path / "registry")
    assert {write.path: write.blob.size for write in done.writes} == {
        path: len(data) for path, data in written.items() if not path.endswith("/.lock")
    }


def test_a_dry_run_refuses_what_the_real_one_would(pack, registry):
    submit(pack(), registry, actor="ann")
    assert submit(pack(), registry, actor="ann", dry_run=True).already
    with pytest.raises(VersionTaken):
        submit(pack(page=b"<p>2</p>"), registry, actor="ann", dry_run=True)


def test_status_lists_all_programs_the_latest_first(pack, registry, noon):
    submit(pack(), registry, actor="ann", clock=noon)
    other = pack(id="org.example.Poll")
    submit(other, registry, actor="ann", clock=lambda: noon() + timedelta(minutes=1))
    assert [one.id for one in submissions(registry)] == ["org.example.Poll", "com.example.quiz"]
    assert [one.id for one in submissions(registry, "org.example.Poll")] == ["org.example.Poll"]
    assert submissions(registry, "org.example.poll") == ()


def test_an_unwritten_registry_has_no_submissions_and_asking_makes_none(registry, tmp_path):
    assert submissions(registry) == ()
    assert submissions(registry, "com.example.quiz") == ()
    assert not (tmp_path / "registry").exists()


def test_the_host_is_the_one_the_bundle_was_packed_for(pack, registry):
    assert submit(pack(), registry, actor="ann").host == "generic"
    with pytest.raises(OtherHost) as refused:
        submit(pack(host="wechat"), registry, actor="ann", host="generic")
    assert refused.value.exit_code is Exit.USAGE
    assert refused.value.hint == "pack it anew with: miniprog pack --host generic"


@pytest.mark.parametrize("host", hosts.every(), ids=lambda host: host.name)
def test_a_bundle_is_only_submitted_for_a_host_where_that_works(pack, registry, tmp_path, host):
    if host.verbs.pack.state is State.WORKS:  # whoever hands it to the host itself
        assert submit(pack(host=host.name), registry, actor="ann").host == host.name
        return
    with pytest.raises(HostNotPublished) as refused:
        submit(pack(host=host.name), registry, actor="ann")
    assert refused.value.exit_code is Exit.FINDINGS
    assert refused.value.hint == host.verbs.publish.how
    assert not (tmp_path / "registry").exists()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"host": "generics"}, "unknown host, 'generics'"),
        ({"pages": ["index.html", "more.html"]}, "the page more.html is not in it"),
        ({"pages": []}, "miniprog.json: `pages`"),
        ({"pages": "index.html"}, "miniprog.json: `pages`"),
        ({"window": {"background": 3}}, "miniprog.json: `window.background`"),
        ({"window": 1, "pages": ["a.html"]}, "(and 1 more)"),
    ],
)
def test_a_bundle_that_check_would_refuse_is_refused(pack, registry, tmp_path, members, said):
    with pytest.raises(UnfitBundle) as refused:
        submit(pack(**members), registry, actor="ann")
    assert said in refused.value.message
    assert refused.value.exit_code is Exit.FINDINGS
    assert refused.value.hint
    assert not (tmp_path / "registry").exists()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b" " * 10 * MB, "its files come to 10.1 MB"),
        (random.Random(1).randbytes(10 * MB), "its files come to 10.1 MB"),
    ],
    ids=["files", "both"],
)
def test_a_bundle_beyond_the_limits_of_its_host_is_refused(pack, registry, tmp_path, page, said):
    with pytest.raises(UnfitBundle) as refused:
        submit(pack(page=page), registry, actor="ann")
    assert said in refused.value.message
    assert ("and 1 more" in refused.value.message) == (len(set(page[:99])) > 1)
    assert not (tmp_path / "registry").exists()


def test_a_bundle_of_exactly_the_limit_is_submitted(pack, registry):
    more = 10 * MB - verify(pack(page=b"")).raw_bytes
    assert submit(pack(page=b" " * more), registry, actor="ann").raw_bytes == 10 * MB
    with pytest.raises(UnfitBundle):
        submit(pack(page=b" " * (more + 1)), registry, actor="ann")


@pytest.mark.parametrize("members", [{"id": "../evil"}, {"version": "1.0"}, {"id": "a/b"}])
def test_a_bundle_that_no_registry_could_name_is_refused(pack, registry, tmp_path, members):
    with pytest.raises(UnpublishableName):
        submit(pack(**members), registry, actor="ann")
    assert not (tmp_path / "registry").exists()


def test_a_manifest_that_utf8_cannot_hold_is_refused(pack, registry):
    with pytest.raises(NotABundle, match="UTF-8"):
        submit(pack(description="\ud800"), registry, actor="ann")


def test_what_is_no_bundle_is_refused_before_anything_is_written(registry, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK")
    with pytest.raises(NotABundle):
        submit(tmp_path / "x.zip", registry, actor="ann")
    with pytest.raises(BundleNotFound):
        submit(tmp_path / "y.zip", registry, actor="ann")
    assert not (tmp_path / "registry").exists()


def test_what_is_stored_are_the_bytes_that_were_verified(pack, registry, tmp_path):
    path, other = pack(), pack("other.zip", page=b"<p>2</p>")
    verified = path.read_bytes()

    class Swapping:
        """A registry beside which somebody packs anew between verifying and storing."""

        address = registry.address
        ahead = registry.ahead

        def submissions(self, app: str):
            path.write_bytes(other.read_bytes())
            return registry.submissions(app)

        def exists(self):
            return registry.exists()

        def repositories(self):
            return registry.repositories()

    receipt = submit(path, Swapping(), actor="ann")
    assert verified in stored(tmp_path / "registry").values()
    assert path.read_bytes() not in stored(tmp_path / "registry").values()
    assert receipt.bundle_bytes == len(verified)


@pytest.mark.parametrize("without", [None, "link", "O_TMPFILE"])
def test_a_bundle_is_written_while_it_is_looked_at_where_the_system_can(
    pack, registry, tmp_path, monkeypatch, without
):
    folder = tmp_path / "registry"
    folder.mkdir()
    if without == "O_TMPFILE":  # as elsewhere than on Linux
        monkeypatch.setattr(ahead, "NAMELESS", 0)
    elif without:  # as where the folder and what is below it are on two disks

        def refuse(*_: object, **__: object):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

        monkeypatch.setattr(os, "link", refuse)
    path = pack()
    written: list[int] = []
    write = os.write

    def counting(descriptor: int, data: bytes) -> int:
        written.append(len(data))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", counting)
    submit(path, registry, actor="ann")
    assert path.read_bytes() in stored(folder).values()
    assert written.count(path.stat().st_size) == (1 if without else 0)  # the system copied it
    layout = folder / "submissions" / "com.example.quiz"
    assert all(one.stat().st_nlink == 1 for one in layout.rglob("*") if one.is_file())


COPIES = pytest.mark.skipif(not ahead.NAMELESS, reason="nothing is written ahead on this system")


@COPIES
@pytest.mark.parametrize("step", ["sendfile", "fsync"])
def test_what_was_written_ahead_in_part_is_not_used(pack, registry, tmp_path, monkeypatch, step):
    folder = tmp_path / "registry"
    folder.mkdir()
    path = pack()
    real = getattr(os, step)
    refused: list[str] = []

    def full_at_first(*wanted: int) -> object:
        if refused:
            return real(*wanted)
        refused.append(step)
        if step == "sendfile":
            real(*wanted[:-1], 100)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, step, full_at_first)
    submit(path, registry, actor="ann")
    assert refused == [step]
    assert path.read_bytes() in stored(folder).values()


@COPIES
@pytest.mark.parametrize("change", [b"", b"longer"])
def test_a_bundle_that_changes_while_it_is_copied_is_refused(
    pack, registry, tmp_path, monkeypatch, change
):
    (tmp_path / "registry").mkdir()
    path, real = pack(), os.sendfile

    def saved_meanwhile(*wanted: int) -> int:
        path.write_bytes(path.read_bytes()[:-9] + b"\1" * 9 + change)
        monkeypatch.setattr(os, "sendfile", real)
        return real(*wanted)

    monkeypatch.setattr(os, "sendfile", saved_meanwhile)
    with pytest.raises(NotABundle, match="changed while it was read"):
        submit(path, registry, actor="ann")
    assert list((tmp_path / "registry").iterdir()) == []


def open_files() -> int:
    """Count what this process holds open, where the system tells."""
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


def test_nothing_is_left_of_a_bundle_that_is_refused(pack, registry, tmp_path):
    (tmp_path / "registry").mkdir()
    damaged = tmp_path / "damaged.zip"
    content = pack().read_bytes()
    damaged.write_bytes(content.replace(b"<p>", b"<q>"))
    before = open_files()
    for path in (damaged, pack("native.zip", host="wechat")):
        with pytest.raises((NotABundle, OtherHost)):
            submit(path, registry, actor="ann", host="generic")
    assert list((tmp_path / "registry").iterdir()) == []
    assert open_files() == before


def test_a_file_in_the_way_is_this_machines_fault(pack, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(RegistryUnusable) as refused:
        submit(pack(), open_registry(Location(path=tmp_path / "taken")), actor="ann")
    assert refused.value.exit_code is Exit.MACHINE
    assert str(tmp_path / "taken") in refused.value.message


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("call", ["mkdir", "open", "write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("reason", "advice"),
    [(errno.ENOSPC, "make room"), (errno.EACCES, "another folder"), (errno.EROFS, "read-only")],
)
def test_a_disk_that_refuses_is_this_machines_fault_and_the_next_run_finishes(
    pack, registry, tmp_path, monkeypatch, call, reason, advice, is_there
):
    path = pack()
    if is_there:  # then the bundle is written while it is looked at
        (tmp_path / "registry").mkdir()

    usual = getattr(os, call)

    def refuse(given: object, *more: object):
        if given == path:  # the bundle itself can be read
            return usual(given, *more)
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as world:
        world.setattr(os, call, refuse)
        with pytest.raises(RegistryUnusable) as refused:
            submit(path, registry, actor="ann")
    assert refused.value.exit_code is Exit.MACHINE
    assert os.strerror(reason).lower() in refused.value.message
    assert advice in (refused.value.hint or "")
    assert list(tmp_path.rglob(".incoming/*")) == []
    assert submit(path, registry, actor="ann").already is False
    assert len(submissions(registry)) == 1


def test_the_actor_is_named_by_the_environment_or_the_login():
    assert actor({"MINIPROG_ACTOR": "Release job 7"}) == "Release job 7"
    assert actor({"USER": "ann", "LOGNAME": "bob"}) == "bob"
    assert actor({**os.environ, "MINIPROG_ACTOR": ""}) == getuser()
    assert actor({})
    assert actor({"MINIPROG_ACTOR": "\udce9"}) == "?"


def test_times_are_written_in_utc():
    moment = datetime(2026, 1, 31, 12, 0, 0, 999, tzinfo=UTC)
    assert timestamp(moment) == "2026-01-31T12:00:00Z"
