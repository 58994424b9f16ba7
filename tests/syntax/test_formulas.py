"""Expressions of WXML: what the vendor's compilers read, and what neither does."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniprog_cli.syntax.formulas import misread

# Each was given to both compilers that `formulas` names, on 2026-11-23: at least one read it
READ = """
a | a.b.c[0].d | a ? b : c | a?b:c?d:e | a?.5:1 | a ?? b | !a && b || c | a >> b | a >>> b | a & b
typeof a | typeof a == 'b' | void 0 | a instanceof b | ~a | -a | +a | --a | a - -b | a+-b | .5 | 1.5 | 0x10 | 1e3 | 010
this.a | a.if | class | a.class | new | in | if | default | yield | let | new.target | import(1) | super.a
[...a] | [...a, b] | [,1] | [1,] | [a,,b] | [] | {} | {...a} | {a: 1} | {a,} | {a:1,b} | {a:{b:1}} | {a:1}.a
...a | a,b | a,b, | a:1 | a:1,b:2 | ...a,b:1 | ...a,...b | class:a | a:1,
f(a, ) | f()() | a() | a.b(c) | (a)(b) | [a][0] | a[0].b() | 'a'.length | a+'b' | "a" | 'a\\'b' | \\'a\\' | a == \\'b\\'
/* x */ a | a /* x */ | a . b | ! a | a ? {b:1} : c | [a?b:c, d] | $a | null | undefined | a==b==c
"""
REFUSED = """
new X() | `a${b}` | tagged`x` | a => b | a=>1 | a = 1 | a.b=1 | !a=1 | a ||= b | a++ | ++a | a-- | a?.b | a.b?.c | a?.[0]
a ** b | delete a.b | a in b | await a | async x | function(){} | /x/.test(a) | // x | a // x | <!-- a -->
f(...a) | (a, b) | (,) | () | {[a]: 1} | {a(){}} | {'a': 1} | {"a":1} | 'a':1 | {a b} | {a | [a | (a | a) | a] | a[] | [1 2]
a b | a b c | 'a' 'b' | 1 2 | a as b | a! | a#b | @a | a<>b | a; | a;b | a:1; | a.1 | a.0 | a. | a..b | a...b | 1.a | 1n | 1_000 | 1E3
a ? | a && | && a | || | ! | a: | , | ...a b | a b:1 | f(a?b, c) | a?b:c, d | 'x | " | a &amp;&amp; b | a &lt; b | &quot; | 中 | a.中
"""


def listed(text: str) -> list[str]:
    return [one.strip() for line in text.strip().splitlines() for one in line.split(" | ")]


@pytest.mark.parametrize("text", [*listed(READ), "", " ", "a || b", "a | b", "a == 'b | c'"])
def test_what_a_compiler_reads_is_let_be(text: str):
    assert misread(text) is None


@pytest.mark.parametrize("text", [*listed(REFUSED), "a\u00a0== b", "a\u3000"])
def test_what_no_compiler_reads_is_told(text: str):
    assert misread(text)


PIECES = st.sampled_from(
    ["a", ".", "b", "(", ")", "[", "]", "{", "}", ",", ":", "?", "...", "!", "-", "'", '"', "`", "\\",
     "1", "/*", "*/", " ", "new", "typeof", "==", "=", "&amp;", "中"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_read(text: str):
    misread(text)


@pytest.mark.parametrize("piece", ["(", "[", "{", "/*", "a?", "'", "!", "a,", "a.", "\\'"])
def test_long_expressions_take_time_that_grows_with_their_length(piece: str):
    started = perf_counter()
    for times in (4_000, 400_000):
        misread(piece * times)
    assert perf_counter() - started < 5
