"""Early errors of expressions: what stands beside an operator, a comma or a name in one."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import is_field

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
_RESTED = ("formal_parameters", "array_pattern", "object_pattern")
_MAX_MEMBERS = 200
"""An object with more is not looked into."""


def jsx(path: list[Node]) -> str | None:
    """Say that a tag stands in a script."""
    if path[-2].type not in ("jsx_opening_element", "jsx_self_closing_element"):
        return None
    return "this is JSX, which has to be compiled: no browser knows it"


def decorated(path: list[Node]) -> str | None:
    """Say that a class or a member of one has a decorator."""
    if path[-2].type != "decorator":
        return None
    return "this is a decorator, which has to be compiled: no browser knows it"


def hole(path: list[Node]) -> str | None:
    """Say that two commas have nothing between them."""
    if path[-1].type != "," or path[-2].type not in _LISTS:
        return None
    return "a value is missing before this comma"


def no_target(path: list[Node]) -> str | None:
    """Say that `++` or `--` is done to what is no variable; to a call it fails only when it runs."""
    if path[-2].type != "update_expression":
        return None
    given = path[-2].child_by_field_name("argument")
    if given is None or given.type not in _NO_TARGETS:
        return None
    return f"{path[-1].type} is done to what is no variable"


def optional_target(path: list[Node]) -> str | None:
    """Say that `a?.b` is assigned to."""
    is_target = _is_chain_in(path, _ASSIGNMENTS)
    return "?. cannot stand in what is assigned to" if is_target else None


def optional_new(path: list[Node]) -> str | None:
    """Say that `new` is done to `a?.b`."""
    is_made = _is_chain_in(path, {"new_expression": "constructor"})
    return "new cannot be done to what may not be there: ?. cannot stand here" if is_made else None


def _is_chain_in(path: list[Node], fields: dict[str, str]) -> bool:
    """Tell whether the chain that a `?.` is part of stands in the field named for its holder."""
    place = len(path) - 1
    while place and path[place].type in ("?.", "optional_chain"):
        place -= 1
    while place and path[place].type in _CHAINS:
        holder = path[place - 1]
        if holder.type in fields and is_field(holder, fields[holder.type], path[place]):
            return True
        if not is_field(holder, _CHAINS.get(holder.type, ""), path[place]):
            return False
        place -= 1
    return False


def mixed(path: list[Node]) -> str | None:
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


def power(path: list[Node]) -> str | None:
    """Say that `-a ** b` could mean both; of `await a ** b` the language says the same."""
    if path[-1].type != "**" or path[-2].type != "binary_expression":
        return None
    left = path[-2].child_by_field_name("left")
    if left is None or left.type not in ("unary_expression", "await_expression"):
        return None
    return "what stands before ** needs brackets"


def many(path: list[Node]) -> str | None:
    """Say that a loop goes through two values."""
    if path[-2].type != "sequence_expression" or path[-3].type != "for_in_statement":
        return None
    operator = path[-3].child_by_field_name("operator")
    if operator is None or operator.type != "of" or not is_field(path[-3], "right", path[-2]):
        return None
    return "for … of takes one value, and none after a comma"


def rest(path: list[Node]) -> str | None:
    """Say that something follows `...rest`, which takes all there is."""
    if path[-1].type != "," or path[-2].type not in _RESTED:
        return None
    before = path[-1].prev_named_sibling
    while before is not None and before.type == "comment":
        before = before.prev_named_sibling
    if before is None or before.type != "rest_pattern":
        return None
    return "nothing can follow what takes the rest"


def prototypes(path: list[Node]) -> str | None:
    """Say that an object gets a second prototype."""
    place = next((at for at in (-2, -3) if path[at].type == "pair"), None)
    if place is None or path[place - 1].type != "object":
        return None
    pairs = [one for one in _some(path[place - 1]) if one.type == "pair"]
    keys = [one.child_by_field_name("key") for one in pairs]
    same = [
        one for one, key in zip(pairs, keys, strict=True) if key and _plain(key) == b"__proto__"
    ]
    return "__proto__ is given twice here" if path[place] in same[1:] else None


def _plain(key: Node) -> bytes:
    text = key.text or b""
    return text[1:-1] if key.type == "string" else text


def _some(node: Node) -> list[Node]:
    return node.named_children if node.named_child_count <= _MAX_MEMBERS else []


def async_accessor(path: list[Node]) -> str | None:
    """Say that a getter or setter is async."""
    if path[-2].type != "method_definition" or path[-1].type not in ("get", "set"):
        return None
    return f"{path[-1].type}ters cannot be async: make it a method, or give a promise"


def accessor(path: list[Node]) -> str | None:
    """Say that a getter takes something, or a setter not one thing."""
    holder, word = path[-2], path[-1].type
    if holder.type != "method_definition" or word not in ("get", "set"):
        return None
    given = holder.child_by_field_name("parameters")
    count = sum(one.type != "comment" for one in given.named_children) if given else 0
    if given is None or count == (word == "set"):
        return None
    return "a setter takes one value" if word == "set" else "a getter takes no values"
