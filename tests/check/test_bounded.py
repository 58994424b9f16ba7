"""Whatever is in the files of a program, checking it ends, and points at places inside them."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.check import check
from miniprog_cli.core.errors import MiniprogError
from miniprog_cli.core.project import open_project
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.facts import of
from tests.conftest import MANIFEST, PAGE, write_files

NAMES = ("app/index.html", "app/a.css", "app/a.js", "app/a.json", "app/a.mjs", "app/a.txt")
PIECES = st.sampled_from(
    [
        *(
            b"<script>",
            b"</script>",
            b"<style>",
            b"<img src=",
            b'<p onclick="',
            b"<!--",
            b"<a href=",
        ),
        *(b"url(", b"{", b"}", b"(", b"[", b'"', b"'", b"\\", b"/*", b"*/", b"@import", b";", b":"),
        *(b"eval(", b"`${", b"=>", b"import ", b"secret=", b"\n", b"\r", b"\0", b"\xff", b"\xfe"),
        *(
            b"\xef\xbb\xbf",
            b"\xed\xa0\x80",
            "\U0001d4b3".encode(),
            b"1e999",
            b"\\ud800",
            b"javascript:",
        ),
    ]
)
BYTES = st.binary(max_size=60) | st.lists(PIECES, max_size=25).map(b"".join)
BROKEN = {
    "a mark": b"\xef\xbb\xbf" + b"a{}",
    "UTF-16": "eval('x')".encode("utf-16"),
    "UTF-16, the other way round": b"\xfe\xff" + "eval('x')".encode("utf-16-be"),
    "half of UTF-16": b"\xff\xfea",
    "NUL": b"\0" * 5_000,
    "nothing": b"",
    "carriage returns": b"<p>\rvar a;\r{\r",
    "every byte": bytes(range(256)) * 50,
    "lists": b"[" * 200_000,
    "objects": b'{"a":' * 100_000,
    "tags": b"<a " * 100_000,
    "quotes": b"<p a='" * 100_000,
    "blocks": b"a{" * 100_000,
}


def decoded(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if wide else "utf-8", "replace")


def checked(folder: Path):
    try:
        return check(open_project(folder), keep=False).reports
    except MiniprogError:  # the manifest is none, as the message says
        return ()


def assert_inside(reports, folder: Path) -> None:
    for report in reports:
        at = report.finding.at
        if at.span is None:
            continue
        content = (folder / at.file).read_bytes()
        text = decoded(content)
        end = Lines.of(text).place(len(text))
        assert (1, 1) <= at.span[:2] <= at.span[2:], report
        assert at.span[2:] <= end, report


@given(contents=st.tuples(*[BYTES] * len(NAMES)))
def test_any_bytes_in_any_file(contents, tmp_path_factory):
    folder = tmp_path_factory.mktemp("p")
    write_files(
        folder, {"miniprog.json": json.dumps(MANIFEST), **dict(zip(NAMES, contents, strict=True))}
    )
    assert_inside(checked(folder), folder)


@given(content=BYTES)
def test_any_bytes_for_a_manifest(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("p")
    write_files(folder, {"miniprog.json": content, "app/index.html": PAGE})
    assert_inside(checked(folder), folder)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_through_the_command_line(name, project, miniprog):
    files = {
        f"app/{at}.{kind}": BROKEN[name] for at, kind in enumerate(("js", "css", "json", "html"))
    }
    folder = project(files=files)
    run = miniprog("check", "--json", cwd=folder)
    assert run.rc in (0, 1), run.talk
    assert isinstance(run.json, dict)


def test_names_and_links_that_nobody_expects(project, miniprog):
    folder = project()
    app = folder / "app"
    (app / "folder.js").mkdir()
    (app / "folder.js" / "a.css").write_bytes(b"a{")
    (app / "loop").symlink_to(app)
    (app / "one").symlink_to("two")
    (app / "two").symlink_to("one")
    Path(os.fsdecode(os.fsencode(app) + b"/\xff.js")).write_bytes(b"eval(")
    run = miniprog("check", "--json", cwd=folder)
    assert run.rc == 1, run.talk
    assert "Traceback" not in run.talk


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["html", "css", "js", "json", "txt"])
def test_ten_megabytes_on_one_line(kind):
    units = {"html": "<img src=a.png>", "css": ".a{b:url(x)}", "js": 'eval("x");', "json": "[1,"}
    content = units.get(kind, "secret").encode()
    of(f"a.{kind}", content * (10_000_000 // len(content)))


def test_no_file_is_told_more_than_a_thousand_findings_of_one_rule(project):
    pictures = "".join(f".a{at} {{ background: url(gone-{at}) }}\n" for at in range(1_500))
    folder = project(files={"app/a.css": pictures, "app/b.css": ".a { background: url(gone) }"})
    reports = [one.finding for one in checked(folder) if one.rule.code == "MP303"]
    of_one = [finding for finding in reports if finding.at.file == "app/a.css"]
    assert len(of_one) == 1_000
    assert of_one[0].message == "CSS refers to gone-0, which does not ship"
    assert of_one[-1].message == (
        "CSS refers to gone-999, which does not ship; and 500 more like this in this file"
    )
    assert len(reports) == 1_001


def test_what_can_be_mended_is_mended_all_at_once(project, miniprog):
    wrong = "".join(f".a{at} {{ background: url(Logo.svg?{at}) }}\n" for at in range(1_200))
    folder = project(files={"app/a.css": wrong, "app/logo.svg": "<svg/>"})
    miniprog("check", "--fix", "-q", cwd=folder)
    assert (folder / "app/a.css").read_text(encoding="utf-8") == wrong.replace("Logo", "logo")
