"""Early errors of statements that lack a part: what is thrown, caught, named or taken apart."""

from tree_sitter import Node

from miniprog_cli.syntax.arrows import is_object
from miniprog_cli.syntax.walk import is_field

_MAX_CASES = 500
"""A switch with more is not looked into."""
_FUNCTIONS = ("function_expression", "generator_function")
WORDS = (
    *("case", "class", "const", "default", "delete", "export", "for", "function", "if", "import"),
    *("new", "return", "switch", "this", "try", "var"),
)
"""Words of the language that people take for names of values."""
_SHORT = ("shorthand_property_identifier", "shorthand_property_identifier_pattern")


def uncaught(path: list[Node]) -> str | None:
    """Say that a `try` has neither `catch` nor `finally`."""
    node = path[-2]
    if path[-1].type != "try" or node.type != "try_statement":
        return None
    if node.child_by_field_name("handler") or node.child_by_field_name("finalizer"):
        return None
    return "try needs a catch or a finally behind it"


def second_default(path: list[Node]) -> str | None:
    """Say that a `switch` has a second `default`."""
    mine, cases = path[-2], path[-3]
    if path[-1].type != "default" or mine.type != "switch_default":
        return None
    if cases.type != "switch_body" or cases.named_child_count > _MAX_CASES:
        return None
    first = next((one for one in cases.named_children if one.type == "switch_default"), mine)
    return None if first == mine else "a switch has one default, and this is another"


def nothing_thrown(path: list[Node]) -> str | None:
    """Say that a line ends where what is thrown has to stand."""
    if path[-1].type != "throw" or path[-2].type != "throw_statement":
        return None
    return "what is thrown has to stand on the line of its throw"


def unnamed_class(path: list[Node]) -> str | None:
    """Say that a statement begins with a class that has no name."""
    if path[-1].type != "class" or path[-2].type != "class":
        return None
    if path[-3].type != "expression_statement" or path[-3].start_byte != path[-1].start_byte:
        return None
    return "this class has no name: give it one, or put it in brackets"


def object_alone(path: list[Node]) -> str | None:
    """Say that a statement begins with an object, whose brace begins a block there.

    A file that is one object and nothing else is data, which programs read under any name.
    """
    if len([one for one in path[0].named_children[:_MAX_CASES] if one.type != "comment"]) == 1:
        return None
    if path[-1].type != "{" or path[-2].type != "object":
        return None
    if path[-3].type != "expression_statement" or path[-3].start_byte != path[-1].start_byte:
        return None
    if not is_object(path[-2]):
        return None
    return "a { that begins a statement begins a block: put an object in brackets"


def late_arrow(path: list[Node]) -> str | None:
    """Say that a line begins with the arrow of a function."""
    if path[-1].type != "=>" or path[-2].type != "arrow_function":
        return None
    return "=> has to stand on the line on which the parameters end"


def unnamed(path: list[Node]) -> str | None:
    """Say that a statement begins with a function that has no name."""
    start = path[-1].start_byte
    if path[-1].type not in ("function", "async") or path[-2].type not in _FUNCTIONS:
        return None
    for node in reversed(path[:-2]):
        if node.start_byte != start:
            return None
        if node.type == "expression_statement":
            return "this function has no name: give it one, or put it in brackets"
    return None


def default_declared(path: list[Node]) -> str | None:
    """Say that what is exported as the default is declared with `const`, `let` or `var`."""
    if path[-2].type not in ("lexical_declaration", "variable_declaration"):
        return None
    if path[-3].type != "export_statement" or not is_field(path[-3], "declaration", path[-2]):
        return None
    return "export default takes a value: declare the name before"


def shorthand(path: list[Node]) -> str | None:
    """Say that a word of the language alone in braces is no name: `{ class }`, `{ this }`."""
    word = (path[-1].text or b"").decode("utf-8", "replace")
    if path[-1].type not in _SHORT or word not in WORDS:
        return None
    return f"{word} is no name: write {word}: and one behind it"


def nothing_imported(path: list[Node]) -> str | None:
    """Say that `import()` is given nothing."""
    if path[-1].type != ")" or path[-2].type != "arguments" or path[-2].named_child_count:
        return None
    called = path[-3].child_by_field_name("function")
    if called is None or called.type != "import":
        return None
    return "import() takes the address of a module"


def apart(path: list[Node]) -> str | None:
    """Say what is wrong with names in braces or brackets that are declared."""
    return nothing_apart(path) or _member_declared(path)


def _member_declared(path: list[Node]) -> str | None:
    holder = path[-3]
    if holder.type != "variable_declarator" or not is_field(holder, "name", path[-2]):
        return None
    inner = (one.child_by_field_name("value") or one for one in path[-2].named_children)
    if all(one.type != "member_expression" for one in inner):
        return None
    return "a declaration makes names: to give members values, leave out the word before it"


def nothing_apart(path: list[Node]) -> str | None:
    """Say that names in braces or brackets are declared, and nothing is taken apart for them."""
    if path[-2].type not in ("object_pattern", "array_pattern"):
        return None
    holder = path[-3]
    if holder.type != "variable_declarator" or not is_field(holder, "name", path[-2]):
        return None
    if holder.child_by_field_name("value") is not None:
        return None
    return "what is to be taken apart is missing: = and a value"


def never_name(path: list[Node]) -> str | None:
    """Say that `enum` is a name, which the language keeps for itself."""
    names = ("identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
    if path[-1].type not in names or path[-2].type in ("import_specifier", "export_specifier"):
        return None
    return "no code can have the name enum"
