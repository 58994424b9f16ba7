"""Which names of a script are its own: where it declares them, and how far that reaches."""

from bisect import bisect_right

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.jumps import FUNCTIONS
from miniprog_cli.syntax.walk import is_field

_MAX_CLIMB = 200
"""How far the scope of a declaration is looked for; code that people or tools write stays below."""

_FUNCTIONS = FUNCTIONS | {"program"}
_BLOCKS = _FUNCTIONS | {
    "statement_block",
    "for_statement",
    "for_in_statement",
    "switch_body",
    "catch_clause",
}
_PATTERNS = {
    "object_pattern": None,
    "array_pattern": None,
    "rest_pattern": None,
    "pair_pattern": "value",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}
"""What may stand between a name and what declares it, and the field that leads to the name."""


class Scope(NamedTuple):
    """Where a declared name holds, in bytes."""

    start: int
    end: int


class Scopes:
    """Where each name is declared; joins what overlaps, so that each question is cheap."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[int, int]]] = {}
        self._joined: dict[str, list[tuple[int, int]]] = {}

    def add(self, name: str, scope: Scope) -> None:
        """Note a declaration; all of them come before the first question."""
        self._found.setdefault(name, []).append((scope.start, scope.end))

    def holds(self, name: str, at: int) -> bool:
        """Tell whether the name is the script's own at a place."""
        if name not in self._found:
            return False
        if name not in self._joined:
            self._joined[name] = _joined(self._found[name])
        ranges = self._joined[name]
        place = bisect_right(ranges, (at, at)) - 1
        near = ranges[max(place, 0) : place + 2]
        return any(start <= at < end for start, end in near)


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def declared(path: list[Node]) -> Scope | None:
    """Give where the name at the end of a path holds, if it declares it there; else None."""
    place = pattern(path)
    return _declaration(path, place) if place else None


def pattern(path: list[Node]) -> int:
    """Give the place of what is taken apart for the name at the end of a path, or of the name.

    It is 0 where the end of the path is a key or a default.
    """
    place = len(path) - 1
    while place > 0 and path[place - 1].type in _PATTERNS:
        field = _PATTERNS[path[place - 1].type]
        if field and not is_field(path[place - 1], field, path[place]):
            return 0
        place -= 1
    return place


_NAMES = {
    "variable_declarator": "name",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "for_in_statement": "left",
    "function_declaration": "name",
    "generator_function_declaration": "name",
    "class_declaration": "name",
    "function_expression": "name",
    "generator_function": "name",
    "class": "name",
}
"""The field of a node in which it declares names; without one, as parameters do, all it holds."""


def _declaration(path: list[Node], place: int) -> Scope | None:
    node, holder = path[place], path[place - 1]
    kind = holder.type
    if kind == "formal_parameters":
        return _whole(path[place - 2])
    if kind in ("import_clause", "namespace_import", "import_specifier"):
        alias = holder.child_by_field_name("alias")
        return _whole(path[0]) if alias is None or alias == node else None
    if kind not in _NAMES or not is_field(holder, _NAMES[kind], node):
        return None
    return reach(path, place - 1)


def reach(path: list[Node], place: int) -> Scope | None:
    """Give where the names hold that the node at a place of a path declares."""
    match path[place].type:
        case "variable_declarator" if path[place - 1].type == "lexical_declaration":
            return _around(path, place - 1, _BLOCKS)
        case "class_declaration":
            return _around(path, place - 1, _BLOCKS)
        case "variable_declarator" | "function_declaration" | "generator_function_declaration":
            return _around(path, place - 1, _FUNCTIONS)
        case "for_in_statement":
            return _loop(path, place)
        case _:
            return _whole(path[place])


def _loop(path: list[Node], place: int) -> Scope | None:
    kind = path[place].child_by_field_name("kind")
    if kind is None:
        return None
    return _around(path, place, _FUNCTIONS) if kind.type == "var" else _whole(path[place])


def _around(path: list[Node], place: int, kinds: frozenset[str]) -> Scope:
    for _ in range(_MAX_CLIMB):
        if place <= 0 or path[place].type in kinds:
            break
        place -= 1
    else:
        place = 0
    return Scope(path[max(place, 0)].start_byte, path[max(place, 0)].end_byte)


def around_function(path: list[Node]) -> Scope:
    """Give the innermost function, or else the whole, that the end of a path lies in."""
    return _around(path, len(path) - 1, _FUNCTIONS)


def _whole(node: Node) -> Scope:
    return Scope(node.start_byte, node.end_byte)


def is_reference(path: list[Node]) -> bool:
    """Tell whether the name at the end of a path stands for its value, and declares nothing."""
    node, holder = path[-1], path[-2]
    if node.type == "shorthand_property_identifier":
        return True
    outside = ("import_specifier", "export_specifier")
    return node.type == "identifier" and not holder.type.startswith(("jsx_", *outside))
