"""What no browser runs although tree-sitter makes a tree of it: the language's early errors.

Only what the tree proves, and only where it has no gap: no script is called broken on a guess. As in
`places`, the text tells where to look, which costs a fraction of a walk through the whole tree.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import MODULE, RETURN, Form
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.classes import constructors, private_deleted, supers, target, undeclared
from miniprog_cli.syntax.declarations import declared_alone, named_let, nested, no_value
from miniprog_cli.syntax.exports import exports
from miniprog_cli.syntax.jumps import (
    awaits_at_top,
    awaits_outside,
    jumps_nowhere,
    outermost,
    yields_outside,
)
from miniprog_cli.syntax.operands import (
    accessor,
    assigned,
    hole,
    jsx,
    many,
    mixed,
    no_target,
    optional_new,
    optional_target,
    power,
    prototypes,
    rest,
)
from miniprog_cli.syntax.redeclared import redeclared
from miniprog_cli.syntax.strict import STRICT, directive, is_strict
from miniprog_cli.syntax.unfinished import (
    default_declared,
    never_name,
    nothing_apart,
    nothing_thrown,
    second_default,
    uncaught,
    unnamed,
)
from miniprog_cli.syntax.usage import Usage
from miniprog_cli.syntax.walk import Walk

_MAX_LOOKED = 200
"""How many places of one kind are looked at in one script; what has more was made by a compiler."""
Check = Callable[[list[Node]], str | None]
_LONGEST = 40
"""Bytes that a fault marks."""


class Early(NamedTuple):
    """The first thing that is wrong, and uses that tell where the script can run."""

    breaks: tuple[Break, ...] = ()
    uses: tuple[Usage, ...] = ()


def early(source: bytes, tree: Tree) -> Early:
    """Find early errors, in bytes; none where the parser refused something."""
    if tree.root_node.has_error:
        return Early()
    walk = Walk(tree)
    uses = tuple(_places(source, tree, walk))
    module = any(use.name == MODULE for use in uses)
    wrong = chain(
        _checked(source, walk),
        _in_strict(source, walk, module=module),
        redeclared(source, tree, walk, module=module),
        islice(exports(source, tree), 1) if module else (),
    )
    return Early(tuple(sorted(wrong, key=_start)[:1]), uses)


def _start(one: Break) -> int:
    return one.start


def _places(source: bytes, tree: Tree, walk: Walk) -> Iterator[Usage]:
    """Find the first place that only a module may have, and the first of a function's."""
    seen = set[str]()
    for node in outermost(tree):
        word = node.type.partition("_")[0]
        name = RETURN if word == "return" else MODULE
        if name not in seen:
            seen.add(name)
            yield _use(name, word, node.start_byte)
    if MODULE in seen:
        return
    for match in _found(_AWAIT, source):
        if awaits_at_top(walk.path(match.start(), match.start() + 5)):
            yield _use(MODULE, "await", match.start())
            return


def _use(name: str, word: str, start: int) -> Usage:
    return Usage(name, Form.READ, start, start + len(word), word, partial=False, guard=None)


def _found(pattern: re.Pattern[bytes], source: bytes) -> "Iterator[re.Match[bytes]]":
    return islice(pattern.finditer(source), _MAX_LOOKED)


def _checked(source: bytes, walk: Walk) -> Iterator[Break]:
    """Look at each place that may be wrong; the first of its kind is enough."""
    for pattern, check in _CHECKS:
        yield from islice(_wrong(pattern, check, source, walk), 1)


def _in_strict(source: bytes, walk: Walk, *, module: bool) -> Iterator[Break]:
    """Look at each place that may be wrong in strict code, if there is some."""
    if not module and b"use strict" not in source and b"class" not in source:
        return
    for pattern, check in STRICT:
        for one in _wrong(pattern, check, source, walk):
            if module or is_strict(walk.path(one.start, one.start + 1)):
                yield one
                break


def _wrong(pattern: re.Pattern[bytes], check: Check, source: bytes, walk: Walk) -> Iterator[Break]:
    for match in _found(pattern, source):
        start, end = match.span("at")
        path = walk.path(start, start + 1)
        if len(path) > 2 and (message := check(path)):
            yield Break(message, start, min(end, start + _LONGEST))


