"""`check --host`: which hosts are asked, and how a native project is read for several of them."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Miniprog


@pytest.fixture
def wxml(tmp_path: Path, miniprog: Miniprog) -> Path:
    """Begin a program of WeChat."""
    assert miniprog("new", "shop", "-t", "native-shop").rc == 0
    return tmp_path / "shop"


def verdicts(run):
    return {each["host"]: each["ok"] for each in run.json["hosts"]}


def test_all_are_the_hosts_that_take_such_a_project(miniprog, project, wxml):
    web = verdicts(miniprog("check", project(), "--host", "all", "--json"))
    assert {"generic", "tiktok", "telegram"} <= set(web)
    assert not {"wechat", "douyin", "alipay", "baidu"} & set(web)
    native = miniprog("check", wxml, "--host", "all", "--json")
    assert verdicts(native) == {"wechat": True}
    assert native.rc == 0


@pytest.mark.parametrize("hosts", ["wechat,douyin", "douyin,wechat", "tiktok,wechat,douyin"])
def test_of_several_native_hosts_the_projects_files_say_whose_it_is(miniprog, wxml, hosts):
    run = miniprog("check", wxml, "--host", hosts, "--json")
    told = verdicts(run)
    assert list(told) == hosts.split(",")
    assert [name for name, ok in told.items() if ok] == ["wechat"]
    assert all("WXML of WeChat" in each["message"] for each in run.json["findings"])


def test_a_native_host_that_is_named_alone_reads_it_as_its_own(miniprog, wxml):
    assert verdicts(miniprog("check", wxml, "--host", "douyin", "--json")) == {"douyin": True}


def test_where_nothing_tells_the_first_of_several_reads_it(miniprog, wxml):
    (wxml / "project.config.json").unlink()
    shutil.rmtree(wxml / "miniprogram/components")
    (wxml / "miniprogram/app.json").rename(wxml / "app.json")
    shutil.rmtree(wxml / "miniprogram")
    (wxml / "app.json").write_text('{"pages": []}', encoding="utf-8")
    unclear = miniprog("check", wxml)
    assert unclear.rc == 2
    assert "name the host with --host" in unclear.stderr
    assert "MP007" in miniprog("check", wxml, "--host", "wechat,douyin").stdout


def test_the_table_has_the_sizes_of_native_programs(miniprog, wxml):
    run = miniprog("check", wxml, "--host", "wechat,tiktok")
    wechat, tiktok = run.stderr.splitlines()[1:3]
    assert " KB of 30 MB" in wechat
    assert " KB" not in tiktok
