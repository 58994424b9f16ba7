"""The canonical zip: its bytes, what other tools make of it, and what it is when read back."""

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miniprog_cli.core import names
from miniprog_cli.core.archive import deflate as deflating
from miniprog_cli.core.archive.container import BundleTooLarge
from miniprog_cli.core.archive.content import Member, Row, content_digest
from miniprog_cli.core.archive.reader import BundleNotFound, take, verify
from miniprog_cli.core.archive.refusal import NotABundle
from miniprog_cli.core.archive.writer import NotPortable, begun, measure, write
from miniprog_cli.core.errors import MachineError

MANIFEST = b'{"id":"a","name":"A","version":"1.0.0"}'

BUNDLE = (Member("miniprog.json", MANIFEST), Member("z.js", bytes(200_000)))

GOLDEN = """
504b0304 1400 0000 0800 0000 2100 647a70af 06000000 64000000 0400 0000  612e6a73
  4b4ca43d0000
504b0304 1400 0000 0000 0000 2100 43bfa6a3 02000000 02000000 0d00 0000  6d696e6970726f672e6a736f6e
  7b7d
504b0304 1400 0008 0000 0000 2100 00000000 00000000 00000000 0500 0000  c3a92e6a73

504b0102 1403 1400 0000 0800 0000 2100 647a70af 06000000 64000000 0400 0000 0000 0000 0000
  0000a481 00000000  612e6a73
504b0102 1403 1400 0000 0000 0000 2100 43bfa6a3 02000000 02000000 0d00 0000 0000 0000 0000
  0000a481 28000000  6d696e6970726f672e6a736f6e
504b0102 1403 1400 0008 0000 0000 2100 00000000 00000000 00000000 0500 0000 0000 0000 0000
  0000a481 55000000  c3a92e6a73
504b0506 0000 0000 0300 0300 a0000000 78000000 0000
"""


def packed(*members):
    out = io.BytesIO()
    report = write(members, out)
    return out.getvalue(), report


def on_disk(tmp_path, *members):
    file = tmp_path / "bundle.zip"
    with file.open("wb") as out:
        report = write(members, out)
    return file, report


TINY = (
    Member("e\u0301.js", b""),
    Member("miniprog.json", b"{}"),
    Member("a.js", b"a" * 100),
)


def test_golden_bytes():
    data, report = packed(*TINY)
    assert data == bytes.fromhex(GOLDEN)
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.bundle_bytes == len(data)
    assert report.raw_bytes == 102


def test_the_standard_library_reads_it():
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(GOLDEN))) as zipped:
        assert zipped.testzip() is None
        assert zipped.namelist() == ["a.js", "miniprog.json", "\u00e9.js"]
        assert zipped.read("a.js") == b"a" * 100
        for entry in zipped.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
            assert not entry.extra
            assert not entry.comment


def test_unzip_reads_it(tmp_path, need):
    unzip = need("unzip")
    file, _ = on_disk(tmp_path, *TINY)
    told = subprocess.run([unzip, "-t", file], capture_output=True, check=True)
    assert b"No errors detected" in told.stdout
    listed = subprocess.run([unzip, "-l", file], capture_output=True, check=True, encoding="utf-8")
    assert "1980-01-01 00:00   a.js" in listed.stdout
    assert "102                     3 files" in listed.stdout


def test_content_digest_is_computed_as_written_down():
    rows = [Row("b", 2, "22"), Row("a", 1, "11")]
    lines = b"a\x001\x0011\nb\x002\x0022\n"
    assert content_digest(rows) == f"sha256:{hashlib.sha256(lines).hexdigest()}"


def test_measure_reports_what_write_does(tmp_path):
    (tmp_path / "big.txt").write_bytes(b"text " * 2_000_000)
    members = [*TINY, Member("big.txt", tmp_path / "big.txt")]
    assert measure(members) == packed(*members)[1]


def test_measure_takes_any_name_and_any_size(tmp_path):
    with (tmp_path / "big").open("wb") as big:
        big.truncate(201 << 20)
    members = [Member("a\udc80?", b"x"), Member("A", b""), Member("a", tmp_path / "big")]
    assert measure(members).raw_bytes == (201 << 20) + 1