_AWAIT = re.compile(rb"await(?=[ \t]+[\w$])")
"""Words that follow show that it is no name, which it may be in a classic script."""
_CHECKS: tuple[tuple[re.Pattern[bytes], Check], ...] = (
    (re.compile(rb"(?P<at><)(?<![\w$)\]\"'`>]<)(?=[A-Za-z_$>])"), jsx),
    (re.compile(rb",\s*(?P<at>,)"), hole),
    (re.compile(rb"\(\s*(?P<at>,)"), hole),
    (re.compile(rb"\{\s*(?P<at>,)"), hole),
    (re.compile(rb"\+\+\s+(?P<at>\+\+|--)"), no_target),
    (re.compile(rb"--\s+(?P<at>\+\+|--)"), no_target),
    (re.compile(rb"(?P<at>\+\+)(?<=\d\+\+)(?<![\w$.]\d\+\+)"), no_target),
    (re.compile(rb"(?P<at>\+\+)(?=\d)"), no_target),
    (
        re.compile(rb"(?P<at>\?\.)(?=[\w$.\[\]]+\s*(?:=(?![=>])|(?:[-+*/%&|^]|\*\*|&&)=|\+\+|--))"),
        optional_target,
    ),
    # what they are mixed with stands near: `??` alone is everywhere
    (re.compile(rb"\|\|[^;{}?]{0,200}(?P<at>\?\?)(?!=)"), mixed),
    (re.compile(rb"&&[^;{}?]{0,200}(?P<at>\?\?)(?!=)"), mixed),
    (re.compile(rb"(?P<at>\?\?)(?!=)(?=[^;{}|&]{0,200}(?:\|\||&&))"), mixed),
    (re.compile(rb"(?P<at>\*\*)(?<!/\*\*)(?![=*/])"), power),
    (re.compile(rb"of\s+[\w$.]+\s*(?P<at>,)"), many),
    (re.compile(rb"const\s+(?P<at>[\w$]+)(?=\s*;|[ \t]*(?:\r?\n|\Z))"), no_value),
    (re.compile(rb"const\s*(?P<at>[{\[])(?=[\w$\s,:.]*[}\]]\s*;)"), nothing_apart),
    (re.compile(rb"let\s*(?P<at>[{\[])(?=[\w$\s,:.]*[}\]]\s*;)"), nothing_apart),
    (re.compile(rb"default\s+(?P<at>const|let|var)(?=[\s{\[])"), default_declared),
    (re.compile(rb"(?P<at>try)(?<![\w$.]try)(?=\s*\{)"), uncaught),
    (re.compile(rb"(?P<at>default)(?=\s*:)"), second_default),
    (re.compile(rb"(?P<at>throw)(?=[ \t]*\r?\n)"), nothing_thrown),
    (re.compile(rb"(?P<at>function)(?<![^;}\n\t]function)(?=\s*\*?\s*\()"), unnamed),
    (re.compile(rb"(?P<at>function)(?<=  function)(?=\s*\*?\s*\()"), unnamed),
    (re.compile(rb"new\s+[\w$.\[\]]+(?P<at>\?\.)(?!\d)"), optional_new),
    (re.compile(rb"(?P<at>enum)(?<![\w$.]enum)(?![\w$])(?!\s*:)"), never_name),
    (re.compile(rb"let\s+(?P<at>let)\b"), named_let),
    (re.compile(rb"const\s+(?P<at>let)\b"), named_let),
    (re.compile(rb"\)\s*(?P<at>const|class)(?=\s+[\w$])"), declared_alone),
    (re.compile(rb"else\s+(?P<at>const|class)(?=\s+[\w$])"), declared_alone),
    # a line that begins with them is at the top, as a rule
    (re.compile(rb"(?P<at>import)(?<!\nimport)(?=[\s{\"'*])"), nested),
    (re.compile(rb"(?P<at>export)(?<!\nexport)(?=[\s{*])"), nested),
    (re.compile(rb"(?P<at>await)(?=[ \t]+[\w$])"), awaits_outside),
    (re.compile(rb"(?P<at>break)(?![\w$])"), jumps_nowhere),
    (re.compile(rb"(?P<at>continue)(?![\w$])"), jumps_nowhere),
    (re.compile(rb"for\s+(?P<at>await)(?=\s*\()"), awaits_outside),
    (re.compile(rb"(?P<at>yield)(?=[ \t]+(?!in\b|of\b|instanceof\b)[\w$])"), yields_outside),
    (re.compile(rb"&&\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])"), assigned),
    (re.compile(rb"\|\|\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])"), assigned),
    (re.compile(rb"\+\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])"), assigned),
    (re.compile(rb"!\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])"), assigned),
    (re.compile(rb"typeof\s+[\w$.\[\]]+\s*(?P<at>=)(?![=>])"), assigned),
    (re.compile(rb"\.\.\.[\w$]+\s*(?P<at>,)"), rest),
    (re.compile(rb"(?P<at>__proto__)(?=[\"']?\s*:)"), prototypes),
    (re.compile(rb"(?P<at>get)(?<![\w$.]get)(?=\s+[\w$#]+\s*\(\s*[^\s)])"), accessor),
    (re.compile(rb"(?P<at>set)(?<![\w$.]set)(?=\s+[\w$#]+\s*\((?:\s*\)|[^()]*,))"), accessor),
    (re.compile(rb"(?P<at>#)(?=[A-Za-z_$])"), undeclared),
    (re.compile(rb"(?P<at>delete)(?=[^;\n]{0,200}\.#)"), private_deleted),
    (re.compile(rb"(?P<at>constructor)(?=[\"']?\s*\()"), constructors),
    (re.compile(rb"(?P<at>super)(?<![\w$.]super)(?=\s*[.(\[])"), supers),
    (re.compile(rb"(?P<at>new)(?=\s*\.\s*target)"), target),
    (re.compile(rb"[\"'](?P<at>use strict)[\"']"), directive),
)
"""Where to look, and what says what is wrong there; each begins with what is searched for at once."""
