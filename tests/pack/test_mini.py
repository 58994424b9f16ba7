"""mini.js in a bundle: where the program uses it, with the host's adapter, and counted."""

import zipfile
from pathlib import Path

import pytest

from miniprog_cli import hosts
from miniprog_cli.check.survey import survey
from miniprog_cli.core.archive.writer import measure
from miniprog_cli.core.bundle import listing, members
from miniprog_cli.core.project import open_project
from miniprog_cli.core.rule import Sizes
from miniprog_cli.core.runtime import mini_js, uses_mini
from miniprog_cli.scaffold import plan
from miniprog_cli.scaffold.catalog import builtin_names, find_template

TEMPLATES = [name for name in builtin_names() if find_template(name).kind == "web"]
PREVIEW = Path(hosts.__file__).parents[1] / "preview" / "client"
MARKS = (b"_miniprog", b"miniSimulated", b"miniprog-dialog", b"is-not-a-secret", b"IsNotASecret")
"""What is in the preview's own scripts, and in nothing that a program has."""
USES = {
    "a page": {"app/a.html": '<script src="mini.js"></script>'},
    "a page further down": {"app/x/a.html": "<script src='../mini.js'></script>"},
    "a script": {"app/a.js": 'import "./mini.js";'},
    "a module": {"app/a.mjs": "await import('/mini.js?v=1')"},
    "a page in UTF-16": {"app/a.html": '<script src="mini.js">'.encode("utf-16")},
}
OTHER = {
    "another name": {"app/a.html": '<script src="gemini.js"></script>'},
    "a longer name": {"app/a.js": 'import "./mini.json"; import "x-mini.js"'},
    "no program": {"app/a.txt": "mini.js"},
}


@pytest.mark.parametrize("how", USES)
def test_a_program_that_names_it_has_it(project, how):
    opened = open_project(project(files=USES[how]))
    assert uses_mini(opened)
    found = {one.name: one.data for one in members(opened, "telegram")}
    assert found["mini.js"] == mini_js(opened.manifest, "telegram")
    assert b"Telegram" in found["mini.js"]
    assert [row.included for row in listing(opened, "telegram") if row.path == "mini.js"] == [True]


@pytest.mark.parametrize("how", OTHER)
def test_a_program_that_does_not_has_it_not(project, how):
    opened = open_project(project(files=OTHER[how]))
    found = [one.name for one in members(opened, "generic")]
    assert "mini.js" not in found


@pytest.mark.parametrize("host", ["generic", "telegram", "line", "tiktok"])
@pytest.mark.parametrize("how", ["a page", "a page in UTF-16"])
def test_check_counts_what_pack_writes(project, host, how, tmp_path, monkeypatch):
    monkeypatch.setenv("MINIPROG_CACHE_DIR", str(tmp_path / "cache"))
    opened = open_project(
        project(files=USES[how], hosts={host: {"liff_id": "1234567890-AbcdEfgh"}})
    )
    report = measure(members(opened, host))
    for _ in range(2):  # the second time from what was kept
        found = survey(opened, [host]).sizes[host]
        assert found == Sizes(report.raw_bytes, report.bundle_bytes)


def test_the_settings_of_the_host_are_in_it_and_nothing_else(project):
    folder = project(
        hosts={"line": {"liff_id": "1234567890-AbcdEfgh", "url": "https://secret.test"}}
    )
    text = mini_js(open_project(folder).manifest, "line").decode()
    assert text.startswith(
        'globalThis.miniParts = { settings: {"liff_id": "1234567890-AbcdEfgh"} };\n'
    )
    assert "secret.test" not in text


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_of_the_preview_is_in_a_bundle(miniprog, tmp_path, template):
    folder = tmp_path / template
    plan(find_template(template), folder, given={}).carry_out()
    page = folder / "app" / "index.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace("<head>", '<head><script src="mini.js"></script>'), "utf-8")
    done = miniprog("pack", folder, "--json")
    assert done.rc == 0, done.talk
    own = {path.name.encode() for path in PREVIEW.glob("*.js")}
    with zipfile.ZipFile(done.json["bundle"]) as bundle:
        assert "mini.js" in bundle.namelist()
        for name in bundle.namelist():
            data = bundle.read(name)
            assert b"_miniprog" not in data, name
            assert b"WebSocket" not in data, name
        mini = bundle.read("mini.js")
    assert [name for name in own if name in mini] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_of_the_simulated_host_is_in_what_ships_for_any_host(tmp_path, template):
    folder = tmp_path / template
    plan(find_template(template), folder, given={}).carry_out()
    opened = open_project(folder)
    for host in hosts.HOSTS:
        for one in members(opened, host):
            data = one.data if isinstance(one.data, bytes) else one.data.read_bytes()
            assert [mark for mark in MARKS if mark in data] == [], (host, one.name)
        found = mini_js(opened.manifest, host)
        assert [mark for mark in MARKS if mark in found] == [], host


def test_those_marks_are_in_the_preview():
    played = [*PREVIEW.rglob("*.js"), *Path(hosts.__file__).parent.glob("*/simulated*.js")]
    text = b"".join(path.read_bytes() for path in played)
    text += b"".join(path.read_bytes() for path in Path(hosts.__file__).parent.glob("*/launch.py"))
    assert [mark for mark in MARKS if mark not in text] == []
    simulated = [
        path for path in played if "simulated" in path.name and path.parents[1].name == "hosts"
    ]
    assert len(simulated) > len(hosts.HOSTS) - 2
    assert all(b"miniSimulated" in path.read_bytes() for path in simulated)
