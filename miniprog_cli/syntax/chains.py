"""What a script does with a name: the dotted chain that begins with it, and how the chain ends."""

from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.facts import Form
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.texts import Resolve, text_of
from miniprog_cli.syntax.walk import is_field

MAX_NAMES = 6
"""Names of a chain that are kept, ``window.`` included."""

_ENDS = {
    "call_expression": ("function", Form.CALL),
    "new_expression": ("constructor", Form.NEW),
    "assignment_expression": ("left", Form.WRITE),
    "augmented_assignment_expression": ("left", Form.WRITE),
    "update_expression": ("argument", Form.WRITE),
}


class Chain(NamedTuple):
    """A chain such as ``navigator.clipboard.readText``; `place` is that of its node in the path."""

    names: tuple[str, ...]
    form: Form
    start: int
    end: int
    place: int


def chain(path: list[Node], word: str, resolve: Resolve) -> Chain:
    """Give the chain that the last node of a path begins, which is a name."""
    place = len(path) - 1
    start, end = path[place].start_byte, path[place].end_byte
    names = [word]
    while place > 0 and len(names) < MAX_NAMES:
        holder = path[place - 1]
        name = _member(holder, path[place], resolve)
        if name is not None:
            names.append(name)
            end = holder.end_byte
        elif not _passes_on(holder, path[place]):
            break
        place -= 1
    form = _form(path[place - 1], path[place])
    return Chain(tuple(names), form, start, end, place)


def _member(holder: Node, node: Node, resolve: Resolve) -> str | None:
    """Give the name of the property that is read of a node."""
    kind = holder.type
    if kind == "member_expression" and holder.start_byte == node.start_byte:
        member = holder.child_by_field_name("property")
        if member is not None and member.type == "property_identifier":
            return (member.text or b"").decode("utf-8", "replace")
    if kind == "subscript_expression" and holder.start_byte == node.start_byte:
        text = text_of(holder.child_by_field_name("index"), resolve)
        return text.value if text and text.whole else None
    return None


def _passes_on(holder: Node, node: Node) -> bool:
    """Tell a bracket around a node, or a `(0, node)` that ends with it."""
    kind = holder.type
    if kind == "parenthesized_expression":
        return True
    return kind == "sequence_expression" and holder.end_byte == node.end_byte


def _form(holder: Node, node: Node) -> Form:
    kind = holder.type
    if kind == "unary_expression":
        operator = holder.child_by_field_name("operator")
        return Form.ASK if operator is not None and operator.type == "typeof" else Form.READ
    field, form = _ENDS.get(kind, ("", Form.READ))
    return form if field and is_field(holder, field, node) else Form.READ


class Part(NamedTuple):
    """A property that a pattern takes out of an object: the names to it, and where it stands."""

    names: tuple[str, ...]
    start: int
    end: int
    local: bytes
    """What it is called from there on; empty where it is put elsewhere."""


def taken(path: list[Node], place: int) -> Iterator[Part]:
    """Yield what `const {a, b: {c}} = node` takes out of the node at a place of a path."""
    holder, node = path[place - 1], path[place]
    if holder.type == "variable_declarator" and is_field(holder, "value", node):
        pattern = holder.child_by_field_name("name")
    elif holder.type == "assignment_expression" and is_field(holder, "right", node):
        pattern = holder.child_by_field_name("left")
    else:
        return
    if pattern is not None and pattern.type == "object_pattern":
        yield from _parts(pattern, (), 0)


def _parts(pattern: Node, names: tuple[str, ...], depth: int) -> Iterator[Part]:
    for item in pattern.named_children:
        key = _key(item)
        if key is None:
            continue
        inner = item.child_by_field_name("value")
        found = (*names, (key.text or b"").decode("utf-8", "replace"))
        if inner is not None and inner.type == "object_pattern" and depth < MAX_NAMES:
            yield from _parts(inner, found, depth + 1)
        else:
            yield Part(found, key.start_byte, key.end_byte, _local(key, inner))


def _local(key: Node, inner: Node | None) -> bytes:
    """Give the name that a part gets: its own, another, or either with a value for want of one."""
    if inner is not None and inner.type == "assignment_pattern":
        inner = inner.child_by_field_name("left")
    node = key if inner is None else inner
    return (node.text or b"") if "identifier" in node.type else b""


def _key(item: Node) -> Node | None:
    """Give the name that an item of an object pattern takes."""
    match item.type:
        case "shorthand_property_identifier_pattern":
            return item
        case "object_assignment_pattern":
            left = item.child_by_field_name("left")
            short = left is not None and left.type == "shorthand_property_identifier_pattern"
            return left if short else None
        case "pair_pattern":
            key = item.child_by_field_name("key")
            return key if key is not None and key.type == "property_identifier" else None
        case _:
            return None
