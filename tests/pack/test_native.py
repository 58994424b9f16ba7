"""Native projects, packed and published as the vendor's own tool would take them."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Miniprog, write_files

FILES = {
    "project.config.json": '{"appid": "wx1111111111111111", "projectname": "Shop"}',
    "app.json": '{"pages": ["pages/index/index"]}',
    "app.js": "App({});",
    "pages/index/index.wxml": "<view>Hello</view>",
    "pages/index/index.js": "Page({});",
    "README.md": "# Shop",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write_files(tmp_path / "shop", FILES)
    return tmp_path / "shop"


def test_the_bundle_holds_the_vendors_tree_and_a_manifest(shop: Path, miniprog: Miniprog):
    done = miniprog("pack", shop, "--version-name", "1.2.0", "--json")
    assert done.rc == 0, done.stderr
    bundle = shop / "bundles/wechat.wx1111111111111111-1.2.0-wechat.zip"
    with zipfile.ZipFile(bundle) as zipped:
        kept = ["app.js", "app.json", "miniprog.json"]
        assert zipped.namelist() == [*kept, "pages/index/index.js", "pages/index/index.wxml"]
        assert zipped.read("app.json").decode() == FILES["app.json"]
        assert json.loads(zipped.read("miniprog.json")) == {
            "id": "wechat.wx1111111111111111",
            "name": "Shop",
            "version": "1.2.0",
            "kind": "native",
            "hosts": {"wechat": {}},
        }
    assert miniprog("verify", bundle).rc == 0
    reasons = {one["path"]: one["reason"] for one in done.json["files"] if not one["included"]}
    assert reasons["README.md"] == "WeChat packs no .md files"
    assert reasons["project.config.json"] == "for the vendor's tool"


def test_list_says_what_the_folders_beside_the_program_are_for(tmp_path: Path, miniprog: Miniprog):
    folder = tmp_path / "shop"
    config = {"appid": "wx1111111111111111", "miniprogramRoot": "app/", "pluginRoot": "./plugin/"}
    files = {f"app/{name}": text for name, text in FILES.items() if name != "project.config.json"}
    write_files(
        folder,
        {
            **files,
            "project.config.json": json.dumps({**config, "cloudfunctionRoot": "cloud/"}),
            "project.private.config.json": "{}",
            "plugin/plugin.json": "{}",
            "cloud/login/index.js": "",
            "package.json": "{}",
        },
    )
    listed = miniprog("pack", folder, "--list", "--json").json["files"]
    assert {one["path"]: one["reason"] for one in listed if one["path"].startswith("../")} == {
        "../cloud/": "functions for the vendor's cloud",
        "../package.json": "lies outside of app, the folder that ships",
        "../plugin/": "the plugin",
        "../project.config.json": "for the vendor's tool",
        "../project.private.config.json": "for the vendor's tool",
    }
    assert not any(one["included"] for one in listed if one["path"].startswith("../"))


def test_without_a_version_it_is_packed_and_not_published(shop: Path, miniprog: Miniprog):
    registry = f"dir:{shop.parent / 'registry'}"
    packed = miniprog("pack", shop)
    assert packed.rc == 0
    bundle = packed.stdout.strip()
    assert bundle.endswith("wechat.wx1111111111111111-wechat.zip")
    assert miniprog("verify", bundle, "--json").json["version"] is None
    for source in (shop, bundle):
        refused = miniprog("publish", source, "--to", registry)
        assert refused.rc == 2
        assert "--version-name" in refused.stderr
    assert not (shop.parent / "registry").exists()
    done = miniprog("publish", shop, "--version-name", "1.2.0", "--to", registry, "--json")
    assert done.rc == 0
    assert done.json["id"] == "wechat.wx1111111111111111"
    assert (done.json["version"], done.json["host"]) == ("1.2.0", "wechat")


@pytest.mark.parametrize("version", ["1", "v1.0.0", ""])
def test_a_version_that_is_none_is_refused(version: str, shop: Path, miniprog: Miniprog):
    done = miniprog("pack", shop, "--version-name", version)
    assert done.rc == 2
    assert "semantic version" in done.stderr


def test_a_web_project_has_its_version_in_the_manifest(miniprog: Miniprog, project):
    done = miniprog("pack", project(), "--version-name", "1.0.0")
    assert done.rc == 2
    assert "miniprog.json" in done.stderr


@pytest.mark.parametrize(("size", "over"), [(2 * 1024 * 1024, False), (2 * 1024 * 1024 + 1, True)])
def test_the_main_package_has_a_limit_of_its_own(
    size: int, over: bool, shop: Path, miniprog: Miniprog
):
    others = ("app.js", "app.json", "pages/index/index.wxml", "pages/index/index.js")
    rest = size - sum(len(FILES[name]) for name in others)
    (shop / "big.png").write_bytes(b"\0" * rest)
    (shop / "app.json").write_text(FILES["app.json"], encoding="utf-8")
    done = miniprog("check", shop, "--json", "--select", "MP101")
    assert done.rc == int(over)
    main, total = done.json["hosts"][0]["limits"]
    assert (main["name"], main["bytes"], main["ok"]) == ("main package", size, not over)
    assert total["limit_bytes"] == 30 * 1024 * 1024


def test_each_sub_package_is_measured(shop: Path, miniprog: Miniprog):
    packages = [{"root": one, "pages": list[str]()} for one in ("a", "b")]
    app = {"pages": ["pages/index/index"], "subPackages": packages}
    write_files(shop, {"app.json": json.dumps(app), "a/x.js": "1;", "b/x.png": bytes(3_000_000)})
    done = miniprog("check", shop, "--json")
    limits = {one["name"]: one["bytes"] for one in done.json["hosts"][0]["limits"]}
    assert limits["sub-package a"] == 2
    assert limits["sub-package b"] == 3_000_000
    [found] = [one for one in done.json["findings"] if one["code"] == "MP101"]
    assert found["message"].startswith("the sub-package b comes to 2.9 MB")
    assert "main" not in found["message"]


def test_code_that_is_minified_before_it_is_counted_may_be_longer(shop: Path, miniprog: Miniprog):
    config = {"appid": "wx1111111111111111", "setting": {"minified": True}}
    code = "// x\n" * 500_000
    write_files(shop, {"project.config.json": json.dumps(config), "lib.js": code})
    [found] = miniprog("check", shop, "--json", "--select", "MP101").json["findings"]
    assert found["severity"] == "warning"
