"""What a name of a script stands for, where it is declared once, with a text, and not changed."""

import re

from tree_sitter import Node, Tree

from miniprog_cli.core.facts import is_outside
from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.calls import arguments
from miniprog_cli.syntax.names import declared
from miniprog_cli.syntax.texts import Text, text_of
from miniprog_cli.syntax.walk import Walk, is_field, nth

_MAX_PLACES = 50
"""A name that stands in more places is not looked into: a minifier reuses the short ones."""
_MAX_NAMES = 100
"""How many names are looked for, each through the whole text."""
_MAX_MEMBERS = 100
"""An object with more members is not looked into."""
_MAX_GIVEN = 20
"""Of more parameters than these none is looked up in the call."""
_MAX_STEPS = 10
"""How many names may stand for one another in a row."""
_CHANGES = {
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
    "for_in_statement": "left",
}
_CHOICES = {
    "ternary_expression": ("consequence", "alternative"),
    "binary_expression": ("left", "right"),
}
_HERE = ("localhost", "127.", "0.0.0.0", "[::1]")  # noqa: S104 - looked for, not bound to
_LETTER = rb"[A-Za-z0-9_$\x80-\xff]"


class _Constant(NamedTuple):
    """What a name is declared with, and the bytes in which it stands for that."""

    value: Node
    start: int
    end: int


class Constants:
    """Finds the constants of one script, each when it is first asked for."""

    def __init__(self, source: bytes, tree: Tree) -> None:
        self._source = source
        self._walk = Walk(tree)
        self._known: dict[bytes, _Constant | None] = {}
        self._written: dict[tuple[bytes, bytes], bool] = {}
        self._steps = 0

    def text(self, node: Node) -> Text | None:
        """Give the text that a name, or a member of an object under one, stands for."""
        if self._steps >= _MAX_STEPS:
            return None  # as a name that is made of itself would never have one
        self._steps += 1
        value = self._value(node)
        text = text_of(value, self.text) or self._chosen(value) if value is not None else None
        self._steps -= 1
        return text

    def _chosen(self, value: Node) -> Text | None:
        """Give the address on the web among those of which a script takes one.

        That is how programs tell the server of their developer from the one for all, as in
        `local ? "http://localhost:3000" : "https://api.example.org"` and `given || "https://…"`.
        """
        fields = _CHOICES.get(value.type, ())
        if value.type == "binary_expression":
            operator = value.child_by_field_name("operator")
            fields = fields if operator is not None and operator.type in ("||", "??") else ()
        texts = (text_of(value.child_by_field_name(field), self.text) for field in fields)
        return next((one for one in texts if one and _is_for_all(one.value)), None)

    def object(self, node: Node, key: bytes) -> Node | None:
        """Give the object that a name stands for, if nothing is put into that member of it."""
        if node.type != "identifier":
            return node
        value = self._value(node)
        if value is None or self._puts(node.text or b"", key):
            return None
        return value

    def url(self, node: Node | None, depth: int = 0) -> Text | None:
        """Give the URL that a call is given: a text, or one in `new URL` or `new Request`."""
        if node is not None and node.type == "identifier":
            value = self._value(node)
            node = value if value is not None and value.type == "new_expression" else node
        if node is None or node.type != "new_expression":
            return text_of(node, self.text) or (self._chosen(node) if node else None)
        made = node.child_by_field_name("constructor")
        given = node.child_by_field_name("arguments")
        if made is None or given is None or made.text not in (b"URL", b"Request"):
            return None
        if depth >= _MAX_STEPS:
            return None
        url = self.url(nth(given, 0), depth + 1)
        base = self.url(nth(given, 1), depth + 1) if made.text == b"URL" else None
        return _based(base, url) if base and base.whole else url

    def _value(self, node: Node) -> Node | None:
        """Give what a name is declared with, or a member of the object that it is declared with."""
        if node.type == "member_expression":
            return self._member(node)
        word = node.text or b""
        if word not in self._known:
            is_one_more = len(self._known) < _MAX_NAMES
            self._known[word] = self._constant(word) if is_one_more else None
        found = self._known[word]
        return found.value if found and found.start <= node.start_byte < found.end else None

    def _member(self, node: Node) -> Node | None:
        """Give what an object literal has for a member that nothing else is put into."""
        holder, key = node.child_by_field_name("object"), node.child_by_field_name("property")
        if holder is None or key is None or holder.type != "identifier":
            return None
        value = self._value(holder)
        if value is None or value.type != "object" or value.named_child_count > _MAX_MEMBERS:
            return None
        if self._puts(holder.text or b"", key.text or b""):
            return None
        members = value.named_children
        pairs = [one for one in members if one.type in ("pair", "comment", "method_definition")]
        found = [one for one in pairs if _key(one) == key.text]
        return found[0].child_by_field_name("value") if found and pairs == members else None

    def _puts(self, word: bytes, key: bytes) -> bool:
        """Tell an object that is changed, and know it from then on."""
        name = (word, key)
        if name not in self._written:  # each search is through the whole text
            is_one_more = len(self._written) < _MAX_NAMES
            self._written[name] = not is_one_more or self._is_written(*name)
        return self._written[name]

    def _is_written(self, word: bytes, key: bytes) -> bool:
        """Tell an object that is changed, in a member or as a whole."""
        name = rb"(?<!" + _LETTER + rb")" + re.escape(word)
        member = (
            rb"\s*(?:\.\s*" + re.escape(key) + rb"|\[[^\]\n]{0,99}\])\s*[-+*/%&|?^<>]{0,3}=(?!=)"
        )
        return bool(re.search(rb"assign\(\s*" + name + rb"\b|" + name + member, self._source))

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
                value = _declared_with(path)
                declarations.append(_Constant(value, scope.start, scope.end) if value else None)
        return declarations[0] if len(declarations) == 1 else None


