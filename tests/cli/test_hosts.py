"""``miniprog hosts``: the honest table."""

import pytest

from miniprog_cli import hosts
from miniprog_cli.core.capabilities import CAPABILITIES

KEYS = ["host", "title", "kind", "clients", "limits", "verbs", "notes"]
KEYS += ["delivery", "asks", "capabilities"]
TABLE = """\
 host       kind     size limit       new   check   preview   pack   publish
 ───────────────────────────────────────────────────────────────────────────
 generic    web      10 MB             ✓      ✓        ✓       ✓        ✓
 wechat     native   2 / 2 / 30 MB     ✓      ✓        ✓       ✓     by hand
 alipay     native   2 / 2 / 8 MB      –      –        –       –     by hand
 baidu      native   2 / 2 / 8 MB      –      –        –       –     by hand
 douyin     native   4 / 2 / 16 MB     –      ✓        ✓       ✓     by hand
 tiktok     web      none published    –      ✓        ✓       –     by hand
 phonepe    web      none published    –      ✓        ✓       –     by hand
 paytm      web      none published    –      ✓        ✓       –     by hand
 line       web      none published    –      ✓        ✓       –     by hand
 telegram   web      none published    –      ✓        ✓       –     by hand
 vk         web      none published    –      ✓        ✓       –     by hand
 zalo       web      none published    –      ✓        ✓       –     by hand
 toss       web      100 MB            –      ✓        ✓       –     by hand

✓ works today   by hand: a person does it, in a console   – not yet
three sizes: main package / each sub-package / all packages
alipay is also Amap, Ele.me, Taobao, Tmall
douyin is also Toutiao
in detail, with sources: miniprog hosts HOST
"""  # noqa: RUF001


def test_the_table_fits_80_columns_and_has_no_colour_when_piped(miniprog):
    shown = miniprog("hosts")
    assert (shown.rc, shown.stderr) == (0, "")
    assert shown.stdout == TABLE


def test_a_narrow_encoding_gets_words_for_marks(miniprog):
    shown = miniprog("hosts", env={"PYTHONIOENCODING": "ascii"})
    assert shown.stdout.isascii()
    assert "?" not in shown.stdout
    assert "generic   web     10 MB           ok    ok      ok      ok     ok" in shown.stdout


def test_colour_only_where_it_is_asked_for(miniprog):
    assert "\x1b[32m✓" in miniprog("hosts", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in miniprog("hosts", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_one_host_in_detail(miniprog):
    assert miniprog("hosts", "baidu").stdout == (
        """\
Baidu  baidu, native: the host's own language

what works
  new       not yet  there is no template in SWAN yet
  check     not yet  of SWAN templates, references and sizes are checked; what
                     app.json takes is not
  preview   not yet  SWAN is not shown yet; HTML in its web-view: miniprog
                     preview --host baidu
  pack      not yet  which files of a program in SWAN are packed is not known
  publish   by hand  upload with Baidu's developer tool, then submit it for
                     review in the console, under version management:
                     https://smartprogram.baidu.com

size limits
  main package      2.0 MB (2,097,152 bytes), uncompressed
  each sub-package  2.0 MB (2,097,152 bytes), uncompressed
  all packages      8.0 MB (8,388,608 bytes), uncompressed
                    https://smartprogram.baidu.com/docs/develop/framework/subpackages/
                    (read 2026-11-22)

good to know
  - the text of that page is from 2020; newer limits were not found
    https://smartprogram.baidu.com/docs/develop/framework/subpackages/
    (read 2026-11-22)
"""
    )


@pytest.mark.parametrize("name", hosts.HOSTS)
def test_every_host_has_a_page_with_each_verb_limit_and_source(miniprog, name):
    shown = miniprog("hosts", name)
    assert (shown.rc, shown.stderr) == (0, "")
    host, flat = hosts.get(name), " ".join(shown.stdout.split())
    assert all(f"{verb.how}" in flat for verb in host.verbs)
    assert all(f"{limit.limit_bytes:,} bytes" in flat for limit in host.limits)
    assert all(f"{fact.source} (read {fact.checked})" in flat for fact in host.limits + host.notes)
    assert ("none published" in flat) == (not host.limits)
    long = [line for line in shown.stdout.splitlines() if len(line) > 80]
    assert all(line.strip().startswith("https://") for line in long), "only addresses are long"


def test_the_document_has_the_promised_keys(miniprog):
    document = miniprog("hosts", "--json").json
    assert set(document) == {"schema", "hosts"}
    assert document["schema"] == 1
    assert [one["host"] for one in document["hosts"]] == list(hosts.HOSTS)
    for one in document["hosts"]:
        assert list(one) == KEYS
        assert one["delivery"] in ("bundle", "url")
        assert one["kind"] in ("web", "native")
        assert list(one["verbs"]) == ["new", "check", "preview", "pack", "publish"]
        for verb in one["verbs"].values():
            assert set(verb) == {"state", "how"}
            assert verb["state"] in ("works", "by_hand", "not_yet")
        for limit in one["limits"]:
            keys = {"name", "scope", "measure", "limit_bytes", "source", "checked"}
            assert set(limit) == keys


def test_one_host_as_a_document(miniprog):
    (only,) = miniprog("hosts", "douyin", "--json").json["hosts"]
    assert only["clients"] == ["Douyin", "Toutiao"]
    assert [limit["limit_bytes"] for limit in only["limits"]] == [4194304, 2097152, 16777216]


@pytest.mark.parametrize("arguments", [("hosts", "tictok"), ("hosts", "tictok", "--json")])
def test_an_unknown_host_is_wrong_use_with_a_hint(miniprog, arguments):
    refused = miniprog(*arguments)
    assert refused.rc == 2
    assert "tiktok" in refused.talk


@pytest.mark.parametrize("name", [name for name in hosts.HOSTS if hosts.get(name).capabilities])
def test_the_page_says_of_each_capability_how_there_not_there_or_not_known(miniprog, name):
    flat = " ".join(miniprog("hosts", name).stdout.split())
    _, _, has = flat.partition("what it has for mini.js ")
    assert all(capability in has for capability in CAPABILITIES)
