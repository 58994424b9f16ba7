"""Where names are declared, by the text alone: what is worth a look at the tree."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from miniprog_cli.core.namedtuple import NamedTuple

_APART = rb"[{\[][\w$\s,:.{}\[\]]{0,300}?[}\]]"
"""Names in braces or brackets, without defaults."""
# No word boundary before: what begins with a letter is searched for faster
_LEXICAL = re.compile(
    rb"(?:let(?<!\wlet)|const(?<!\wconst)|class(?<!\wclass))"
    rb"(?:\s+([\w$]+(?:,\s*[\w$]+)*)|\s*(" + _APART + rb")\s*=(?![=>]))"
)
_HOISTED = re.compile(
    rb"(?:var(?<!\wvar)|function(?<!\wfunction))\*?"
    rb"(?:\s+([\w$]+)|\s*(" + _APART + rb")\s*=(?![=>]))"
)
_BOUND = re.compile(rb"[\w$]+(?![\w$])(?!\s*:)")
_INNER = {
    "pair_pattern": "value",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}
_HOLDING = ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters")
_NAMES = ("identifier", "shorthand_property_identifier_pattern")


class Named(NamedTuple):
    """A name, the bytes from and to which it stands, and where its declaration begins."""

    name: bytes
    start: int
    end: int
    at: int


def lexical(source: bytes, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """Find what `let`, `const` and `class` seem to declare."""
    return _named(_LEXICAL, source, start, len(source) if end is None else end)


def hoisted(source: bytes) -> Iterator[Named]:
    """Find what `var` and `function` seem to declare."""
    return _named(_HOISTED, source, 0, len(source))


def _named(pattern: re.Pattern[bytes], source: bytes, start: int, end: int) -> Iterator[Named]:
    for match in pattern.finditer(source, start, end):
        if match[1] is not None and b"," not in match[1]:
            yield Named(match[1], *match.span(1), match.start())
        else:
            for one in _BOUND.finditer(source, *match.span(match.lastindex or 2)):
                yield Named(one[0], *one.span(), match.start())


def bound(node: Node) -> Iterator[Node]:
    """Yield the names that a pattern, or the parameters of a function, declare."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.type in _NAMES:
            yield one
        elif one.type in _HOLDING:
            waiting.extend(reversed(one.named_children))
        elif inner := one.child_by_field_name(_INNER.get(one.type, "")):
            waiting.append(inner)
