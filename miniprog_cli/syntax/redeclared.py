"""Early errors of names: those that are declared twice where they hold."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from tree_sitter import Node, Tree

from miniprog_cli.syntax.broken import Break
from miniprog_cli.syntax.declaring import Named, bound, hoisted, lexical
from miniprog_cli.syntax.jumps import FUNCTIONS, outermost
from miniprog_cli.syntax.names import pattern
from miniprog_cli.syntax.strict import PLAIN, is_strict
from miniprog_cli.syntax.walk import Walk, is_field

_MAX_LOOKED = 400
"""How many declarations of one script are looked at."""
_SCOPES = frozenset(
    {"program", "statement_block", "switch_body", "class_static_block", "for_statement"}
)
_PAIR = re.compile(rb"\{[^{}]*\}")
_DEEPEST = 40
"""Pairs of braces in each other that are looked through between two declarations."""
# What begins with a letter is looked for backwards: forwards, a text of letters alone takes ages
_BODY = rb"(?P<body>[^{}]*(?:(?<=const )\{[^{}]*\}\s*=)?)"
_OPENED = re.compile(rb"\)\s*(?:\{|=>\s*\{?)" + _BODY)
_ARROW = re.compile(rb"=>\s*\{" + _BODY)
_GIVEN = re.compile(rb"[\w$\s,:.{}\[\]=\"'+-]*")
_WORD = re.compile(rb"[\w$]+")
_ONE = re.compile(rb"[\w$]+(?=\s*\Z)")
_SEVERAL = re.compile(rb"(?:let|const)(?=[\s{\[])[^;,]{1,200},[^;]{1,300}")
_DECLARED = re.compile(rb"(?<![\w$.])[\w$]+(?=\s*(?:=(?![=>])|[,}\]]))")
_MOST_NAMES = 200
"""How many names of one declaration are looked at."""
_LONGEST = 300
"""Bytes of the parameters of a function that are looked at."""
_NAMES = ("identifier", "shorthand_property_identifier_pattern")
_FUNCTIONS = ("function_declaration", "generator_function_declaration")
_ALWAYS = ("arrow_function", "method_definition")
"""Functions whose parameters may have no name twice in any code."""

Key = tuple[bytes, str, int, int]
"""A name and the block in which it is declared."""


def redeclared(source: bytes, tree: Tree, walk: Walk, *, module: bool) -> Iterator[Break]:
    """Find the first name of each kind that is declared twice."""
    inner = list(lexical(source))
    yield from islice(_twice(source, inner, walk), 1)
    yield from islice(_hoisted(source, inner, tree, walk), 1)
    yield from islice(_in_one(source, walk), 1)
    yield from islice(_parameters(source, walk, module=module), 1)


def _in_one(source: bytes, walk: Walk) -> Iterator[Break]:
    """Find a name that one `let` or `const` declares twice: `let i = 0, n = 5, i = 2`."""
    again = (one for one in _SEVERAL.finditer(source) if _seems_twice(one[0]))
    for match in islice(again, _MAX_LOOKED):
        path = walk.path(match.start(), match.start() + 3)
        if path[-1].type not in ("let", "const") or path[-2].type != "lexical_declaration":
            continue
        seen = set[bytes]()
        for declarator in path[-2].named_children[:_MOST_NAMES]:
            name = declarator.child_by_field_name("name")
            for one in bound(name) if name is not None else ():
                if one.text in seen:
                    yield _break(one.text or b"", one.start_byte, one.end_byte)
                    return
                seen.add(one.text or b"")


def _seems_twice(text: bytes) -> bool:
    names = _DECLARED.findall(text)
    return len(names) > len(set(names))


def _hoisted(source: bytes, inner: list[Named], tree: Tree, walk: Walk) -> Iterator[Break]:
    """Find a `var`, function or import whose name a block around it declares otherwise."""
    imported = dict[bytes, Node]()
    for node in _imported(tree):
        if node.text in imported:
            yield _break(node.text or b"", node.start_byte, node.end_byte)
            return
        imported[node.text or b""] = node
    known = {one.name for one in inner} | imported.keys()
    outer = [one for one in hoisted(source) if one.name in known]
    wanted = {one.name for one in outer} | imported.keys()
    root = tree.root_node
    top = (root.type, root.start_byte, root.end_byte)
    blocks: set[Key] = {(name, *top) for name in imported}
    for name, start, end, _ in islice((one for one in inner if one.name in wanted), _MAX_LOOKED):
        block = _block(walk.path(start, end))
        if block is not None and block.type == "program" and name in imported:
            yield _break(name, start, end)
        if block is not None:
            blocks.add((name, block.type, block.start_byte, block.end_byte))
    for name, start, end, _ in islice(outer, _MAX_LOOKED if blocks else 0):
        around = _passed(walk.path(start, end))
        if any((name, one.type, one.start_byte, one.end_byte) in blocks for one in around):
            yield _break(name, start, end)


def _break(name: bytes, start: int, end: int) -> Break:
    return Break(f"{name.decode('utf-8', 'replace')} is declared twice here", start, end)


def _passed(path: list[Node]) -> Iterator[Node]:
    """Yield the blocks that a `var` reaches out of, or the one in which a function is declared."""
    name = pattern(path)
    if path[-1].type not in _NAMES or name < 2 or not is_field(path[name - 1], "name", path[name]):
        return
    holder = path[name - 1]
    if holder.type in _FUNCTIONS:
        place = name - 2
        while place and path[place].type in ("switch_case", "switch_default", "export_statement"):
            place -= 1
        yield path[place]
    elif holder.type == "variable_declarator" and path[name - 2].type == "variable_declaration":
        for node in reversed(path[: name - 2]):
            if node.type in FUNCTIONS:
                return
            yield node


def _imported(tree: Tree) -> Iterator[Node]:
    """Yield the names that a module imports."""
    for node in outermost(tree):
        if node.type != "import_statement":
            continue
        clauses = [one for one in node.named_children if one.type == "import_clause"]
        for one in (one for clause in clauses for one in clause.named_children):
            if one.type == "named_imports":
                for item in (item for item in one.named_children if item.type != "comment"):
                    name = item.child_by_field_name("alias") or item.child_by_field_name("name")
                    if name is not None and name.type == "identifier":
                        yield name
            else:
                yield from (one,) if one.type == "identifier" else _names(one)


def _names(holder: Node) -> Iterator[Node]:
    return (one for one in holder.named_children if one.type == "identifier")


def _parameters(source: bytes, walk: Walk, *, module: bool) -> Iterator[Break]:
    """Find a parameter whose name another one has, or a variable of the function."""
    looked = 0
    for given, body in _headers(source):
        names = _WORD.findall(source, *given)
        again = len(names) > len(set(names)) and _last_again(names, source, given)
        if again and looked < _MAX_LOOKED:
            looked += 1
            if _takes_twice(walk.path(*again), module=module):
                yield _break(source[slice(*again)], *again)
        for name, start, end, _ in lexical(source, *body) if names else ():
            if name in names and looked < _MAX_LOOKED:
                looked += 1
                if _hides_parameter(walk.path(start, end)):
                    yield _break(name, start, end)


def _headers(source: bytes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Find where blocks begin after names in brackets, or one and an arrow: both, from and to."""
    for match in _OPENED.finditer(source):
        end = match.start()
        start = source.rfind(b"(", max(0, end - _LONGEST), end) + 1
        if start and _GIVEN.fullmatch(source, start, end):
            yield (start, end), match.span("body")
    for match in _ARROW.finditer(source):
        end = match.start()
        near = max(0, end - _LONGEST // 10)
        if one := _ONE.search(source[near:end]):
            yield (near + one.start(), near + one.end()), match.span("body")


def _last_again(names: list[bytes], source: bytes, given: tuple[int, int]) -> tuple[int, int]:
    """Give where a name stands in a header that stood there before."""
    name = next(name for place, name in enumerate(names) if name in names[:place])
    word = re.compile(rb"(?<![\w$])" + re.escape(name) + rb"(?![\w$])")
    return list(word.finditer(source, *given))[-1].span()


def _takes_twice(path: list[Node], *, module: bool) -> bool:
    kinds = [node.type for node in path]
    if "formal_parameters" not in kinds[1:]:
        return False
    place = len(kinds) - 1 - kinds[::-1].index("formal_parameters")
    given, function = path[place], path[place - 1].type
    names = [one.text for one in bound(given)]
    if function not in FUNCTIONS or len(names) == len(set(names)):
        return False
    plain = all(one.type in PLAIN for one in given.named_children)
    return not plain or function in _ALWAYS or module or is_strict(path)


def _hides_parameter(path: list[Node]) -> bool:
    """Tell a variable that has the name of a parameter of the function whose body declares it."""
    block = _block(path)
    place = path.index(block) - 1 if block is not None and block.type == "statement_block" else 0
    holder = path[place]
    if block is None or place < 1 or not is_field(holder, "body", block):
        return False
    if holder.type not in FUNCTIONS and holder.type != "catch_clause":
        return False
    given = holder.child_by_field_name("parameter") or holder.child_by_field_name("parameters")
    return given is not None and any(one.text == path[-1].text for one in bound(given))


def _twice(source: bytes, inner: list[Named], walk: Walk) -> Iterator[Break]:
    """Find a name that `let`, `const` or `class` declares twice in one block."""
    seen = set[tuple[bytes, str, int, int]]()
    for name, start, end, _ in islice(_again(source, inner), _MAX_LOOKED):
        block = _block(walk.path(start, end))
        if block is None:
            continue
        where = (name, block.type, block.start_byte, block.end_byte)
        if where in seen:
            yield _break(name, start, end)
            return
        seen.add(where)


def _again(source: bytes, found: list[Named]) -> Iterator[Named]:
    """Find the declarations of names that one pair of braces seems to declare twice.

    Braces are counted, those in strings too: who wants to know for sure asks the tree.
    """
    around, made, at = [0], 0, 0
    first: dict[tuple[bytes, int], Named | None] = {}
    times = Counter(one.name for one in found)
    for one in found:
        if times[one.name] == 1:
            continue
        # A brace at the start of a line ends what is at the top: spares counting most of the others
        top = source.rfind(b"\n}", at, one.at)
        if top >= 0:
            del around[1:]
            at = top + len(b"\n}")
        left, entered = _crossed(source[at : one.at])
        at = max(at, one.at)
        if left:
            del around[max(1, len(around) - left) :]
        if entered:
            around += range(made + 1, made + entered + 1)
            made += entered
        where = (one.name, around[-1])
        before = first.setdefault(where, one)
        if before is not one:
            if before:
                yield before
                first[where] = None
            yield one


def _crossed(between: bytes) -> tuple[int, int]:
    """Count the blocks that are left on the way from one place to another, and those entered."""
    for _ in range(_DEEPEST if b"{" in between and b"}" in between else 0):
        outer = _PAIR.sub(b"", between)
        if len(outer) == len(between):
            break
        between = outer
    return between.count(b"}"), between.count(b"{")


def _block(path: list[Node]) -> Node | None:
    """Give the block in which a declaration at the end of a path holds."""
    name = pattern(path)
    place = name - 1
    if path[-1].type not in _NAMES or name < 2:
        return None
    if path[place].type == "for_in_statement":
        kind = path[place].child_by_field_name("kind")
        is_own = (
            kind is not None and kind.type != "var" and is_field(path[place], "left", path[name])
        )
        return path[place] if is_own else None
    if path[place].type == "variable_declarator":
        if not is_field(path[place], "name", path[name]):
            return None
        place -= 1
    if path[place].type not in ("lexical_declaration", "class_declaration"):
        return None
    place -= 1
    while path[place].type in ("switch_case", "switch_default", "export_statement"):
        place -= 1
    return path[place] if path[place].type in _SCOPES else None
