"""Native projects: recognised by the vendor's files, and read."""

import json
import subprocess
from pathlib import Path

import pytest

from miniprog_cli.core.errors import DialectUnclear, NativeProject, SeveralProjects
from miniprog_cli.core.manifest import ManifestUnreadable
from miniprog_cli.core.project import open_project as open_web
from miniprog_cli.hosts import open_project
from miniprog_cli.hosts.dialects import dialects
from tests.conftest import write_files

APP = '{"pages": ["pages/index/index"]}'
WECHAT = {"project.config.json": '{"appid": "wx1111111111111111"}', "app.json": APP}


def test_a_wechat_project_is_opened_without_a_file_of_ours(tmp_path):
    write_files(tmp_path, WECHAT)
    project = open_project(tmp_path)
    assert project.kind == "native"
    assert project.native is not None
    assert project.native.dialect.language == "WXML"
    assert project.manifest.id == "wechat.wx1111111111111111"
    assert project.manifest.pages == ("pages/index/index",)
    assert list(project.manifest.hosts) == ["wechat"]


@pytest.mark.parametrize("member", ["miniprogramRoot", "smartProgramRoot"])
@pytest.mark.parametrize("written", ["src", "src/", "./src/", "a/b"])
def test_the_root_is_the_folder_of_app_json(member, written, tmp_path):
    folder = written.strip("./")
    config = {"appid": "wx1111111111111111", member: written}
    write_files(tmp_path, {"project.config.json": json.dumps(config), f"{folder}/app.json": APP})
    project = open_project(tmp_path)
    assert project.manifest.root == folder
    assert project.shipped.keys() == {"app.json"}


@pytest.mark.parametrize(
    ("files", "host"),
    [
        ({"mini.project.json": "{}"}, "alipay"),
        ({"project.swan.json": "{}"}, "baidu"),
        ({"project.config.json": '{"appid": "wx0123456789abcdef"}'}, "wechat"),
        ({"project.config.json": '{"appid": "tt0123456789abcdef"}'}, "douyin"),
        ({"project.config.json": '{"appid": "touristappid"}', "p/i.wxml": ""}, "wechat"),
        ({"p/i.wxml": ""}, "wechat"),
        ({"p/i.ttml": ""}, "douyin"),
        ({"p/i.axml": ""}, "alipay"),
        ({"p/i.swan": ""}, "baidu"),
        ({"mini.project.json": "{}", "p/i.wxml": ""}, "alipay"),
        ({"pages/index/index.wxml": "", "lib/button.ttml": "", "lib/button.axml": ""}, "wechat"),
        ({"p/i.ttml": "", "q/i.wxml": ""}, "douyin"),  # which takes WeChat's files as well
        ({"project.config.json": '{"appid": "tt0123456789abcdef"}', "p/i.wxml": ""}, "douyin"),
    ],
)
def test_the_dialect_follows_from_the_project_file_the_id_and_the_templates(files, host, tmp_path):
    write_files(tmp_path, {"app.json": APP, **files})
    native = open_project(tmp_path).native
    assert native is not None
    assert native.dialect.host == host


def test_the_host_that_is_asked_for_decides(tmp_path):
    write_files(tmp_path, {"app.json": APP, "p/i.wxml": ""})
    native = open_project(tmp_path, host="douyin").native
    assert native is not None
    assert native.dialect.host == "douyin"


def test_what_nothing_tells_is_asked_for(tmp_path):
    write_files(tmp_path, {"app.json": APP})
    with pytest.raises(DialectUnclear, match="for which host"):
        open_project(tmp_path)


@pytest.mark.parametrize(
    "files", [("pages/index/index.wxml", "pages/index/index.ttml"), ("p/i.wxml", "p/i.ttml")]
)
def test_templates_for_several_hosts_are_named_with_the_ways_to_choose(files, tmp_path):
    write_files(tmp_path, {"app.json": APP, **dict.fromkeys(files, "")})
    with pytest.raises(DialectUnclear) as caught:
        open_project(tmp_path)
    assert str(caught.value).endswith(
        f"has templates for several hosts: {files[0]} (wechat), {files[1]} (douyin)"
    )
    assert caught.value.exit_code == 2
    assert caught.value.hint == (
        "name the one that is meant: --host wechat or --host douyin; "
        "or say it with its appid in project.config.json"
    )
    for host in ("wechat", "douyin"):
        native = open_project(tmp_path, host=host).native
        assert native is not None
        assert native.dialect.host == host


