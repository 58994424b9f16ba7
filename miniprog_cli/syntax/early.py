"""What no browser runs although tree-sitter makes a tree of it: the language's early errors.

Only what the tree proves, and only where it has no gap: no script is called broken on a guess. As in
`places`, the text tells where to look, which costs a fraction of a walk through the whole tree.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import MODULE, RETURN, Form
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.jumps import awaits_at_top, awaits_outside, jumps_nowhere, outermost
from miniprog_cli.syntax.usage import Usage
from miniprog_cli.syntax.walk import Walk, is_field

_MAX_LOOKED = 200
"""How many places of one kind are looked at in one script; what has more was made by a compiler."""
_LONGEST = 40
"""Bytes that a fault marks."""

_LISTS = {"object": "}", "object_pattern": "}", "arguments": ")"}
_NO_TARGETS = frozenset(
    {"number", "string", "update_expression", "binary_expression", "unary_expression", "this"}
)
_ASSIGNMENTS = {
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
}
_CHAINS = {
    "member_expression": "object",
    "subscript_expression": "object",
    "call_expression": "function",
}
_LOGICAL = ("||", "&&")
_ALONE = {
    "if_statement": "consequence",
    "for_statement": "body",
    "for_in_statement": "body",
    "while_statement": "body",
    "do_statement": "body",
    "with_statement": "body",
    "labeled_statement": "body",
}
_SCOPES = frozenset({"program", "statement_block", "switch_body", "class_static_block"})
_PAIR = re.compile(rb"\{[^{}]*\}")
_DEEPEST = 40
"""Pairs of braces in each other that are looked through between two declarations."""
# No word boundary before: what begins with a letter is searched for faster
_DECLARED = re.compile(rb"(?:let(?<!\wlet)|const(?<!\wconst)|class(?<!\wclass))\s+([\w$]+)")


class Early(NamedTuple):
    """The first thing that is wrong, and uses that tell where the script can run."""

    breaks: tuple[Break, ...] = ()
    uses: tuple[Usage, ...] = ()


def early(source: bytes, tree: Tree) -> Early:
    """Find early errors, in bytes; none where the parser refused something."""
    if tree.root_node.has_error:
        return Early()
    walk = Walk(tree)
    found = sorted(chain(_checked(source, walk), _twice(source, walk)), key=_start)[:1]
    return Early(tuple(found), tuple(_places(source, tree, walk)))


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
        for match in _found(pattern, source):
            start, end = match.span("at")
            path = walk.path(start, start + 1)
            if len(path) > 1 and (message := check(path)):
                yield Break(message, start, min(end, start + _LONGEST))
                break


def _jsx(path: list[Node]) -> str | None:
    if path[-2].type not in ("jsx_opening_element", "jsx_self_closing_element"):
        return None
    return "this is JSX, which has to be compiled: no browser knows it"


def _hole(path: list[Node]) -> str | None:
    if path[-1].type != "," or path[-2].type not in _LISTS:
        return None
    return "a value is missing before this comma"


def _no_target(path: list[Node]) -> str | None:
    """Say that `++` or `--` is done to what is no variable; to a call it fails only when it runs."""
    if path[-2].type != "update_expression":
        return None
    given = path[-2].child_by_field_name("argument")
    if given is None or given.type not in _NO_TARGETS:
        return None
    return f"{path[-1].type} is done to what is no variable"


def _optional_target(path: list[Node]) -> str | None:
    """Say that `a?.b` is assigned to."""
    place = len(path) - 1
    while place and path[place].type in ("?.", "optional_chain"):
        place -= 1
    while place and path[place].type in _CHAINS:
        holder = path[place - 1]
        field = _ASSIGNMENTS.get(holder.type)
        if field and is_field(holder, field, path[place]):
            return "?. cannot stand in what is assigned to"
        if not is_field(holder, _CHAINS.get(holder.type, ""), path[place]):
            return None
        place -= 1
    return None


def _mixed(path: list[Node]) -> str | None:
    """Say that `??` stands beside `||` or `&&` without brackets."""
    if path[-1].type != "??" or path[-2].type != "binary_expression":
        return None
    holder = path[-2]
    near = [holder.child_by_field_name("left"), holder.child_by_field_name("right")]
    if any(node is not None and _operator(node) in _LOGICAL for node in (*near, path[-3])):
        return "?? beside || or && needs brackets around one of them"
    return None


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator") if node.type == "binary_expression" else None
    return operator.type if operator is not None else ""


def _power(path: list[Node]) -> str | None:
    if path[-1].type != "**" or path[-2].type != "binary_expression":
        return None
    left = path[-2].child_by_field_name("left")
    if left is None or left.type != "unary_expression":
        return None
    return "what stands before ** needs brackets"


def _many(path: list[Node]) -> str | None:
    if path[-2].type != "sequence_expression" or path[-3].type != "for_in_statement":
        return None
    operator = path[-3].child_by_field_name("operator")
    if operator is None or operator.type != "of" or not is_field(path[-3], "right", path[-2]):
        return None
    return "for … of takes one value, and none after a comma"


def _no_value(path: list[Node]) -> str | None:
    """Say that a constant gets no value."""
    if path[-1].type != "identifier" or path[-2].type != "variable_declarator":
        return None
    holder = path[-3]
    kind = holder.child_by_field_name("kind") if holder.type == "lexical_declaration" else None
    if kind is None or kind.type != "const" or path[-2].child_by_field_name("value") is not None:
        return None
    return "this constant gets no value"


def _named_let(path: list[Node]) -> str | None:
    holder = path[-2]
    if path[-1].type != "identifier" or path[-1].text != b"let":
        return None
    if holder.type == "variable_declarator" and path[-3].type == "lexical_declaration":
        return "let cannot be the name of a variable that let or const declares"
    return None


def _declared_alone(path: list[Node]) -> str | None:
    """Say that a declaration stands where one statement does, which its name would not outlive."""
    node, holder = path[-2], path[-3]
    if node.type not in ("lexical_declaration", "class_declaration"):
        return None
    field = _ALONE.get(holder.type)
    if holder.type == "else_clause" or (field and is_field(holder, field, node)):
        return f"{path[-1].type} needs a block around it here"
    return None


def _nested(path: list[Node]) -> str | None:
    """Say that an import or export stands in a block or function."""
    if path[-2].type not in ("import_statement", "export_statement"):
        return None
    if path[-3].type == "program":
        return None
    return f"{path[-1].type} can stand only outside of blocks and functions"


_AWAIT = re.compile(rb"await(?=[ \t]+[\w$])")
"""Words that follow show that it is no name, which it may be in a classic script."""
_CHECKS: tuple[tuple[re.Pattern[bytes], Callable[[list[Node]], str | None]], ...] = (
    (re.compile(rb"(?P<at><)(?<![\w$)\]\"'`>]<)(?=[A-Za-z_$>])"), _jsx),
    (re.compile(rb",\s*(?P<at>,)"), _hole),
    (re.compile(rb"\(\s*(?P<at>,)"), _hole),
    (re.compile(rb"\{\s*(?P<at>,)"), _hole),
    (re.compile(rb"\+\+\s+(?P<at>\+\+|--)"), _no_target),
    (re.compile(rb"--\s+(?P<at>\+\+|--)"), _no_target),
    (re.compile(rb"(?P<at>\+\+)(?<=\d\+\+)(?<![\w$.]\d\+\+)"), _no_target),
    (re.compile(rb"(?P<at>\+\+)(?=\d)"), _no_target),
    (
        re.compile(rb"(?P<at>\?\.)(?=[\w$.\[\]]+\s*(?:=(?![=>])|(?:[-+*/%&|^]|\*\*|&&)=|\+\+|--))"),
        _optional_target,
    ),
    # what they are mixed with stands near: `??` alone is everywhere
    (re.compile(rb"\|\|[^;{}?]{0,200}(?P<at>\?\?)(?!=)"), _mixed),
    (re.compile(rb"&&[^;{}?]{0,200}(?P<at>\?\?)(?!=)"), _mixed),
    (re.compile(rb"(?P<at>\?\?)(?!=)(?=[^;{}|&]{0,200}(?:\|\||&&))"), _mixed),
    (re.compile(rb"(?P<at>\*\*)(?<!/\*\*)(?![=*/])"), _power),
    (re.compile(rb"of\s+[\w$.]+\s*(?P<at>,)"), _many),
    (re.compile(rb"const\s+(?P<at>[\w$]+)\s*;"), _no_value),
    (re.compile(rb"let\s+(?P<at>let)\b"), _named_let),
    (re.compile(rb"const\s+(?P<at>let)\b"), _named_let),
    (re.compile(rb"\)\s*(?P<at>const|class)(?=\s+[\w$])"), _declared_alone),
    (re.compile(rb"else\s+(?P<at>const|class)(?=\s+[\w$])"), _declared_alone),
    # a line that begins with them is at the top, as a rule
    (re.compile(rb"(?P<at>import)(?<!\nimport)(?=[\s{\"'*])"), _nested),
    (re.compile(rb"(?P<at>export)(?<!\nexport)(?=[\s{*])"), _nested),
    (re.compile(rb"(?P<at>await)(?=[ \t]+[\w$])"), awaits_outside),
    (re.compile(rb"(?P<at>break)(?![\w$])"), jumps_nowhere),
    (re.compile(rb"(?P<at>continue)(?![\w$])"), jumps_nowhere),
)
"""Where to look, and what says what is wrong there; each begins with what is searched for at once."""


def _twice(source: bytes, walk: Walk) -> Iterator[Break]:
    """Find a name that `let`, `const` or `class` declares twice in one block."""
    seen = set[tuple[bytes, str, int, int]]()
    for match in islice(_again(source), _MAX_LOOKED * 2):
        block = _block(walk.path(*match.span(1)))
        if block is None:
            continue
        where = (match[1], block.type, block.start_byte, block.end_byte)
        if where in seen:
            yield Break(f"{match[1].decode()} is declared twice here", *match.span(1))
            return
        seen.add(where)


def _again(source: bytes) -> "Iterator[re.Match[bytes]]":
    """Find the declarations of names that one pair of braces seems to declare twice.

    Braces are counted, those in strings too: who wants to know for sure asks the tree.
    """
    around, made, at = [0], 0, 0
    first: dict[tuple[bytes, int], re.Match[bytes] | None] = {}
    found = list(_DECLARED.finditer(source))
    times = Counter(match[1] for match in found)
    for match in found:
        if times[match[1]] == 1:
            continue
        # A brace at the start of a line ends what is at the top: spares counting most of the others
        top = source.rfind(b"\n}", at, match.start())
        if top >= 0:
            del around[1:]
            at = top + len(b"\n}")
        left, entered = _crossed(source[at : match.start()])
        at = match.end()
        if left:
            del around[max(1, len(around) - left) :]
        if entered:
            around += range(made + 1, made + entered + 1)
            made += entered
        where = (match[1], around[-1])
        before = first.setdefault(where, match)
        if before is not match:
            if before:
                yield before
                first[where] = None
            yield match


def _crossed(between: bytes) -> tuple[int, int]:
    """Count the blocks that are left on the way from one place to another, and those entered."""
    for _ in range(_DEEPEST if b"{" in between and b"}" in between else 0):
        outer = _PAIR.sub(b"", between)
        if len(outer) == len(between):
            break
        between = outer
    return between.count(b"}"), between.count(b"{")


def _block(path: list[Node]) -> Node | None:
    """Give the block in which a declaration at the end of a path holds."""
    place = len(path) - 2
    if path[-1].type != "identifier":
        return None
    if path[place].type == "variable_declarator":
        if not is_field(path[place], "name", path[-1]):
            return None
        place -= 1
    if path[place].type not in ("lexical_declaration", "class_declaration"):
        return None
    place -= 1
    while path[place].type in ("switch_case", "switch_default", "export_statement"):
        place -= 1
    return path[place] if path[place].type in _SCOPES else None
