"""What scripts use and load, as the rules see it, and that no text is too odd to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.core.facts import MODULE
from miniprog_cli.syntax.facts import of
from miniprog_cli.syntax.script import read_script
from miniprog_cli.syntax.sheet import flaws
from miniprog_cli.syntax.usage import Script

HOSTS = frozenset({"wx"})


def uses(text):
    found = read_script(text, HOSTS).uses
    return [(one.name, one.form.value, one.argument) for one in found if one.name != MODULE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("navigator?.['clipboard'].readText()", [("navigator.clipboard.readText", "call", None)]),
        ("window.self.fetch('/a')", [("fetch", "call", "/a")]),
        ("const {geolocation} = navigator", [("navigator.geolocation", "read", None)]),
        ("const A = 'https://a.b'; fetch(A + '/c')", [("fetch", "call", "https://a.b/c")]),
        ("let a = 'x'; a = 'y'; fetch(a)", [("fetch", "call", None)]),
        ("location.href = 'http://a'", [("location.href", "write", "http://a")]),
        ("x.open('get', 'http://a')", [("XMLHttpRequest.open", "call", "http://a")]),
        ("x.open('file', 'http://a')", []),
        ("typeof WebSocket", [("WebSocket", "ask", None)]),
        ("function f(wx) { wx.login() } ({eval: 1}).eval()", []),
        ("{ let wx } wx.login()", [("wx.login", "call", None)]),
        ("import wx from './wx.js'; wx.login()", []),
        ("wx.login(); var wx", []),
        ("var w = window; w.eval('a')", [("eval", "call", "a")]),
        ("function f() { w['fetch']('/a') } const w = globalThis;", [("fetch", "call", "/a")]),
        (
            "const {fetch} = window; fetch('/a')",
            [("fetch", "read", None), ("fetch", "call", "/a")],
        ),
        (
            "const {navigator: {clipboard: c = 1}} = self; c.readText()",
            [
                ("navigator.clipboard", "read", None),
                ("navigator.clipboard.readText", "call", None),
            ],
        ),
        (
            "const w = window, n = w.navigator; n.share()",
            [("navigator", "read", None), ("navigator.share", "call", None)],
        ),
        ("let w = window; w = {}; w.eval('a')", []),
        ("const w = window; function f(w) { w.eval('a') }", []),
        ("{ const w = window } w.eval('a')", []),
        ("const w = other || window; w.eval('a')", []),
        ("function f(window) { const w = window; w.eval('a') }", []),
        ("const {eval: run} = {}; run('a'); const x = {w: 1}; x.w.eval()", []),
        ("try {} catch (wx) { wx.login() } wx.a", [("wx.a", "read", None)]),
    ],
)
def test_uses_of_globals(text, found):
    assert uses(text) == found


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("if (mini.can('a')) wx.x()", "a"),
        ("if (!mini.can('a')) wx.x()", None),
        ("if (mini.can('a')) {} else wx.x()", None),
        ("mini.can('a') && mini.can('b') && wx.x()", "a b"),
        ("mini.can('a') || wx.x()", None),
        ("mini.can('a') ? wx.x() : 0", "a"),
        ("function f() { if (!mini.can('a')) return; wx.x() }", "a"),
        ("function f() { if (!mini.can('a')) return } wx.x()", None),
        ("const ok = mini.can('a'); if (ok) wx.x()", "a"),
        ("const no = !mini.can('a'); if (no) wx.x()", None),
        ("const no = !mini.can('a'); if (!no) wx.x()", "a"),
        ("const ok = y && mini.can('a'); ok && wx.x()", "a"),
        ("const ok = y || mini.can('a'); ok && wx.x()", None),
        ("let ok = mini.can('a'); ok = true; if (ok) wx.x()", None),
        ("const has = () => mini.can('a'); if (has()) wx.x()", "a"),
        ("const has = () => mini.can('a'); if (has) wx.x()", None),
        ("function has() { return mini.can('a') } if (!has()) throw 1; wx.x()", "a"),
        ("function has() { if (y) return 1; return mini.can('a') } if (has()) wx.x()", None),
        ("if (mini.can('a') === true) wx.x()", "a"),
        ("if (mini.can('a') !== true) wx.x()", None),
        ("if (mini.can('a') === false) wx.x()", None),
        ("if (mini.can('a') == !1) throw 1; wx.x()", "a"),
        ("if (y(), mini.can('a')) wx.x()", "a"),
        ("if (mini.can('a'), y()) wx.x()", None),
        ("if (await mini.can('a')) wx.x()", "a"),
    ],
)
def test_what_is_made_sure_of(text, guard):
    found = {one.name: one.guard for one in read_script(text, HOSTS).uses}
    assert found["wx.x"] == guard


def test_references():
    text = """import a from "./a.js"; export * from "b"; import("../c.js");
    new Worker("w.js"); new URL("d.png", import.meta.url); img.src = "e.png"; fetch("f.json");
    importScripts("g.js", /* and */ x, "h.js"); const w = window; w.fetch("i.json")"""
    found = [
        (one.where, one.url, text[one.start : one.end]) for one in read_script(text).references
    ]
    assert found == [
        ("import", "./a.js", "./a.js"),
        ("export from", "b", "b"),
        ("import()", "../c.js", "../c.js"),
        ("new Worker", "w.js", "w.js"),
        ("new URL", "d.png", "d.png"),
        (".src", "e.png", "e.png"),
        ("fetch", "f.json", "f.json"),
        ("importScripts", "g.js", "g.js"),
        ("importScripts", "h.js", "h.js"),
        ("fetch", "i.json", "i.json"),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("const s = document.createElement('script'); s.src = 'a'", "script"),
        ("s = document.createElement('SCRIPT'); f(() => { s.src = 'a' })", "script"),
        ("const {document: d} = window; (new Image).src = 'a'", "image"),
        ("this.a = new Audio(); this.a.src = 'a'", "media"),
        ("let f = document.createElement('iframe'); f.src = 'a'", "frame"),
        ("let f = document.createElement('iframe'); f = new Image(); f.src = 'a'", "image"),
        ("let f = new Image(); f = document.createElement(tag); f.src = 'a'", "other"),
        ("function f() { const s = new Image() } s.src = 'a'", "other"),
        ("s.src = 'a'; const s = new Image()", "other"),
        ("element.src = 'a'", "other"),
        ("const from = 'a'; new Image().src = from", "image"),
        ("const f = document.createElement('iframe'); f.setAttribute('src', 'a')", "frame"),
        ("element.setAttribute('SRC', 'a')", "other"),
    ],
)
def test_what_an_element_loads_that_a_script_makes(text, role):
    [reference] = read_script(text).references
    assert (reference.where, reference.url, reference.role) == (".src", "a", role)


@pytest.mark.parametrize(
    "text", ["if (s.src == 'a') f()", "s.setAttribute('src', a)", "s.setAttribute('srcdoc', 'a')"]
)
def test_what_an_element_does_not_load(text):
    assert read_script(text).references == ()


def test_many_other_names_take_no_time_to_speak_of():
    text = "".join(f"const w{number} = window; w{number}.eval('a');\n" for number in range(2000))
    assert len(read_script(text).uses) == 20


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_count_characters_and_lines(end):
    [use] = of("a.js", f"var é = '😀';{end}/* 😀 */ eval('x')".encode()).uses
    assert tuple(use.span) == (2, 9, 2, 13)


def test_a_global_used_many_times_is_told_twenty_times():
    assert len(read_script("eval('a');" * 100).uses) == 20


PIECES = ["eval(", "wx.a", "`${", "'", '"', "/*", "//", "{", "}", ")", "\ud800", "\0", "😀", "\r"]


@given(st.lists(st.sampled_from([*PIECES, "mini.can('x')", "&&", "if", "=", ";", "\n", "import "])))
def test_any_text_can_be_read(pieces):
    text = "".join(pieces)
    script = read_script(text, HOSTS)
    places = [(one.start, one.end) for group in script for one in group]
    places += [(one.start, one.end) for one in flaws(text)]
    assert all(0 <= start <= end <= len(text) for start, end in places)


@given(st.binary(max_size=200), st.sampled_from(["a.js", "a.css", "a.html", "a.json"]))
def test_any_bytes_can_be_read(content, name):
    of(name, content, HOSTS)


@pytest.mark.parametrize("opener", ["(", "[", "{", "f(", "`${", "a=>", "!", "a?"])
def test_deep_nesting_is_read(opener):
    read_script(opener * 20_000)


def test_typescript_is_read_for_what_it_imports_and_uses():
    text = (
        'import type { A } from "./types";\nimport { b, type C } from "./b";\n'
        'export { d } from "./d";\nconst e = require("./e") as { f: number };\n'
        "class K<T extends object> implements I<T> { private constructor(public a: T) {} }\n"
        "Page<Data, Own>({ onLoad(): void { wx.getLocation!({ success: (r?) => r! }); } });\n"
    )
    script = read_script(text, frozenset({"wx", "require"}), typed=True)
    assert [one.url for one in script.references] == ["./b", "./d"]
    assert [(one.name, one.argument) for one in script.uses] == [
        ("require", "./e"), ("wx.getLocation", None),
    ]  # fmt: skip
    # the grammar is older than the language, so nothing is told of what it does not know
    assert read_script("const a = <", typed=True).faults == ()


def test_typescript_that_is_far_from_any_is_given_up():
    assert len(read_script("f<T>(x)<" * 3_000, typed=True).uses) == 0
    assert read_script("let a: b;" * 100_000, typed=True) == Script((), (), ())
