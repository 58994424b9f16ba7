"""Early errors of strict code: of modules, classes, and what begins with "use strict"."""

import re

from tree_sitter import Node

from miniprog_cli.syntax.jumps import FUNCTIONS
from miniprog_cli.syntax.suspects import Suspect, suspect
from miniprog_cli.syntax.walk import is_field

_MAX_DIRECTIVES = 10
"""Statements at the start of a function that are looked at for "use strict"."""
_TARGETS = {
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
    "variable_declarator": "name",
    "function_declaration": "name",
    "function_expression": "name",
    "generator_function_declaration": "name",
    "generator_function": "name",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "assignment_pattern": "left",
    "pair_pattern": "value",
}
_OCTAL = re.compile(rb"\\(?:[1-9]|0\d)")
PLAIN = ("identifier", "undefined", "comment")
"""Parameters that are names alone; the grammar has a kind of its own for `undefined`."""
_CLASSES = ("class_declaration", "class")


def is_strict(path: list[Node]) -> bool:
    """Tell whether the end of a path lies in strict code, in a script that is no module."""
    for place, node in enumerate(path[:-1]):
        if node.type in _CLASSES or (node.type == "program" and is_directed(node)):
            return True
        body = node.child_by_field_name("body") if node.type in FUNCTIONS else None
        if body is not None and body.type == "statement_block" and is_directed(body):
            # what a computed name says is outside
            return node.type != "method_definition" or not is_field(node, "name", path[place + 1])
    return False


def is_directed(body: Node) -> bool:
    """Tell a function or script that begins with "use strict"."""
    for place in range(min(body.named_child_count, _MAX_DIRECTIVES)):
        node = body.named_child(place)
        if node.type not in ("comment", "expression_statement", "hash_bang_line"):
            return False
        if node.type == "expression_statement":
            first = node.child(0)
            if first.type != "string":
                return False
            if (first.text or b"")[1:-1] == b"use strict":
                return True
    return False


def assigned_to(path: list[Node]) -> str | None:
    """Say that `eval` or `arguments` gets a value."""
    node, holder = path[-1], path[-2]
    field = _TARGETS.get(holder.type)
    given = holder.type in ("formal_parameters", "rest_pattern", "array_pattern")
    if node.type == "shorthand_property_identifier_pattern":
        given = True
    elif node.type != "identifier":
        return None
    if not given and not (field and is_field(holder, field, node)):
        return None
    return f"strict code cannot give {_word(node)} another value"


def with_object(path: list[Node]) -> str | None:
    """Say that there is a `with`."""
    return "strict code has no with" if path[-2].type == "with_statement" else None


def octal(path: list[Node]) -> str | None:
    """Say that a number is octal the old way."""
    node = path[-1]
    if node.type != "number" or not re.fullmatch(rb"0\d+(?:\.\d*)?", node.text or b""):
        return None
    return f"strict code has no numbers like {_word(node)}: write 0o for an octal one"


def octal_escape(path: list[Node]) -> str | None:
    """Say that a string has an escape that is octal the old way."""
    if path[-1].type != "escape_sequence" or path[-2].type != "string":
        return None
    if not _OCTAL.match(path[-1].text or b""):  # it is the second of two that stand for one
        return None
    return "strict code has no octal escapes: write \\x and two digits"


def octal_in_template(path: list[Node]) -> str | None:
    """Say that a template that no function gets has an octal escape, in any code."""
    if path[-1].type != "escape_sequence" or path[-2].type != "template_string":
        return None
    tagged = path[-3].type == "call_expression" and is_field(path[-3], "arguments", path[-2])
    if tagged or not _OCTAL.match(path[-1].text or b""):
        return None
    return "templates have no octal escapes: write \\x and two digits"


def deleted(path: list[Node]) -> str | None:
    """Say that a name is deleted."""
    if path[-1].type != "delete" or path[-2].type != "unary_expression":
        return None
    given = path[-2].child_by_field_name("argument")
    while given is not None and given.type == "parenthesized_expression":
        given = given.named_child(0)
    if given is None or given.type != "identifier":
        return None
    return f"strict code cannot delete the name {_word(given)}"


def reserved(path: list[Node]) -> str | None:
    """Say that a word is a name that strict code keeps for itself."""
    names = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
    if path[-1].type not in names or path[-2].type in ("import_specifier", "export_specifier"):
        return None
    return f"strict code cannot have the name {_word(path[-1])}"


def function_alone(path: list[Node]) -> str | None:
    """Say that a function is declared where one statement stands."""
    node, holder = path[-2], path[-3]
    if node.type != "function_declaration":
        return None
    if holder.type == "else_clause" or (
        holder.type == "if_statement" and is_field(holder, "consequence", node)
    ):
        return "strict code needs a block around this function"
    return None


def directive(path: list[Node]) -> str | None:
    """Say that a function turns strict after its parameters were more than names."""
    around = [(node, path[at + 1]) for at, node in enumerate(path[:-1]) if node.type in FUNCTIONS]
    function, body = around[-1] if around else (path[0], path[0])
    given = function.child_by_field_name("parameters")
    if given is None or body.type != "statement_block" or not is_directed(body):
        return None
    if all(one.type in PLAIN for one in given.named_children):
        return None
    return '"use strict" cannot stand in a function whose parameters are more than names'


def _word(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


STRICT: tuple[Suspect, ...] = (
    suspect(rb"(?P<at>eval)(?<![\w$.]eval)(?![\w$])(?!\s*[(.])", assigned_to),
    suspect(rb"(?P<at>arguments)(?<![\w$.]arguments)(?![\w$])(?=\s*(?:[=,)+-]|$))", assigned_to),
    suspect(rb"(?P<at>with)(?<![\w$.]with)(?=\s*\()", with_object),
    suspect(rb"(?P<at>0)(?<![\w$.]0)(?=\d)", octal),
    suspect(rb"(?P<at>\\)(?=[1-9]|0\d)", octal_escape),
    suspect(rb"(?P<at>delete)(?=[\s(]+[\w$]+[\s)]*(?:[;,}]|\n|$))", deleted),
    suspect(rb"(?P<at>public)(?<![\w$.]public)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>private)(?<![\w$.]private)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>protected)(?<![\w$.]protected)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>interface)(?<![\w$.]interface)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>package)(?<![\w$.]package)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>implements)(?<![\w$.]implements)(?![\w$])(?!\s*:)", reserved),
    suspect(rb"(?P<at>static)(?<![\w$.]static)(?=\s*[=,;)\].])", reserved),
    suspect(rb"(?P<at>let)(?<![\w$.]let)(?=\s*[=,;)\].])", reserved),
    suspect(rb"(?P<at>yield)(?<![\w$.]yield)(?=\s*[=,;)\].])", reserved),
    suspect(rb"\)\s*(?P<at>function)(?=\s+[\w$])", function_alone),
    suspect(rb"else\s+(?P<at>function)(?=\s+[\w$])", function_alone),
)
"""Where to look, and what says what is wrong there if it is strict code."""
