"""A script's syntax tree: the parser, the way from a place up to the root, and constant strings.

tree-sitter, because it is the one real JavaScript parser with wheels for Python that reads what
browsers read and goes on after an error: 5 MB/s, imported in 25 ms; esprima's forks, in Python,
read 0.2 MB/s and stop at the first error.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from tree_sitter import Language, Node, Parser, Point, Tree
from tree_sitter_javascript import language

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.words import without_keywords

MAX_TEXT = 2000
"""Characters of a string that are kept."""
_STEPS, _BYTES = 10_000, 10
"""Calls that the parser makes every hundred steps: so many, and one for so many bytes.

The densest script, of semicolons alone, takes one for 14 bytes.
"""
_CHUNK, _READS, _TIMES = 1 << 12, 20_000, 8
"""Reads of so many bytes: so many, and as many as it takes to read the script so many times.

A slash in brackets that begin nowhere lets it look for the end of a regular expression anew each time.
"""
_MOST_TANGLED = 3
"""Scripts of one page that are given up, a second each, before the rest is not tried either."""
_LOST = 5_000
"""Calls that the parser makes while it has lost its way: each takes ten times as long then."""
_DEEP, _BYTES_DEEP = 2_000, 500
"""How many brackets may be open: so many, and one for so many bytes, but at most five times as many.

The deeper an error is, the longer the parser takes over it. Of published scripts one, of 3.5 MB, has
4,236 open by this count, which takes those in strings for brackets.
"""
_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}"))
_WIDEST = 1_000
"""Children of what the parser made no sense of, which it keeps as a list to be searched in order."""
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


@cache
def typescript() -> Language:
    """Give the grammar of TypeScript, whose trees have the names of JavaScript's; loaded once."""
    from tree_sitter_typescript import language_typescript

    return Language(language_typescript())


class TooTangled(Exception):
    """A text is so far from a script that to parse it would take ages; `at` is a place, in bytes."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class Patience:
    """How much of what is no JavaScript is borne in one file: counted, so that machines agree."""

    def __init__(self) -> None:
        self.lost = _LOST
        self.scripts = _MOST_TANGLED


def parse(source: bytes, patience: Patience | None = None, *, typed: bool = False) -> Tree:
    """Parse a script or module in UTF-8, or with `typed` one in TypeScript.

    Raises:
        TooTangled: the parser would need far more time than for a script of that size.
    """
    patience = patience or Patience()
    if typed:
        return _parsed(source, source, patience, typescript())
    tree = _parsed(source, source, patience, javascript())
    if tree.root_node.has_error and (plain := without_keywords(source)) != source:
        return _parsed(plain, source, patience, javascript())
    return tree


def _parsed(source: bytes, shown: bytes, patience: Patience, grammar: Language) -> Tree:
    """Parse a script whose nodes have the text of another one, of the same length."""
    deep = _too_deep(source)
    if deep is not None:
        raise TooTangled(deep)
    if not patience.scripts:
        raise TooTangled(0)
    watch = _Watch(source, patience)
    tree = parse_with(Parser(grammar), watch.read, watch.is_enough)
    if tree is None or watch.over:
        patience.scripts -= 1
        raise TooTangled(watch.at)
    watch.show(shown)
    return tree


def parse_with(
    parser: Parser, read: Callable[[int, Point], bytes], is_enough: Callable[[int, bool], bool]
) -> Tree | None:
    """Parse what is read; None where it was enough before the end.

    The parser may crash where one of the functions raises; see `core.apart` for Ctrl-C.
    """
    try:
        return parser.parse(read, progress_callback=is_enough)
    except ValueError:
        return None


class _Watch:
    """What the parser asks for and tells of itself, and whether it is enough."""

    def __init__(self, source: bytes, patience: Patience) -> None:
        self.at = 0
        self.over = False
        self.is_parsed = False  # from then on nodes read their text this way
        self._source = source
        self._patience = patience
        self._steps = _STEPS + len(source) // _BYTES
        self._reads = _READS + len(source) * _TIMES // _CHUNK

    def read(self, at: int, _place: Point) -> bytes:
        """Give a part of the source; nothing more once it is enough, for the end comes soon then."""
        self._reads -= not self.is_parsed
        if self._reads < 0:
            self._stop(at)
        return b"" if self.over else self._source[at : at + _CHUNK]

    def show(self, source: bytes) -> None:
        """Give this text from now on, in which nodes read what they stand for."""
        self.is_parsed = True
        self._source = source

    def is_enough(self, at: int, is_lost: bool) -> bool:
        """Count a hundred steps."""
        self._steps -= 1
        self._patience.lost -= is_lost
        if self._steps < 0 or (is_lost and self._patience.lost < 0):
            self._stop(at)
        return self.over

    def _stop(self, at: int) -> None:
        if not self.over:
            self.over, self.at = True, at


def _too_deep(source: bytes) -> int | None:
    """Give a place where far more brackets are open than in any script, in strings or not."""
    brackets = source.translate(None, _NO_BRACKETS)
    most = min(_DEEP + len(source) // _BYTES_DEEP, _DEEP * 5)
    depth = 0
    for at in range(0, len(brackets), _DEEP):
        some = brackets[at : at + _DEEP]
        depth += sum(map(some.count, b"([{")) - sum(map(some.count, b")]}"))
        if depth >= most:
            return next(islice(re.finditer(rb"[\[\](){}]", source), at, None)).start()
        depth = max(depth, 0)
    return None


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
        node: Node | None = nodes[-1]
        while node and len(nodes) < _DEEPEST and not (node.is_error and _is_wide(node)):
            # Inline what `_holds` says: this is where a check of scripts spends its time
            found = cursor.goto_first_child_for_byte(start) is not None
            node = cursor.node if found else None
            if node is None or node.start_byte > start or end > node.end_byte:
                if found:
                    cursor.goto_parent()
                break
            nodes.append(node)
        return nodes


def _is_wide(node: Node) -> bool:
    return node.child_count > _WIDEST


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
"""Gives the text that a name stands for, or a member of what has one; or None."""


def text_of(node: Node | None, resolve: Resolve, depth: int = 0) -> Text | None:
    """Give the text that an expression begins with; None where the source does not say it."""
    if node is None or depth > _MAX_DEPTH:
        return None
    match node.type:
        case "string" | "template_string":
            return _joined(_pieces(node, resolve, depth))
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
