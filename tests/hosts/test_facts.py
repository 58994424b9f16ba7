"""The table of hosts says what the code does, and every number in it has a source and a date."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from miniprog_cli import hosts
from miniprog_cli.check import check
from miniprog_cli.check.rules.services import link_not_allowed
from miniprog_cli.check.survey import survey
from miniprog_cli.core.capabilities import CAPABILITIES, ONLY_OF_HOSTS
from miniprog_cli.core.errors import UnknownHost
from miniprog_cli.core.hostfacts import FROM_SERVER
from miniprog_cli.core.project import open_project
from miniprog_cli.core.rule import Context, Sizes
from miniprog_cli.core.size import MB
from miniprog_cli.hosts import dialects, sdk
from miniprog_cli.hosts.base import State, Verbs
from miniprog_cli.hosts.roots import ROOTS
from tests.conftest import write_files

EVERY = hosts.every()
WEB = tuple(host for host in EVERY if host.kind == "web")
NATIVE = tuple(host for host in EVERY if host.kind == "native")
FOLDER = Path(hosts.__file__).parent


def named(host):
    return host.name


def test_every_folder_of_a_host_is_in_the_table():
    folders = {path.parent.name for path in FOLDER.glob("*/host.py")}
    assert set(hosts.HOSTS) == folders
    assert [host.name for host in EVERY] == list(hosts.HOSTS)


def test_the_dialects_that_several_apps_share_name_them():
    assert hosts.get("alipay").clients == ("Alipay", "Amap", "Ele.me", "Taobao", "Tmall")
    assert hosts.get("douyin").clients == ("Douyin", "Toutiao")


def test_an_unknown_host_is_refused_with_the_nearest():
    with pytest.raises(UnknownHost) as refused:
        hosts.get("wechta")
    assert refused.value.hint == "did you mean `wechat`?"


def dated(host):
    """Give every fact of a host, of whatever kind."""
    yield from (*host.limits, *host.notes, *host.policies.named().values())
    yield from (*host.bans, *host.banned_links, *host.config_files, *host.members)
    if host.capabilities:
        yield host.capabilities


@pytest.mark.parametrize("host", EVERY, ids=named)
def test_every_fact_says_where_and_when_it_was_read(host):
    for fact in dated(host):
        assert re.match(r"https?://|npm |miniprog's own ", fact.source), fact
        assert date(2026, 1, 1) <= date.fromisoformat(fact.checked) <= date(2100, 1, 1)
    assert all(limit.limit_bytes > 0 for limit in host.limits)
    assert len({limit.name for limit in host.limits}) == len(host.limits)


@pytest.mark.parametrize("host", NATIVE, ids=named)
def test_native_hosts_limit_main_package_sub_packages_and_total(host):
    assert [limit.scope for limit in host.limits] == ["main", "subpackage", "total"]


def test_the_limits_are_the_published_ones():
    def sizes(name):
        return [limit.limit_bytes / MB for limit in hosts.get(name).limits]

    assert sizes("generic") == [10, 10]
    assert sizes("wechat") == [2, 2, 30]
    assert sizes("alipay") == sizes("baidu") == [2, 2, 8]
    assert sizes("douyin") == [4, 2, 16]
    assert sizes("toss") == [100]


@pytest.mark.parametrize("name", [host.name for host in WEB if not host.limits])
def test_where_no_limit_is_published_none_is_made_up(name):
    host = hosts.get(name)
    assert host.limits == ()
    assert any("no size limit" in note.text for note in host.notes)


@pytest.mark.parametrize("host", EVERY, ids=named)
def test_every_verb_has_a_state_and_says_how(host):
    assert [name for name, _ in host.verbs.named()] == list(Verbs._fields)
    for name, verb in host.verbs.named():
        assert isinstance(verb.state, State)
        assert not verb.how.endswith(".")
        if verb.state is State.WORKS:
            assert verb.how.startswith(f"miniprog {name}")
        if verb.state is State.BY_HAND:
            assert re.search(r"https://\S+$", verb.how), "where a person does it"


@pytest.mark.parametrize("host", WEB, ids=named)
def test_only_what_works_is_packed_and_the_others_hear_what_to_do(host, miniprog, project):
    folder = project(hosts={host.name: {}})
    done = miniprog("pack", folder, "--host", host.name, "--json")
    if host.verbs.pack.state is State.WORKS:
        assert done.rc == 0
        assert Path(folder, done.json["bundle"]).is_file()
    else:
        assert done.rc == 1
        assert done.json["error"]["hint"] == host.verbs.pack.how
        assert not list(folder.rglob("*.zip"))


@pytest.mark.parametrize("host", WEB, ids=named)
def test_only_what_works_is_published(host, miniprog, project, tmp_path):
    folder = project(hosts={host.name: {}})
    registry = tmp_path / "registry"
    done = miniprog("publish", folder, "--host", host.name, "--to", f"dir:{registry}")
    if host.verbs.publish.state is State.WORKS:
        assert done.rc == 0
        assert list(registry.rglob("index.json"))
    else:
        assert done.rc == 1, done.talk
        assert not registry.exists()


def test_templates_are_offered_for_the_hosts_where_new_works_and_no_others(miniprog):
    templates = miniprog("new", "--list", "--json").json["templates"]
    offered = {name for one in templates for name in one["hosts"]}
    assert offered == {host.name for host in EVERY if host.verbs.new.state is State.WORKS}


@pytest.mark.parametrize("host", WEB, ids=named)
def test_check_says_what_it_did_not_check_for_a_host(host, miniprog, project):
    said = miniprog("check", project(hosts={host.name: {}}), "--host", host.name)
    assert said.rc == 0
    works = host.verbs.check.state is State.WORKS
    assert (f"note: {host.verbs.check.how}" in said.stderr) == (not works)
    assert not works or list(dated(host)), "where check works there is something to check"


@pytest.mark.parametrize("host", EVERY, ids=named)
def test_every_capability_is_a_known_one_and_there_or_missing(host):
    if host.capabilities:
        via, missing = set(host.capabilities.via), set(host.capabilities.missing)
        assert via | missing <= set(CAPABILITIES)
        assert not via & missing
        assert all(host.capabilities.via.values())


@pytest.mark.parametrize("host", [one for one in WEB if one.capabilities], ids=named)
def test_what_no_browser_does_has_a_method_of_the_adapter_or_is_said_to_be_refused(host):
    """Else `mini.js` refuses what `check` took for granted."""
    adapter = (FOLDER / host.name / "adapter.js").read_text(encoding="utf-8")
    for name in ONLY_OF_HOSTS:
        via = host.capabilities.via.get(name, FROM_SERVER)
        is_method = bool(re.search(rf"^\t\t(?:async )?{name}(?:\(|: )", adapter, re.MULTILINE))
        assert is_method == (not via.startswith(FROM_SERVER)), name


@pytest.mark.parametrize("host", WEB, ids=named)
def test_the_adapter_refuses_what_is_missing(host):
    if host.capabilities:
        adapter = (FOLDER / host.name / "adapter.js").read_text(encoding="utf-8")
        lacks = re.search(r"^\t\tlacks: \[(.*)\],", adapter, re.MULTILINE)
        assert lacks
        assert set(re.findall(r'"(\w+)"', lacks[1])) == set(host.capabilities.missing)


@pytest.mark.parametrize("host", WEB, ids=named)
def test_the_hosts_of_html_have_capabilities_but_the_one_that_is_none_in_particular(host):
    assert bool(host.capabilities) == (host.name != hosts.DEFAULT)


@pytest.mark.parametrize("host", EVERY, ids=named)
def test_what_only_third_parties_say_is_a_note_and_no_rule(host):
    checked = (*host.limits, *host.policies.named().values(), *host.bans, *host.config_files)
    assert not any("bigspy" in fact.source or "zmp-mcp" in fact.source for fact in checked)


def test_every_sdk_is_of_a_known_host_and_has_a_source():
    for one in sdk.SDKS:
        assert one.host in hosts.HOSTS
        assert hosts.get(one.host).title == one.title
        assert one.source.startswith("https://")
        assert one.root in ROOTS, "scripts are looked through for it"
        assert date.fromisoformat(one.checked) >= date(2026, 1, 1)
        assert one.init is None or one.init.startswith(f"{one.root}.")
        assert not any("://" in address for address in one.scripts)


def test_links_to_rivals_that_wechat_does_not_show_are_dated():
    banned = hosts.get("wechat").banned_links
    domains = {domain for one in banned for domain in one.domains}
    assert {"douyin.com", "huoshan.com", "ixigua.com", "kuaishou.com"} <= domains
    assert all("2018" in one.reason for one in banned)


def test_a_link_to_a_rival_is_found_as_soon_as_wechat_can_be_checked(project):
    """Not through `check`: of a host of another kind only that is said."""
    files = {"app/index.html": '<a href="https://www.douyin.com/video/1">video</a>'}
    opened = open_project(project(files=files))
    context = Context(
        opened, hosts.get("wechat"), Sizes(0, 0), survey(opened, [], keep=False).program
    )
    [found] = link_not_allowed.check(context)
    assert "Douyin" in found.message
    assert "2018" in found.message
    assert found.at.span is not None


@pytest.mark.parametrize("host", NATIVE, ids=named)
def test_a_native_project_is_checked_packed_and_published_as_the_table_says(
    host, miniprog, tmp_path
):
    dialect = dialects.dialect(host.name)
    app = json.dumps({"pages": ["pages/index"]})
    page = {f"pages/index.{dialect.templates[0]}": "<view/>", "pages/index.js": "Page({});"}
    write_files(tmp_path / "p", {"app.json": app, "app.js": "App({});", **page})
    for verb, options in (
        ("check", ()),
        ("pack", ()),
        ("publish", ("--version-name", "1.0.0", "--to", f"dir:{tmp_path / 'registry'}")),
    ):
        done = miniprog(verb, tmp_path / "p", "--host", host.name, *options)
        # A bundle that is packed is taken by a registry, whoever hands it to the host
        state = getattr(host.verbs, "pack" if verb == "publish" else verb).state
        assert done.rc == (0 if state is State.WORKS or verb == "check" else 1), done.talk
        assert (getattr(host.verbs, verb).how in done.talk.replace("\n", " ")) == (
            state is not State.WORKS
        ) or verb != "check"


def test_code_made_from_text_is_an_error_where_the_host_forbids_it(project):
    files = {"app/main.js": 'eval("1"); if (typeof eval === "function") next();'}
    chosen = [hosts.get("generic"), hosts.get("tiktok")]
    reports = check(open_project(project(files=files)), chosen, keep=False).reports
    found = [(one.rule.code, one.severity.value, one.hosts) for one in reports]
    assert found == [("MP406", "warning", ("generic",)), ("MP406", "error", ("tiktok",))]
