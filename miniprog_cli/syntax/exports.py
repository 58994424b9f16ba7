"""Early errors of modules: what is exported twice, or declared nowhere."""

from collections.abc import Iterator

from tree_sitter import Node, Tree

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.declaring import bound

_MAX_STATEMENTS = 5_000
"""A module with more was made by a bundler."""
_FUNCTIONS = ("function_declaration", "generator_function_declaration")
_NAMED = (*_FUNCTIONS, "class_declaration")
_VARIABLES = ("lexical_declaration", "variable_declaration")


class _Export(NamedTuple):
    """The name under which something is exported, where, and the name that it has here."""

    name: bytes
    node: Node
    local: Node | None


def exports(source: bytes, tree: Tree) -> Iterator[Break]:
    """Find the first name that is exported or declared twice, and one that is not declared."""
    if b"export" not in source or tree.root_node.named_child_count > _MAX_STATEMENTS:
        return
    statements = tree.root_node.named_children
    found = [one for node in statements if node.type == "export_statement" for one in _of(node)]
    known = set[bytes]()
    for one in found:
        if one.name in known:
            yield _break("is exported twice", one.node)
            break
        known.add(one.name)
    own = [one.local for one in found if one.local is not None]
    if own and b"var" not in source:  # which holds outside of the block that it stands in
        names = {name.text for node in statements for name in _declared(node)}
        yield from (
            _break("is exported, but declared nowhere", one) for one in own if one.text not in names
        )


def functions_twice(tree: Tree) -> Iterator[Break]:
    """Find a function that a module declares a second time, which classic scripts may do."""
    known = set[bytes]()
    for node in tree.root_node.named_children[:_MAX_STATEMENTS]:
        own = node.child_by_field_name("declaration") if node.type == "export_statement" else node
        name = (
            own.child_by_field_name("name") if own is not None and own.type in _FUNCTIONS else None
        )
        if name is not None:
            if name.text in known:
                yield _break("is declared twice here", name)
                return
            known.add(name.text or b"")


def _break(what: str, node: Node) -> Break:
    word = (node.text or b"").decode("utf-8", "replace")
    return Break(f"{word} {what}", node.start_byte, node.end_byte)


def _of(statement: Node) -> Iterator[_Export]:
    """Yield what a statement exports, by the names that others know."""
    outside = statement.child_by_field_name("source") is not None
    for child in statement.children:
        if child.type == "default":
            yield _Export(b"default", child, None)
            return
        if child.type == "namespace_export":
            yield from (_Export(_plain(one), one, None) for one in child.named_children[-1:])
        elif child.type == "export_clause":
            for one in child.named_children:
                name = one.child_by_field_name("name")
                alias = one.child_by_field_name("alias") or name
                if name is not None and alias is not None:
                    own = name if not outside and name.type in ("identifier", "default") else None
                    yield _Export(_plain(alias), alias, own)
    yield from (_Export(name.text or b"", name, None) for name in _declared(statement))


def _plain(node: Node) -> bytes:
    text = node.text or b""
    return text[1:-1] if node.type == "string" else text


def _declared(statement: Node) -> Iterator[Node]:
    """Yield the names that a statement at the top declares."""
    inner = statement.child_by_field_name("declaration")
    node = inner if statement.type == "export_statement" and inner is not None else statement
    if node.type in _NAMED:
        name = node.child_by_field_name("name")
        yield from (name,) if name is not None else ()
    elif node.type in _VARIABLES:
        for one in node.named_children:
            name = one.child_by_field_name("name")
            yield from bound(name) if name is not None else ()
    elif node.type == "import_statement":
        yield from _imported(node)


def _imported(statement: Node) -> Iterator[Node]:
    waiting = [one for one in statement.named_children if one.type == "import_clause"]
    while waiting:
        node = waiting.pop()
        if node.type == "identifier":
            yield node
        elif node.type == "import_specifier":
            name = node.child_by_field_name("alias") or node.child_by_field_name("name")
            waiting.extend((name,) if name is not None else ())
        else:
            waiting.extend(node.named_children)
