"""A script's syntax tree: the parser, the way from a place up to the root, and constant strings.

tree-sitter, because it is the one real JavaScript parser with wheels for Python that reads what
browsers read and goes on after an error: 5 MB/s, imported in 25 ms; esprima's forks, in Python,
read 0.2 MB/s and stop at the first error.
"""

import re
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from tree_sitter import Language, Node, Parser, Point, Tree
from tree_sitter_javascript import language

MAX_TEXT = 2000
"""Characters of a string that are kept."""
_STEPS, _BYTES, _CHUNK = 10_000, 30, 1 << 12
_DEEPEST = 1000
"""How deep a place may be in the tree to be looked at: each step down costs as much as all above."""
_MAX_DEPTH = 50
"""How deeply a text put together with `+` and holes is followed."""

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|[ux]([0-9a-fA-F]+)|([0-7]{1,3})|([\s\S]*))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_CONTINUED = ("\n", "\r", "\r\n", "\u2028", "\u2029")


@cache
def javascript() -> Language:
    """Give the grammar; loaded once."""
    return Language(language())


def parse(source: bytes) -> Tree | None:
    """Parse a script or module in UTF-8; None for what is so far from one that it would take ages.

    The parser tells of itself every hundred steps; scripts take less than one step for a byte.
    """
    steps = 0
    most = _STEPS + len(source) // _BYTES

    def is_enough(_place: int, _error: bool) -> bool:
        nonlocal steps
        steps += 1
        return steps > most

    def read(at: int, _place: Point) -> bytes:
        return source[at : at + _CHUNK]

    return parse_with(Parser(javascript()), read, is_enough)


def parse_with(
    parser: Parser, read: Callable[[int, Point], bytes], is_enough: Callable[[int, bool], bool]
) -> Tree | None:
    """Parse what is read; None where it was enough before the end.

    The parser may crash where one of our functions raises: Ctrl-C only stops it, and is raised
    when it has stopped.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    came: list[int] = []

    def is_over(place: int, error: bool) -> bool:
        return bool(came) or is_enough(place, error)

    with _noted(came):
        try:
            tree = parser.parse(read, progress_callback=is_over)
        except ValueError:
            tree = None
    if came:
        raise KeyboardInterrupt
    return tree


@contextmanager
def _noted(came: list[int]) -> Generator[None, None, None]:
    """Have Ctrl-C noted, instead of raised wherever Python is; only the main thread hears it."""
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


class Walk:
    """A cursor that finds the nodes around a place; cheap where places are asked for in order.

    `Node.parent` searches from the root, and through every sibling on the way.
    """

    def __init__(self, tree: Tree) -> None:
        self._cursor = tree.walk()
        self._nodes = [tree.root_node]

    def path(self, start: int, end: int) -> list[Node]:
        """Give the nodes that hold these bytes, from the root inwards; valid until the next call."""
        nodes, cursor = self._nodes, self._cursor
        while len(nodes) > 1 and not _holds(nodes[-1], start, end):
            cursor.goto_parent()
            nodes.pop()
        while len(nodes) < _DEEPEST and cursor.goto_first_child_for_byte(start) is not None:
            node = cursor.node
            if node is None or not _holds(node, start, end):
                cursor.goto_parent()
                break
            nodes.append(node)
        return nodes


def _holds(node: Node, start: int, end: int) -> bool:
    return node.start_byte <= start and end <= node.end_byte


def nth(node: Node, place: int) -> Node | None:
    """Give a child by its place among those with a name, without a list of what may be thousands."""
    return node.named_child(place) if place < node.named_child_count else None


def is_field(parent: Node, name: str, node: Node) -> bool:
    """Tell whether `node` is what a field of its parent holds."""
    return parent.child_by_field_name(name) == node


class Text(NamedTuple):
    """A string as far as the source says it; `whole` where that is all of it."""

    value: str
    whole: bool = True


Resolve = Callable[[Node], Text | None]
"""Gives the text that a name stands for, or None."""


def text_of(node: Node | None, resolve: Resolve, depth: int = 0) -> Text | None:
    """Give the text that an expression begins with; None where the source does not say it."""
    if node is None or depth > _MAX_DEPTH:
        return None
    match node.type:
        case "string" | "template_string":
            return _joined(_pieces(node, resolve, depth))
        case "identifier":
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