@pytest.mark.parametrize(
    ("name", "data", "method"),
    [
        ("a.txt", b"a" * 100, zipfile.ZIP_DEFLATED),
        ("a.txt", b"", zipfile.ZIP_STORED),
        ("a.txt", b"ab", zipfile.ZIP_STORED),  # deflate would make it longer
        ("a.PNG", b"a" * 100, zipfile.ZIP_STORED),
        ("png", b"a" * 100, zipfile.ZIP_DEFLATED),
        ("a.png/b", b"a" * 100, zipfile.ZIP_DEFLATED),
        ("a.svg", b"a" * 100, zipfile.ZIP_DEFLATED),
    ],
)
def test_stored_or_deflated(name, data, method):
    with zipfile.ZipFile(io.BytesIO(packed(Member(name, data))[0])) as zipped:
        assert zipped.getinfo(name).compress_type == method


@pytest.mark.parametrize("name", ["a.txt", "a.mp4"])
@pytest.mark.parametrize("content", ["text", "noise"])
def test_a_large_file_gives_the_same_bytes_whole_and_in_blocks(
    name, content, tmp_path, monkeypatch
):
    data = b"one text " * 100_000 if content == "text" else os.urandom(900_000)
    (tmp_path / "file").write_bytes(data)
    monkeypatch.setattr(deflating, "LARGE", 1)
    whole = packed(Member(name, data))
    assert packed(Member(name, tmp_path / "file")) == whole


