"""Early errors of classes: private names that none declares, `super` where there is none."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import is_field

_MAX_MEMBERS = 500
"""A class with more members is not looked into."""
_OWN = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
    }
)
"""Functions that have a `this` of their own, and no `super`."""
_NO_CONSTRUCTORS = ("get", "set", "async", "*")
_CLASSES = ("class_declaration", "class")


def undeclared(path: list[Node]) -> str | None:
    """Say that a private name is used that no class around declares."""
    if path[-1].type != "private_property_identifier" or path[-2].type in (
        "field_definition",
        "method_definition",
    ):
        return None
    bodies = [node for node in path if node.type == "class_body"]
    if any(body.named_child_count > _MAX_MEMBERS for body in bodies):
        return None
    name = path[-1].text
    if any(
        key.text == name or b"\\" in (key.text or b"") for body in bodies for key in _keys(body)
    ):
        return None
    return f"{(name or b'').decode('utf-8', 'replace')} is declared in no class around it"


def declared_again(path: list[Node]) -> str | None:
    """Say that a class declares a private name twice; a getter and a setter are one."""
    member, body = path[-2], path[-3]
    if path[-1].type != "private_property_identifier" or body.type != "class_body":
        return None
    if body.named_child_count > _MAX_MEMBERS or path[-1] not in _keys(body):
        return None
    name = path[-1].text
    same = [one for one in body.named_children if any(key.text == name for key in _key(one))]
    before = same[: same.index(member)]
    if not before or _halves(before[-1], member):
        return None
    return f"{(name or b'').decode('utf-8', 'replace')} is declared twice in this class"


def _halves(one: Node, other: Node) -> bool:
    """Tell a getter and a setter that are both static or both not."""
    kinds = [
        {child.type for child in node.children[:-1]} & {"get", "set", "static"}
        for node in (one, other)
    ]
    return kinds[0] ^ kinds[1] == {"get", "set"}


def never_member(path: list[Node]) -> str | None:
    """Say that a class has a static `prototype`, or a field that is called `constructor`."""
    member = path[-2]
    if path[-3].type != "class_body" or path[-1] not in _key(member):
        return None
    if path[-1].text == b"#prototype":
        return None
    word = (path[-1].text or b"").decode()
    static = any(one.type == "static" for one in member.children[:2])
    if word == "prototype":
        return "a class cannot have a static member called prototype" if static else None
    if word == "constructor" and member.type != "field_definition":
        return None
    return f"a class cannot have a {'field' if member.type == 'field_definition' else 'method'} called {word}"


def private_deleted(path: list[Node]) -> str | None:
    """Say that a private member is deleted."""
    if path[-1].type != "delete" or path[-2].type != "unary_expression":
        return None
    given = path[-2].child_by_field_name("argument")
    while given is not None and given.type == "parenthesized_expression":
        given = given.named_child(0)
    last = given.child_by_field_name("property") if given is not None else None
    is_private = last is not None and last.type == "private_property_identifier"
    return "private members cannot be deleted" if is_private else None


def constructors(path: list[Node]) -> str | None:
    """Say that a class has a second constructor, or one that is no plain method."""
    if len(path) < 3 or path[-2].type != "method_definition" or path[-3].type != "class_body":
        return None
    members, mine = path[-3], path[-2]
    if not _is_constructor(mine) or members.named_child_count > _MAX_MEMBERS:
        return None
    if any(one.type in _NO_CONSTRUCTORS for one in mine.children[:3]):
        return "a constructor is no getter or setter, not async and no generator"
    given = mine.child_by_field_name("parameters")
    if given is not None and any(one.type == "member_expression" for one in given.named_children):
        return "a parameter is a name alone: give its value to this in the body"
    first = next(one for one in members.named_children if _is_constructor(one))
    return None if first == mine else "a class has one constructor, and this is another"


def supers(path: list[Node]) -> str | None:
    """Say that `super` stands in no method, or is called in no constructor of a derived class."""
    if path[-1].type != "super":
        return None
    place = _method(path)
    if place is None:
        return "super stands in no method"
    if path[-2].type != "call_expression" or not is_field(path[-2], "function", path[-1]):
        return None
    if not _is_constructor(path[place]) or path[place - 1].type != "class_body":
        return "super is called outside of a constructor"
    derived = any(one.type == "class_heritage" for one in path[place - 2].named_children[:4])
    return None if derived else "super is called, but this class extends none"


def target(path: list[Node]) -> str | None:
    """Say that `new.target` stands in no function."""
    if path[-2].type != "meta_property" or path[-1].type != "new":
        return None
    around = _OWN | {"method_definition", "field_definition", "class_static_block"}
    return None if any(one.type in around for one in path) else "new.target stands in no function"


def _method(path: list[Node]) -> int | None:
    """Give the place of the method, field or static block whose `super` the end of a path is."""
    for place in range(len(path) - 2, 0, -1):
        kind, inner = path[place].type, path[place + 1]
        if kind in _OWN:
            return None
        if kind == "class_static_block":
            return place
        named = inner.type == "computed_property_name" or "decorator" in inner.type
        if kind in ("method_definition", "field_definition") and not named:
            return place
    return None


def _keys(body: Node) -> list[Node]:
    return [key for one in body.named_children for key in _key(one)]


def _key(member: Node) -> list[Node]:
    """Give the name of a member of a class, if it has one."""
    if member.type not in ("method_definition", "field_definition"):
        return []
    key = member.child_by_field_name("name") or member.child_by_field_name("property")
    return [key] if key is not None else []


def _is_constructor(member: Node) -> bool:
    if member.type != "method_definition":
        return False
    name = member.child_by_field_name("name")
    if name is None or (name.text or b"").strip(b"\"'") != b"constructor":
        return False
    words = (one.type for one in member.children)
    return name.type in ("property_identifier", "string") and "static" not in words
