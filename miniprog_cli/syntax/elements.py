"""What becomes of the URL that a script gives to an element it made: `script.src = "https://…"`."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.facts import Form, Role
from miniprog_cli.syntax.chains import Chain
from miniprog_cli.syntax.names import Scope, around_function
from miniprog_cli.syntax.texts import Text
from miniprog_cli.syntax.walk import nth

_ROLES = {
    "script": Role.SCRIPT,
    "iframe": Role.FRAME,
    "frame": Role.FRAME,
    "img": Role.IMAGE,
    "audio": Role.MEDIA,
    "video": Role.MEDIA,
    "source": Role.MEDIA,
}
_MADE: dict[tuple[str, ...], str] = {("Image",): "img", ("Audio",): "audio"}
_MAX_FRAMES = 20
_MAX_LINKS = 100
_PUT = rb"\.(?:append|appendChild|prepend|before|after|insertBefore|replaceWith|replaceChild)\(\s*"
_GIVEN = rb"""(?:\.src\s*=|\.hidden\s*=|\.style\b|\.setAttribute\(\s*["'](?:src|style|hidden))"""
"""What gives a frame an address, or may hide it."""
_MAX_NAME = 200
"""How many bytes a name such as ``this.picture`` may have."""


class Elements:
    """The names that a script gives to the elements it makes, in the order of its text."""

    def __init__(self) -> None:
        self._made: dict[bytes, tuple[Role, Scope]] = {}
        self._links: dict[bytes, Scope] = {}
        self._sheets: dict[tuple[bytes, Scope], bool] = {}
        self._frames: list[tuple[bytes, Scope, Chain]] = []

    def note(self, path: list[Node], found: Chain, argument: Text | None) -> None:
        """Note `const s = document.createElement("script")` and `this.picture = new Image()`."""
        if found.form is Form.NEW:
            tag = _MADE.get(found.names, "")
        elif found.form is Form.CALL and found.names == ("document", "createElement"):
            tag = argument.value.lower() if argument and argument.whole else ""
        else:
            return
        name = _name(path[found.place - 2]) if found.place > 1 else None
        if name is not None:
            scope = around_function(path)
            self._made[name] = (_ROLES.get(tag, Role.OTHER), scope)
            if tag == "link":
                self._links[name] = scope
            elif tag in ("iframe", "frame"):
                self._frames.append((name, scope, found))

    def role(self, node: Node | None) -> Role | None:
        """Tell what an element loads by its `src`; only within the function that made it.

        None where the script does not say which element it is.
        """
        while node is not None and node.type == "parenthesized_expression":
            node = nth(node, 0)
        if node is None:
            return None
        if node.type == "new_expression":
            made = node.child_by_field_name("constructor")
            word = (made.text or b"").decode("utf-8", "replace") if made else ""
            return _ROLES.get(_MADE.get((word,), ""), Role.OTHER)
        if node.type == "call_expression":
            tag = _created(node)
            return _ROLES.get(tag, Role.OTHER) if tag else None
        role, scope = self._made.get(_word(node) or b"", (None, Scope(0, 0)))
        return role if scope.start <= node.start_byte < scope.end else None

    def is_sheet(self, node: Node | None, source: bytes) -> bool:
        """Tell a `<link>` that is made for a style sheet, by what it gets as its `rel`."""
        name = _word(node) if node is not None else None
        if name is None or name not in self._links:
            return False
        scope = self._links[name]
        if (name, scope) not in self._sheets:  # each search is through the whole function
            is_one_more = len(self._sheets) < _MAX_LINKS
            self._sheets[name, scope] = is_one_more and _gets_sheet(name, scope, source)
        return self._sheets[name, scope]

    def empty_frames(self, source: bytes) -> Iterator[Chain]:
        """Yield what makes a frame that is put into the page, but gets no address.

        Hidden ones are left out: libraries make them for old browsers.
        """
        for name, scope, made in self._frames[:_MAX_FRAMES]:
            word = rb"(?<![\w$.])" + re.escape(name)
            put, given = re.compile(_PUT + word + rb"\s*[,)]"), re.compile(word + _GIVEN)
            is_put = put.search(source, scope.start, scope.end)
            if is_put and not given.search(source, scope.start, scope.end):
                yield made


def _gets_sheet(name: bytes, scope: Scope, source: bytes) -> bool:
    gets = rb"""(?:\.rel\s*=|\.setAttribute\(\s*["']rel["']\s*,)\s*["']stylesheet["']"""
    pattern = re.compile(rb"(?<![\w$.])" + re.escape(name) + gets)
    return bool(pattern.search(source, scope.start, scope.end))


def _created(call: Node) -> str:
    """Give the tag of `document.createElement("script")`; empty for another call."""
    made, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    tag = nth(given, 0) if given is not None else None
    if made is None or tag is None or _word(made) != b"document.createElement":
        return ""
    return (_word(tag) or b"").decode("utf-8", "replace").strip("\"'`").lower()


def _name(holder: Node) -> bytes | None:
    """Give the name that a declaration or an assignment is for."""
    field = {"variable_declarator": "name", "assignment_expression": "left"}.get(holder.type)
    node = holder.child_by_field_name(field) if field else None
    return _word(node) if node is not None else None


def _word(node: Node) -> bytes | None:
    """Give a name, and nothing that is longer than one: to copy that takes time."""
    return node.text if node.end_byte - node.start_byte <= _MAX_NAME else None
