"""Statements that need something around them: `break` a loop, `return` a function, `await` an async one."""

from collections.abc import Iterator
from itertools import takewhile

from tree_sitter import Node, Tree

FUNCTIONS = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
        "class_static_block",
    }
)
LOOPS = frozenset({"for_statement", "for_in_statement", "while_statement", "do_statement"})
_LEFT = LOOPS | {"switch_statement"}
_HOLDING = LOOPS | {
    "statement_block",
    "if_statement",
    "else_clause",
    "switch_statement",
    "switch_body",
    "switch_case",
    "switch_default",
    "try_statement",
    "catch_clause",
    "finally_clause",
    "labeled_statement",
    "with_statement",
}
"""Statements that hold statements of the same function."""
_NEEDING_MODULES = ("import_statement", "export_statement")


def outermost(tree: Tree) -> Iterator[Node]:
    """Find what no classic script may have outside functions: `return`, `import`, `export`."""
    waiting = list(reversed(tree.root_node.named_children))
    while waiting:
        node = waiting.pop()
        if node.type == "return_statement" or node.type in _NEEDING_MODULES:
            yield node
        elif node.type in _HOLDING:
            waiting.extend(reversed(node.named_children))


def jumps_nowhere(path: list[Node]) -> str | None:
    """Say that a `break` or `continue` leaves nothing."""
    if len(path) < 2 or path[-2].type not in ("break_statement", "continue_statement"):
        return None
    word, label = path[-1].type, path[-2].child_by_field_name("label")
    around = list(takewhile(lambda node: node.type not in FUNCTIONS, reversed(path[:-2])))
    if label is None:
        leaves = LOOPS if word == "continue" else _LEFT
        return None if any(node.type in leaves for node in around) else f"{word} stands in no loop"
    if sum(_has(node, label) for node in around) > 1:
        return f"two statements around this one are called {(label.text or b'').decode()}"
    if any(_leaves(node, label, word) for node in around):
        return None
    what = "loop" if word == "continue" else "statement"
    return f"{word} names {(label.text or b'').decode()}, which is no {what} around it"


def _leaves(node: Node, label: Node, word: str) -> bool:
    """Tell whether a statement has the label, and is what the word leaves."""
    body = node.child_by_field_name("body")
    if not _has(node, label):
        return False
    return word == "break" or (body is not None and body.type in (*LOOPS, "labeled_statement"))


def _has(node: Node, label: Node) -> bool:
    own = node.child_by_field_name("label") if node.type == "labeled_statement" else None
    return own is not None and own.text == label.text


def awaits_outside(path: list[Node]) -> str | None:
    """Say that an `await` stands in a function that is not async."""
    if len(path) < 2 or path[-1].type != "await":
        return None
    around = _function(path)
    if around is None or _is_async(around):
        return _in_parameters(path, around, "await")
    if around.type == "class_static_block":
        return "await cannot stand in a static block"
    return "await stands in a function that is not async"


def yields_outside(path: list[Node]) -> str | None:
    """Say that a `yield` stands in no generator."""
    if path[-1].type != "yield" or path[-2].type != "yield_expression":
        return None
    around = _function(path)
    if around is not None and any(one.type in ("*", "yield") for one in around.children[:4]):
        return _in_parameters(path, around, "yield")
    return "yield stands in no generator"


def awaits_at_top(path: list[Node]) -> bool:
    """Tell an `await` in no function, which only modules may have."""
    return path[-1].type == "await" and not any(
        node.type in FUNCTIONS or node.type == "field_definition" for node in path
    )


def _function(path: list[Node]) -> Node | None:
    """Give the function whose body or parameters the end of a path lies in.

    The name of a method may be computed, outside of it.
    """
    for place in range(len(path) - 2, -1, -1):
        node = path[place]
        if path[place + 1].type == "computed_property_name":
            continue
        if node.type == "field_definition" or "decorator" in node.type:
            return None
        if node.type in FUNCTIONS and node.child_by_field_name("name") != path[place + 1]:
            return node
    return None


def _in_parameters(path: list[Node], function: Node | None, word: str) -> str | None:
    """Say that the word stands in the parameters of a function that may have it in its body."""
    given = function.child_by_field_name("parameters") if function is not None else None
    inside = given is not None and given in path
    return f"{word} cannot stand in what parameters are by default" if inside else None


def _is_async(function: Node) -> bool:
    for child in function.children:
        if child.type == "async":
            return True
        if child.type in ("formal_parameters", "statement_block"):
            return False
    return False
