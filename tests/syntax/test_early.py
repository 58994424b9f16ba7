"""Early errors of scripts, held against what Node says of the same programs."""

import json
import subprocess
from collections.abc import Callable
from time import process_time

import pytest

from miniprog_cli.core.facts import MODULE, RETURN
from miniprog_cli.syntax.script import read_script
from tests.syntax import early, early_arrows, early_regular, early_written

BROKEN = (
    "const c = {a: 1,, b: 2}",
    "foo(a,,b)",
    "foo(,a)",
    "const {a, , b} = c",
    "const a = 1; const a = 2",
    "let a; class a {}",
    "switch (1) { case 1: let a; case 2: let a }",
    "function f() { let a; { var b } let a }",
    "for (let x of a, b);",
    "x++ ++",
    "5++",
    "++5",
    "let let = 1",
    "break;",
    "if (x) continue;",
    "for (;;) (() => { break })",
    "for (;;) { break b }",
    "a: { continue a }",
    "el?.x = 1",
    "el?.x.y += 1",
    "a?.[0]++",
    "a ?? b || c",
    "a && b ?? c",
    "-x ** 2",
    "if (x) const a = 1",
    "if (x) ; else class A {}",
    "while (x) const a = 1",
    "const a;",
    "function f() { await x }",
    "const f = x => await x",
    "class A { m() { await x } }",
    'function f() { import a from "b" }',
    "{ export const a = 1 }",
    "var x = <p/>",
    "f(<p>a</p>)",
    "a = b => {} /re/.test(x)",
    "({(a)} = {})",
    "f(() => {}\n/2/)",
)
SOUND = (
    "[, , a]",
    "a = b => {}\n/re/.test(x)",
    "a = b => { c() } // d\r\n\n  [...e, f].map(g)",
    "class A { a = () => {}\n [b] = 1 }",
    "({a: (b), c: (d.e) = 1, ...(f[0])} = {}); [(a), (b)] = c; for ({a: (b)} of c);",
    "f({a,}, b,)",
    "const {a, ...b} = c, [, d] = e",
    "let a; { let a }",
    "let a; function f() { let a }",
    "for (const x of y) { const x = 1 }",
    "switch (1) { case 1: { let a } case 2: let a }",
    "for (const x of (a, b));",
    "x\n++y",
    "x++ + ++y",
    "f()++",
    "var let = 1; let\n(1)",
    "a: { break a }",
    "a: for (;;) { switch (x) { case 1: continue a; default: break } }",
    "el?.x == 1; y = el?.x; el[a?.b] = 1; (el?.x).y",
    "f(el?.x).y = 1",
    "(a ?? b) || c; a ?? (b && c)",
    "(-x) ** 2; 2 ** -x",
    "if (x) { const a = 1 } else { class A {} }",
    "for (const a in b);",
    "async function f() { for await (const x of y); await z }",
    "async function f() { class A { [await x]() {} } }",
    "const f = async x => await x",
    "await = 1; var x = await / 2",
    "if (a <b) c = '<p>'; `++ ++ ${d} a ?? b || c`",
    "/** a ** b */ /a,,b[+]+ {,}/",
)
ALL_BROKEN = (
    *BROKEN,
    *early.BROKEN,
    *early_arrows.BROKEN,
    *early_regular.BROKEN,
    *early_written.BROKEN,
)
ALL_SOUND = (*SOUND, *early.SOUND, *early_arrows.SOUND, *early_regular.SOUND, *early_written.SOUND)
ELSEWHERE = {
    "return 5": RETURN,
    "if (x) { return }": RETURN,
    'import a from "b"': MODULE,
    "export const a = 1": MODULE,
    "const a = await b": MODULE,
}
_VERDICTS = """
const verdict = (make, text) => { try { make(text); return true } catch { return false } };
const vm = require("vm");
const programs = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(programs.map((text) => [
  verdict((text) => new vm.Script(text), text),
  verdict((text) => new vm.SourceTextModule(text), text),
])));
"""


def faults(text: str) -> list[str]:
    """Give what is said against a script, wherever it runs."""
    return [one.message for one in read_script(text).faults]


@pytest.mark.parametrize("text", ALL_BROKEN)
def test_what_no_browser_runs_is_broken(text: str) -> None:
    assert len(faults(text)) == 1


@pytest.mark.parametrize("text", ALL_SOUND)
def test_what_a_browser_runs_is_not(text: str) -> None:
    assert faults(text) == []


def test_what_is_one_object_is_data_that_a_program_reads() -> None:
    assert faults('// three.js\n{"scale": 1, "faces": [1, 2]}\n') == []
    assert len(faults('{"scale": 1, "faces": [1, 2]}\nf()')) == 1


@pytest.mark.parametrize(("text", "place"), ELSEWHERE.items())
def test_what_runs_elsewhere_says_where(text: str, place: str) -> None:
    assert faults(text) == []
    assert [use.name for use in read_script(text).uses if use.name in (MODULE, RETURN)] == [place]


def test_node_agrees(need: Callable[[str], str]) -> None:
    node = need("node")
    texts = (*ALL_BROKEN, *ALL_SOUND, *ELSEWHERE)
    ran = subprocess.run(
        [node, "--no-warnings", "--experimental-vm-modules", "-e", _VERDICTS],
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    runs = dict(zip(texts, json.loads(ran.stdout), strict=True))
    assert [text for text in ALL_BROKEN if any(runs[text])] == []
    assert [text for text in ALL_SOUND if not any(runs[text])] == []
    wrong = [one for one, place in ELSEWHERE.items() if runs[one] != [False, place == MODULE]]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "x='" + "a" * 300_000 + "'",
        "x='" + "(a,b," * 60_000 + "'",
        "x='" + "=>" * 100_000 + "'",
        "x='" + ") " * 100_000 + "'",
        "x='" + "set a(" * 60_000 + "'",
        "let a;var b;let b;" * 9_000,
        "x='" + "/[" * 100_000 + "'",
        "x='" + "/a" * 100_000 + "'",
        "x='" + "let a,b," * 60_000 + "'",
        "x='" + "const a " * 60_000 + "'",
        "x='" + "/" + "a|" * 100_000 + "'",
        "x='" + "let a,a," * 60_000 + "'",
        "x='" + "}.bind=>" * 60_000 + "'",
        "x='" + ",this" * 100_000 + "'",
        "x='" + "||(" * 100_000 + "=>'",
        "x='" + "await " * 100_000 + "=>'",
        "x=/" + "[a-z]*" * 60 + "(/; x=/" + "a*" * 200 + "(/",
    ],
    ids=[
        "letters",
        "brackets",
        "arrows",
        "closed",
        "setters",
        "names",
        "sets",
        "slashes",
        "lists",
        "constants",
        "or",
        "several",
        "bound",
        "these",
        "operators",
        "awaited",
        "stars",
    ],
)
def test_what_takes_long_to_look_for_is_not_looked_for(text: str) -> None:
    started = process_time()
    read_script(text)
    assert process_time() - started < 10
