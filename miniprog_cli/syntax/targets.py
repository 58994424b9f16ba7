"""Early errors of assignments: what a value is given to that cannot have one."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import is_field

_ASSIGNMENTS = {
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
}
_NEVER = frozenset(
    {
        *("number", "string", "template_string", "regex", "this", "object", "array", "class"),
        *("update_expression", "binary_expression", "unary_expression", "ternary_expression"),
        *("sequence_expression", "assignment_expression", "augmented_assignment_expression"),
        *("function_expression", "arrow_function", "new_expression", "await_expression"),
    }
)
"""What has no place for a value; calls are let be, for they fail only when they run."""


def bracketed(path: list[Node]) -> str | None:
    """Say that what is assigned to in brackets, as `(a + b) = c` and `++(a, b)`, is no variable."""
    for place in range(len(path) - 1, 0, -1):
        field = _ASSIGNMENTS.get(path[place].type)
        given = path[place].child_by_field_name(field) if field else None
        if given is None:
            continue
        while given.type == "parenthesized_expression" and given.named_child_count:
            given = given.named_children[-1]  # a comment is none of those that are never one
        return "what stands in these brackets cannot get a value" if given.type in _NEVER else None
    return None


def assigned(path: list[Node]) -> str | None:
    """Say that a value is assigned to what an operator makes, as in `a && b = c` and `!a = b`."""
    if path[-1].type != "=" or path[-2].type != "assignment_expression":
        return None
    binary = path[-3].type == "binary_expression" and is_field(path[-3], "right", path[-2])
    if not binary and path[-3].type != "unary_expression":
        return None
    return "= assigns to what is no variable: compare with ==, or put it in brackets"
