"""Early errors of declarations: where none may stand, without a value."""

from tree_sitter import Node

from miniprog_cli.syntax.walk import is_field

_ALONE = {
    "if_statement": "consequence",
    "for_statement": "body",
    "for_in_statement": "body",
    "while_statement": "body",
    "do_statement": "body",
    "with_statement": "body",
    "labeled_statement": "body",
}


def no_value(path: list[Node]) -> str | None:
    """Say that a constant gets no value."""
    if path[-1].type != "identifier" or path[-2].type != "variable_declarator":
        return None
    holder = path[-3]
    kind = holder.child_by_field_name("kind") if holder.type == "lexical_declaration" else None
    if kind is None or kind.type != "const" or path[-2].child_by_field_name("value") is not None:
        return None
    return "this constant gets no value"


def named_let(path: list[Node]) -> str | None:
    """Say that a variable of `let` or `const` is called `let`."""
    holder = path[-2]
    if path[-1].type != "identifier" or path[-1].text != b"let":
        return None
    if holder.type == "variable_declarator" and path[-3].type == "lexical_declaration":
        return "let cannot be the name of a variable that let or const declares"
    return None


def declared_alone(path: list[Node]) -> str | None:
    """Say that a declaration stands where one statement does, which its name would not outlive."""
    node, holder = path[-2], path[-3]
    if node.type not in ("lexical_declaration", "class_declaration"):
        return None
    field = _ALONE.get(holder.type)
    if holder.type == "else_clause" or (field and is_field(holder, field, node)):
        return f"{path[-1].type} needs a block around it here"
    return None


def function_alone(path: list[Node]) -> str | None:
    """Say that a function is declared where one statement stands, and may not be in any code."""
    holder = path[-3]
    if path[-2].type not in ("function_declaration", "generator_function_declaration"):
        return None
    plain = path[-2].type == "function_declaration" and path[-2].children[0].type == "function"
    loose = plain and holder.type in ("if_statement", "labeled_statement")
    field = None if loose else _ALONE.get(holder.type)
    if (holder.type == "else_clause" and not plain) or (
        field and is_field(holder, field, path[-2])
    ):
        return "this function needs a block around it here"
    return None


def nested(path: list[Node]) -> str | None:
    """Say that an import or export stands in a block or function."""
    if path[-2].type not in ("import_statement", "export_statement"):
        return None
    if path[-3].type == "program":
        return None
    return f"{path[-1].type} can stand only outside of blocks and functions"
