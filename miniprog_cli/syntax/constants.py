"""What a name of a script stands for, where it is declared once, with a text, and not changed."""

import re
from typing import NamedTuple

from tree_sitter import Node, Tree

from miniprog_cli.syntax.names import declared
from miniprog_cli.syntax.tree import Text, Walk, is_field, nth, text_of

_MAX_PLACES = 50
"""A name that stands in more places is not looked into: a minifier reuses the short ones."""
_MAX_NAMES = 100
"""How many names are looked for, each through the whole text."""
_MAX_STEPS = 10
"""How many names may stand for one another in a row."""
_CHANGES = {
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
    "for_in_statement": "left",
}
_LETTER = rb"[A-Za-z0-9_$\x80-\xff]"


class _Constant(NamedTuple):
    """A text, and the bytes in which the name stands for it."""

    text: Text
    start: int
    end: int


class Constants:
    """Finds the constants of one script, each when it is first asked for."""

    def __init__(self, source: bytes, tree: Tree) -> None:
        self._source = source
        self._walk = Walk(tree)
        self._known: dict[bytes, _Constant | None] = {}
        self._steps = 0

    def text(self, node: Node) -> Text | None:
        """Give the text that a name stands for where it is used."""
        word = node.text or b""
        if word not in self._known:
            self._known[word] = None  # a name that is made of itself has no text
            if len(self._known) <= _MAX_NAMES and self._steps < _MAX_STEPS:
                self._steps += 1
                self._known[word] = self._constant(word)
                self._steps -= 1
        found = self._known[word]
        return found.text if found and found.start <= node.start_byte < found.end else None

    def url(self, node: Node | None) -> Text | None:
        """Give the URL that a call is given: a text, or one in `new URL` or `new Request`."""
        if node is not None and node.type == "new_expression":
            made = node.child_by_field_name("constructor")
            given = node.child_by_field_name("arguments")
            if made is None or given is None or made.text not in (b"URL", b"Request"):
                return None
            node = nth(given, 0)
        return text_of(node, self.text)

    def _constant(self, word: bytes) -> _Constant | None:
        pattern = re.compile(
            rb"(?<!" + _LETTER + rb")" + re.escape(word) + rb"(?!" + _LETTER + rb")"
        )
        declarations: list[_Constant | None] = []
        for count, match in enumerate(pattern.finditer(self._source)):
            path = self._walk.path(*match.span())
            if count >= _MAX_PLACES or is_changed(path):
                return None
            scope = declared(path) if "identifier" in path[-1].type else None
            if scope is not None:
                text = text_of(_value(path), self.text)
                declarations.append(_Constant(text, scope.start, scope.end) if text else None)
        return declarations[0] if len(declarations) == 1 else None


def _value(path: list[Node]) -> Node | None:
    """Give what a variable is declared with; nothing for a part of it."""
    if path[-2].type != "variable_declarator":
        return None
    return path[-2].child_by_field_name("value")


def is_changed(path: list[Node]) -> bool:
    """Tell a name that is given another value here."""
    if len(path) < 2 or path[-1].type != "identifier":
        return False
    field = _CHANGES.get(path[-2].type)
    if path[-2].type == "for_in_statement" and path[-2].child_by_field_name("kind"):
        return False
    return field is not None and is_field(path[-2], field, path[-1])
