"""Scripts that would take ages are given up, at a count that is the same on every machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.facts import MAX_SAME
from miniprog_cli.syntax import facts, tree
from miniprog_cli.syntax.script import read_script

MANY = 20_000
TANGLED = "this script is too tangled to be looked into"
HOSTILE = {
    "calls": "(eval," * MANY,
    "functions": "function f(){self.x;" * MANY,
    "conditions": 'if(mini.can("x")){wx.a();' * MANY,
    "requests": 'x.open("GET",' * MANY,
    "blocks": "{var self;" * MANY,
    "labels": "a{" * MANY,
    "lists": "[" * MANY,
    "templates": "`${" * MANY,
    "patterns": "const " + "{a:" * MANY + "b" + "}" * MANY + " = navigator",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_nested_too_deeply_is_not_looked_into(name):
    script = read_script(HOSTILE[name])
    assert not script.uses
    (fault,) = script.faults
    assert fault.message == TANGLED
    assert not fault.fatal
    assert 0 < fault.start < fault.end <= len(HOSTILE[name])


def test_nesting_that_people_write_is_looked_into():
    script = read_script("(function(){" * 50 + "eval('x')" + "})()" * 50)
    assert [use.name for use in script.uses] == ["eval"]
    assert not script.faults


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "unit",
    [";", "a.b;", "[],", "a\n", "/a/;", "({a:[b]})=>0;", 'eval("x");a.b.c(d,e,f);', "`<a/>`;"],
)
def test_no_dense_script_is_taken_for_a_tangled_one(unit):
    script = read_script(unit * (200_000 // len(unit)) + "0")
    assert not script.faults


def test_unclosed_regular_expressions_do_not_make_the_parser_read_on_and_on(monkeypatch):
    monkeypatch.setattr(tree, "_too_deep", lambda _: None)
    (fault,) = read_script("/[" * 100_000).faults
    assert fault.message == TANGLED


def test_what_has_lost_the_parser_for_long_is_given_up():
    (fault,) = read_script("'a';\n" + "}),([!@=> '" * 60_000).faults
    assert fault.start > 0


def test_the_scripts_of_a_page_share_what_is_borne():
    page = "<!doctype html><p>" + f"<script>{'})=>}*/(' * 3_000}</script>" * 40
    found = facts.of("a.html", page.encode())
    assert [fault.message for fault in found.faults] == [TANGLED] * 40


def test_a_page_with_a_tangled_script_is_read_all_the_same():
    tangled, sound = "})=>}*/(" * 3_000, "eval(x)"
    page = "<!doctype html><p>" + "".join(f"<script>{one}</script>" for one in (tangled, sound))
    found = facts.of("a.html", page.encode())
    assert [use.name for use in found.uses] == ["eval"]


def test_a_script_of_one_long_line_is_read_to_its_end():
    text = "a.b.c(d,e,f);" * 50_000 + 'eval("x")'
    (use,) = read_script(text).uses
    assert (use.start, use.end) == (len(text) - 9, len(text) - 5)


def test_of_the_same_use_some_are_told():
    assert len(read_script('eval("x");' * 5_000).uses) == MAX_SAME


@given(
    st.lists(
        st.sampled_from(
            ["(", "{", "[", "`${", "/[", "a", "eval", '"', "=>", ";", "\n", "\U0001d4b3", "\r"]
        )
    )
)
def test_every_place_is_inside_the_text(pieces):
    text = "".join(pieces)
    script = read_script(text)
    for group in script:
        for one in group:
            assert 0 <= one.start <= one.end <= len(text)
