"""What the built-in components of native programs take, read from the scripts that define them.

Each says it in static members of its class (`client/native/elements.js` says which). They are plain
lists, words that are split, or made of those of another class; what is more than that cannot be
read, and is an error here rather than a hole in the table.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

FOLDER = Path(__file__).resolve().parents[1] / "miniprog_cli" / "preview" / "client" / "native"
_PARSER = Parser(Language(tree_sitter_javascript.language()))
_MEMBERS = ("attributes", "events", "later", "partly", "placeholder")

Value = object
Names = dict[str, Value]


class Component(NamedTuple):
    """What a component takes; `placeholder` says why it only stands for the real thing."""

    tag: str
    attributes: list[str]
    events: list[str]
    later: list[str]
    partly: dict[str, str]
    placeholder: str


class Unread(Exception):
    """An expression that this reader does not know."""


def components() -> list[Component]:
    """Give all components by their tags."""
    reader = _Reader()
    for path in (*sorted(FOLDER.glob("*.js")), *sorted(FOLDER.glob("components/*.js"))):
        reader.read(path)
    return [reader.found[tag] for tag in sorted(reader.found)]


class _Reader:
    def __init__(self) -> None:
        self.found: dict[str, Component] = {}
        self.classes: dict[str, Names] = {}

    def read(self, path: Path) -> None:
        """Take what a file defines."""
        root = _PARSER.parse(path.read_bytes()).root_node
        try:
            for body in _bodies(root):
                self._statements(body, {})
        except Unread as error:
            raise SystemExit(f"{path.name}: cannot read {error}; write it as a list") from None

    def _statements(self, body: Node, names: Names) -> None:
        for statement in body.named_children:
            if statement.type == "lexical_declaration":
                self._constants(statement, names)
            elif statement.type == "for_in_statement":
                self._loop(statement, names)
            elif statement.type == "expression_statement":
                self._expression(statement.named_children[0], names)

    def _constants(self, statement: Node, names: Names) -> None:
        for one in statement.named_children:
            name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
            if name and value and name.type == "identifier":
                try:
                    names[_text(name)] = self._value(value, names)
                except Unread:
                    continue  # most constants are none of ours

    def _loop(self, statement: Node, names: Names) -> None:
        over = _field(statement, "right")
        try:
            values = self._value(over, names)
        except Unread:
            return
        left, body = _field(statement, "left"), _field(statement, "body")
        for value in values if isinstance(values, list) else []:
            inner = dict(names)
            if left.type == "array_pattern":
                inner.update(zip(map(_text, left.named_children), value, strict=True))
            else:
                inner[_text(left)] = value
            self._statements(body, inner)

    def _expression(self, node: Node, names: Names) -> None:
        if node.type == "assignment_expression" and _field(node, "right").type == "class":
            name = _text(_field(node, "left")).removeprefix("native.")
            self.classes[name] = self._members(_field(node, "right"), names)
        if node.type != "call_expression":
            return
        called = _text(_field(node, "function"))
        if called not in ("native.component", "native.standIn"):
            return
        tag, made = _field(node, "arguments").named_children[:2]
        self._define(called, self._value(tag, names), made, names)

    def _define(self, called: str, tag: Value, made: Node, names: Names) -> None:
        if made.type not in ("class", "object") or not isinstance(tag, str):
            return
        if called == "native.component":
            members = self._members(made, names)
        else:
            said = self._object(made, names, {"attributes", "events", "emits", "why"})
            later = [*_list(said, "attributes"), *_list(said, "events")]
            emits = _list(said, "emits")
            members = {"events": emits, "later": later, "placeholder": said["why"]}
        placeholder = str(members.get("placeholder", ""))
        # as `component()` has it: one that only marks a tag gives way
        if placeholder and tag in self.found:
            return
        partly = members.get("partly")
        self.found[tag] = Component(
            tag,
            _list(members, "attributes"),
            _list(members, "events"),
            _list(members, "later"),
            partly if isinstance(partly, dict) else {},
            placeholder,
        )

    def _members(self, made: Node, names: Names) -> Names:
        members: Names = {}
        for child in made.named_children:
            if child.type == "class_heritage":
                of = _text(child).removeprefix("extends").strip().removeprefix("native.")
                members.update(self.classes.get(of, {}))
        for field in _field(made, "body").named_children:
            if field.type != "field_definition" or not _text(field).startswith("static "):
                continue
            name, value = _field(field, "property"), field.child_by_field_name("value")
            if value and _text(name) in _MEMBERS:
                members[_text(name)] = self._value(value, names)
        return members

    def _value(self, node: Node, names: Names) -> Value:
        kind = node.type
        if kind == "string":
            return "".join(_text(part) for part in node.named_children)
        if kind == "template_string":
            return "".join(self._part(part, names) for part in node.named_children)
        if kind == "array":
            return [each for item in node.named_children for each in self._item(item, names)]
        if kind == "object":
            return self._object(node, names)
        return self._reference(node, names)

    def _reference(self, node: Node, names: Names) -> Value:
        if node.type == "identifier" and _text(node) in names:
            return names[_text(node)]
        if node.type == "member_expression":
            of, _, member = _text(node).removeprefix("native.").partition(".")
            if member in self.classes.get(of, {}):
                return self.classes[of][member]
        if node.type == "call_expression":
            return self._call(node, names)
        raise Unread(_text(node))

    def _call(self, node: Node, names: Names) -> Value:
        called = _field(node, "function")
        given = _text(_field(node, "arguments"))
        if _text(called) == "Object.entries":
            found = self._value(_field(node, "arguments").named_children[0], names)
            return [list(entry) for entry in found.items()] if isinstance(found, dict) else []
        of, name = called.child_by_field_name("object"), called.child_by_field_name("property")
        if of and name and _text(name) == "filter" and given == "(Boolean)":
            return self._value(of, names)
        if of and name and _text(name) == "split":
            words = self._value(of, names)
            return str(words).split()
        raise Unread(_text(node))

    def _item(self, item: Node, names: Names) -> list[Value]:
        if item.type == "comment":
            return []
        if item.type != "spread_element":
            return [self._value(item, names)]
        found = self._value(item.named_children[0], names)
        return found if isinstance(found, list) else []

    def _part(self, part: Node, names: Names) -> str:
        if part.type == "template_substitution":
            return str(self._value(part.named_children[0], names))
        return _text(part)

    def _object(self, node: Node, names: Names, wanted: set[str] | None = None) -> Names:
        found: Names = {}
        for pair in node.named_children:
            if pair.type != "pair":
                continue
            key = _text(_field(pair, "key")).strip("\"'")
            if wanted is None or key in wanted:
                found[key] = self._value(_field(pair, "value"), names)
        return found


def _bodies(root: Node) -> Iterator[Node]:
    """Give the bodies of the functions that files consist of."""
    for statement in root.named_children:
        function = next(_inside(statement, "arrow_function"), None)
        if function:
            yield _field(function, "body")


def _inside(node: Node, kind: str) -> Iterator[Node]:
    if node.type == kind:
        yield node
    for child in node.named_children:
        yield from _inside(child, kind)


def _field(node: Node, name: str) -> Node:
    found = node.child_by_field_name(name)
    if found is None:
        raise Unread(_text(node)[:60])
    return found


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _list(members: Names, name: str) -> list[str]:
    found = members.get(name)
    return [str(each) for each in found] if isinstance(found, list) else []
