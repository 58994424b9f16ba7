"""Templates of native programs: read with positions, and never with an exception."""

from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.dialect import Markup
from miniprog_cli.hosts.dialects import readings
from miniprog_cli.hosts.roots import ROOTS
from miniprog_cli.syntax import facts
from miniprog_cli.syntax.template_reader import read_template

WXML = Markup(prefixes=("wx:",), modules=("wxs",))
PIECES = ("<view", ">", "/>", "</view>", "<wxs>", "</wxs>", "{{", "}}", '"', "'", "=", "<!--", "-->", "<",
          " a", "wx:if", "wx:else", "x", "\n", "\\", "{", "}", "é", "</", "<!", "&lt;")  # fmt: skip


def flaws(text: str) -> list[str]:
    return [one.message for one in read_template(text, WXML).flaws]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read_and_every_place_lies_in_it(text: str):
    found = read_template(text, WXML)
    places = [(one.start, one.end) for one in found.flaws]
    places += [(one.start, one.end) for one in found.elements]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    for element in found.elements:
        assert text.startswith(f"<{element.name}", element.start)
        for attribute in element.attributes:
            assert text.startswith(attribute.name, attribute.start)
            if attribute.value is not None:
                assert text[attribute.at : attribute.end] == attribute.value
    for braces in found.braces:
        assert text[braces.start - 2 : braces.start] == "{{"
        assert text.startswith(braces.text, braces.start)


NAMES = st.sampled_from(["view", "text", "my-card", "block"])
VALUES = st.sampled_from(['"a"', "'b'", '"{{a < b}}"', '"{{ {x: 1} }}"', "{{c}}"])
ATTRIBUTES = st.lists(st.tuples(st.sampled_from(["a", "bind:tap", "data-x"]), VALUES), max_size=2)
TREES = st.recursive(
    st.sampled_from(["", "text", "{{ a + 1 }}", "<!-- <view> -->", "<wxs>1 < 2</wxs>", "\n"]),
    lambda inner: st.tuples(NAMES, ATTRIBUTES, st.lists(inner, max_size=3)),
    max_leaves=12,
)


def written(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    name, attributes, inner = tree
    head = "".join(f" {key}={value}" for key, value in attributes)
    return f"<{name}{head}>{''.join(map(written, inner))}</{name}>"


@given(TREES)
def test_what_is_sound_has_no_flaw_and_loses_it_with_any_end_tag(tree: Any):
    text = written(tree)
    assert flaws(text) == []
    if "</view>" in text:
        assert flaws(text.replace("</view>", "", 1))


@pytest.mark.parametrize(
    "text", ["{{" * 50_000, "<view " * 50_000, '<a b="{{' * 20_000, "{{'" * 50_000, "<!--" * 50_000,
             '{{ "}} ' * 30_000, "<view>" * 50_000, '<view a="' + "{{'}" * 30_000 + '"/>'],
)  # fmt: skip
def test_hostile_texts_are_read_in_time_that_grows_with_their_length(text: str):
    started = perf_counter()
    read_template(text, WXML)
    assert perf_counter() - started < 10  # of what grows with a power of it, minutes


def test_what_a_page_names_and_uses_has_its_place():
    text = '<import src="a.wxml"/>\n<my-card>\n<image src="{{x}}"/><image src="/i.png"/></my-card>'
    found = facts.of("p.wxml", text.encode(), ROOTS, readings())
    assert [(one.url, one.span.line, one.span.column) for one in found.references] == [
        ("a.wxml", 1, 14),
        ("/i.png", 3, 33),
    ]
    assert [tag.name for tag in found.tags] == ["import", "my-card", "image"]


def test_each_dialect_has_its_own_directives():
    for name, text in (
        ("p.ttml", "<a tt:else/>"),
        ("p.axml", "<a a:else/>"),
        ("p.swan", "<a s-else/>"),
    ):
        [fault] = facts.of(name, text.encode(), ROOTS, readings()).faults
        assert "follows no" in fault.message
    assert not facts.of("p.axml", b"<a wx:else/>", ROOTS, readings()).faults


def test_a_project_of_kind_web_reads_no_template():
    assert facts.of("p.wxml", b"<view>", ROOTS).faults == ()
