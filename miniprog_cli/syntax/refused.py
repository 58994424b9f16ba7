"""Valid scripts that tree-sitter-javascript 0.25 refuses, written so that it takes them.

They keep their length, so that places stay, and are read only where the script itself was refused.
"""

import re
from itertools import islice

from tree_sitter import Tree

from miniprog_cli.syntax.walk import Walk
from miniprog_cli.syntax.words import without_keywords

_MAX_ENDS = 2_000
"""Places in one script where an arrow function may end that are looked at."""
# An arrow function is no operand: a line that begins like the rest of one begins a statement
_ENDS = re.compile(rb"\}(?P<end>\s)(?:(?<=\n)|[^\S\n]*(?://[^\n]*)?\n)\s*[\[(/`+-]")
_ARROW = ["arrow_function", "statement_block", "}"]
# `export … from "a" with {…}`; of imports the grammar knows it
_WITH = re.compile(
    rb"(?<=from)(?P<from>\s{0,9}[\"'][^\"'\n]{0,200}[\"']\s{0,9})with\s{0,9}\{[^{}]{0,200}\}"
)
# `[(a)] = b` and `({a: (b.c)} = d)`: what is assigned to may stand in brackets
_BRACKETS = re.compile(
    rb"(?P<before>(?:[:\[,]|\.\.\.)\s{0,9})"
    rb"\((?P<name>\s{0,9}[\w$]+(?:\.[\w$]+|\[[\w$]+\]|\(\)){0,9}\s{0,9})\)(?=\s{0,9}[,}\]=])"
)


def accepted(source: bytes, tree: Tree) -> bytes:
    """Write a script that was refused; often it is the same."""
    plain = without_keywords(source)
    if b"export" in plain:
        plain = _WITH.sub(_without, plain)
    plain = _BRACKETS.sub(rb"\g<before> \g<name> ", plain)
    return _with_ends(plain, tree)


def _without(found: re.Match[bytes]) -> bytes:
    return found["from"].ljust(len(found[0]))


def _with_ends(source: bytes, tree: Tree) -> bytes:
    """Put a semicolon behind arrow functions, in the place of the space before a line ends."""
    walk, written = Walk(tree), bytearray(source)
    for match in islice(_ENDS.finditer(source), _MAX_ENDS):
        path = walk.path(match.start(), match.start() + 1)
        if [node.type for node in path[-3:]] == _ARROW:
            written[match.start("end")] = ord(";")
    return bytes(written)
