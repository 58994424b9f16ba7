"""Where a script has made sure of a capability: behind `if (mini.can("…"))` and its like."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.walk import is_field, nth

_LEAVES = frozenset(
    {"return_statement", "throw_statement", "break_statement", "continue_statement"}
)
_MAX_CLIMB = 50
"""How far up an expression a condition is followed."""
_EQUAL = {"==": True, "===": True, "!=": False, "!==": False}
_TRUTH = {b"true": True, b"!0": True, b"false": False, b"!1": False}
_CHOICES = ("if_statement", "ternary_expression", "while_statement")


class Guard(NamedTuple):
    """The bytes that only run where the host has a capability."""

    start: int
    end: int
    capability: str


def guarded(path: list[Node], call: int, capability: str, *, holds: bool = True) -> Iterable[Guard]:
    """Find what only runs where the expression at a place of a path was true, or with `holds` false."""
    for place, says in truth(path, call, holds=holds):
        node, holder = path[place], path[place - 1]
        if holder.type == "binary_expression" and _operator(holder) == ("&&" if says else "||"):
            right = holder.child_by_field_name("right")
            if right is not None and right != node:
                yield Guard(right.start_byte, right.end_byte, capability)
        elif holder.type in _CHOICES:
            yield from _branches(path, place, capability, holds=says)


def truth(path: list[Node], call: int, *, holds: bool = True) -> Iterator[tuple[int, bool]]:
    """Yield the places of the expressions around one that are true, or false, only with it.

    With each comes what its being true says of the first one; with `holds` false, what that being
    false says.
    """
    for place in range(call, max(call - _MAX_CLIMB, 0), -1):
        yield place, holds
        node, holder = path[place], path[place - 1]
        if holder.type == "unary_expression" and (holder.text or b"").startswith(b"!"):
            holds = not holds
        elif holder.type == "binary_expression":
            same = _compared(holder, node)
            if same is None and _operator(holder) != ("&&" if holds else "||"):
                return
            holds = holds if same is None else holds is same
        elif not _passes(holder, node):
            return


def _compared(holder: Node, node: Node) -> bool | None:
    """Tell whether a comparison with true or false is true with a value; None of all others."""
    equal = _EQUAL.get(_operator(holder))
    right = holder.child_by_field_name("right")
    if equal is None or right is None or right == node:
        return None
    value = _TRUTH.get(right.text or b"")
    return None if value is None else equal is value


def _passes(holder: Node, node: Node) -> bool:
    """Tell what has the value of a part of it."""
    if holder.type == "sequence_expression":
        return node.end_byte == holder.end_byte
    return holder.type in ("parenthesized_expression", "await_expression")


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return operator.type if operator else ""


def _branches(path: list[Node], place: int, capability: str, *, holds: bool) -> Iterable[Guard]:
    """Find the branch that is taken, and what comes after one that leaves."""
    choice = path[place - 1]
    if not is_field(choice, "condition", path[place]):
        return
    name = "alternative" if not holds else "consequence"
    if choice.type == "while_statement":
        name = "body" if holds else ""
    branch = choice.child_by_field_name(name) if name else None
    if branch is not None:
        yield Guard(branch.start_byte, branch.end_byte, capability)
    other = choice.child_by_field_name("consequence")
    if choice.type == "if_statement" and not holds and other and _leaves(other):
        yield Guard(choice.end_byte, path[place - 2].end_byte, capability)


def _leaves(branch: Node) -> bool:
    if branch.type == "statement_block":
        last = nth(branch, branch.named_child_count - 1) if branch.named_child_count else None
        return last is not None and last.type in _LEAVES
    return branch.type in _LEAVES


class Guards:
    """Answers which capabilities are made sure of at places that come in order."""

    def __init__(self, found: Iterable[Guard]) -> None:
        self._waiting = sorted(found)[::-1]
        self._open: list[Guard] = []

    def at(self, place: int) -> str | None:
        """Give the capabilities, with spaces between them; no place may be before the last one."""
        while self._waiting and self._waiting[-1].start <= place:
            self._open.append(self._waiting.pop())
        if self._open:
            self._open = [one for one in self._open if place < one.end]
        return " ".join(dict.fromkeys(one.capability for one in self._open)) or None
