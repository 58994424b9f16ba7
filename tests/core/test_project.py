"""Finding the project that is meant."""

import json

import pytest

from miniprog_cli.core.errors import NativeProject, ProjectNotFound, SeveralProjects
from miniprog_cli.core.manifest import ManifestUnreadable
from miniprog_cli.core.project import find_project, open_project
from tests.conftest import MANIFEST, PAGE, write_files


def test_it_is_looked_for_upwards_from_here(project, monkeypatch):
    folder = project(files={"app/img/deep/a.txt": "x"})
    monkeypatch.chdir(folder / "app/img/deep")
    assert find_project() == folder


def test_a_named_folder_is_not_left_upwards(project):
    folder = project()
    with pytest.raises(ProjectNotFound, match=r"no miniprog\.json in"):
        find_project(folder / "app")


def test_the_only_one_below_is_taken(project, tmp_path):
    folder = project("shop/front")
    assert find_project(tmp_path) == folder


def test_several_below_are_listed(project, tmp_path, miniprog):
    project("one")
    project("two")
    with pytest.raises(SeveralProjects, match="one, two"):
        find_project(tmp_path)
    run = miniprog("check", tmp_path, "--json")
    assert (run.rc, run.json["error"]["code"]) == (2, "several-projects")


@pytest.mark.parametrize(
    ("number", "end"), [(10, "p09"), (11, "p09 and 1 more"), (30, "p09 and 20 more")]
)
def test_of_many_below_ten_are_named(number, end, project, tmp_path):
    for one in range(number):
        project(f"p{one:02}")
    with pytest.raises(SeveralProjects, match=f"p08, {end}$"):
        find_project(tmp_path)


def test_packages_and_hidden_folders_are_not_looked_into(project, tmp_path):
    project("node_modules/a")
    project(".cache/b")
    with pytest.raises(ProjectNotFound):
        find_project(tmp_path)


@pytest.mark.parametrize(
    "files",
    [
        {"app.json": '{"pages": ["pages/index/index"]}'},
        {"project.config.json": '{"miniprogramRoot": "src/"}', "src/app.json": '{"pages": []}'},
        {"project.config.json": '{"smartProgramRoot": "src"}', "src/app.json": '{"pages": []}'},
        {"mini.project.json": "{}"},
        {"project.swan.json": "{}"},
        {"miniprog.json": json.dumps({**MANIFEST, "kind": "native"})},
        {"miniprog.json": json.dumps(MANIFEST), "app.json": '{"pages": []}'},
    ],
)
def test_native_projects_are_refused_by_who_cannot_work_on_them(files, tmp_path, miniprog):
    write_files(tmp_path / "p", files)
    with pytest.raises(NativeProject):
        open_project(tmp_path / "p")
    assert miniprog("test", tmp_path / "p").rc == 2
    with pytest.raises(NativeProject):
        open_project(tmp_path)


def test_kind_web_wins_over_a_vendors_file(project):
    folder = project(kind="web", files={"app.json": '{"pages": []}'})
    assert open_project(folder).manifest.kind == "web"


def test_a_web_project_may_have_data_called_app_json(project):
    folder = project(files={"app.json": '{"scores": []}'})
    assert open_project(folder).folder == folder


@pytest.mark.parametrize("place", ["nowhere", "file"])
def test_what_is_no_folder_is_said(place, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ProjectNotFound, match=r"does not exist|is not a folder"):
        find_project(tmp_path / place)


def test_a_manifest_that_is_a_folder_is_no_project(tmp_path):
    (tmp_path / "p/miniprog.json").mkdir(parents=True)
    with pytest.raises(ProjectNotFound):
        open_project(tmp_path / "p")


def test_an_unreadable_manifest_has_its_place(project):
    with pytest.raises(ManifestUnreadable) as caught:
        open_project(project(files={"miniprog.json": "{\n x}"}))
    assert caught.value.message.startswith("miniprog.json:2:2: ")


def test_a_site_that_is_there_is_shown_the_manifest_it_needs(tmp_path, miniprog):
    folder = tmp_path / "Mein Café"
    write_files(folder, {"index.html": PAGE})
    hint = miniprog("check", folder, "--json").json["error"]["hint"]
    said, _, manifest = hint.partition(": ")
    assert said == "for the site that is here, write this to miniprog.json"
    (folder / "miniprog.json").write_text(manifest, encoding="utf-8")
    assert miniprog("check", folder, "--json").json["findings"] == []