def _is_for_all(url: str) -> bool:
    """Tell an address that is not of the developer's own machine."""
    return is_outside(url) and not any(f"//{name}" in url[:20] for name in _HERE)


def _based(base: Text, url: Text | None) -> Text:
    """Resolve a URL against its base, as far as both are known."""
    from urllib.parse import urljoin

    try:
        return Text(urljoin(base.value, url.value if url else ""), bool(url and url.whole))
    except ValueError:  # of brackets that are no address of IPv6
        return url or base


def _key(member: Node) -> bytes:
    """Give the name of a member of an object."""
    key = member.child_by_field_name("key")
    return (key.text or b"").strip(b"\"'") if key is not None else b""


def _declared_with(path: list[Node]) -> Node | None:
    """Give what a variable is declared with, nothing for a part of it; or what a parameter is given.

    The latter of a function that is called where it stands, as the loaders of services are:
    `(function (d, u) { … s.src = u })(document, "https://…")`.
    """
    if path[-2].type == "formal_parameters" and len(path) > 3:
        return _given(path)
    if path[-2].type != "variable_declarator":
        return None
    return path[-2].child_by_field_name("value")


def _given(path: list[Node]) -> Node | None:
    """Give what the call of the function around a parameter hands to it."""
    place = len(path) - 4
    while place > 0 and path[place].type == "parenthesized_expression":
        place -= 1
    call = path[place]
    if call.type != "call_expression" or not is_field(call, "function", path[place + 1]):
        return None
    names = [one for one in path[-2].named_children[:_MAX_GIVEN] if one.type != "comment"]
    if path[-1] not in names:
        return None
    at = names.index(path[-1])
    handed = arguments(call)[: at + 1]
    # what is spread may be any number of values
    is_known = len(handed) > at and all(one.type != "spread_element" for one in handed)
    return handed[at] if is_known else None


def is_changed(path: list[Node]) -> bool:
    """Tell a name that is given another value here."""
    if len(path) < 2 or path[-1].type != "identifier":
        return False
    field = _CHANGES.get(path[-2].type)
    if path[-2].type == "for_in_statement" and path[-2].child_by_field_name("kind"):
        return False
    return field is not None and is_field(path[-2], field, path[-1])
