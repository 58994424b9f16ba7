"""What a call in a script is given, and of what kind it is."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import nth

_TEXTS = ("string", "template_string")
_MAX_ARGUMENTS = 20
"""How many arguments of a call are looked at: there may be thousands."""


def arguments(call: Node) -> list[Node]:
    """Give what a call is given, a template that tags are put to included."""
    given = call.child_by_field_name("arguments")
    if given is None or given.type == "template_string":
        return [given] if given else []
    count = given.named_child_count
    if count > _MAX_ARGUMENTS:
        some = [given.named_child(place) for place in range(_MAX_ARGUMENTS)]
    else:
        some = given.named_children
    return [one for one in some if one.type != "comment"]


def first_argument(call: Node) -> Node | None:
    """Give what a call is given first."""
    return next(iter(arguments(call)), None)


def is_text(node: Node) -> bool:
    """Tell a sum that has a text in it, and so is one: `name + "()"`."""
    for _ in range(_MAX_ARGUMENTS):
        if node.type != "binary_expression" or _operator(node) != "+":
            return False
        right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
        if right is None or left is None:
            return False
        if right.type in _TEXTS or left.type in _TEXTS:
            return True
        node = left
    return False


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator is not None else ""


def is_sound_only(given: Node | None) -> bool:
    """Tell what `getUserMedia({audio: true})` is given, with nothing that may be a `video`."""
    if given is None or given.type != "object" or given.named_child_count > _MAX_ARGUMENTS:
        return False
    keys = [one.child_by_field_name("key") for one in given.named_children if one.type == "pair"]
    return len(keys) == given.named_child_count and [one.text for one in keys if one] == [b"audio"]


def is_beside(first: Node) -> bool:
    """Tell the first argument of `new URL("…", import.meta.url)`, a file beside the module."""
    base = first.next_named_sibling
    return base is not None and base.text == b"import.meta.url"


def is_function(call: Node) -> bool:
    """Tell `(() => {}).constructor(…)` and `[].constructor.constructor(…)` by what they call."""
    member = call.child_by_field_name("function")
    node = member.child_by_field_name("object") if member else None
    if node is not None and node.type == "parenthesized_expression":
        node = nth(node, 0)
    if node is None:
        return False
    if node.type in ("function_expression", "arrow_function", "generator_function"):
        return True
    return node.type == "member_expression" and (node.text or b"").endswith(b".constructor")


def is_constructed(path: list[Node], place: int) -> bool:
    """Tell the first argument of `Reflect.construct`, which does what `new` does."""
    if place < 2 or path[place - 1].type != "arguments":
        return False
    called = path[place - 2].child_by_field_name("function")
    return called is not None and called.text == b"Reflect.construct"