def test_a_large_file_needs_little_memory(tmp_path):
    """In a process of its own, as the peak of a process never falls."""
    script = """
import resource, sys
from pathlib import Path
from miniprog_cli.core.archive.content import Member
from miniprog_cli.core.archive.reader import verify
from miniprog_cli.core.archive.writer import write
folder = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with (folder / "out.zip").open("wb") as out:
    write([Member("miniprog.json", folder / "m.json"), Member("a.mp4", folder / "big")], out)
verify(folder / "out.zip")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    (tmp_path / "m.json").write_bytes(MANIFEST)
    with (tmp_path / "big").open("wb") as big:
        for _ in range(150):
            big.write(os.urandom(1 << 20))
    ran = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, check=True, encoding="utf-8"
    )
    assert int(ran.stdout) < 16 * 1024, "KB more than before"


def test_names_that_not_every_system_stores_are_refused():
    with pytest.raises(NotPortable, match="has the name of a Windows device"):
        packed(Member("con", b""))
    with pytest.raises(NotPortable, match="one name where case does not count"):
        packed(Member("a", b""), Member("A", b""))
    with pytest.raises(NotPortable, match="is there twice"):
        packed(Member("\u00e9", b""), Member("e\u0301", b""))


def test_too_many_files_are_refused():
    with pytest.raises(BundleTooLarge, match="10,001 files; a bundle holds at most 10,000"):
        packed(*(Member(str(number), b"") for number in range(10_001)))


def test_too_many_bytes_are_refused(tmp_path):
    with (tmp_path / "big").open("wb") as big:
        big.truncate((200 << 20) + 1)
    with pytest.raises(BundleTooLarge, match="209,715,201 bytes of files"):
        packed(Member("a.mp4", tmp_path / "big"))


def test_what_unpacks_to_too_much_is_refused(tmp_path):
    with (tmp_path / "big").open("wb") as big:
        big.truncate(100 << 20)
    with pytest.raises(BundleTooLarge, match="more than 100 times"):
        packed(Member("a.txt", tmp_path / "big"))


def test_ten_megabytes_of_anything_can_be_packed_and_read(tmp_path):
    file, _ = on_disk(tmp_path, Member("miniprog.json", MANIFEST), Member("z", bytes(10 << 20)))
    assert verify(file).raw_bytes == (10 << 20) + len(MANIFEST)


def test_a_file_that_cannot_be_read_stops_the_writing(tmp_path):
    before = threading.active_count()
    with pytest.raises(MachineError, match="No such file") as kept:
        packed(*(Member(f"{n}", b"x" * 1000) for n in range(99)), Member("5x", tmp_path / "gone"))
    assert threading.active_count() == before, kept.value


def test_files_that_were_begun_ahead_take_their_places_among_the_others():
    files = [Member(f"{n}.js", b"x" * n * 1000) for n in range(99)]
    late = [Member("5.json", b"{}"), Member("miniprog.json", MANIFEST), Member("0", b"")]
    out = io.BytesIO()
    with begun(files) as ahead:
        report = write(late, out, ahead)
    assert (out.getvalue(), report) == packed(*files, *late)


def test_what_was_begun_ahead_is_held_to_the_same_names():
    with begun([Member("a.js", b"")]) as ahead, pytest.raises(NotPortable):
        write([Member("A.js", b"")], io.BytesIO(), ahead)


def test_a_file_that_goes_away_before_its_turn_is_an_error_where_it_would_be_written(tmp_path):
    before = threading.active_count()
    out = io.BytesIO()
    with (
        begun([Member("a", b"a"), Member("b", tmp_path / "gone")]) as ahead,
        pytest.raises(MachineError, match="No such file"),
    ):
        write((), out, ahead)
    assert out.getvalue().endswith(b"a")  # and so is no bundle
    assert threading.active_count() == before


def test_what_was_begun_and_is_not_written_leaves_nothing(tmp_path):
    """Large files wait in temporary ones, which warn where they are not closed."""
    (tmp_path / "big").write_bytes(bytes(deflating.LARGE))
    before = threading.active_count()
    with begun([Member(f"{n}", tmp_path / "big") for n in range(3)]):
        pass
    assert threading.active_count() == before


def test_output_that_cannot_be_written_stops_the_threads():
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(28, "No space left on device")

    before = threading.active_count()
    with pytest.raises(OSError, match="No space left") as kept:
        write([Member(f"{n}", b"x" * 1000) for n in range(99)], Full())
    assert threading.active_count() == before, kept.value


def test_what_is_taken_are_the_bytes_that_were_verified(tmp_path):
    file, report = on_disk(tmp_path, *BUNDLE)
    bundle, data = take(file)
    assert bundle == verify(file)
    assert data == file.read_bytes()
    assert bundle.sha256 == report.sha256


@pytest.mark.parametrize("change", [b"longer", b""])
def test_a_bundle_that_changes_while_it_is_taken_is_refused(tmp_path, change):
    file, _ = on_disk(tmp_path, *BUNDLE)
    other = file.read_bytes()[:-9] + b"\1" * 9 + change

    def saved_meanwhile(_):
        """Write the file anew after its directory was read; and make no copy."""
        file.write_bytes(other)

    with pytest.raises(NotABundle, match="changed while it was read"):
        take(file, copied=saved_meanwhile)


def test_no_file_is_no_bundle(tmp_path):
    with pytest.raises(BundleNotFound):
        verify(tmp_path / "gone.zip")
    with pytest.raises(BundleNotFound):
        verify(tmp_path)


stems = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
suffixes = st.sampled_from(["", ".gif", ".PNG", ".js", ".zip"])  # deflated or not
paths = st.builds("{}{}".format, stems, suffixes).map(names.normalize)
portable = paths.filter(lambda path: not list(names.problems(path)))


@given(st.dictionaries(portable, st.binary(max_size=3000), max_size=12))
@settings(deadline=None)
def test_any_files_come_back(tmp_path_factory, files):
    files["miniprog.json"] = MANIFEST
    if list(names.collisions(files)):
        return
    file, report = on_disk(
        tmp_path_factory.mktemp("any"), *(Member(name, data) for name, data in files.items())
    )
    bundle = verify(file)
    assert bundle.rows == tuple(row._replace(picture="") for row in report.rows)
    assert [row.path for row in bundle.rows] == sorted(files, key=str.encode)
    assert (bundle.raw_bytes, bundle.bundle_bytes) == (report.raw_bytes, report.bundle_bytes)
    assert (bundle.content_digest, bundle.sha256) == (report.content_digest, report.sha256)
    assert bundle.manifest == json.loads(MANIFEST)
    with zipfile.ZipFile(file) as zipped:
        assert {name: zipped.read(name) for name in zipped.namelist()} == files


FLIPPED = packed(
    Member("app.js", b"let text = 'hello hello hello';\n" * 9),
    Member("miniprog.json", MANIFEST),
    Member("\u00e9.png", b"\x89PNG"),
)


def _refused_or_same(tmp_path, data):
    file = tmp_path / "flipped.zip"
    file.write_bytes(data)
    try:
        bundle = verify(file)
    except NotABundle:
        return
    assert bundle.content_digest == FLIPPED[1].content_digest
    assert bundle.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.soak
def test_every_flipped_bit_is_refused_or_changes_nothing(tmp_path):
    whole = FLIPPED[0]
    for at in range(len(whole)):
        for bit in range(8):
            data = bytearray(whole)
            data[at] ^= 1 << bit
            _refused_or_same(tmp_path, bytes(data))


@given(st.data())
def test_any_damage_is_refused_or_changes_nothing(tmp_path_factory, data):
    whole = bytearray(FLIPPED[0])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.integers(0, 6)))
        whole[start:end] = data.draw(st.binary(max_size=6))
    _refused_or_same(tmp_path_factory.getbasetemp(), bytes(whole))
