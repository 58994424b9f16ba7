"""What a script of a template has that its language, WXS, does not: that is the JavaScript of 1999.

The vendor's manual lists statements and operators, and no others. Every form below was given to its
compiler, `wcc` of npm miniprogram-compiler 0.2.3, on 2026-11-23: it refuses them in some places, and
in blocks makes something else of some, as `nv_let; nv_a = 1` of `let a = 1`, which fails when it runs.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import BEYOND, Form, Use
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.core.source import Lines
from miniprog_cli.syntax.offsets import Offsets
from miniprog_cli.syntax.tree import Patience, TooTangled, parse

_MOST_NODES = 200_000
"""Nodes that are looked at; a script of templates has some hundreds."""
_NODES = {
    "arrow_function": "`=>`",
    "class_declaration": "`class`",
    "class": "`class`",
    "template_string": "a template literal",
    "method_definition": "a method written without `function`",
    "computed_property_name": "a computed name",
    "spread_element": "`...`",
    "rest_pattern": "`...`",
    "object_pattern": "destructuring",
    "for_in_statement": "`for` without `;`",
    "try_statement": "`try`",
    "throw_statement": "`throw`",
    "new_expression": "`new`",
    "with_statement": "`with`",
    "labeled_statement": "a label",
    "optional_chain": "`?.`",
    "regex": "a regular expression",
    "import_statement": "`import`",
    "export_statement": "`export`",
    "await_expression": "`await`",
    "yield_expression": "`yield`",
    "generator_function": "`function*`",
    "generator_function_declaration": "`function*`",
    "async": "`async`",
}
_OPERATORS = {"instanceof", "in", "**", "??", "**=", "||=", "&&=", "??="}
_SHORT = "shorthand_property_identifier"
_NUMBER = re.compile(rb"[0-9]+\.?[0-9]*")
_NAME = re.compile(rb"[A-Za-z_]\w*", re.ASCII)
_FREE = re.compile(
    r"\b(?:class|enum|export|extends|import|super|const|catch|try|finally|throw|with|new|in|instanceof|let"
    r"|static|yield|await)\b"
)
"""Words that JavaScript keeps to itself, and the language does not."""
_KEPT = frozenset(
    b"delete void typeof null var if else true false this function return for while do break continue "
    b"switch case default".split()
)
"""Words that cannot be the name of a member either, unless in quotes."""


class Beyond(NamedTuple):
    """Something that the language does not have: what, and the characters where it first stands."""

    what: str
    start: int
    end: int

    def placed(self, lines: Lines, start: int = 0) -> Use:
        """Give it as a fact, of a script that begins at `start` of a text with these lines."""
        span = lines.span(start + self.start, start + self.end)
        return Use(BEYOND, Form.READ, span, self.what)


def beyond(text: str) -> Iterator[Beyond]:
    """Find what the language does not have, of each the first place; nothing where it is no script."""
    source = text.encode("utf-8", "replace")
    tree = _sound(source)
    if tree is None:
        return  # which is said
    found = dict[str, tuple[int, int]]()
    if text.startswith("\ufeff"):
        found["a byte order mark"] = (0, 0)
    for node in islice(_nodes(tree), _MOST_NODES):
        what = _what(node)
        if what and what not in found:
            found[what] = (node.start_byte, node.end_byte)
    offsets = Offsets(source, len(text))
    offsets.learn(place for span in found.values() for place in span)
    for what, (start, end) in found.items():
        yield Beyond(what, offsets[start], _end_of_line(text, offsets[start], offsets[end]))


def as_javascript(text: str) -> str:
    """Write a script so that JavaScript reads it, of the same length but for the end.

    The language has names that JavaScript keeps, as `class`, and comments that go on to the end of
    the file. A script that no such change makes sound is given back as it is.
    """
    if _sound(text.encode("utf-8", "replace")):
        return text
    ended = f"{text}*/" if text.rfind("/*") > text.rfind("*/") else text
    for one in (ended, _FREE.sub(_renamed, ended)):
        if one != text and _sound(one.encode("utf-8", "replace")):
            return one
    return text


def _sound(source: bytes) -> Tree | None:
    """Parse a script; None where it is none."""
    try:
        tree = parse(source, Patience())
    except TooTangled:
        return None
    return None if tree.root_node.has_error else tree


def _renamed(found: re.Match[str]) -> str:
    return "_" * len(found[0])


def _end_of_line(text: str, start: int, end: int) -> int:
    """Give where something ends on the line that it begins in."""
    line = text.find("\n", start, end)
    return end if line < 0 else line


def _nodes(tree: Tree) -> Iterator[Node]:
    """Yield every node, in the order in which they stand."""
    cursor = tree.walk()
    while True:
        if cursor.node:
            yield cursor.node
        if cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _what(node: Node) -> str | None:
    """Say what a node is that the language does not have."""
    if node.type in _NODES:
        return _NODES[node.type]
    look = _LOOKS.get(node.type)
    return look(node) if look else None


def _declaration(node: Node) -> str:
    return f"`{node.children[0].type}`"


def _operator(node: Node) -> str | None:
    operator = node.child_by_field_name("operator")
    return f"`{operator.type}`" if operator and operator.type in _OPERATORS else None


def _pattern(node: Node) -> str | None:
    """Let a list be that values are set to, as in `[a, b] = [b, a]`."""
    is_set = node.parent is not None and node.parent.type == "assignment_expression"
    return None if is_set else _NODES["object_pattern"]


def _object(node: Node) -> str | None:
    """Find members without a value, which pass where all are so and nothing is set to the object."""
    short = [one.type == _SHORT for one in node.named_children if one.type in (_SHORT, "pair")]
    around = node.parent.type if node.parent else ""
    is_set = around in ("assignment_expression", "variable_declarator")
    return "a member without a value" if any(short) and (is_set or not all(short)) else None


def _number(node: Node) -> str | None:
    text = node.text or b""
    if not _NUMBER.fullmatch(text):
        return f"the number {text.decode()}"
    is_key = node.parent is not None and node.parent.child_by_field_name("key") == node
    return "a number as the name of a member" if is_key else None


def _name(node: Node) -> str | None:
    text = node.text or b""
    if not _NAME.fullmatch(text):
        return f"the name {text.decode('utf-8', 'replace')}"
    is_kept = node.type == "property_identifier" and text in _KEPT
    return f"the member {text.decode()}" if is_kept else None


_LOOKS: dict[str, Callable[[Node], str | None]] = {
    "lexical_declaration": _declaration,
    "binary_expression": _operator,
    "augmented_assignment_expression": _operator,
    "array_pattern": _pattern,
    "object": _object,
    "number": _number,
    "identifier": _name,
    "property_identifier": _name,
}
"""How nodes are looked at that may be in the language or not, by their type."""