def test_several_below_are_listed(tmp_path):
    for name in ("a", "b"):
        write_files(tmp_path / name, WECHAT)
    with pytest.raises(SeveralProjects, match="a, b"):
        open_project(tmp_path)


def test_miniprog_json_adds_to_the_vendors_files(tmp_path):
    ours = {
        "id": "com.example.shop",
        "version": "2.0.0",
        "kind": "native",
        "budget": {"total": "1 MB"},
    }
    write_files(tmp_path, {**WECHAT, "miniprog.json": json.dumps(ours)})
    manifest = open_project(tmp_path).manifest
    assert (manifest.id, manifest.version) == ("com.example.shop", "2.0.0")
    assert manifest.raw["budget"] == {"total": "1 MB"}
    assert not manifest.violations
    assert manifest.pages == ("pages/index/index",)


def test_the_version_is_that_of_a_tag_or_of_the_command_line(tmp_path):
    write_files(tmp_path, WECHAT)
    assert open_project(tmp_path, tagged=True).manifest.version == ""
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for command in (
        ["init", "-q"],
        ["add", "."],
        [*identity, "commit", "-qm", "x"],
        ["tag", "v1.2.3"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert open_project(tmp_path, tagged=True).manifest.version == "1.2.3"
    assert open_project(tmp_path, version="3.0.0", tagged=True).manifest.version == "3.0.0"
    assert open_project(tmp_path).manifest.version == ""


def test_an_app_json_that_does_not_parse_has_its_place(tmp_path):
    write_files(tmp_path, {**WECHAT, "app.json": '{\n  "pages": [], // none\n}'})
    with pytest.raises(ManifestUnreadable) as caught:
        open_project(tmp_path)
    assert caught.value.message.startswith("app.json:2:16: ")


def test_a_program_that_is_still_to_be_built_says_so(tmp_path):
    config = {"appid": "wx1111111111111111", "miniprogramRoot": "dist/"}
    write_files(tmp_path, {"project.config.json": json.dumps(config), "src/a.vue": ""})
    with pytest.raises(ManifestUnreadable, match=r"dist/app\.json is missing") as caught:
        open_project(tmp_path)
    assert "build" in str(caught.value.hint)


def test_packages_pages_and_tabs_are_read_with_their_places(tmp_path):
    app = {
        "pages": ["pages/a/a", 7],
        "subPackages": [
            {"root": "shop/", "name": "s", "independent": True, "pages": ["list/list"]}
        ],
        "tabBar": {"color": "#000", "list": [{"pagePath": "pages/a/a", "text": "A"}, 3]},
    }
    write_files(tmp_path, {**WECHAT, "app.json": json.dumps(app, indent=1)})
    native = open_project(tmp_path).native
    assert native is not None
    main, shop = native.app.packages
    assert [page.path for page in main.pages] == ["pages/a/a"]
    assert (shop.root, shop.name, shop.independent) == ("shop", "s", True)
    assert [page.path for page in shop.pages] == ["shop/list/list"]
    assert native.app.document.at(shop.pages[0].pointer) == "list/list"
    assert native.app.package_of("shop/list/list.js") is shop
    assert native.app.package_of("shopping/a.js") is main
    assert native.app.tab_bar is not None
    assert [tab.text for tab in native.app.tab_bar.tabs] == ["A", ""]
    assert native.app.start == "pages/a/a"


@pytest.mark.parametrize(
    "app",
    ["[]", "7", '{"pages": 3}', '{"pages": [], "subPackages": [[]], "tabBar": {"list": {}}}',
     '{"subPackages": {"root": 1}, "window": [], "tabBar": [], "pages": [[], {}, null]}'],
)  # fmt: skip
def test_wrong_members_never_raise(app, tmp_path):
    write_files(tmp_path, {**WECHAT, "app.json": app})
    native = open_project(tmp_path).native
    assert native is not None
    assert native.app.pages == ()
    assert native.app.start == ""


def test_the_vendors_files_do_not_ship(tmp_path):
    ignore = [
        {"type": "folder", "value": "test"}, {"type": "suffix", "value": ".map.js"},
        {"type": "prefix", "value": "draft-"}, {"type": "file", "value": "/old.js"},
        {"type": "glob", "value": "docs/**/*.json"}, {"type": "regexp", "value": "\\.bak\\.js$"},
        {"type": "regexp", "value": "("}, {"type": "what", "value": "x"}, 3,
    ]  # fmt: skip
    options = {"ignore": ignore, "include": [{"type": "file", "value": "test/kept.js"}]}
    config = {"appid": "wx1111111111111111", "packOptions": options}
    names = ("test/a.js", "test/kept.js", "a.map.js", "x/draft-1.js", "old.js", "docs/a/b.json",
             "docs/b.json", "a.bak.js", "node_modules/x/x.js", "miniprogram_npm/x/index.js",
             "README.md", "font.ttf", "Makefile")  # fmt: skip
    files = dict.fromkeys(names, "")
    files[".gitignore"] = "miniprogram_npm\n"
    private = {"project.private.config.json": "{}"}
    write_files(
        tmp_path, {**files, **private, "app.json": APP, "project.config.json": json.dumps(config)}
    )
    project = open_project(tmp_path)
    assert project.shipped.keys() == {"app.json", "miniprogram_npm/x/index.js", "test/kept.js"}
    reasons = {file.path: file.reason for file in project.files}
    assert reasons["test/a.js"] == "packOptions.ignore: folder test"
    assert reasons["font.ttf"] == "WeChat packs no .ttf files"
    assert reasons["project.private.config.json"] == "for the vendor's tool"


def test_sources_that_the_vendor_compiles_ship(tmp_path):
    setting = {"useCompilerPlugins": ["typescript", "sass"]}
    config = {"appid": "wx1111111111111111", "setting": setting}
    files = dict.fromkeys(("a.ts", "a.scss", "a.less"), "")
    write_files(tmp_path, {**files, "app.json": APP, "project.config.json": json.dumps(config)})
    project = open_project(tmp_path)
    assert project.shipped.keys() == {"app.json", "a.ts", "a.scss"}
    assert project.native is not None
    # what is compiled counts more than what lies beside it
    assert project.native.scripts == ("ts", "js")
    assert project.native.styles == ("scss", "sass", "wxss")


def test_who_cannot_work_on_native_projects_refuses_them(tmp_path):
    write_files(tmp_path, WECHAT)
    with pytest.raises(NativeProject):
        open_web(tmp_path)


def test_each_dialect_names_its_own_files():
    found = dialects()
    assert len({one.templates[0] for one in found}) == len(found)
    assert len({one.prefix for one in found}) == len(found)
    assert len({one.namespace for one in found}) == len(found)


def test_a_page_has_a_configuration(tmp_path: Path):
    config = {"usingComponents": {"tag": "/c/tag", "bad": 3}, "component": True}
    files = {"pages/index/index.json": json.dumps(config), "broken.json": "{,}"}
    write_files(tmp_path, {**WECHAT, **files})
    native = open_project(tmp_path).native
    assert native is not None
    found = native.config_of("pages/index/index")
    assert found is not None
    assert found.is_component
    assert [one.tag for one in found.components] == ["tag"]
    assert native.config_of("nowhere") is None
    broken = native.config_of("broken")
    assert broken is not None
    assert broken.components == ()


def test_pages_have_the_queries_of_the_vendors_tool(tmp_path: Path):
    def modes(*listed: object) -> str:
        return json.dumps(
            {"appid": "wx1111111111111111", "condition": {"miniprogram": {"list": listed}}}
        )

    files = {
        "project.config.json": modes(
            {"pathName": "pages/a/a", "query": "id=1"}, {"pathName": "/pages/b/b", "query": "?id=2"},
            {"pathName": "pages/b/b", "query": "id=3"}, {"pathName": "pages/c/c", "query": ""}, 7,
            {"pathName": 1, "query": "x"},
        ),
        "project.private.config.json": modes({"pathName": "pages/a/a", "query": "id=4"}),
    }  # fmt: skip
    write_files(tmp_path, {**WECHAT, **files})
    native = open_project(tmp_path).native
    assert native is not None
    assert native.config.queries == {"pages/a/a": "id=4", "pages/b/b": "id=2"}
    write_files(tmp_path, {"project.private.config.json": '{"condition": {"miniprogram": []}}'})
    native = open_project(tmp_path).native
    assert native is not None
    assert native.config.queries == {"pages/a/a": "id=1", "pages/b/b": "id=2"}
