"""What no browser runs although tree-sitter makes a tree of it: the language's early errors.

Only what the tree proves, and only where it has no gap: no script is called broken on a guess. As in
`places`, the text tells where to look, which costs a fraction of a walk through the whole tree.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from tree_sitter import Tree

from miniprog_cli.core.facts import MODULE, RETURN, Form
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.arrows import arrow_before, arrow_behind, arrow_called, object_returned
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.classes import (
    constructors,
    declared_again,
    never_member,
    private_deleted,
    supers,
    target,
    undeclared,
)
from miniprog_cli.syntax.declarations import (
    declared_alone,
    function_alone,
    named_let,
    nested,
    no_value,
)
from miniprog_cli.syntax.exports import exports, functions_twice
from miniprog_cli.syntax.jumps import (
    awaits_at_top,
    awaits_outside,
    jumps_nowhere,
    outermost,
    yields_outside,
)
from miniprog_cli.syntax.operands import (
    accessor,
    async_accessor,
    decorated,
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
from miniprog_cli.syntax.regular import regular
from miniprog_cli.syntax.strict import STRICT, directive, is_strict, octal_in_template
from miniprog_cli.syntax.suspects import MAX_LOOKED, Suspect, suspect
from miniprog_cli.syntax.targets import assigned, bracketed
from miniprog_cli.syntax.unfinished import (
    WORDS,
    apart,
    default_declared,
    late_arrow,
    never_name,
    nothing_imported,
    nothing_thrown,
    object_alone,
    second_default,
    shorthand,
    uncaught,
    unnamed,
    unnamed_class,
)
from miniprog_cli.syntax.usage import Usage
from miniprog_cli.syntax.walk import Walk

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
        regular(source, walk),
        redeclared(source, tree, walk, module=module),
        *((islice(exports(source, tree), 1), functions_twice(tree)) if module else ()),
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
    for match in islice(_AWAIT.finditer(source), MAX_LOOKED):
        if awaits_at_top(walk.path(match.start(), match.start() + 5)):
            yield _use(MODULE, "await", match.start())
            return


def _use(name: str, word: str, start: int) -> Usage:
    return Usage(name, Form.READ, start, start + len(word), word, partial=False, guard=None)


def _checked(source: bytes, walk: Walk) -> Iterator[Break]:
    """Look at each place that may be wrong; the first of its kind is enough."""
    for one in _CHECKS:
        yield from islice(_wrong(one, source, walk), 1)


def _in_strict(source: bytes, walk: Walk, *, module: bool) -> Iterator[Break]:
    """Look at each place that may be wrong in strict code, if there is some."""
    if not module and b"use strict" not in source and b"class" not in source:
        return
    for kind in STRICT:
        for one in _wrong(kind, source, walk):
            if module or is_strict(walk.path(one.start, one.start + 1)):
                yield one
                break


def _wrong(kind: Suspect, source: bytes, walk: Walk) -> Iterator[Break]:
    for start, end in kind.places(source):
        path = walk.path(start, start + 1)
        if len(path) > 2 and (message := kind.check(path)):
            yield Break(message, start, min(end, start + _LONGEST))


_AWAIT = re.compile(rb"await(?=[ \t]+[\w$])")
"""Words that follow show that it is no name, which it may be in a classic script."""
_APART = rb"(?=[\w$\s,:.]*[}\]][ \t]*(?:;|\r?\n|\Z)|[\w$\s,:]*[\w$]\.[\w$])"
"""What follows the brace or bracket of names that nothing is taken apart for, or that are members."""
_ARROW = rb"(?P<at>(?:async\s*)?(?:[\w$]+|\([\w$\s,.{}\[\]=]{0,100}\))\s*=>)"
_WORD = rb"(?P<at>" + "|".join(WORDS).encode() + rb")(?=\s*[,}])"
_CHECKS: tuple[Suspect, ...] = (
    suspect(rb"(?P<at><)(?<![\w$)\]\"'`>]<)(?=[A-Za-z_$>])", jsx),
    suspect(rb",\s*(?P<at>,)", hole),
    suspect(rb"\(\s*(?P<at>,)", hole),
    suspect(rb"\{\s*(?P<at>,)", hole),
    suspect(rb"\+\+\s+(?P<at>\+\+|--)", no_target),
    suspect(rb"--\s+(?P<at>\+\+|--)", no_target),
    suspect(rb"(?P<at>\+\+)(?<=\d\+\+)(?<![\w$.]\d\+\+)", no_target),
    suspect(rb"(?P<at>\+\+)(?=\d)", no_target),
    suspect(
        rb"(?P<at>\?\.)(?=[\w$.\[\]]+\s*(?:=(?![=>])|(?:[-+*/%&|^]|\*\*|&&)=|\+\+|--))",
        optional_target,
    ),
    # what they are mixed with stands near: `??` alone is everywhere
    suspect(rb"\|\|[^;{}?]{0,200}(?P<at>\?\?)(?!=)", mixed, b"??"),
    suspect(rb"&&[^;{}?]{0,200}(?P<at>\?\?)(?!=)", mixed, b"??"),
    suspect(rb"(?P<at>\?\?)(?!=)(?=[^;{}|&]{0,200}(?:\|\||&&))", mixed),
    suspect(rb"(?P<at>\*\*)(?<!/\*\*)(?![=*/])", power),
    suspect(rb"of\s+[\w$.]+\s*(?P<at>,)", many),
    suspect(rb"const\s+(?P<at>[\w$]+)(?=\s*[;,]|[ \t]*(?:\r?\n|\Z))", no_value),
    suspect(rb"const\s[^;{}()]{0,100},\s*(?P<at>[\w$]+)(?=\s*;)", no_value),
    suspect(rb"const\s*(?P<at>[{\[])" + _APART, apart),
    suspect(rb"let\s*(?P<at>[{\[])" + _APART, apart),
    suspect(rb"var\s*(?P<at>[{\[])" + _APART, apart),
    suspect(rb"default\s+(?P<at>const|let|var)(?=[\s{\[])", default_declared),
    suspect(rb"(?P<at>try)(?<![\w$.]try)(?=\s*\{)", uncaught),
    suspect(rb"(?P<at>default)(?=\s*:)", second_default),
    suspect(rb"(?P<at>throw)(?=[ \t]*\r?\n)", nothing_thrown),
    suspect(rb"(?P<at>function)(?<![^;}\n\t]function)(?=\s*\*?\s*\()", unnamed),
    suspect(rb"(?P<at>function)(?<=  function)(?=\s*\*?\s*\()", unnamed),
    suspect(rb"new\s+[\w$.\[\]]+(?P<at>\?\.)(?!\d)", optional_new),
    suspect(rb"(?P<at>enum)(?<![\w$.]enum)(?![\w$])(?!\s*:)", never_name),
    suspect(rb"let\s+(?P<at>let)\b", named_let),
    suspect(rb"const\s+(?P<at>let)\b", named_let),
    suspect(rb"\)\s*(?P<at>const|class|let(?=[ \t]))(?=\s+[\w$])", declared_alone),
    suspect(rb"else\s+(?P<at>const|class|let(?=[ \t]))(?=\s+[\w$])", declared_alone),
    suspect(rb"do\s+(?P<at>const|class|let(?=[ \t]))(?=\s+[\w$])", declared_alone),
    suspect(rb"\)\s*(?P<at>function|async)(?=\s*\*?\s[\w$ ]+\()", function_alone),
    suspect(rb"else\s+(?P<at>function|async)(?=\s*\*?\s[\w$ ]+\()", function_alone),
    suspect(rb"do\s+(?P<at>function|async)(?=\s*\*?\s[\w$ ]+\()", function_alone),
    suspect(rb"(?P<at>async)(?<![(=,:]async)(?=\s+function\s*\*?\s*\()", unnamed),
    suspect(rb"(?P<at>class)(?<![\w$.]class)(?=\s*\{)", unnamed_class),
    suspect(rb"\{\s*" + _WORD, shorthand),
    suspect(rb",\s*" + _WORD, shorthand),
    suspect(rb"=>\s*\{[^{}]{0,200}\}[ \t]*(?P<at>\()", arrow_called),
    suspect(rb"\n\}(?P<at>\()", arrow_called, b"=>"),
    suspect(rb"\|\|\s*" + _ARROW, arrow_behind, b"=>"),
    suspect(rb"&&\s*" + _ARROW, arrow_behind, b"=>"),
    suspect(rb"\?\?\s*" + _ARROW, arrow_behind, b"=>"),
    suspect(rb"await\s+" + _ARROW, arrow_behind, b"=>"),
    suspect(rb"\}[ \t]*(?P<at>\.)(?=(?:apply|bind|call|catch|then)\b)", arrow_before, b"=>"),
    suspect(rb"\}[ \t]*(?P<at>\|\||&&|\?)", arrow_before, b"=>"),
    suspect(rb"=>\s*(?P<at>\{)(?=\s*(?:[\"'][^\"'\n]*[\"']|[\w$]+)\s*:)", object_returned),
    suspect(rb"import\(\s*(?P<at>\))", nothing_imported),
    suspect(rb"async[ \t]+(?P<at>get|set)(?=\s+[\w$#]+\s*\()", async_accessor),
    suspect(rb"(?P<at>\{)(?<![^;}\n]\{)(?=\s*(?:[\"'][^\"'\n]*[\"']|[\w$]+)\s*:)", object_alone),
    suspect(rb"\n\s*(?P<at>=>)", late_arrow),
    suspect(rb"\n[ \t]*(?P<at>@)(?=[A-Za-z_$])", decorated, b"class"),
    # a line that begins with them is at the top, as a rule
    suspect(rb"(?P<at>import)(?<!\nimport)(?=[\s{\"'*])", nested),
    suspect(rb"(?P<at>export)(?<!\nexport)(?=[\s{*])", nested),
    suspect(rb"(?P<at>await)(?=[ \t]+[\w$])", awaits_outside),
    suspect(rb"(?P<at>break)(?![\w$])", jumps_nowhere),
    suspect(rb"(?P<at>continue)(?![\w$])", jumps_nowhere),
    suspect(rb"for\s+(?P<at>await)(?=\s*\()", awaits_outside),
    suspect(rb"(?P<at>yield)(?=[ \t]+(?!in\b|of\b|instanceof\b)[\w$])", yields_outside),
    suspect(rb"&&\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"\|\|\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"\+\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"!\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"typeof\s+[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"==\s*[\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"- [\w$.\[\]]+\s*(?P<at>=)(?![=>])", assigned),
    suspect(rb"\)\s*(?P<at>=)(?![=>])", bracketed),
    suspect(rb"\)(?P<at>\+\+|--)", bracketed),
    suspect(rb"\)\s*[+*/%&|-](?P<at>=)(?!>)", bracketed),
    suspect(rb"(?P<at>\+\+)(?=\()", bracketed),
    suspect(rb"\.\.\.[\w$]+\s*(?P<at>,)", rest),
    suspect(rb"(?P<at>__proto__)(?=[\"']?\s*:)", prototypes),
    suspect(rb"(?P<at>get)(?<![\w$.]get)(?=\s+[\w$#]+\s*\(\s*[^\s)])", accessor),
    suspect(rb"(?P<at>set)(?<![\w$.]set)(?=\s+[\w$#]+\s*\((?:\s*\)|[^()]*,))", accessor),
    suspect(rb"(?P<at>#)(?=[A-Za-z_$])", undeclared),
    suspect(rb"(?P<at>#)(?<!\.#)(?=[A-Za-z_$][\w$]*\s*[=(;}\n])", declared_again),
    suspect(rb"(?P<at>prototype)(?<!\.prototype)(?=\s*[=(;}])", never_member),
    suspect(rb"(?P<at>constructor)(?<!\.constructor)(?=\s*[=;}])", never_member),
    suspect(rb"#(?P<at>constructor)(?![\w$])", never_member),
    suspect(rb"(?P<at>\\)(?=[1-9]|0\d)", octal_in_template, b"`"),
    suspect(rb"(?P<at>delete)(?=[^;\n]{0,200}\.#)", private_deleted),
    suspect(rb"(?P<at>constructor)(?=[\"']?\s*\()", constructors),
    suspect(rb"(?P<at>super)(?<![\w$.]super)(?=\s*[.(\[])", supers),
    suspect(rb"(?P<at>new)(?=\s*\.\s*target)", target),
    suspect(rb"(?P<at>use strict)(?=[\"'])", directive),
)
"""Where to look, and what says what is wrong there; each begins with what is searched for at once."""
