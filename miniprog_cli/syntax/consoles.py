"""Which calls of the console are no leftovers of developing, whatever text they are given.

That is what tells of a failure that was caught, what stands behind a switch for debugging, and what
only hands on what its own function is given, as `console.log.apply` does.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.syntax.calls import arguments
from miniprog_cli.syntax.walk import nth

_MOST_CLIMBED = 60
"""How far up a call is followed."""
_MOST_NODES = 60
"""How much of what a call is given is looked at."""
_MOST_BEFORE = 5
"""How many statements at the start of a function are looked at for a switch that ends it."""
_LONGEST = 200
"""Bytes of a condition: a longer one is more than a switch."""
_FUNCTIONS = frozenset(
    {"arrow_function", "function_expression", "function_declaration", "method_definition"}
)
_NAMES = ("identifier", "shorthand_property_identifier")
_FAILURE = re.compile(rb"(?i:on)?(?i:err|error|fail|failure|catch|rejected)|\w+(?:Error|Err)")
"""What errors are called, and what is called with them."""
_SWITCH = re.compile(
    rb"(?i:debug|verbose)|\b(?i:dev|is_?dev(?:elopment)?|trace\w*|log_?level|node_env)\b|__DEV__"
    rb"|(?:\b_log|\b(?:opt(?:ion)?s|config|settings)\.log|\bLOG|\blogging)\b(?!\s*[(.])"
)
_CATCHES = {"catch": 0, "then": 1}
"""Which argument of a call is called with an error."""
_LISTENS = (b"addEventListener", b"on", b"once")


def is_no_leftover(path: list[Node], place: int) -> bool:
    """Tell a call, whose function is at a place of a path, that may stay in what ships."""
    given = arguments(path[place - 1])
    names = {*_named(given)}
    if _is_handed_on(path, given, names) or _follows_failure(path, place - 1, given):
        return True
    if any(_FAILURE.fullmatch(name) for name in names):
        return True
    for at in range(place - 1, max(place - _MOST_CLIMBED, 0), -1):
        if _catches(path, at, names) or _is_switched(path, at):
            return True
    return False


def _is_handed_on(path: list[Node], given: list[Node], names: set[bytes]) -> bool:
    """Tell what the function around a call is given, `arguments` or the rest of its parameters.

    Where other words come with it, the function has to do nothing else: it may be a leftover in one
    that does.
    """
    place = next((at for at in range(len(path) - 1, 0, -1) if path[at].type in _FUNCTIONS), 0)
    if not place or not {b"arguments", _rest(path[place])} & names:
        return False
    body = path[place].child_by_field_name("body")
    alone = body is not None and (body.type != "statement_block" or body.named_child_count == 1)
    return alone or [one.type for one in given] == ["spread_element"]


def _rest(function: Node) -> bytes:
    """Give the name of the rest of the parameters; `arguments` where there is none."""
    parameters = function.child_by_field_name("parameters")
    count = parameters.named_child_count if parameters else 0
    last = nth(parameters, count - 1) if parameters and count else None
    name = nth(last, 0) if last is not None and last.type == "rest_pattern" else None
    return (name.text if name is not None else None) or b"arguments"


def _follows_failure(path: list[Node], call: int, given: list[Node]) -> bool:
    """Tell `console.trace()` behind what tells of a failure: where that was."""
    node = path[call] if path[call - 1].type == "sequence_expression" else path[call - 1]
    before = None if given else node.prev_named_sibling
    return before is not None and (before.text or b"")[:13] in (b"console.error", b"console.warn(")


def _named(given: list[Node]) -> Iterator[bytes]:
    """Give the names in what a call is given, not those of members."""
    waiting = [*given]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if node.type in _NAMES:
            yield node.text or b""
        elif node.named_child_count <= _MOST_NODES and node.type not in _FUNCTIONS:
            waiting.extend(node.named_children)


def _catches(path: list[Node], at: int, names: set[bytes]) -> bool:
    """Tell what is run with an error under one of these names."""
    node = path[at]
    if node.type == "catch_clause":
        caught = node.child_by_field_name("parameter")
        return caught is not None and caught.text in names
    if node.type not in _FUNCTIONS:
        return False
    first = _first_parameter(node)
    return first is not None and first.text in names and _is_for_errors(path, at)


def _first_parameter(function: Node) -> Node | None:
    parameters = function.child_by_field_name("parameters")
    return nth(parameters, 0) if parameters else function.child_by_field_name("parameter")


def _is_for_errors(path: list[Node], at: int) -> bool:
    """Tell a function that is called with an error: by its name, or by what it is given to."""
    while path[at - 1].type == "parenthesized_expression":
        at -= 1
    node, holder = path[at], path[at - 1]
    if holder.type == "arguments":
        return _is_listener(path[at - 2], node)
    named = node.child_by_field_name("name")
    for field in ("key", "left"):
        named = named or holder.child_by_field_name(field)
    word = (named.text or b"").rpartition(b".")[2].strip(b"\"'") if named else b""
    return bool(_FAILURE.fullmatch(word))


def _is_listener(call: Node, node: Node) -> bool:
    """Tell the function of `.catch(f)`, `.then(done, f)` and `.on("error", f)`."""
    called = call.child_by_field_name("function")
    method = called.child_by_field_name("property") if called else None
    name, given = (method.text or b"") if method else b"", arguments(call)
    place = _CATCHES.get(name.decode("utf-8", "replace"))
    if place is not None:
        return len(given) > place and given[place] == node
    is_told = name in _LISTENS and len(given) > 1 and given[1] == node
    return is_told and (given[0].text or b"").strip(b"\"'") == b"error"


def _is_switched(path: list[Node], at: int) -> bool:
    """Tell what only runs where a switch for debugging is on."""
    node, holder = path[at], path[at - 1]
    match holder.type:
        case "if_statement" | "ternary_expression":
            condition = holder.child_by_field_name("condition")
            return condition != node and _is_switch(condition)
        case "binary_expression":
            left, operator = (holder.child_by_field_name(one) for one in ("left", "operator"))
            lazy = operator is not None and operator.type in ("&&", "||")
            return lazy and left != node and _is_switch(left)
        case "statement_block":
            before = (nth(holder, place) for place in range(_MOST_BEFORE))
            return any(_leaves(one, node) for one in before if one is not None)
        case _:
            return False


def _leaves(statement: Node, node: Node) -> bool:
    """Tell `if (!debug) return`, before a node."""
    if statement.type != "if_statement" or statement.end_byte > node.start_byte:
        return False
    done = statement.child_by_field_name("consequence")
    if done is not None and done.type == "statement_block":
        done = nth(done, 0)
    is_left = done is not None and done.type == "return_statement"
    return is_left and _is_switch(statement.child_by_field_name("condition"))


def _is_switch(condition: Node | None) -> bool:
    if condition is None or condition.end_byte - condition.start_byte > _LONGEST:
        return False
    return bool(_SWITCH.search(condition.text or b""))
