"""Names that keep what `mini.can("…")` said: ``const ok = mini.can("scan")`` and little functions.

Followed are names that are declared once where they hold and get no other value; a function counts
if all it does is to give the answer.
"""

from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.aliases import Alias, uses_of
from miniprog_cli.syntax.guards import Guard, guarded, truth
from miniprog_cli.syntax.names import reach
from miniprog_cli.syntax.walk import Walk, is_field

_FUNCTIONS = ("arrow_function", "function_expression")


class Answer(NamedTuple):
    """A name that says whether the host has a capability."""

    alias: Alias
    capability: str
    holds: bool
    """What the name being true says of the capability."""
    called: bool
    """Whether the name is that of a function which says it."""


def answers(path: list[Node], call: int, capability: str) -> Iterator[Answer]:
    """Yield the name that keeps the answer of the call at a place of a path."""
    place, holds = list(truth(path, call))[-1]
    function = _function(path, place)
    called = function < place
    if called and path[function].type == "function_declaration":
        holder = function
    else:
        holder = function - 1
        if holder < 1 or not is_field(path[holder], "value", path[function]):
            return
        if path[holder].type != "variable_declarator":
            return
    name, scope = path[holder].child_by_field_name("name"), reach(path, holder)
    if name is not None and name.type == "identifier" and scope is not None:
        alias = Alias(name.text or b"", (), "", scope)
        yield Answer(alias, capability, holds, called)


def _function(path: list[Node], place: int) -> int:
    """Give the place of the function whose value is what stands at a place; else that place."""
    if path[place - 1].type == "arrow_function" and is_field(path[place - 1], "body", path[place]):
        return place - 1
    if place > 3 and path[place - 1].type == "return_statement":
        block, function = path[place - 2], path[place - 3]
        is_one = function.type in (*_FUNCTIONS, "function_declaration")
        if is_one and block.type == "statement_block" and block.named_child_count == 1:
            return place - 3
    return place


def guards_of(answer: Answer, source: bytes, walk: Walk) -> Iterator[Guard]:
    """Find what only runs where a name said that the host has the capability."""
    for where in uses_of(answer.alias, source, walk):
        path = walk.path(*where)
        place = len(path) - 1
        if answer.called:
            place -= 1
            if path[place].type != "call_expression":
                continue
        yield from guarded(path, place, answer.capability, holds=answer.holds)
