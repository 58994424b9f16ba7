"""What an import of TypeScript brings: values, or perhaps types alone, which compilers leave out."""

import re
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node

from miniprog_cli.syntax.names import declared, is_reference
from miniprog_cli.syntax.walk import Walk

MOST_PLACES = 500
"""How many uses of one import are looked at."""
_TYPES = frozenset(
    {
        "type_annotation", "type_arguments", "type_parameters", "type_query", "nested_type_identifier",
        "type_alias_declaration", "interface_declaration", "implements_clause", "extends_type_clause",
        "ambient_declaration", "ERROR",
    }
)  # fmt: skip
"""What names stand in that are types, or that cannot be told from those."""
_PARAMETERS = frozenset({"required_parameter", "optional_parameter"})
"""What declares names in TypeScript alone."""


def brings_values(statement: Node, source: bytes, walk: Walk) -> bool:
    """Tell whether an import is there when the script runs, for certain.

    It is where it binds no name at all, or one that is used as a value, and that nothing else in the
    script declares once more: what is meant is not looked into then.
    """
    bound = [one for one in statement.named_children if one.type.startswith("import_")]
    if not bound:
        return True
    if bound[0].type != "import_clause":
        return False  # import name = require("module"), which may be a type as well
    return any(_is_used(name, source, walk) for name in set(_names(bound[0])))


def _names(clause: Node) -> Iterator[bytes]:
    """Yield the names that are bound, without those that are marked as types."""
    for one in clause.named_children:
        if one.type == "identifier":
            yield one.text or b""
        elif one.type == "namespace_import":
            yield from (name.text or b"" for name in one.named_children)
        elif one.type == "named_imports":
            for each in one.named_children:
                if each.type == "import_specifier" and each.children[0].type != "type":
                    name = each.child_by_field_name("alias") or each.child_by_field_name("name")
                    yield (name.text or b"") if name else b""


def _is_used(name: bytes, source: bytes, walk: Walk) -> bool:
    used = False
    pattern = re.compile(rb"(?<![\w$.])" + re.escape(name) + rb"(?![\w$])")
    for match in islice(pattern.finditer(source), MOST_PLACES) if name else ():
        path = walk.path(*match.span())
        if (path[-1].start_byte, path[-1].end_byte) != match.span() or len(path) < 2:
            continue
        if "identifier" not in path[-1].type or any(one.type in _TYPES for one in path):
            continue
        if any(one.type == "import_statement" for one in path):
            continue
        if declared(path) is not None or any(one.type in _PARAMETERS for one in path):
            return False
        used = used or is_reference(path)
    return used
