"""Other names that a script gives to globals: ``const w = window``, ``const {fetch: get} = w``.

Followed are names that are declared once where they hold, with a global or a part of one, and that
get no other value. What a function returns or is given is not: that would take running the script.
"""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple
from miniprog_cli.syntax.chains import Part
from miniprog_cli.syntax.constants import is_changed
from miniprog_cli.syntax.names import Scope, declared, is_reference, reach
from miniprog_cli.syntax.walk import Walk

MAX_ALIASES = 100
"""How many names of one file are followed."""
_MAX_PLACES = 200
"""A name that stands in more places is not followed: a minifier reuses the short ones."""
_LETTER = rb"[A-Za-z0-9_$\x80-\xff]"


class Alias(NamedTuple):
    """A name of the script's own, and the chain of a global that it stands for in a scope."""

    local: bytes
    names: tuple[str, ...]
    word: str
    """The global as the script writes it, which it may turn out to declare itself."""
    scope: Scope


def aliases(
    path: list[Node], place: int, names: tuple[str, ...], parts: tuple[Part, ...], word: str
) -> Iterator[Alias]:
    """Yield the names that the node at a place of a path is declared as, whole or in parts."""
    holder = path[place - 1]
    if holder.type != "variable_declarator":
        return
    scope = reach(path, place - 1)
    name = holder.child_by_field_name("name")
    if scope is None or name is None:
        return
    if name.type == "identifier" and holder.child_by_field_name("value") == path[place]:
        yield Alias(name.text or b"", names, word, scope)
    for part in parts:
        if part.local:
            yield Alias(part.local, (*names, *part.names), word, scope)


def uses_of(alias: Alias, source: bytes, walk: Walk) -> list[tuple[int, int]]:
    """Give the bytes where the name stands for the global; none where it may stand for another."""
    pattern = re.compile(
        rb"(?<!" + _LETTER + rb")" + re.escape(alias.local) + rb"(?!" + _LETTER + rb")"
    )
    places = [match.span() for match in islice(_within(pattern, source, alias), _MAX_PLACES + 1)]
    found: list[tuple[int, int]] = []
    declarations = 0
    for place in places:
        path = walk.path(*place)
        if len(path) < 2 or (path[-1].start_byte, path[-1].end_byte) != place:
            continue
        if "identifier" in path[-1].type and declared(path) is not None:
            declarations += 1
        elif is_changed(path):
            return []
        elif is_reference(path):
            found.append(place)
    return found if declarations == 1 and len(places) <= _MAX_PLACES else []


def _within(pattern: re.Pattern[bytes], source: bytes, alias: Alias) -> "Iterator[re.Match[bytes]]":
    return pattern.finditer(source, alias.scope.start, alias.scope.end)
