"""What becomes of the URL that a script gives to an element it made: `script.src = "https://…"`."""

from tree_sitter import Node

from miniprog_cli.core.facts import Form, Role
from miniprog_cli.syntax.chains import Chain
from miniprog_cli.syntax.names import Scope, around_function
from miniprog_cli.syntax.tree import Text, nth

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
_MAX_NAME = 200
"""How many bytes a name such as ``this.picture`` may have."""


class Elements:
    """The names that a script gives to the elements it makes, in the order of its text."""

    def __init__(self) -> None:
        self._made: dict[bytes, tuple[Role, Scope]] = {}

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
            self._made[name] = (_ROLES.get(tag, Role.OTHER), around_function(path))

    def role(self, node: Node | None) -> Role:
        """Tell what an element loads by its `src`; only within the function that made it."""
        while node is not None and node.type == "parenthesized_expression":
            node = nth(node, 0)
        if node is None:
            return Role.OTHER
        if node.type == "new_expression":
            made = node.child_by_field_name("constructor")
            word = (made.text or b"").decode("utf-8", "replace") if made else ""
            return _ROLES.get(_MADE.get((word,), ""), Role.OTHER)
        role, scope = self._made.get(_word(node) or b"", (Role.OTHER, Scope(0, 0)))
        return role if scope.start <= node.start_byte < scope.end else Role.OTHER


def _name(holder: Node) -> bytes | None:
    """Give the name that a declaration or an assignment is for."""
    field = {"variable_declarator": "name", "assignment_expression": "left"}.get(holder.type)
    node = holder.child_by_field_name(field) if field else None
    return _word(node) if node is not None else None


def _word(node: Node) -> bytes | None:
    """Give a name, and nothing that is longer than one: to copy that takes time."""
    return node.text if node.end_byte - node.start_byte <= _MAX_NAME else None
