"""The way from the root of a syntax tree to a place in its text."""

from tree_sitter import Node, Tree

_WIDEST = 1_000
"""Children of what the parser made no sense of, which it keeps as a list to be searched in order."""
_DEEPEST = 1000
"""How deep a place may be in the tree to be looked at: each step down costs as much as all above."""


class Walk:
    """A cursor that finds the nodes around a place; cheap where places are asked for in order.

    `Node.parent` searches from the root, and through every sibling on the way.
    """

    def __init__(self, tree: Tree) -> None:
        self._cursor = tree.walk()
        self._nodes = [tree.root_node]

    def path(self, start: int, end: int) -> list[Node]:
        """Give the nodes that hold these bytes, from the root inwards; valid until the next call.

        Nothing is called that need not be: this is where a check of scripts spends its time.
        """
        nodes, cursor = self._nodes, self._cursor
        while len(nodes) > 1:
            node = nodes[-1]
            if node.start_byte <= start and end <= node.end_byte:
                break
            cursor.goto_parent()
            nodes.pop()
        node = nodes[-1]
        while len(nodes) < _DEEPEST and not (node.is_error and _is_wide(node)):
            if cursor.goto_first_child_for_byte(start) is None:
                break
            child = cursor.node
            if child is None or child.start_byte > start or end > child.end_byte:
                cursor.goto_parent()
                break
            nodes.append(child)
            node = child
        return nodes


def _is_wide(node: Node) -> bool:
    return node.child_count > _WIDEST


def nth(node: Node, place: int) -> Node | None:
    """Give a child by its place among those with a name, without a list of what may be thousands."""
    return node.named_child(place) if place < node.named_child_count else None


def is_field(parent: Node, name: str, node: Node) -> bool:
    """Tell whether `node` is what a field of its parent holds."""
    return parent.child_by_field_name(name) == node
