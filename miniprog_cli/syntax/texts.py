"""Strings of a script as far as its source says them: literals, sums, templates and constants."""

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.walk import nth

MAX_TEXT = 2000
"""Characters of a string that are kept."""
_MAX_DEPTH = 50
"""How deeply a text put together with `+` and holes is followed."""

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|[ux]([0-9a-fA-F]+)|([0-7]{1,3})|([\s\S]*))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_CONTINUED = ("\n", "\r", "\r\n", "\u2028", "\u2029")


class Text(NamedTuple):
    """A string as far as the source says it; `whole` where that is all of it."""

    value: str
    whole: bool = True


Resolve = Callable[[Node], Text | None]
"""Gives the text that a name stands for, or a member of what has one; or None."""


def text_of(node: Node | None, resolve: Resolve, depth: int = 0) -> Text | None:
    """Give the text that an expression begins with; None where the source does not say it."""
    if node is None or depth > _MAX_DEPTH:
        return None
    match node.type:
        case "string" | "template_string":
            only = _only(node)
            return _joined(_pieces(node, resolve, depth)) if only is None else Text(only)
        case "identifier" | "member_expression":
            return resolve(node)
        case "binary_expression":
            return _sum(node, resolve, depth)
        case kind:
            inner = nth(node, 0) if kind == "parenthesized_expression" else None
            return text_of(inner, resolve, depth + 1)


def _sum(node: Node, resolve: Resolve, depth: int) -> Text | None:
    operator = node.child_by_field_name("operator")
    if operator is None or operator.type != "+":
        return None
    left = text_of(node.child_by_field_name("left"), resolve, depth + 1)
    if left is None or not left.whole:
        return left
    right = text_of(node.child_by_field_name("right"), resolve, depth + 1)
    return Text(left.value + right.value, right.whole) if right else Text(left.value, whole=False)


def _only(node: Node) -> str | None:
    """Give the text of a string without escapes, as most are; None of another, or a long one."""
    if node.child_count != len('"a"'):
        return None
    piece = node.child(1)
    if piece.type != "string_fragment" or piece.end_byte - piece.start_byte > MAX_TEXT:
        return None
    return (piece.text or b"").decode("utf-8", "replace")


def _pieces(node: Node, resolve: Resolve, depth: int) -> Iterator[Text | None]:
    for piece in node.named_children:
        written = (piece.text or b"").decode("utf-8", "replace")
        if piece.type == "escape_sequence":
            yield Text(unescaped(written))
        elif piece.type == "template_substitution":
            yield text_of(nth(piece, 0), resolve, depth + 1)
        else:
            yield Text(written)


def _joined(pieces: Iterator[Text | None]) -> Text:
    found: list[str] = []
    size = 0
    for piece in pieces:
        found.append(piece.value if piece else "")
        size += len(found[-1])
        if piece is None or not piece.whole or size > MAX_TEXT:
            return Text("".join(found)[:MAX_TEXT], whole=False)
    return Text("".join(found))


def unescaped(written: str) -> str:
    """Give the character that an escape sequence stands for."""
    match = _ESCAPE.fullmatch(written)
    if match is None:
        return written
    digits = match[1] or match[2]
    if digits:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if match[3]:
        return chr(int(match[3], 8))
    return "" if match[4] in _CONTINUED else _LETTERS.get(match[4], match[4])
