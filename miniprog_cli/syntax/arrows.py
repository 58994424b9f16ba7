"""Early errors of arrow functions: what stands before or behind one, and objects that look like blocks."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import is_field

_BEHIND = {
    "binary_expression": "right",
    "await_expression": "",
    "unary_expression": "argument",
}
_BEFORE = {
    "binary_expression": "left",
    "ternary_expression": "condition",
    "member_expression": "object",
}


def arrow_called(path: list[Node]) -> str | None:
    """Say that an arrow function is called without brackets around it."""
    if path[-1].type != "(" or path[-2].type != "arguments":
        return None
    called = path[-3].child_by_field_name("function")
    if called is None or called.type != "arrow_function":
        return None
    return "an arrow function that is called needs brackets around it"


def arrow_behind(path: list[Node]) -> str | None:
    """Say that an arrow function follows an operator: `given || () => {}`."""
    start = path[-1].start_byte
    for place in range(len(path) - 1, 0, -1):
        node, holder = path[place], path[place - 1]
        if node.start_byte != start:
            return None
        if node.type == "arrow_function":
            field = _BEHIND.get(holder.type)
            is_behind = field is not None and (not field or is_field(holder, field, node))
            return (
                "an arrow function behind an operator needs brackets around it"
                if is_behind
                else None
            )
    return None


def arrow_before(path: list[Node]) -> str | None:
    """Say that an operator follows the block of an arrow function: `() => {}.bind(this)`."""
    holder = path[-2] if path[-1].type != "optional_chain" else path[-3]
    field = _BEFORE.get(holder.type)
    node = holder.child_by_field_name(field) if field else None
    if node is None or node.type != "arrow_function":
        return None
    return "an arrow function that something is done to needs brackets around it"


def object_returned(path: list[Node]) -> str | None:
    """Say that an arrow function is to give an object, whose brace begins a block there.

    With one member, and with names alone behind it, the block is a fine one, with a label.
    """
    if path[-1].type != "{" or path[-2].type != "object" or path[-3].type != "arrow_function":
        return None
    if not is_object(path[-2]):
        return None
    return "a { behind => begins a block: put an object in brackets"


def is_object(node: Node) -> bool:
    """Tell an object that would be no block, by its first two members."""
    pairs = [one for one in node.named_children[:2] if one.type == "pair"]
    keys = [one.child_by_field_name("key") for one in pairs]
    return len(pairs) == 2 or any(key is not None and key.type == "string" for key in keys)
